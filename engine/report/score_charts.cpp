// Calibration in a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/score_report.h"
#include "report/table.h"

namespace botec {

namespace {

constexpr std::size_t chart_columns = 31;
constexpr const char* axis = "0%            50%           100%";

struct Signs {
  std::string line, said, held, both, bar;
};

Signs signs(const TextOptions& options) {
  if (options.ascii) return {"-", "|", "o", "*", "#"};
  return {"─", "┃", "●", "◉", "█"};
}

std::size_t column_of(double share) { return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * (chart_columns - 1))); }

// The interval of the share that held, the share itself, and what was said.
std::string picture(const Share& held, double said, const TextOptions& options) {
  const Signs sign = signs(options);
  const std::size_t low = column_of(held.low), high = column_of(held.high), at = column_of(held.value()), wanted = column_of(said);
  std::string text;
  for (std::size_t i = 0; i < chart_columns; ++i) {
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

std::vector<std::string> laid_out(TextTable table, const TextOptions& options) { return lay_out(table, options); }

}  // namespace

std::vector<std::string> coverage_lines(const ForecasterSummary& summary, const TextOptions& options) {
  if (summary.coverage.empty()) return {};
  TextTable table;
  table.columns = {{"interval", Align::right}, {"held", Align::left}, {"share", Align::right}, {"95% sure of", Align::left, 0, 4}, {axis, Align::left, 10, 3}};
  for (const Coverage& entry : summary.coverage) {
    table.rows.push_back({format_level(entry.level), counted(entry.held), percent(entry.held.value()), between(entry.held), picture(entry.held, entry.level, options)});
  }
  return laid_out(std::move(table), options);
}

std::vector<std::string> reliability_lines(const ForecasterSummary& summary, const TextOptions& options) {
  if (summary.reliability.empty()) return {};
  TextTable table;
  table.columns = {{"said", Align::right}, {"mean", Align::right, 0, 5}, {"happened", Align::left}, {"share", Align::right}, {"95% sure of", Align::left, 0, 4},
                   {axis, Align::left, 10, 3}};
  for (const ReliabilityBin& bin : summary.reliability) {
    table.rows.push_back({fmt::format("{:.0f}-{:.0f}%", bin.low * 100, bin.high * 100), percent(bin.mean_said), counted(bin.happened), percent(bin.happened.value()),
                          between(bin.happened), picture(bin.happened, bin.mean_said, options)});
  }
  return laid_out(std::move(table), options);
}

namespace {

// Few outcomes, each at its place: a digit where several stand together.
std::vector<std::string> strip(const ForecasterSummary& summary, const TextOptions& options) {
  constexpr std::size_t columns = 51;
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
  if (summary.numbers < few && options.width >= 62) return strip(summary, options);
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
  return laid_out(std::move(table), options);
}

}  // namespace botec
