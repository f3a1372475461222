#include <doctest/doctest.h>

#include "data/csv_column.h"

namespace botec {
namespace {

std::vector<double> values(std::string_view text, std::string_view column = "x") {
  const auto read = parse_csv_column(text, "f.csv", column);
  INFO(std::string(text));
  if (!read) FAIL_CHECK(read.complaint().message);
  return read ? read->values : std::vector<double>{};
}

std::string complaint(std::string_view text, std::string_view column = "x") {
  const auto read = parse_csv_column(text, "f.csv", column);
  return read ? "" : read.complaint().message;
}

using Numbers = std::vector<double>;

TEST_CASE("a column of numbers") {
  CHECK(values("x\n1\n2\n") == Numbers{1, 2});
  CHECK(values("a,x,b\nu,1.5,v\nu,-2e3,v\n") == Numbers{1.5, -2000});
  CHECK(values("x\n1\n2") == Numbers{1, 2});  // no line break at the end
  CHECK(values("\xEF\xBB\xBFx,y\r\n1,2\r\n3,4\r\n") == Numbers{1, 3});
  CHECK(values(" x , y \n 1 , 2 \n") == Numbers{1});
  CHECK(values("x\n1_000\n5%\n1.5M\n+3\n-5%\n") == Numbers{1000, 0.05, 1.5e6, 3, -0.05});
}

TEST_CASE("quotes as in RFC 4180") {
  CHECK(values("\"x\",y\n\"1\",2\n") == Numbers{1});
  CHECK(values("name,x\n\"a, b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n\"\",4\n") == Numbers{1, 2, 3, 4});
  CHECK(values("\"a \"\"b\"\"\",\"c \"\"d\"\"\"\r\n1,2\r\n", "c \"d\"") == Numbers{2});
  CHECK(complaint("x\n\"1\n2\n") == "`f.csv`, line 2: a quote is never closed");
  CHECK(complaint("x\n1\n\"2\"3\n") == "`f.csv`, line 3: something follows the closing quote of a cell");
}

TEST_CASE("comments, blank lines and missing values") {
  const auto read = parse_csv_column("# made by hand\nx,y\n\n1,2\n# more\n,3\n  ,4\n5,6\n", "f.csv", "x");
  REQUIRE(read);
  CHECK(read->values == Numbers{1, 5});
  CHECK(read->missing == 2);
}

TEST_CASE("complaints name the line and the column") {
  CHECK(complaint("name,x\na,1\n\"b\nc\",2\nd,n/a\n") == "`f.csv`, line 5, column `x`: `n/a` is not a number");
  CHECK(complaint("x\nnan\n").find("not a number") != std::string::npos);
  CHECK(complaint("x\n1e400\n").find("not a number") != std::string::npos);
  CHECK(complaint("x\n--1\n").find("not a number") != std::string::npos);
  CHECK(complaint("x,y\n1,2\n3\n") == "`f.csv`, line 3: this row has 1 cells, the header has 2");
  CHECK(complaint("y\n1\n") == "`f.csv` has no column `x`");
  CHECK(complaint("x,x\n1,2\n") == "`f.csv` has two columns called `x`");
  CHECK(complaint("x,y\n,2\n") == "`f.csv`: column `x` has no numbers");
  CHECK(complaint("") == "`f.csv` has no rows");
  CHECK(complaint(std::string_view("x\n\0", 3)) == "`f.csv` is not a text file");
  CHECK(parse_csv_column("x;y\n1;2\n", "f.csv", "x").complaint().help == "cells are separated by commas");
  CHECK(parse_csv_column("size\n1\n", "f.csv", "sise").complaint().help == "did you mean `size`?");
}

TEST_CASE("files that cannot be read") {
  CHECK(read_csv_column("/no/such/file.csv", "file.csv", "x").complaint().kind == "cannot-read");
  CHECK(read_csv_column("/", "/", "x").complaint().kind == "cannot-read");
}

}  // namespace
}  // namespace botec
