// The text of a comparison: nothing wider than asked, nothing that steers the terminal, whatever the model's names are.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "report/compare_report.h"

using namespace botec;

namespace {

InputResult input(const std::string& name, const std::string& unit, double low, double high) {
  InputResult result;
  result.name = name;
  result.unit = unit;
  result.distribution = low == high ? "constant" : "lognormal";
  result.point = low;
  result.quantiles = {{0.05, low}, {0.25, low}, {0.5, low}, {0.75, high}, {0.95, high}};
  result.source = "a source with \033[31mcolour and a great many words, which is why it is broken into lines somewhere in the middle";
  return result;
}

CompareResult hostile() {
  CompareResult result;
  result.label_a = "\033]0;title\007" + std::string(200, 'a') + ".yaml#x";
  result.label_b = "b.yaml";
  ComparedOutput output;
  output.name_a = "name_of_" + std::string(120, 'n');
  output.name_b = "other\033[2J";
  output.unit = "widget\033[1m";
  output.point.total = {12.5, 0.0};
  output.middle.total = {11.8, 0.03};
  for (OutputResult* side : {&output.a, &output.b}) {
    side->name = output.name_a;
    side->unit = output.unit;
    side->quantiles = {{0.5, {3.0e22, 1e18}}};
    side->interval = {0.9, {1e22, 1e18}, {9e22, 1e18}};
  }
  for (int i = 0; i < 3; ++i) {
    ComparedChange change;
    change.name = "input\033[5m_" + std::string(static_cast<std::size_t>(20 * i), 'x');
    change.a = input(change.name, "widget/\033day", 1, 80);
    change.b = input(change.name, "widget/day", 600, 600);
    change.point = {50, 0.0};
    change.middle = {0.31812, 0.0004};
    output.changes.push_back(std::move(change));
  }
  output.a_larger = {0.02, 0.0004};
  output.equal = {0.0, 1e-6};
  output.shared = {"c\033[0m", std::string(90, 's')};
  result.outputs.push_back(std::move(output));
  result.only_a = {input("lonely\033[7m", "", 1, 2)};
  result.formulas = {{"f\033[3m", "x * y \033[4m" + std::string(100, '+'), {}}};
  result.correlations = {{"x, y", "0.5", "0.8"}};
  return result;
}

}  // namespace

TEST_CASE("a comparison keeps to the width and steers no terminal") {
  for (const bool ascii : {false, true}) {
    for (std::size_t width = 40; width <= 130; width += 3) {
      TextOptions options;
      options.width = width;
      options.ascii = ascii;
      const std::string text = compare_text(hostile(), options);
      CHECK(text.find('\033') == std::string::npos);
      CHECK(text.find('\007') == std::string::npos);
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(display_width(line) <= width);
        CHECK((line.empty() || line.back() != ' '));
        if (ascii) CHECK(line.find_first_not_of(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~") == std::string::npos);
      }
    }
  }
}

TEST_CASE("parts are shown with the digits that their errors support") {
  const std::string text = compare_text(hostile(), {});
  CHECK(text.find("×12.5") != std::string::npos);
  CHECK(text.find("×0.318 ± 0.0004") != std::string::npos);
  CHECK(text.find("×11.8 ± 0.03") != std::string::npos);
  CHECK(text.find("P(A > B) = 2.0%, with one draw") != std::string::npos);
}

TEST_CASE("a comparison's JSON and CSV are text a reader can parse") {
  const CompareResult result = hostile();
  CHECK(compare_json(result).find('\033') == std::string::npos);
  std::istringstream lines(compare_csv(result));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "output,kind,name,quantity,value,standard_error,unit");
}

TEST_CASE("dates are told as days and months, in every place of a comparison") {
  // The middle of a year of 365 days is noon of 2 July.
  CompareResult result;
  ComparedOutput output;
  output.name_a = output.name_b = "start";
  output.unit = "date";
  ComparedChange wide{"input", "wide", input("wide", "date", 2026.5, 2027.5), input("wide", "date", 2028.5, 2029.5), {2, 0.0}, {2, 0.0}};
  wide.a->author_point = true;
  ComparedChange mean{"input", "mean", input("mean", "date", 2026.5, 2029.5), input("mean", "date", 2026.5, 2029.5), {1, 0.0}, {1, 0.0}};
  mean.a->mean = 2027;
  mean.b->mean = 2029;
  ComparedChange near{"input", "near", input("near", "date", 2026, 2026.25), input("near", "date", 2027, 2027), {1, 0.0}, {1, 0.0}};
  output.changes = {wide, mean, near};
  result.outputs.push_back(output);
  result.only_b = {input("lonely", "date", 2026.5, 2027.5)};
  TextOptions options;
  options.width = 200;
  const std::string text = compare_text(result, options);
  for (const char* found : {"Jul 2026 to Jul 2027; 2026-07-02", "Jul 2028 to Jul 2029", "Jul 2026 to Jul 2029, mean 2027-01-01", "Jul 2026 to Jul 2029, mean 2029-01-01",
                            "2026-01-01 to 2026-04-02", "2027-01-01", "lonely (Jul 2026 to Jul 2027)"}) {
    CHECK_MESSAGE(text.find(found) != std::string::npos, found << " in\n" << text);
  }
  const TextTable table = compare_words(output, options).changes;
  CHECK(table.rows[0][1] == "Jul 2026 to Jul 2027; 2026-07-02");
}
