#include "report/histogram_text.h"

#include <algorithm>
#include <cmath>

#include "report/axis_ticks.h"
#include "report/format_number.h"

namespace botec {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t rows = 7;
constexpr std::size_t most_columns = 72;
constexpr double margin = 0.03;          // of the axis beyond the 1% and 99% quantiles
constexpr double visible_height = 0.002; // of the tallest bar
constexpr double mentioned_share = 5e-4; // a smaller share outside the picture is not worth a line

struct Glyphs {
  std::vector<std::string> partial;      // a cell filled from empty to full, in equal steps
  std::string line, tick, left, right, bar, median;
};

const Glyphs& glyphs(bool ascii) {
  static const Glyphs blocks{{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}, "─", "┬", "├", "┤", "─", "●"};
  static const Glyphs plain{{" ", ".", ":", "#"}, "-", "+", "|", "|", "-", "o"};
  return ascii ? plain : blocks;
}

std::optional<double> quantile_of(const OutputResult& output, double probability) {
  for (const auto& q : output.quantiles) {
    if (std::fabs(q.probability - probability) < 1e-12) return q.at.value;
  }
  return std::nullopt;
}

double coordinate(bool logarithmic, double value) { return logarithmic ? std::log(value) : value; }
double value_at(bool logarithmic, double at) { return logarithmic ? std::exp(at) : at; }

// The far tails would squeeze the rest: shown is the middle 98% with a little room, as far as the histogram reaches.
Axis shown_axis(const OutputResult& output, std::size_t columns) {
  const Histogram& h = output.histogram;
  double low = coordinate(h.logarithmic, h.low), high = coordinate(h.logarithmic, h.high);
  const auto p1 = quantile_of(output, 0.01), p99 = quantile_of(output, 0.99);
  if (p1 && p99 && *p1 < *p99 && (!h.logarithmic || *p1 > 0)) {
    const double from = coordinate(h.logarithmic, *p1), to = coordinate(h.logarithmic, *p99);
    const double room = margin * (to - from);
    low = std::max(low, from - room);
    high = std::min(high, to + room);
  }
  return {h.logarithmic, value_at(h.logarithmic, low), value_at(h.logarithmic, high), columns};
}

// The share of the trials in each column of the axis, a bin being spread evenly over its width. The last entry is what
// the axis does not show.
std::vector<double> column_shares(const Histogram& h, const Axis& axis) {
  const double low = coordinate(h.logarithmic, h.low), high = coordinate(h.logarithmic, h.high);
  const double bin = (high - low) / static_cast<double>(h.shares.size());
  const double from = coordinate(h.logarithmic, axis.low), to = coordinate(h.logarithmic, axis.high);
  const double column = (to - from) / static_cast<double>(axis.columns);
  std::vector<double> shares(axis.columns + 1, 0.0);
  shares.back() = h.below + h.above;
  for (std::size_t i = 0; i < h.shares.size(); ++i) {
    const double begin = low + bin * static_cast<double>(i), end = begin + bin;
    double left = h.shares[i];
    const double first = std::floor((begin - from) / column);
    for (double c = std::max(first, 0.0); c < static_cast<double>(axis.columns) && from + c * column < end; ++c) {
      const double overlap = std::min(end, from + (c + 1) * column) - std::max(begin, from + c * column);
      if (overlap <= 0) continue;
      const double share = h.shares[i] * std::min(1.0, overlap / bin);
      shares[static_cast<std::size_t>(c)] += share;
      left -= share;
    }
    shares.back() += std::max(0.0, left);
  }
  return shares;
}

std::vector<std::string> draw_bars(const std::vector<double>& shares, const Axis& axis, const IntervalEstimate& interval,
                                   const TextOptions& options) {
  const Glyphs& g = glyphs(options.ascii);
  const std::size_t steps = g.partial.size() - 1;
  const double tallest = *std::max_element(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(axis.columns));
  std::vector<std::string> lines;
  if (!(tallest > 0)) return lines;
  const std::size_t from = interval.low.value ? axis.column(*interval.low.value) : 0;
  const std::size_t to = interval.high.value ? axis.column(*interval.high.value) : axis.columns;
  for (std::size_t row = rows; row-- > 0;) {
    std::string line;
    std::string run;  // neighbouring cells of one colour
    bool run_inside = false;
    const auto flush = [&] {
      line += paint(run, run_inside ? Paint::accent : Paint::dim, options);
      run.clear();
    };
    for (std::size_t c = 0; c < axis.columns; ++c) {
      // Rounded up, so that thin tails show as the smallest step; all but nothing shows as nothing.
      const double height = shares[c] / tallest;
      const double filled = std::ceil(height * static_cast<double>(rows * steps) - 1e-9);
      const auto level = height < visible_height ? std::size_t{0} : static_cast<std::size_t>(filled);
      const std::size_t cell = std::min(steps, level > row * steps ? level - row * steps : 0);
      const bool inside = c >= from && c <= to;
      if (inside != run_inside) flush();
      run_inside = inside;
      run += g.partial[cell];
    }
    flush();
    if (!options.colour) line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  return lines;
}

std::string axis_line(const std::vector<Tick>& list, std::size_t columns, const Glyphs& g) {
  std::string line;
  for (std::size_t c = 0; c < columns; ++c) {
    const bool tick = std::any_of(list.begin(), list.end(), [c](const Tick& t) { return t.column == c; });
    line += tick ? g.tick : g.line;
  }
  return line;
}

// ├────●───────┤ under the columns of the interval's ends and of the median.
std::string marks_line(const OutputResult& output, const Axis& axis, const Glyphs& g) {
  if (!output.interval.low.value || !output.interval.high.value) return {};
  const std::size_t low = axis.column(*output.interval.low.value), high = axis.column(*output.interval.high.value);
  const auto median = quantile_of(output, 0.5);
  std::string line(low, ' ');
  for (std::size_t c = low; c <= high; ++c) {
    if (median && c == axis.column(*median)) {
      line += g.median;
    } else {
      line += c == low ? g.left : c == high ? g.right : g.bar;
    }
  }
  return line;
}

std::string caption(const OutputResult& output, double outside, const Glyphs& g) {
  std::string text = g.left + g.bar + g.right + " " + format_level(output.interval.level) + " interval, " + g.median + " median";
  text += output.histogram.logarithmic ? "; log axis, height is the share per decade" : "; height is the share per unit";
  if (outside >= mentioned_share) text += "; not shown: " + format_probability(outside, 0.0, 2);
  return text;
}

}  // namespace

std::vector<std::string> draw_histogram(const OutputResult& output, const TextOptions& options) {
  const Histogram& h = output.histogram;
  const bool drawable = !h.shares.empty() && std::isfinite(h.low) && std::isfinite(h.high) && h.low < h.high &&
                        (!h.logarithmic || h.low > 0) && options.width > indent + 10;
  if (!drawable) return {};
  const Axis axis = shown_axis(output, std::min(most_columns, options.width - 2 * indent));
  if (!(axis.low < axis.high)) return {};
  const Glyphs& g = glyphs(options.ascii);
  const auto shares = column_shares(h, axis);
  auto lines = draw_bars(shares, axis, output.interval, options);
  if (lines.empty()) return {};
  const auto list = ticks(axis, output.unit == "%");
  lines.push_back(axis_line(list, axis.columns, g));
  if (!list.empty()) lines.push_back(label_line(list, axis.columns));
  if (auto marks = marks_line(output, axis, g); !marks.empty()) lines.push_back(std::move(marks));
  for (auto& line : wrap(caption(output, shares.back(), g), options.width - indent)) lines.push_back(std::move(line));
  for (auto& line : lines) line.insert(0, indent, ' ');
  return lines;
}

}  // namespace botec
