// Tables: kinds of columns, cells at fault, filters and computed columns.
#include "data/table.h"

#include <doctest/doctest.h>

#include <cmath>

#include "data/row_formula.h"
#include "data/trend_points.h"
#include "formula/parser.h"
#include "text/calendar.h"

namespace botec {
namespace {

Table table_of(std::string text) {
  auto table = parse_table(std::move(text), "f.csv");
  if (!table) FAIL(table.complaint().message);
  return std::move(*table);
}

const Table& sample() {
  static const Table table = table_of(
      "# notes, with commas\n"
      "name,day,kind,size,cost,flag\n"
      "a,2019-01-01,x,10,1.5,1\n"
      "\"b, \"\"the\"\" second\",2020,x,,2,0\n"
      "c,2021-06,y,30,,1\n"
      "d,,,40,4,1\n");
  return table;
}

ScalarText scalar(std::string text) {
  auto source = std::make_shared<SourceFile>("m.yaml", text);
  const auto size = static_cast<std::uint32_t>(text.size());
  return {std::move(text), {}, Span{source, 0, size}};
}

FormulaLimits on_rows() {
  FormulaLimits limits;
  limits.rows = true;
  return limits;
}

// The rows that meet a condition, as their names' first letters; or what is wrong and where.
std::string where(const std::string& condition, const Table& table = sample()) {
  Diagnostics diagnostics;
  const ScalarText text = scalar(condition);
  if (const auto tree = parse_condition(text, diagnostics, on_rows())) {
    if (const auto keep = rows_where(table, *tree, diagnostics)) {
      std::string letters;
      for (std::size_t i = 0; i < keep->size(); ++i) {
        if ((*keep)[i] != 0) letters += table.columns[0].texts[i][0];
      }
      return letters;
    }
  }
  const auto first = diagnostics.sorted().at(0);
  return condition.substr(first.span.begin, first.span.end - first.span.begin) + " | " + first.message;
}

std::optional<Column> computed(const std::string& formula, std::string* wrong = nullptr) {
  Diagnostics diagnostics;
  const auto tree = parse_formula(scalar(formula), diagnostics, on_rows());
  auto column = tree ? derived_column(sample(), "new", *tree, diagnostics) : std::nullopt;
  if (!column && wrong != nullptr) *wrong = diagnostics.sorted().at(0).message;
  return column;
}

std::string points_fault(const Table& table, std::string_view x, std::string_view y, TrendScale scale = TrendScale::linear) {
  const auto points = trend_points(table, x, y, scale);
  return points ? "points" : points.complaint().argument + ": " + points.complaint().message;
}

}  // namespace

TEST_CASE("kinds of columns follow from their cells") {
  const Table& table = sample();
  CHECK(table.rows() == 4);
  CHECK(table.lines == std::vector<std::uint32_t>{3, 4, 5, 6});
  CHECK(table.columns[0].kind == Column::Kind::text);
  CHECK(table.columns[0].texts[1] == "b, \"the\" second");
  CHECK(table.columns[1].kind == Column::Kind::date);
  CHECK(table.columns[1].numbers[0] == *parse_date("2019-01-01"));
  CHECK(table.columns[1].numbers[1] == *parse_date("2020-01-01"));   // a bare year among dates
  CHECK(table.columns[1].numbers[2] == *parse_date("2021-06-01"));
  CHECK(std::isnan(table.columns[1].numbers[3]));
  CHECK(table.columns[2].kind == Column::Kind::text);
  CHECK(table.columns[3].kind == Column::Kind::number);
  CHECK(std::isnan(table.columns[3].numbers[1]));
  CHECK(cell_text(table.columns[1], 0) == "2019-01-01");
  CHECK(cell_text(table.columns[3], 0) == "10");
  CHECK(cell_text(table.columns[3], 1).empty());
  // Years alone are numbers; a blank column is anything; a table without rows has columns.
  CHECK(table_of("y\n2019\n2020\n").columns[0].kind == Column::Kind::number);
  const Table blank = table_of("a,b\n,1\n,2\n");
  CHECK(blank.columns[0].kind == Column::Kind::text);
  CHECK(numbers_of(blank, blank.columns[0])->size() == 2);
  CHECK(table_of("a,b\n").rows() == 0);
}

// The unquoted cells live in the table, not in the reader.
TEST_CASE("a filtered table keeps its texts") {
  const Table kept = filter_rows(table_of("n,x\n\"a \"\"q\"\"\",1\nb,2\n\"c \"\"r\"\"\",3\n"), {1, 0, 1});
  CHECK(kept.rows() == 2);
  CHECK(kept.columns[0].texts[1] == "c \"r\"");
  CHECK(kept.columns[1].numbers == std::vector<double>{1, 3});
  CHECK(kept.lines == std::vector<std::uint32_t>{2, 4});
}

TEST_CASE("a number is asked of a column of text") {
  const auto fault = [](std::string text) {
    const Table table = table_of(std::move(text));
    const auto numbers = numbers_of(table, table.columns[0]);
    return numbers ? std::string("numbers") : numbers.complaint().message;
  };
  CHECK(fault("x\n1\n\"n/a\"\nnone\n") == "`f.csv`, line 3, column `x`: `n/a` is not a number");
  CHECK(fault("x\n1\nnan\n") == "`f.csv`, line 3, column `x`: `nan` is not a number");
  CHECK(fault("x\n1\ninf\n") == "`f.csv`, line 3, column `x`: `inf` is not a number");
  CHECK(fault("x\n2019-01-01\n2019-02-30\n") == "`f.csv`, line 3, column `x`: `2019-02-30` is not a date");
  CHECK(fault("x\n01/02/2019\n") == "`f.csv`, line 2, column `x`: `01/02/2019` is not a number");
  // Once the filter has left the cell out, the rest are numbers.
  const Table table = filter_rows(table_of("x\n1\nn/a\n3\n"), {1, 0, 1});
  CHECK(*numbers_of(table, table.columns[0]) == std::vector<double>{1, 3});
}

TEST_CASE("conditions on rows") {
  CHECK(where("size > 10") == "cd");
  CHECK(where("size >= 10 and cost < 4") == "a");
  CHECK(where("kind == \"x\"") == "ab");
  CHECK(where("'y' == kind") == "c");
  CHECK(where("kind != \"x\"") == "c");                  // a blank is neither
  CHECK(where("not (kind == \"x\")") == "cd");
  CHECK(where("missing(kind) or missing(size)") == "bd");
  CHECK(where("not missing(cost)") == "abd");
  CHECK(where("size != 10") == "cd");
  CHECK(where("size == size") == "acd");
  CHECK(where("day >= \"2020-01-01\"") == "bc");
  CHECK(where("\"2020-06-01\" > day") == "ab");
  CHECK(where("day > 2020.5") == "c");
  CHECK(where("day >= 2020") == "bc");                  // 1 January is at or a little above its year
  CHECK(where("flag == 1 and (size / cost > 8 or kind == 'y')") == "cd");
  CHECK(where("`size` > 10 and name != \"d\"") == "c");
  CHECK(where("min(size, 20) == 20") == "cd");
  CHECK(where("mean(size, cost) > 20") == "d");
  CHECK(where("if(kind == \"x\", size, cost) == 4") == "d");
  CHECK(where("log10(size) == 1") == "a");
  CHECK(where("name == kind") == "");
}

TEST_CASE("what is wrong with a condition is named in it") {
  CHECK(where("sise > 1") == "sise | `f.csv` has no column `sise`");
  CHECK(where("name > 1") == "name | `f.csv`, line 3, column `name`: `a` is not a number");
  CHECK(where("size > \"1\"") == "\"1\" | `size` is a number, and this is text");
  CHECK(where("kind < \"x\"") == "< | texts are compared with == and !=");
  CHECK(where("kind == \"\"") == "\"\" | a blank cell is a missing value, which equals nothing");
  CHECK(where("day > \"2020-31-01\"") == "\"2020-31-01\" | `2020-31-01` is not a date");
  CHECK(where("size") == "size | a condition belongs here, and this is a value");
  CHECK(where("size > 1 and flag") == "flag | a condition belongs here");
  CHECK(where("(size > 1) + 1 > 0") == "size > 1 | a number belongs here, and this is a condition");
  CHECK(where("missing(size + 1)") == "size + 1 | `missing` asks about a column");
  CHECK(where("size > 1 [kg]") == "kg | columns have no units");
  CHECK(where("size + \"1\" > 2") == "\"1\" | a text belongs only behind == and !=");
  CHECK(where("kind == \"x") == "\" | this quote is not closed");
  CHECK(where("\"x\"") == "\"x\" | a condition belongs here, and this is a quantity");
}

TEST_CASE("computed columns") {
  const auto product = computed("size * cost");
  REQUIRE(product);
  CHECK(product->numbers[0] == 15);
  CHECK(std::isnan(product->numbers[1]));
  CHECK(std::isnan(product->numbers[2]));
  CHECK(product->numbers[3] == 160);
  const auto date = computed("day + 0.5");
  REQUIRE(date);
  CHECK(date->kind == Column::Kind::date);
  for (const std::string text : {"1 + day", "day - 1", "max(day, day)", "if(flag == 1, day, day)", "mean(day, day)"}) {
    CAPTURE(text);
    CHECK(computed(text)->kind == Column::Kind::date);
  }
  for (const std::string text : {"day - day", "2024.5 - day", "-day", "day * 1", "max(day, 2020)", "floor(day)", "if(flag == 1, day, 1)"}) {
    CAPTURE(text);
    CHECK(computed(text)->kind == Column::Kind::number);
  }
  CHECK(computed("size - 10")->numbers[0] == 0);
  const auto none = computed("cost / (size - 10)");   // infinite where it has no value, missing where a cell is
  CHECK(std::isinf(none->numbers[0]));
  CHECK(std::isnan(none->numbers[1]));
  CHECK(std::isinf(computed("log(cost - 2)")->numbers[0]));
  CHECK(computed("5")->numbers == std::vector<double>(4, 5.0));
  std::string wrong;
  CHECK_FALSE(computed("kind", &wrong));
  CHECK(wrong == "a column that is computed holds numbers");
}

// Whatever is written, an answer or a complaint with a place comes back: 20,000 formulas of random words, the same in every run.
TEST_CASE("any formula on rows is answered") {
  const std::vector<std::string> pieces = {"size", "cost", "kind", "day", "name", "flag", "nobody", "1", "2020-01-01", "\"x\"", "'2020-01-01'", "\"\"", "`size`",
                                           "+", "-", "*", "/", "^", "==", "!=", "<", ">=", "and", "or", "not", "(", ")", ",", "missing(", "if(",
                                           "min(", "log(", "mean(", "5 [kg]", "%", "\"", "`"};
  std::uint64_t state = 1;
  const auto next = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state >> 33) % below);
  };
  std::size_t answered = 0;
  for (int k = 0; k < 20000; ++k) {
    std::string text;
    for (std::size_t i = 0, n = 1 + next(7); i < n; ++i) text += pieces[next(pieces.size())] + " ";
    Diagnostics diagnostics;
    const auto tree = parse_formula(scalar(text), diagnostics, on_rows());
    const auto column = tree ? derived_column(sample(), "new", *tree, diagnostics) : std::nullopt;
    const auto rows = tree ? rows_where(sample(), *tree, diagnostics) : std::nullopt;
    answered += column || rows ? 1 : 0;
    if (!column && !rows && !diagnostics.has_errors()) FAIL_CHECK(text);
  }
  CHECK(answered > 300);
}

