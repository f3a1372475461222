#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/trend_report.h"

namespace botec {
namespace {

constexpr std::size_t rows = 12;

enum class Mark { none, line, passed_over, chosen };

std::string_view drawn(Mark mark, bool ascii) {
  switch (mark) {
    case Mark::none: return " ";
    case Mark::line: return ascii ? "-" : "·";
    case Mark::passed_over: return ascii ? "o" : "○";
    case Mark::chosen: return ascii ? "*" : "●";
  }
  return " ";
}

}  // namespace

std::vector<std::string> trend_chart(const TrendReport& trend, const TextOptions& options) {
  if (trend.points.size() < 2) return {};
  const auto by_x = [](const auto& a, const auto& b) { return a.x < b.x; };
  const auto by_y = [](const auto& a, const auto& b) { return a.y < b.y; };
  const auto [left, right] = std::minmax_element(trend.points.begin(), trend.points.end(), by_x);
  const auto [least, most] = std::minmax_element(trend.points.begin(), trend.points.end(), by_y);
  if (!(left->x < right->x) || !(least->y < most->y)) return {};
  const auto label = [&](double y) {
    NumberStyle style;
    style.digits = 2;
    return format_number(trend.scale == "log" ? std::pow(10.0, y) : y, std::nullopt, style);
  };
  const std::string top = label(most->y), bottom = label(least->y);
  const std::size_t margin = 2 + std::max(display_width(top), display_width(bottom)) + 1;
  if (options.width < margin + 20) return {};
  const std::size_t columns = std::min<std::size_t>(options.width - margin - 1, 64);
  std::vector<std::vector<Mark>> grid(rows, std::vector<Mark>(columns, Mark::none));
  const auto put = [&](double x, double y, Mark mark) {
    const double across = (x - left->x) / (right->x - left->x), up = (y - least->y) / (most->y - least->y);
    if (!(up >= 0 && up <= 1)) return;
    const auto column = static_cast<std::size_t>(std::lround(across * static_cast<double>(columns - 1)));
    const auto row = rows - 1 - static_cast<std::size_t>(std::lround(up * static_cast<double>(rows - 1)));
    grid[row][column] = std::max(grid[row][column], mark);
  };
  for (std::size_t i = 0; i < trend.points.size(); ++i) put(trend.points[i].x, trend.line[i], Mark::line);
  // Between two points the fit is straight, but for the one change that two regimes have.
  for (std::size_t i = 0; i + 1 < trend.points.size(); ++i) {
    const double from = trend.points[i].x, to = trend.points[i + 1].x;
    constexpr int steps = 64;
    for (int s = 1; s < steps; ++s) {
      const double t = static_cast<double>(s) / steps;
      put(from + t * (to - from), trend.line[i] + t * (trend.line[i + 1] - trend.line[i]), Mark::line);
    }
  }
  for (const auto& point : trend.points) put(point.x, point.y, point.chosen ? Mark::chosen : Mark::passed_over);
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < rows; ++r) {
    std::string line = pad(r == 0 ? top : r + 1 == rows ? bottom : "", margin - 1, Align::right) + (options.ascii ? "|" : "│");
    for (const Mark mark : grid[r]) line += drawn(mark, options.ascii);
    lines.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
  }
  const auto end = [&](double x) { return trend.dates ? std::to_string(static_cast<int>(std::floor(x))) : format_number(x, 0.0); };
  const std::string first = end(left->x), last = end(right->x);
  if (first.size() + last.size() < columns) lines.push_back(std::string(margin, ' ') + first + std::string(columns - first.size() - last.size(), ' ') + last);
  return lines;
}

}  // namespace botec
