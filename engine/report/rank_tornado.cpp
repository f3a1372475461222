#include <algorithm>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/rank_report.h"

namespace botec {
namespace {

constexpr std::size_t most_rows = 12;

struct Axis {
  bool logarithmic;
  double low, high;
  std::size_t columns;

  // The column of a value, from 0 to `columns`.
  long column(double value) const {
    const double place = logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
    return std::lround(std::clamp(place, 0.0, 1.0) * static_cast<double>(columns));
  }
};

// From where the input is low to the middle one way, from there to where it is high the other.
std::string bar(const Axis& axis, double at_low, double middle, double at_high, bool ascii) {
  const long low = axis.column(at_low), centre = axis.column(middle), high = axis.column(at_high);
  const auto within = [](long c, long from, long to) { return c >= std::min(from, to) && c < std::max(from, to); };
  std::string text;
  for (long c = 0; c < static_cast<long>(axis.columns); ++c) {
    if (within(c, centre, high)) text += ascii ? "#" : "█";
    else if (within(c, centre, low)) text += ascii ? "-" : "░";
    else if (c == centre) text += ascii ? "|" : "│";
    else text += " ";
  }
  return text;
}

std::string value_text(const Estimate& e, const RankedOutput& output, const NumberStyle& style) {
  if (output.scale == "probability") return format_probability(*e.value, e.standard_error);
  if (output.unit == "date") return date_text(*e.value, 1);
  return format_number(*e.value, e.standard_error, style);
}

}  // namespace

std::vector<std::string> tornado_lines(const RankedOutput& output, const TextOptions& options) {
  std::vector<const RankedFactor*> rows;
  for (const RankedFactor& f : output.inputs) {
    if (f.swing_low.value && f.swing_high.value && rows.size() < most_rows) rows.push_back(&f);
  }
  if (rows.empty() || !output.middle.value) return {};
  std::vector<double> values{*output.middle.value};
  for (const RankedFactor* f : rows) values.insert(values.end(), {*f->swing_low.value, *f->swing_high.value});
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (!(*least < *most)) return {};
  const NumberStyle style = common_style(values, 2);
  std::vector<std::string> texts;
  std::size_t names = 0, numbers = 0;
  for (const RankedFactor* f : rows) {
    texts.push_back(value_text(f->swing_low, output, style) + " to " + value_text(f->swing_high, output, style));
    numbers = std::max(numbers, display_width(texts.back()));
    names = std::max(names, display_width(clean(f->name, options.ascii)));
  }
  names = std::min<std::size_t>(names, 24);
  constexpr std::size_t narrowest = 8, gaps = 6;
  if (options.width < names + numbers + narrowest + gaps) return {};
  const Axis axis{output.scale == "log", *least, *most, std::min<std::size_t>(options.width - names - numbers - gaps, 48)};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = pad(cut(clean(rows[i]->name, options.ascii), names, options.ascii), names);
    lines.push_back("  " + name + "  " + bar(axis, *rows[i]->swing_low.value, *output.middle.value, *rows[i]->swing_high.value, options.ascii) +
                    "  " + texts[i]);
  }
  return lines;
}

}  // namespace botec