TEST_CASE("texts have no place in other formulas") {
  Diagnostics diagnostics;
  CHECK_FALSE(parse_formula(scalar("kind == \"x\""), diagnostics));
  CHECK(diagnostics.sorted().at(0).message == "`\"` is not a sign of formulas");
}

TEST_CASE("points of a trend") {
  const Table table = table_of("when,who,value\n2021,c,100\n2019,a,1\n2020,b,\n2019,d,10\n");
  const auto points = trend_points(table, "when", "value", TrendScale::log);
  REQUIRE(points);
  CHECK(points->x == std::vector<double>{2019, 2019, 2021});   // in order, whatever the order of the file
  CHECK(points->y == std::vector<double>{0, 1, 2});
  CHECK(points->rows == std::vector<std::uint32_t>{1, 3, 0});
  CHECK(points->missing == 1);
  CHECK(points_fault(table, "when", "valeu") == "y: `f.csv` has no column `valeu`");
  CHECK(points_fault(table, "who", "value") == "x: `f.csv`, line 2, column `who`: `c` is not a number");
  CHECK(points_fault(table_of("x,y\n1,2\n2,-3\n"), "x", "y", TrendScale::log) == "y: `f.csv`, line 3, column `y`: -3 has no logarithm");
  CHECK(points_fault(table_of("x,y\n1,\n,2\n"), "x", "y") == ": `f.csv`: no row has both `x` and `y`");
  CHECK(points_fault(table_of("x,y\n"), "x", "y") == ": no row of `f.csv` is left");

  const auto without = exclude_points(*points, table, "who", {"a", "b"});
  REQUIRE(without);
  CHECK(without->rows == std::vector<std::uint32_t>{3, 0});
  const auto unknown = exclude_points(*points, table, "who", {"e"});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.complaint().message == "`f.csv`: no row has `e` in column `who`");
  CHECK(without_point(*points, 1).rows == std::vector<std::uint32_t>{1, 0});
}

}  // namespace botec
