// botec compare: how its sides are named, what it answers, and with which exit status.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "program.h"
#include "report/terminal_text.h"

using namespace botec;
using namespace botec::cli_test;
using Json = nlohmann::ordered_json;

namespace {

const std::string thread_and_blog = R"(title: Chips
inputs:
  agents: 12
  days: 44 day
  utilization: 33%
formulas: {cost: agents * days * utilization}
scenarios:
  blog: {agents: 600, days: 14 day, utilization: 50%}
  wide: {agents: 10 to 80}
)";

struct Setup {
  Folder folder;
  Setup() { folder.write("m.yaml", thread_and_blog); }
};

}  // namespace

TEST_CASE_FIXTURE(Setup, "compare says how many times, and what each input does, in 80 columns") {
  const Ran ran = folder.botec({"compare", "m.yaml", "m.yaml#blog"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.find("cost: B is 24.1 times A") != std::string::npos);
  CHECK(ran.out.find("×50") != std::string::npos);
  CHECK(ran.out.find("×0.3182") != std::string::npos);
  CHECK(folder.botec({"compare", "m.yaml", "m.yaml#blog", "--quiet"}).out == "cost: B is 24.1 times A\n");
  for (const char* scenario : {"m.yaml#blog", "m.yaml#wide"}) {
    std::istringstream lines(folder.botec({"compare", "m.yaml", scenario}).out);
    for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 80);
  }
}

TEST_CASE_FIXTURE(Setup, "compare as JSON and CSV") {
  const Ran ran = folder.botec({"compare", "m.yaml#wide", "m.yaml#blog", "--format", "json"});
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.out);
  CHECK(json["schema"] == 1);
  CHECK(json["a"]["label"] == "m.yaml#wide");
  CHECK(json["b"]["model"]["scenario"] == "blog");
  const Json& cost = json["outputs"]["cost"];
  CHECK(cost["point"]["scale"] == "ratio");
  double product = 1;
  for (const auto& change : cost["changes"]) product *= change["median"]["value"].get<double>();
  CHECK(product == doctest::Approx(cost["median"]["total"]["value"].get<double>()).epsilon(1e-13));
  CHECK(folder.botec({"compare", "m.yaml#wide", "m.yaml#blog", "--format=json", "--threads=1"}).out == ran.out);
  const Ran csv = folder.botec({"compare", "m.yaml", "m.yaml#blog", "--format", "csv"});
  CHECK(csv.out.starts_with("output,kind,name,quantity,value,standard_error,unit\ncost,side,a,point,"));
  CHECK(csv.out.find("\ncost,input,agents,point_ratio,") != std::string::npos);
}

TEST_CASE_FIXTURE(Setup, "sides may come from standard input, and a file may have a # in its name") {
  How how;
  how.input = thread_and_blog;
  CHECK(folder.botec({"compare", "-", "m.yaml#blog", "--quiet"}, how).out == "cost: B is 24.1 times A\n");
  CHECK(folder.botec({"compare", "-", "-#blog", "--quiet"}, how).out == "cost: B is 24.1 times A\n");
  folder.write("a#b.yaml", thread_and_blog);
  CHECK(folder.botec({"compare", "a#b.yaml", "a#b.yaml#blog", "--quiet"}).out == "cost: B is 24.1 times A\n");
  CHECK(folder.botec({"compare", "m.yaml", "m.yaml", "--scenario", "blog", "--quiet"}).out == "cost: B is equal to A\n");
  CHECK(folder.botec({"compare", "m.yaml", "m.yaml#blog", "--set", "agents=1", "--quiet"}).out == "cost: B is 0.4821 times A\n");
}

TEST_CASE_FIXTURE(Setup, "what is wrong with a side is said with its name") {
  const Ran typo = folder.botec({"compare", "m.yaml", "m.yaml#blgo"});
  CHECK(typo.status == 2);
  CHECK(typo.err.find("B (m.yaml#blgo): there is no scenario") != std::string::npos);
  CHECK(typo.err.find("did you mean `blog`?") != std::string::npos);
  folder.write("bad.yaml", "inputs: {x: 3}\nformulas: {cost: y}\n");
  const Ran bad = folder.botec({"compare", "bad.yaml", "m.yaml"});
  CHECK(bad.status == 1);
  CHECK(bad.err.find("bad.yaml:2:18: error: A (bad.yaml): ") != std::string::npos);
  CHECK(folder.botec({"compare", "m.yaml"}).status == 2);
  CHECK(folder.botec({"compare", "m.yaml", "missing.yaml"}).status == 2);
  CHECK(folder.botec({"compare", "m.yaml#", "m.yaml"}).status == 2);
  CHECK(folder.botec({"compare", "m.yaml", "m.yaml#blog", "--set", "agnts=1"}).status == 2);
  const Ran unit = folder.botec({"compare", "m.yaml", "m.yaml#blog", "--format", "json", "--set", "days=3"});
  CHECK(Json::parse(unit.out)["errors"][0]["kind"] == "unit-mismatch");
}
