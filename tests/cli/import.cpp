// botec import: by ending or by name, what it prints where, and the exit status.
#include <doctest/doctest.h>

#include "program.h"

using namespace botec::cli_test;

TEST_CASE("import prints a model that runs, and tells what it left out") {
  const Folder folder;
  folder.write("a.squiggle", "staff = 4 to 7\nf(x) = x\ncost = staff * 2\n");
  const Ran ran = folder.botec({"import", "a.squiggle"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("staff: 4 to 7") != std::string::npos);
  CHECK(ran.err.find("1 input and 1 formula were translated.") != std::string::npos);
  CHECK(ran.err.find("Not translated, line 2: f(x) = x") != std::string::npos);
  REQUIRE(folder.botec({"import", "a.squiggle", "--quiet", "--output", "m.yaml"}).status == 0);
  CHECK(folder.botec({"run", "m.yaml", "--quiet"}).out.starts_with("cost: 11 (90% interval: 8.0 to 14)"));
}

TEST_CASE("import's mistakes") {
  const Folder folder;
  folder.write("a.txt", "1 2\n");
  folder.write("none.fermi", "nothing here\n");
  CHECK(folder.botec({"import", "a.txt"}).status == 2);
  CHECK(folder.botec({"import", "a.txt", "--from", "fermi"}).status == 0);
  CHECK(folder.botec({"import", "a.txt", "--from", "fermy"}).err.find("did you mean `fermi`?") != std::string::npos);
  CHECK(folder.botec({"import", "none.fermi"}).status == 1);
  CHECK(folder.botec({"import", "missing.fermi"}).status == 2);
}
