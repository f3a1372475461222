// A ranking as text, JSON and CSV.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "report/rank_report.h"

using namespace botec;

namespace {

RankedFactor factor(const std::string& name, std::size_t rank, std::size_t last, double total) {
  RankedFactor f;
  f.name = name;
  f.rank = rank, f.rank_last = last;
  f.first_order = f.total = {total, 0.001};
  f.spearman = {0.5, 0.01};
  f.known_share = {total / 2, 0.001}, f.halved_share = {total / 3, 0.001};
  f.known_width = {20 * (1 - total / 2), 0.01}, f.halved_width = {20 * (1 - total / 3), 0.01};
  f.swing_low = {10 * (1 - total), 0.01}, f.swing_high = {10 / (1 - total), 0.01};
  return f;
}

RankResult some_result() {
  RankResult result;
  result.run.samples = 8192, result.run.replicates = 16;
  RankedOutput output;
  output.name = "cost\x1b[31m";   // nothing in a file may steer the terminal
  output.unit = "USD", output.scale = "log";
  output.middle = {10, 0.01}, output.width = {20, 0.05}, output.sum_first_order = {0.8, 0.001};
  output.inputs = {factor("an_input_with_a_name_that_goes_on_and_on_and_on_beyond_all_measure", 1, 1, 0.6), factor("b", 2, 3, 0.2), factor("c", 2, 3, 0.199)};
  output.groups = {factor("both", 1, 1, 0.4)};
  output.groups[0].members = {"b", "c"};
  output.pairs = {{"b", "c", {0.1, 0.001}}};
  result.outputs.push_back(output);
  RankedDecision decision;
  decision.unit = "USD";
  decision.options = {{"build", {3, 0.01}}, {"wait", {0, 0.0}}};
  decision.chosen = "build";
  decision.perfect = {2, 0.01};
  decision.partial = {{"b", false, {1.5, 0.01}}, {"both", true, {0, 0.0}}};
  result.decision = decision;
  return result;
}

}  // namespace

TEST_CASE("a ranking fits its width, in plain characters too") {
  for (const std::size_t width : {40, 60, 80, 120}) {
    for (const bool ascii : {false, true}) {
      TextOptions options;
      options.width = width, options.ascii = ascii;
      std::istringstream text(rank_text(some_result(), options));
      for (std::string line; std::getline(text, line);) {
        INFO(width << ": " << line);
        CHECK(display_width(line) <= width);
        CHECK(line.find('\x1b') == std::string::npos);
        if (!ascii) continue;
        for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
      }
    }
  }
}

TEST_CASE("what a reader looks for") {
  const std::string text = rank_text(some_result(), {});
  for (const char* part : {"a factor of 20 apart", "2-3  b", "×18 (-10%)", "Together with another: b and c 10%", "the largest: chosen", "1.5 USD", "nothing"}) {
    INFO(text << part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("JSON and CSV hold the same figures") {
  const std::string json = rank_json(some_result()), csv = rank_csv(some_result());
  CHECK(json.find("\"rank_last\": 3") != std::string::npos);
  CHECK(json.find("\"perfect_information\"") != std::string::npos);
  CHECK(csv.find(",input,b,total,0.2,0.001,\n") != std::string::npos);
  CHECK(csv.find("decision,input,b,worth_of_knowing,1.5,0.01,USD\n") != std::string::npos);
}
