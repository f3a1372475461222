// What each command answers, and with which exit status.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <algorithm>
#include <cstring>
#include <sstream>

#include "program.h"
#include "report/terminal_text.h"

using namespace botec;
using namespace botec::cli_test;
using Json = nlohmann::ordered_json;

namespace {

struct Setup {
  Folder folder;
  Setup() { folder.write("small.yaml", small_model); }
};

std::size_t line_count(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE_FIXTURE(Setup, "run answers with a sentence first, in 80 columns and without colour") {
  const Ran ran = folder.botec({"run", "small.yaml"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.starts_with("effort: "));
  CHECK(ran.out.find("hour (90% interval: ") < ran.out.find('\n'));
  CHECK(ran.out.find('\033') == std::string::npos);
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 80);
}

TEST_CASE_FIXTURE(Setup, "a bare path means run, options may stand before it, and - is standard input") {
  const Ran ran = folder.botec({"run", "small.yaml", "--quiet"});
  CHECK(folder.botec({"small.yaml", "--quiet"}).out == ran.out);
  CHECK(folder.botec({"--quiet", "small.yaml"}).out == ran.out);
  CHECK(folder.botec({"--quiet", "--", "small.yaml"}).out == ran.out);
  How how;
  how.input = small_model;
  const Ran piped = folder.botec({"-", "--quiet"}, how);
  CHECK(piped.status == 0);
  CHECK(piped.out == ran.out);
  CHECK(folder.botec({"run", "-", "--quiet"}, how).out == ran.out);
}

TEST_CASE_FIXTURE(Setup, "run as JSON is one object, the same bytes whatever the threads") {
  const Ran ran = folder.botec({"run", "small.yaml", "--format", "json", "--samples", "1e5", "--seed", "7"});
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.out);
  CHECK(json["schema"] == 1);
  CHECK(json["model"]["file"] == "small.yaml");
  CHECK(json["run"]["seed"] == 7);
  CHECK(json["outputs"]["effort"]["unit"] == "hour");
  CHECK(json["questions"]["much"]["question"] == "P(effort > 200 [hour])");
  const Ran again = folder.botec({"run", "small.yaml", "--format=json", "--samples=100_000", "--seed=7", "--threads=1"});
  CHECK(again.out == ran.out);
}

TEST_CASE_FIXTURE(Setup, "run as CSV") {
  const Ran ran = folder.botec({"run", "small.yaml", "--format", "csv"});
  CHECK(ran.status == 0);
  CHECK(ran.out.starts_with("kind,name,quantity,value,standard_error,unit,band\noutput,effort,"));
}

TEST_CASE_FIXTURE(Setup, "inputs can be set and scenarios chosen") {
  const Ran fixed = folder.botec({"run", "small.yaml", "--quiet", "--set", "people=10", "--set", "hours=3 hour"});
  CHECK(fixed.status == 0);
  CHECK(fixed.out.starts_with("effort: 30 hour"));
  const Ran few = folder.botec({"run", "small.yaml", "--format", "json", "--scenario", "few"});
  CHECK(few.status == 0);
  CHECK(Json::parse(few.out)["model"]["scenario"] == "few");
  CHECK(folder.botec({"run", "small.yaml", "--set", "peple=3"}).status == 2);
  CHECK(folder.botec({"run", "small.yaml", "--set", "people=3 to"}).status == 2);
  CHECK(folder.botec({"run", "small.yaml", "--scenario", "fw"}).status == 2);
}

TEST_CASE_FIXTURE(Setup, "a model at fault is status 1, as text on standard error or as JSON on standard output") {
  folder.write("bad.yaml", "inputs: {people: 10 to 80}\nformulas: {effort: peple * 2}\n");
  const Ran text = folder.botec({"run", "bad.yaml"});
  CHECK(text.status == 1);
  CHECK(text.out.empty());
  CHECK(text.err.find("bad.yaml:2:") != std::string::npos);
  CHECK(text.err.find("did you mean `people`?") != std::string::npos);
  const Ran json = folder.botec({"run", "bad.yaml", "--format", "json"});
  CHECK(json.status == 1);
  CHECK(json.err.empty());
  const Json errors = Json::parse(json.out);
  CHECK(errors["schema"] == 1);
  CHECK(errors["errors"][0]["file"] == "bad.yaml");
  CHECK(errors["errors"][0]["line"] == 2);
  for (const char* command : {"check", "explain", "samples"}) CHECK(folder.botec({command, "bad.yaml"}).status == 1);
}

TEST_CASE_FIXTURE(Setup, "a file that is not there") {
  for (const char* command : {"run", "check", "explain", "samples"}) {
    const Ran ran = folder.botec({command, "missing.yaml"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("missing.yaml") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(Setup, "check counts, and fails on unmet expectations") {
  const Ran good = folder.botec({"check", "small.yaml"});
  CHECK(good.status == 0);
  CHECK(good.out.starts_with("small.yaml: ok (2 inputs, 1 formula, 1 question, 1 scenario)"));
  folder.write("claims.yaml", small_model + "expect:\n  effort: {median: 1 hour, within: 5%}\n");
  CHECK(folder.botec({"check", "claims.yaml"}).status == 0);
  const Ran unmet = folder.botec({"check", "small.yaml", "claims.yaml", "--expect"});
  CHECK(unmet.status == 1);
  CHECK(unmet.out.find("claims.yaml: 1 expectation not met") != std::string::npos);
  CHECK(unmet.out.find("NOT MET") != std::string::npos);
  const Ran json = folder.botec({"check", "small.yaml", "claims.yaml", "--expect", "--format", "json"});
  CHECK(json.status == 1);
  const Json verdict = Json::parse(json.out);
  CHECK(verdict["ok"] == false);
  CHECK(verdict["files"][0]["ok"] == true);
  CHECK(verdict["files"][1]["expectations"][0]["met"] == false);
  CHECK(folder.botec({"check", "small.yaml", "--quiet"}).out.empty());
}

TEST_CASE_FIXTURE(Setup, "run tells unmet expectations without failing") {
  folder.write("claims.yaml", small_model + "expect:\n  effort: {median: 1 hour, within: 5%}\n");
  const Ran ran = folder.botec({"run", "claims.yaml"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("NOT MET") != std::string::npos);
}

TEST_CASE_FIXTURE(Setup, "explain names the inputs as fitted") {
  const Ran ran = folder.botec({"explain", "small.yaml"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("people") != std::string::npos);
  CHECK(ran.out.find("lognormal") != std::string::npos);
  CHECK(Json::parse(folder.botec({"explain", "small.yaml", "--format", "json"}).out)["explanation"] == ran.out);
}

TEST_CASE_FIXTURE(Setup, "quiet tells the errors of a model that fails, and no warnings") {
  folder.write("both.yaml", "inputs: {a: 1 to 2, b: 3}\nformulas: {y: a}\ngiven: [a > 1000000000]\noutputs: [y]\n");
  for (const char* command : {"run", "rank"}) {
    CAPTURE(command);
    CHECK(folder.botec({command, "both.yaml"}).err.find("nothing uses the input `b`") != std::string::npos);
    const Ran quiet = folder.botec({command, "both.yaml", "--quiet"});
    CHECK(quiet.status == 1);
    CHECK(quiet.err.find("no trial satisfies `given:`") != std::string::npos);
    CHECK(quiet.err.find("warning") == std::string::npos);
  }
  const Json json = Json::parse(folder.botec({"run", "both.yaml", "--quiet", "--format", "json"}).out);
  CHECK(json["errors"].size() == 1);
  CHECK(!json.contains("warnings"));
}

TEST_CASE_FIXTURE(Setup, "explain and an unmet expectation tell dates as days") {
  folder.write("dates.yaml", R"(inputs:
  launch: {distribution: uniform, low: 2026-03-01, high: 2026-03-11}
  fix: 2026-05-05
formulas:
  start: {formula: "launch + 10 [day]", unit: date}
  end: {formula: "fix + 10 [day]", unit: date}
expect: {end: {point: 2026-01-01, within: 0.1}}
outputs: [start, end]
)");
  const std::string text = folder.botec({"explain", "dates.yaml"}).out;
  CHECK(text.find("p5 2026-03-01, median 2026-03-06, p95 2026-03-10\n") != std::string::npos);   // half a day, five, and nine and a half after the first
  CHECK(text.find("fix = 2026-05-05\n") != std::string::npos);
  CHECK(text.find("end = 2026-05-15 (constant)\n") != std::string::npos);
  const std::string warned = folder.botec({"run", "dates.yaml", "--format", "csv"}).err;
  CHECK_MESSAGE(warned.find("is expected to be 2026-01-01, and is 2026-05-15") != std::string::npos, warned);
}

TEST_CASE_FIXTURE(Setup, "samples as CSV, JSON and NPY hold the same numbers") {
  const Ran csv = folder.botec({"samples", "small.yaml", "--samples", "10"});
  REQUIRE(csv.status == 0);
  CHECK(line_count(csv.out) == 11);
  CHECK(line_count(folder.botec({"samples", "small.yaml"}).out) == 1001);
  const Json json = Json::parse(folder.botec({"samples", "small.yaml", "--samples", "10", "--format", "json"}).out);
  CHECK(json["rows"].size() == 10);
  std::istringstream lines(csv.out);
  std::string line, names;
  std::getline(lines, line);
  for (const auto& name : json["columns"]) names += (names.empty() ? "" : ",") + name.get<std::string>();
  CHECK(line == names);
  std::getline(lines, line);
  CHECK(std::stod(line) == json["rows"][0][0].get<double>());

  CHECK(folder.botec({"samples", "small.yaml", "--samples", "10", "--format", "npy", "--output", "s.npy"}).status == 0);
  CHECK(folder.names() == std::vector<std::string>{"s.npy", "s.npy.json", "small.yaml"});
  const std::string npy = folder.read("s.npy");
  const std::size_t columns = json["columns"].size();
  REQUIRE(npy.size() == 128 + 10 * columns * 8);
  double first = 0;
  std::memcpy(&first, npy.data() + 128, sizeof first);
  CHECK(first == json["rows"][0][0].get<double>());
  CHECK(Json::parse(folder.read("s.npy.json"))["rows"] == 10);
  // Through a pipe the same bytes.
  CHECK(folder.botec({"samples", "small.yaml", "--samples", "10", "--format", "npy"}).out == npy);
}

TEST_CASE_FIXTURE(Setup, "the first draws do not depend on how many are asked for") {
  const std::string few = folder.botec({"samples", "small.yaml", "--samples", "20", "--method", "plain"}).out;
  const std::string many = folder.botec({"samples", "small.yaml", "--samples", "40", "--method", "plain"}).out;
  CHECK(many.starts_with(few));
}

TEST_CASE_FIXTURE(Setup, "the catalogues") {
  for (const char* catalogue : {"distributions", "functions"}) {
    const Ran list = folder.botec({catalogue});
    CHECK(list.status == 0);
    const Json json = Json::parse(folder.botec({catalogue, "--format", "json"}).out);
    REQUIRE(json[catalogue].size() > 10);
    for (const auto& entry : json[catalogue]) {
      const auto name = entry["name"].get<std::string>();
      CAPTURE(name);
      const Ran one = name.starts_with("-") ? folder.botec({catalogue, "--", name}) : folder.botec({catalogue, name});
      CHECK(one.status == 0);
      CHECK(one.out.find("Example") != std::string::npos);
    }
  }
  const Ran wrong = folder.botec({"distributions", "lognornal"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("did you mean `lognormal`?") != std::string::npos);
  CHECK(folder.botec({"functions", "sqr"}).err.find("did you mean `sqrt`?") != std::string::npos);
}

TEST_CASE("init writes a model that runs and passes check, and overwrites nothing") {
  const Folder folder;
  CHECK(folder.botec({"init"}).status == 0);
  CHECK(folder.names() == std::vector<std::string>{"botec.schema.json", "model.yaml"});
  const Ran check = folder.botec({"check", "model.yaml", "--expect"});
  CHECK(check.status == 0);
  CHECK(check.err.empty());
  CHECK(folder.botec({"run", "model.yaml"}).status == 0);
  CHECK(folder.botec({"run", "model.yaml", "--scenario", "small"}).status == 0);
  folder.write("mine.yaml", "precious");
  const Ran refused = folder.botec({"init", "mine.yaml"});
  CHECK(refused.status == 3);
  CHECK(folder.read("mine.yaml") == "precious");
  // An editor finds the schema beside the model; what is printed has no file beside it.
  const std::string first_line = "# yaml-language-server: $schema=botec.schema.json\n";
  CHECK(first_line + folder.botec({"init", "-"}).out == folder.read("model.yaml"));
  CHECK(folder.read("botec.schema.json") == folder.botec({"schema"}).out);
  folder.write("botec.schema.json", "mine");
  CHECK(folder.botec({"init", "other.yaml"}).out == "Wrote other.yaml. Try: botec run other.yaml\n");
  CHECK(folder.read("botec.schema.json") == "mine");
}

TEST_CASE("version and help") {
  const Folder folder;
  CHECK(folder.botec({"--version"}).out.starts_with("botec "));
  const Ran help = folder.botec({"help"});
  CHECK(help.status == 0);
  CHECK(folder.botec({"--help"}).out == help.out);
  for (const char* command : {"run", "check", "explain", "samples", "distributions", "functions", "init", "help"}) {
    CHECK(help.out.find(std::string("\n  ") + command + " ") != std::string::npos);
    const Ran one = folder.botec({"help", command});
    CHECK(one.status == 0);
    CHECK(folder.botec({command, "--help"}).out == one.out);
    std::istringstream lines(help.out + one.out);
    for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 80);
  }
}

TEST_CASE("what does not vary is computed once, and series that feed each other are all shown") {
  const Folder folder;
  folder.write("area.yaml", "inputs: {a: 3 m, b: 4 m}\nformulas: {area: a * b}\n");
  const Ran area = folder.botec({"run", "area.yaml"});
  CHECK(area.out.find("area: 12 m^2 (constant)") != std::string::npos);
  CHECK(area.out.find("Nothing varies: computed once, without sampling.") != std::string::npos);
  CHECK(area.out.find("trial") == std::string::npos);
  // 2024: 100 * 2 and 50 / 2; 2025: 25 * 2 and 200 / 2; 2026: 100 * 2 and 50 / 2.
  folder.write("feed.yaml", "over: {year: 2024 to 2026}\nformulas: {fox: \"previous(hare, 100) * 2\", hare: \"previous(fox, 50) / 2\"}\n");
  const Ran feed = folder.botec({"run", "feed.yaml", "--quiet"});
  CHECK(feed.status == 0);
  CHECK(feed.out == "fox in 2026: 200 (constant)\nhare in 2026: 25 (constant)\n");
}
