#include "data/trend_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/table.h"
#include "kernels/kernels.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

Complaint complaint(std::string message, std::string help, std::string_view argument = {}) {
  return {"data", std::move(message), std::move(help), std::string(argument), 0, 0};
}

TrendPoints taken(const TrendPoints& points, const std::vector<std::size_t>& indices) {
  TrendPoints result;
  result.missing = points.missing;
  for (const std::size_t i : indices) {
    result.x.push_back(points.x[i]);
    result.y.push_back(points.y[i]);
    result.rows.push_back(points.rows[i]);
  }
  return result;
}

std::vector<std::size_t> records(const TrendPoints& points) {
  std::vector<std::size_t> result;
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = begin, best = begin;
    for (; end < points.size() && points.x[end] == points.x[begin]; ++end) {
      if (points.y[end] > points.y[best]) best = end;
    }
    if (points.y[best] > highest) {
      highest = points.y[best];
      result.push_back(best);
    }
    begin = end;
  }
  return result;
}

std::vector<std::size_t> largest(const TrendPoints& points, std::size_t count) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points.y[a] > points.y[b]; });
  order.resize(std::min(count, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

// Windows slide along x, their sums are taken anew for each: sliding sums would gather rounding errors.
std::vector<std::size_t> above_window(const TrendPoints& points, double threshold, double window) {
  std::vector<std::size_t> result;
  std::size_t begin = 0, end = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    while (points.x[i] - points.x[begin] > window / 2) ++begin;
    while (end < points.size() && points.x[end] - points.x[i] <= window / 2) ++end;
    const double n = static_cast<double>(end - begin);
    double mean = 0, squares = 0;
    for (std::size_t j = begin; j < end; ++j) mean += points.y[j] / n;
    for (std::size_t j = begin; j < end; ++j) squares += (points.y[j] - mean) * (points.y[j] - mean);
    const double sd = std::sqrt(squares / n);
    if (sd > 0 && points.y[i] - mean >= threshold * sd) result.push_back(i);
  }
  return result;
}

}  // namespace

Expected<TrendPoints> trend_points(const Table& table, std::string_view x, std::string_view y, TrendScale scale) {
  const auto read = [&](std::string_view name, std::string_view argument) -> Expected<std::vector<double>> {
    const auto blame = [&](Complaint c) {
      c.argument = argument;
      return c;
    };
    const auto column = find_column(table, name);
    if (!column) return blame(column.complaint());
    auto numbers = numbers_of(table, **column);
    if (!numbers) return blame(numbers.complaint());
    return numbers;
  };
  const auto xs = read(x, "x");
  if (!xs) return xs.complaint();
  const auto ys = read(y, "y");
  if (!ys) return ys.complaint();

  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    if (!std::isnan((*xs)[row]) && !std::isnan((*ys)[row])) order.push_back(row);
  }
  if (table.rows() == 0) return complaint(fmt::format("no row of `{}` is left", table.name), "");
  if (order.empty()) {
    return complaint(fmt::format("`{}`: no row has both `{}` and `{}`", table.name, x, y), "blank cells are missing values");
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return (*xs)[a] < (*xs)[b]; });
  TrendPoints points;
  points.missing = table.rows() - order.size();
  for (const std::uint32_t row : order) {
    const double value = (*ys)[row];
    if (scale == TrendScale::log && !(value > 0)) {
      return complaint(fmt::format("`{}`, line {}, column `{}`: {} has no logarithm", table.name, table.lines[row], y, value),
                       fmt::format("leave the row out with `where: {} > 0`, or write `scale: linear`", y), "y");
    }
    points.x.push_back((*xs)[row]);
    points.y.push_back(value);
    points.rows.push_back(row);
  }
  if (scale == TrendScale::log) kernels::active().log10(points.y.data(), points.y.data(), points.y.size());
  return points;
}

TrendPoints select_points(const TrendPoints& points, const Selection& selection) {
  std::vector<std::size_t> indices;
  switch (selection.rule) {
    case Selection::Rule::all:
      indices.resize(points.size());
      std::iota(indices.begin(), indices.end(), std::size_t{0});
      break;
    case Selection::Rule::records: indices = records(points); break;
    case Selection::Rule::largest: break;
    case Selection::Rule::z_above: indices = above_window(points, selection.threshold, selection.window); break;
  }
  const auto outside = [&](std::size_t i) { return points.x[i] < selection.from || points.x[i] >= selection.to; };
  if (selection.rule == Selection::Rule::largest) {
    const Selection period{Selection::Rule::all, 0, 0, 0, selection.from, selection.to};
    const TrendPoints within = select_points(points, period);
    return taken(within, largest(within, selection.count));
  }
  indices.erase(std::remove_if(indices.begin(), indices.end(), outside), indices.end());
  return taken(points, indices);
}

Expected<TrendPoints> exclude_points(const TrendPoints& points, const Table& table, std::string_view column,
                                     const std::vector<std::string>& names) {
  const auto found = find_column(table, column);
  if (!found) return found.complaint();
  std::vector<std::string> cells(table.rows());
  for (std::size_t row = 0; row < cells.size(); ++row) cells[row] = cell_text(**found, row);
  for (const std::string& name : names) {
    if (std::find(cells.begin(), cells.end(), name) != cells.end()) continue;
    std::string help = did_you_mean(name, cells);
    return complaint(fmt::format("`{}`: no row has `{}` in column `{}`", table.name, name, column), std::move(help), name);
  }
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (std::find(names.begin(), names.end(), cells[points.rows[i]]) == names.end()) indices.push_back(i);
  }
  return taken(points, indices);
}

TrendPoints without_point(const TrendPoints& points, std::size_t index) {
  TrendPoints result = points;
  const auto at = static_cast<std::ptrdiff_t>(index);
  result.x.erase(result.x.begin() + at);
  result.y.erase(result.y.begin() + at);
  result.rows.erase(result.rows.begin() + at);
  return result;
}

}  // namespace botec
