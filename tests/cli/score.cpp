// botec score: what it answers in each format, and with which exit status.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "program.h"
#include "report/terminal_text.h"
#include "scoring/catalogue.h"

using namespace botec;
using namespace botec::cli_test;
using Json = nlohmann::ordered_json;

namespace {

const std::string forecasts = R"(title: Two of us
forecasts:
  cost: {outcome: 4.6M USD, forecasts: {ann: 5M to 33M USD, "ben, who is never short of a name": 3M to 9M USD}}
  rain: {outcome: no, forecasts: {ann: {probability: 20%}, "ben, who is never short of a name": {probability: 0.7}}}
  snow: {by: ann, probability: 0, outcome: yes}
  small: {by: ann, model: m.yaml, output: large, outcome: yes}
  later: {by: ann, forecast: 1 to 3 day}
)";

struct Setup {
  Folder folder;
  Setup() {
    folder.write("f.yaml", forecasts);
    folder.write("m.yaml", "inputs: {a: 1 to 3}\nformulas: {b: a * a}\nquestions: {large: P(b > 2)}\n");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Setup, "score in 80 columns, with and without characters beyond ASCII") {
  const Ran ran = folder.botec({"score", "f.yaml"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.find("Two of us: 6 forecasts scored by 2 forecasters, 1 open") != std::string::npos);
  CHECK(ran.out.find("snow by ann: no log loss: infinite: the forecast had ruled out what came") != std::string::npos);
  for (const auto& how : {std::vector<std::string>{"score", "f.yaml"}, {"score", "f.yaml", "--ascii"}, {"score", "f.yaml", "--quiet"}, {"score", "--list"}}) {
    const Ran shown = folder.botec(how);
    CHECK(shown.status == 0);
    std::istringstream lines(shown.out);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(display_width(line) <= 80);
      if (how.back() == "--ascii") CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }));
    }
  }
}

TEST_CASE_FIXTURE(Setup, "score as JSON and CSV, the same bytes for any number of threads") {
  const Ran ran = folder.botec({"score", "f.yaml", "--format", "json", "--threads", "1"});
  REQUIRE(ran.status == 0);
  CHECK(ran.out == folder.botec({"score", "f.yaml", "--format", "json", "--threads", "2"}).out);
  const Json json = Json::parse(ran.out);
  CHECK(json["schema"] == 1);
  CHECK(json["forecasts"].size() == 7);
  CHECK(json["forecasts"][4]["scores"]["log_loss"]["value"].is_null());
  CHECK(json["forecasts"][4]["scores"]["brier"]["value"] == 1);
  CHECK(json["forecasters"][0]["coverage"][2]["held"]["of"] == 1);
  CHECK(json["comparisons"].size() == 5);
  const Ran csv = folder.botec({"score", "f.yaml", "--format", "csv"});
  CHECK(csv.out.starts_with("forecast,by,kind,outcome,quantity,value,standard_error,unit\n"));
  CHECK(csv.out.find("rain,\"ben, who is never short of a name\",probability,0,brier,0.4") != std::string::npos);
}

TEST_CASE_FIXTURE(Setup, "the list of scores is that of the catalogue") {
  const Json json = Json::parse(folder.botec({"score", "--list", "--format", "json"}).out);
  REQUIRE(json["scores"].size() == score_catalogue().size());
  CHECK(json["scores"][0]["name"] == "crps");
}

TEST_CASE_FIXTURE(Setup, "mistakes are told with status 1, a missing file with 2") {
  folder.write("bad.yaml", "forecasts: {a: {probability: 120%, outcome: no}}\n");
  CHECK(folder.botec({"score", "bad.yaml"}).status == 1);
  CHECK(folder.botec({"score", "none.yaml"}).status == 2);
  CHECK(folder.botec({"score"}).status == 2);
  CHECK(Json::parse(folder.botec({"score", "bad.yaml", "-f", "json"}).out)["errors"][0]["kind"] == "bad-forecast");
  CHECK(folder.botec({"score", "f.yaml", "--output", "f.yaml"}).status != 0);
  CHECK(folder.read("f.yaml") == forecasts);
}

TEST_CASE("dates are shown as dates, their losses as durations, and have no logarithm") {
  const Folder folder;
  // A normal with its 90% interval from 2027 to 2031, so that its median is about the beginning of 2029.
  folder.write("dates.yaml", "forecasts:\n  start: {forecast: 2027-01-01 to 2031-01-01, outcome: 2029-01-01}\n");
  const Ran ran = folder.botec({"score", "dates.yaml"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("Jan 2027 to Jan 2031") != std::string::npos);
  CHECK(ran.out.find("Jan 2029") != std::string::npos);
  CHECK(ran.out.find("the 90% intervals are 4.00 year wide on average") != std::string::npos);
  CHECK(ran.out.find("factor of") == std::string::npos);
  CHECK(ran.out.find("of the logarithm") == std::string::npos);
  CHECK(ran.out.find("date ") == std::string::npos);
}

TEST_CASE("a mean is over the questions that have the score") {
  const Folder folder;
  folder.write("mixed.yaml", "by: ann\nforecasts:\n  start: {forecast: 2027-01-01 to 2031-01-01, outcome: 2029-01-01}\n  cost: {forecast: 1 to 3 USD, outcome: 2 USD}\n");
  const Json result = Json::parse(folder.botec({"score", "mixed.yaml", "--format", "json"}).out);
  const Json& means = result["forecasters"][0]["means"];
  CHECK(means["log_crps"]["questions"] == 1);
  CHECK(means["log_crps"]["not_finite"] == 0);
  CHECK(!means.contains("crps"));   // years and dollars have no mean
}

TEST_CASE("of a series one step is scored, named as formulas name it") {
  const Folder folder;
  folder.write("walk.yaml", "over: {year: 2024 to 2030}\ninputs: {growth: 1% to 5%}\nformulas: {size: \"previous(size, 100) * (1 + growth)\"}\n");
  folder.write("step.yaml", "forecasts:\n  a: {model: walk.yaml, output: size@2028, outcome: 120}\n  b: {model: walk.yaml, output: \"size[2028]\", outcome: 120}\n");
  const Ran ran = folder.botec({"score", "step.yaml", "--format", "csv"});
  CHECK(ran.status == 0);
  std::string a, b;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("a,")) a += line.substr(1) + "\n";
    if (line.starts_with("b,")) b += line.substr(1) + "\n";
  }
  CHECK(!a.empty());
  CHECK(a == b);
  folder.write("whole.yaml", "forecasts:\n  a: {model: walk.yaml, output: size, outcome: 120}\n");
  const Ran whole = folder.botec({"score", "whole.yaml"});
  CHECK(whole.status == 1);
  CHECK(whole.err.find("`size` is a series, and one value is scored") != std::string::npos);
  CHECK(whole.err.find("as in `size@2030`") != std::string::npos);
  const Ran exported = folder.botec({"export", "walk.yaml", "--as", "metaculus", "--of", "size@2028", "--lower", "50", "--upper", "300", "--quiet"});
  CHECK(exported.status == 0);
  CHECK(exported.out == folder.botec({"export", "walk.yaml", "--as", "metaculus", "--of", "size[2028]", "--lower", "50", "--upper", "300", "--quiet"}).out);
}
