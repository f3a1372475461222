#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/format_number.h"
#include "report/table.h"
#include "report/text_report.h"
#include "report/trend_report.h"

namespace botec {
namespace {

struct Layout {
  const TrendReport& trend;
  const RunInfo& run;
  const TextOptions& options;

  bool log() const { return trend.scale == "log"; }
  std::vector<std::string> wrapped(const std::string& text) const { return wrap(clean(text, options.ascii), options.width, 2); }
  std::string data() const;
  std::string method() const;
  std::string figure(const TrendFigure& figure, double factor, const std::string& unit, const std::string& lead) const;
  std::string interval() const { return format_level(run.interval) + " interval: "; }
  TextTable figures(bool brief = false) const;
  TextTable sweep(bool brief = false) const;
  std::pair<double, std::string> time() const;
  std::string leave_one_out() const;
  std::string slope_unit() const {
    const std::string unit = clean(log() ? trend.x_unit : trend.slope_unit, options.ascii);
    return !log() ? unit : unit.empty() ? "powers of ten" : "powers of ten per " + unit;
  }
};

std::string value_text(double value, const std::optional<double>& error, const NumberStyle& style) {
  return std::isinf(value) ? "never" : format_number(value, error, style);
}

// A doubling of less than three years is counted in months.
std::pair<double, std::string> Layout::time() const {
  constexpr double months = 12;
  if (trend.dates && trend.figures.doubling_time.point < 3) return {months, "months"};
  return {1, trend.dates ? "years" : trend.x_unit};
}

std::string Layout::figure(const TrendFigure& f, double factor, const std::string& unit, const std::string& lead) const {
  std::vector<double> values;
  for (const double v : {f.point, *f.low.value, *f.high.value}) {
    if (std::isfinite(v)) values.push_back(v * factor);
  }
  const NumberStyle style = common_style(values, 3);
  const auto end = [&](const Estimate& e) { return value_text(*e.value * factor, e.standard_error ? std::optional(*e.standard_error * factor) : std::nullopt, style); };
  return with_unit(value_text(f.point * factor, std::nullopt, style), unit) + " (" + lead + end(f.low) + " to " + end(f.high) + ")";
}

std::string Layout::data() const {
  std::string text = fmt::format("  `{}` of `{}` over `{}`: {} points from {} to {}", trend.y, trend.data, trend.x, trend.figures.n, trend.first, trend.last);
  if (trend.figures.rule != "all") text += fmt::format(", chosen by `{}` from {}", trend.figures.rule, trend.eligible);
  if (trend.missing > 0) text += fmt::format("; {} {} blank", trend.missing, trend.missing == 1 ? "row is" : "rows are");
  return text + ".";
}

std::string Layout::method() const {
  std::string text = trend.fit == "least_squares" ? "  Least squares" : trend.fit == "theil_sen" ? "  The median of the slopes between pairs (Theil and Sen)" : "  Two lines, before and after a change";
  text += log() ? " through the logarithms" : " through the values";
  text += trend.method == "bootstrap" ? "; intervals from rows redrawn with replacement" : "; intervals of the classical predictive distribution";
  if (trend.noise != 1) text += fmt::format(", each value uncertain by a factor of {}", shortest_number(trend.noise));
  return text + ". They are the line's own: single values scatter around it.";
}

// In a narrow window the level stands above: "(4.8 to 19)".
TextTable Layout::figures(bool brief) const {
  TextTable table;
  const std::string interval = brief ? "" : this->interval();
  table.columns = {{"", Align::right}, {brief ? "(" + format_level(run.interval) + " interval)" : "", Align::left, 20, 1}};
  const TrendFigures& f = trend.figures;
  const auto [factor, unit] = time();
  if (log()) {
    table.rows.push_back({"doubling time", figure(f.doubling_time, factor, unit, interval)});
    table.rows.push_back({"growth", figure(f.growth, 1, "", interval) + (trend.x_unit.empty() ? "" : " per " + clean(trend.x_unit, options.ascii))});
  }
  table.rows.push_back({"slope", figure(f.slope, 1, slope_unit(), interval)});
  if (trend.change) {
    const auto at = [&](double x) { return trend.dates ? fmt::format("{:.1f}", x) : format_number(x, std::nullopt); };
    table.rows.push_back({"change at", at(trend.change->point) + " (" + interval + at(*trend.change->low.value) + " to " + at(*trend.change->high.value) + ")"});
  }
  table.rows.push_back({"R2", format_number(f.r2, std::nullopt)});
  table.rows.push_back({"scatter", log() ? "a factor of " + format_number(std::pow(10.0, trend.residual_sd), std::nullopt) + " (1 sd)"
                                         : with_unit(format_number(trend.residual_sd, std::nullopt), clean(trend.unit, options.ascii)) + " (1 sd)"});
  table.rows.push_back({"P(slope <= 0)", *f.not_positive.value == 0 && trend.method == "bootstrap" ? "none of " + format_count(run.samples) + " lines"
                                                                                                      : format_probability(*f.not_positive.value, f.not_positive.standard_error)});
  return table;
}

std::string Layout::leave_one_out() const {
  const auto [factor, unit] = time();
  const auto without = [&, factor = factor, unit = unit](const TrendReport::Without& w) {
    const std::string value = log() ? with_unit(value_text(*w.doubling_time * factor, std::nullopt, {}), unit) : with_unit(format_number(w.slope, std::nullopt), trend.slope_unit);
    return value + " without " + w.row;
  };
  return std::string("  One row left out: the ") + (log() ? "doubling time" : "slope") + " goes from " + without(log() ? *trend.highest : *trend.lowest) + " to " +
         without(log() ? *trend.lowest : *trend.highest) + ".";
}

// In a narrow window "without DQN" instead of "records without DQN".
TextTable Layout::sweep(bool brief) const {
  TextTable table;
  const auto [factor, unit] = time();
  table.columns = {{"with the rule", Align::left, 12, 1}, {"n", Align::right}, {(log() ? "doubling time (" : "slope (") + (brief ? format_level(run.interval) : interval().substr(0, interval().size() - 2)) + ")", Align::left}, {"R2", Align::right}};
  for (const TrendFigures& f : trend.sweep) {
    const std::size_t left_out = f.rule.find(" without ");
    const std::string rule = brief && left_out != std::string::npos ? f.rule.substr(left_out + 1) : f.rule;
    table.rows.push_back({clean(rule, options.ascii), std::to_string(f.n), log() ? figure(f.doubling_time, factor, unit, "") : figure(f.slope, 1, "", ""), format_number(f.r2, std::nullopt)});
  }
  return table;
}

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

}  // namespace

TrendWords trend_words(const TrendReport& trend, const RunInfo& run, const TextOptions& options) {
  const Layout layout{trend, run, options};
  TrendWords words{{layout.data(), layout.method()}, layout.figures(), layout.sweep()};
  if (trend.lowest && trend.highest) words.sentences.push_back(layout.leave_one_out());
  return words;
}

std::string trend_text(const TrendResult& result, const TextOptions& options) {
  std::string text;
  for (const TrendReport& trend : result.trends) {
    const Layout layout{trend, result.run, options};
    if (!text.empty()) text += '\n';
    text.append(paint(clean(trend.name, options.ascii), Paint::bold, options)).append("\n");
    if (!trend.description.empty()) append(text, layout.wrapped("  " + trend.description));
    append(text, layout.wrapped(layout.data()));
    append(text, layout.wrapped(layout.method()));
    append(text, lay_out(layout.figures(natural_width(layout.figures()) > options.width), options));
    if (options.quiet) continue;
    if (trend.lowest && trend.highest) append(text, layout.wrapped(layout.leave_one_out()));
    text += '\n';
    append(text, trend_chart(trend, options));
    if (trend.sweep.empty()) continue;
    text += '\n';
    append(text, lay_out(layout.sweep(natural_width(layout.sweep()) > options.width), options));
  }
  if (options.quiet) return text;
  if (!result.warnings.empty()) text += '\n';
  for (const auto& warning : result.warnings) text += diagnostic_text(warning, options);
  text += '\n';
  append(text, wrap(format_count(result.run.samples) + " lines a trend, seed " + std::to_string(result.run.seed) + ".", options.width));
  return text;
}

}  // namespace botec
