#include "report/axis_ticks.h"

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/terminal_text.h"

namespace botec {
namespace {

constexpr std::size_t most_ticks = 9;
constexpr std::size_t least_gap = 2;

// Multiples of `step` (a power of ten times 1, 2 or 5) within the axis.
std::vector<double> multiples(const Axis& axis, int power, int factor) {
  const double unit = std::pow(10.0, std::abs(power));
  const auto value = [&](double k) { return power < 0 ? k * factor / unit : k * factor * unit; };
  const double step = value(1);
  std::vector<double> values;
  if ((axis.high - axis.low) / step > 4 * static_cast<double>(most_ticks)) return values;
  for (double k = std::ceil(axis.low / step - 1e-9); k <= std::floor(axis.high / step + 1e-9); ++k) values.push_back(value(k));
  return values;
}

std::vector<std::vector<double>> linear_candidates(const Axis& axis) {
  const int power = static_cast<int>(std::floor(std::log10(axis.high - axis.low)));
  std::vector<std::vector<double>> candidates;
  for (int p = power - 1; p <= power; ++p) {
    for (const int factor : {1, 2, 5}) candidates.push_back(multiples(axis, p, factor));
  }
  return candidates;
}

// Powers of ten times each of `factors`, every `stride`-th power.
std::vector<double> decades(const Axis& axis, int stride, const std::vector<double>& factors) {
  std::vector<double> values;
  const int first = static_cast<int>(std::floor(std::log10(axis.low))) - 1;
  const int last = static_cast<int>(std::ceil(std::log10(axis.high)));
  for (int power = first; power <= last; ++power) {
    if (power % stride != 0) continue;
    for (const double factor : factors) {
      const double value = factor * std::pow(10.0, power);
      if (value >= axis.low * (1 - 1e-9) && value <= axis.high * (1 + 1e-9)) values.push_back(value);
    }
  }
  return values;
}

std::vector<std::vector<double>> logarithmic_candidates(const Axis& axis) {
  std::vector<std::vector<double>> candidates = {decades(axis, 1, {1, 2, 5}), decades(axis, 1, {1, 3}), decades(axis, 1, {1})};
  for (const int stride : {2, 3, 5, 10, 20, 50, 100}) candidates.push_back(decades(axis, stride, {1}));
  return candidates;
}

std::vector<Tick> labelled(const Axis& axis, const std::vector<double>& values, bool percent) {
  NumberStyle style = common_style(values, 6);
  std::vector<Tick> result;
  for (const double value : values) {
    std::string label = format_number(value, 0.0, style);
    if (percent) label += '%';
    result.push_back({axis.column(value), std::move(label)});
  }
  return result;
}

std::size_t label_begin(const Tick& tick, std::size_t columns) {
  const std::size_t width = tick.label.size();
  const std::size_t begin = tick.column > width / 2 ? tick.column - width / 2 : 0;
  return std::min(begin, columns > width ? columns - width : 0);
}

bool fits(const std::vector<Tick>& list, std::size_t columns) {
  if (list.size() > most_ticks) return false;
  std::size_t free = 0;
  for (const Tick& tick : list) {
    const std::size_t begin = label_begin(tick, columns);
    if (begin < free || begin + tick.label.size() > columns) return false;
    free = begin + tick.label.size() + least_gap;
  }
  return true;
}

}  // namespace

double Axis::position(double value) const {
  if (!logarithmic) return (value - low) / (high - low);
  if (value <= 0) return -1;
  return std::log(value / low) / std::log(high / low);
}

std::size_t Axis::column(double value) const {
  const double at = std::floor(position(value) * static_cast<double>(columns));
  return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(columns - 1)));
}

std::vector<Tick> ticks(const Axis& axis, bool percent) {
  std::vector<std::vector<double>> candidates;
  if (axis.logarithmic) candidates = logarithmic_candidates(axis);
  // A short stretch of a logarithmic axis has no two powers of ten on it.
  const auto linear = linear_candidates(axis);
  candidates.insert(candidates.end(), linear.begin(), linear.end());
  for (const auto& values : candidates) {
    if (values.size() < 2) continue;
    auto list = labelled(axis, values, percent);
    if (fits(list, axis.columns)) return list;
  }
  return {};
}

std::string label_line(const std::vector<Tick>& ticks, std::size_t columns) {
  std::string line;
  for (const Tick& tick : ticks) {
    const std::size_t begin = label_begin(tick, columns);
    line = pad(std::move(line), begin) + tick.label;
  }
  return line;
}

}  // namespace botec
