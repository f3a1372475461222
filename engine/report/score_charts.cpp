// Calibration in a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/score_report.h"
#include "report/table.h"

namespace botec {

namespace {

// "0%     50%     100%" over so many columns.
std::string axis(std::size_t columns) {
  const std::string half = "50%", whole = "100%";
  std::string text = pad("0%", columns / 2 - 1) + half;
  return pad(text, columns - whole.size()) + whole;
}

struct Signs {
  std::string line, said, held, both, bar;
};

Signs signs(const TextOptions& options) {
  if (options.ascii) return {"-", "|", "o", "*", "#"};
  return {"─", "┃", "●", "◉", "█"};
}

std::size_t column_of(double share, std::size_t columns) {
  return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(columns - 1)));
}

// The interval of the share that held, the share itself, and what was said.
std::string picture(const Share& held, double said, std::size_t columns, const TextOptions& options) {
  const Signs sign = signs(options);
  const std::size_t low = column_of(held.low, columns), high = column_of(held.high, columns), at = column_of(held.value(), columns),
                    wanted = column_of(said, columns);
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) {
    if (i == at) text += i == wanted ? sign.both : sign.held;
    else if (i == wanted) text += sign.said;
    else text += i >= low && i <= high ? sign.line : " ";
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// Of few questions more digits would say nothing.
std::string percent(double share) {
  const bool near_the_end = (share > 0 && share < 0.01) || (share < 1 && share > 0.99);
  return fmt::format("{:.{}f}%", share * 100, near_the_end ? 1 : 0);
}

std::string counted(const Share& share) { return std::to_string(share.count) + " of " + std::to_string(share.of); }

std::string between(const Share& share) { return percent(share.low) + " to " + percent(share.high); }

struct Pictured {
  Share held;
  double said;
};

// The last column is a chart, as wide as there is room for; where there is little, there is none.
std::vector<std::string> laid_out(TextTable table, const std::vector<Pictured>& pictured, const TextOptions& options) {
  constexpr std::size_t widest = 31, narrowest = 15, gap = 2;
  const std::size_t taken = natural_width(table) + gap;
  if (options.width < taken + narrowest) return lay_out(table, options);
  const std::size_t columns = std::min(widest, (options.width - taken - 1) / 2 * 2 + 1);   // odd: 50% has a column
  table.columns.push_back({axis(columns), Align::left});
  for (std::size_t i = 0; i < pictured.size(); ++i) table.rows[i].push_back(picture(pictured[i].held, pictured[i].said, columns, options));
  return lay_out(table, options);
}

}  // namespace

std::vector<std::string> coverage_lines(const ForecasterSummary& summary, const TextOptions& options) {
  if (summary.coverage.empty()) return {};
  TextTable table;
  table.columns = {{"interval", Align::right}, {"held", Align::left}, {"share", Align::right}, {"95% sure of", Align::left, 0, 4}};
  std::vector<Pictured> pictured;
  for (const Coverage& entry : summary.coverage) {
    table.rows.push_back({format_level(entry.level), counted(entry.held), percent(entry.held.value()), between(entry.held)});
    pictured.push_back({entry.held, entry.level});
  }
  return laid_out(std::move(table), pictured, options);
}

std::vector<std::string> reliability_lines(const ForecasterSummary& summary, const TextOptions& options) {
  if (summary.reliability.empty()) return {};
  TextTable table;
  table.columns = {{"said", Align::right}, {"mean", Align::right, 0, 5}, {"happened", Align::left}, {"share", Align::right}, {"95% sure of", Align::left, 0, 4}};
  std::vector<Pictured> pictured;
  for (const ReliabilityBin& bin : summary.reliability) {
    table.rows.push_back({fmt::format("{:.0f}-{:.0f}%", bin.low * 100, bin.high * 100), percent(bin.mean_said), counted(bin.happened), percent(bin.happened.value()),
                          between(bin.happened)});
    pictured.push_back({bin.happened, bin.mean_said});
  }
  return laid_out(std::move(table), pictured, options);
}

namespace {

// Few outcomes, each at its place: a digit where several stand together.
std::vector<std::string> strip(const ForecasterSummary& summary, const TextOptions& options) {
  constexpr std::size_t widest = 51, around = 11;
  const std::size_t columns = std::min(widest, options.width - around);
  std::vector<std::size_t> counts(columns, 0);
  for (const double p : summary.places) ++counts[static_cast<std::size_t>(std::lround(std::clamp(p, 0.0, 1.0) * (columns - 1)))];
  std::string text = "  0% ";
  for (const std::size_t n : counts) text += n == 0 ? signs(options).line : n == 1 ? signs(options).held : n < 10 ? std::to_string(n) : "+";
  return {text + " 100%"};
}

}  // namespace

std::vector<std::string> percentile_lines(const ForecasterSummary& summary, const TextOptions& options) {
  constexpr std::size_t longest_bar = 40;
  constexpr std::size_t few = 20;
  if (summary.percentiles.empty()) return {};
  if (summary.numbers < few) return strip(summary, options);
  const std::size_t most = *std::max_element(summary.percentiles.begin(), summary.percentiles.end());
  const std::size_t columns = std::min(longest_bar, options.width > 30 ? options.width - 30 : 1);
  TextTable table;
  table.columns = {{"", Align::right}, {"", Align::right}, {"", Align::left, 1, 1}};
  for (std::size_t i = 0; i < summary.percentiles.size(); ++i) {
    const std::size_t n = summary.percentiles[i];
    const std::size_t length = most <= columns ? n : (n * columns + most - 1) / most;
    std::string bar;
    for (std::size_t k = 0; k < length; ++k) bar += signs(options).bar;
    table.rows.push_back({std::to_string(i * 10) + "% to " + std::to_string(i * 10 + 10) + "%", std::to_string(n), bar});
  }
  return lay_out(table, options);
}

}  // namespace botec
