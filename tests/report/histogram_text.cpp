#include "report/histogram_text.h"

#include <doctest/doctest.h>

#include "goat.h"
#include "report/axis_ticks.h"

using namespace botec;

namespace {

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t width = 0;
  for (const auto& line : lines) width = std::max(width, display_width(line));
  return width;
}

std::vector<std::string> labels(const Axis& axis) {
  std::vector<std::string> texts;
  for (const auto& tick : ticks(axis, false)) texts.push_back(tick.label);
  return texts;
}

}  // namespace

TEST_CASE("ticks are round numbers with room for their labels") {
  CHECK(labels({false, 0, 10, 60}) == std::vector<std::string>{"0", "2", "4", "6", "8", "10"});
  CHECK(labels({false, -1e6, 1e6, 60}).front() == "-1M");
  CHECK(labels({true, 1e20, 1e25, 60}) == std::vector<std::string>{"1e20", "1e21", "1e22", "1e23", "1e24", "1e25"});
  CHECK(labels({true, 1, 1000, 60}) == std::vector<std::string>{"1", "3", "10", "30", "100", "300", "1000"});
  CHECK(labels({true, 1e-3, 1e30, 40}).size() >= 3);
  CHECK(labels({false, 2000.1, 2000.4, 60}).size() >= 3);
  for (const std::size_t columns : {10u, 20u, 40u, 72u}) {
    for (const auto& axis : {Axis{false, 0.137, 0.912, columns}, Axis{true, 3e-5, 7e4, columns}, Axis{true, 20, 70, columns}}) {
      const auto list = ticks(axis, false);
      CHECK(display_width(label_line(list, columns)) <= columns);
      for (std::size_t i = 1; i < list.size(); ++i) CHECK(list[i - 1].column < list[i].column);
    }
  }
}

TEST_CASE("a histogram fits its width, in blocks and in ASCII") {
  const auto output = fixture::lognormal_output("x", "FLOP", 3e22, 0.9);
  for (const std::size_t width : {40u, 60u, 80u, 120u}) {
    TextOptions options;
    options.width = width;
    const auto lines = draw_histogram(output, options);
    CHECK(lines.size() >= 8);
    CHECK(widest(lines) <= width);
    options.ascii = true;
    for (const auto& line : draw_histogram(output, options)) {
      for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
    }
  }
}

TEST_CASE("on a logarithmic axis a lognormal is symmetric: the height is the share per decade") {
  auto output = fixture::lognormal_output("x", "", 100, 1.5);
  const auto lines = draw_histogram(output, {});
  const std::string& top = lines.front();
  const std::size_t left = top.find_first_not_of(' ');
  const std::size_t right = 76 - display_width(top);  // trailing blanks are cut
  CHECK(static_cast<double>(left) - 2 == doctest::Approx(static_cast<double>(right) - 2).epsilon(0.2));
}

TEST_CASE("nothing is drawn where there is nothing to draw") {
  OutputResult output;
  CHECK(draw_histogram(output, {}).empty());
  output.histogram.low = 1;
  output.histogram.high = 1;
  output.histogram.shares = {1};
  CHECK(draw_histogram(output, {}).empty());
  output.histogram.high = INFINITY;
  CHECK(draw_histogram(output, {}).empty());
  output.histogram = {true, -1, 1, {0.5, 0.5}, 0, 0};
  CHECK(draw_histogram(output, {}).empty());
  output.histogram = {false, 0, 1, {0, 0}, 0, 1};
  CHECK(draw_histogram(output, {}).empty());
}

TEST_CASE("one full bin, and values outside the histogram") {
  OutputResult output;
  output.histogram = {false, 0, 1, {1}, 0, 0};
  CHECK_FALSE(draw_histogram(output, {}).empty());
  output.histogram = {false, 0, 10, {0.2, 0.3}, 0.2, 0.3};
  output.interval = {0.9, {-5.0, 0.0}, {50.0, 0.0}};
  const auto lines = draw_histogram(output, {});
  CHECK(widest(lines) <= 80);
  std::string all;
  for (const auto& line : lines) all += line + " ";
  CHECK(all.find("not shown: 50%") != std::string::npos);
}
