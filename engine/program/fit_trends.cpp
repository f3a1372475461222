#include "program/fit_trends.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/table.h"
#include "program/build_input.h"
#include "program/lower.h"
#include "text/calendar.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

// The state of one fit.
struct Fitting {
  const TrendSymbol& symbol;
  UnitSystem& units;
  Diagnostics& diagnostics;
  FittedTrend result;

  const Trend& written() const { return *symbol.trend; }
  bool find_table();
  bool find_units();
  bool find_points();
  bool choose();
  bool fit();
  std::optional<double> in_x(const Quantity& quantity, bool is_date, bool duration);
  void warn_of_few();
  void warn();
};

bool Fitting::find_table() {
  std::vector<std::string> names;
  for (const DataTable& table : symbol.scope->model->tables) {
    names.push_back(table.name);
    if (table.name != written().data.value) continue;
    result.table = table.table;
    return result.table != nullptr;   // why not has been said
  }
  if (!symbol.scope->model->complete) return false;
  diagnostics.error("unknown-name", written().data.span, "there is no table named `" + written().data.value + "` under `data:`",
                    did_you_mean(written().data.value, names));
  return false;
}

// The complaint under the key that it is about.
void complain(const Complaint& complaint, const Trend& trend, Diagnostics& diagnostics) {
  const Span& place = complaint.argument == "x" ? trend.x.span : complaint.argument == "y" ? trend.y.span : trend.data.span;
  Complaint about = complaint;
  about.begin = about.end = 0;
  diagnostics.error(about, place);
}

bool Fitting::find_units() {
  const auto x = find_column(*result.table, written().x.value);
  if (!x) {
    Complaint complaint = x.complaint();
    complaint.argument = "x";
    complain(complaint, written(), diagnostics);
    return false;
  }
  result.dates = (*x)->kind == Column::Kind::date;
  if (written().x_unit) {
    const auto unit = unit_of(written().x_unit.value, written().x_unit.span, units, diagnostics);
    if (!unit) return false;
    if (result.dates) {
      diagnostics.error("bad-trend", written().x_unit.span, "`x_unit` is for numbers, and `" + written().x.value + "` is a column of dates");
      return false;
    }
    result.x_unit = *unit;
  }
  if (result.dates) result.x_unit = *units.parse("year");
  if (written().unit) {
    const auto unit = unit_of(written().unit.value, written().unit.span, units, diagnostics);
    if (!unit) return false;
    result.unit = *unit;
  }
  const auto slope = units.divide(result.log() ? Unit{} : result.unit, result.x_unit);
  if (!slope) {
    diagnostics.error(slope.complaint(), written().unit.span);
    return false;
  }
  result.slope_unit = *slope;
  return true;
}

// A number of the trend's x. A bare number beside dates is a year, or a number of years.
std::optional<double> Fitting::in_x(const Quantity& quantity, bool is_date, bool duration) {
  if (is_date && !result.dates) {
    diagnostics.error("unit-mismatch", quantity.span, "`" + written().x.value + "` is a column of numbers, and this is a date");
    return std::nullopt;
  }
  if (is_date) return quantity.value;
  if (quantity.unit.empty()) return result.dates && !duration ? date_of_year(quantity.value) : quantity.value;
  const auto unit = unit_of(quantity.unit, quantity.unit_span, units, diagnostics);
  if (!unit) return std::nullopt;
  if ((result.dates && !duration) || !units.convertible(*unit, result.x_unit)) {
    diagnostics.error("unit-mismatch", quantity.span,
                      result.dates && !duration ? "a date or a year belongs here" : "this should be in " + (to_text(result.x_unit).empty() ? "pure numbers" : to_text(result.x_unit)) + ", as `" + written().x.value + "` is");
    return std::nullopt;
  }
  return quantity.value * units.conversion_factor(*unit, result.x_unit);
}

bool Fitting::find_points() {
  auto points = trend_points(*result.table, written().x.value, written().y.value, written().scale);
  if (!points) {
    complain(points.complaint(), written(), diagnostics);
    return false;
  }
  result.eligible = std::move(*points);
  for (const auto& [column, names] : written().exclude) {
    std::vector<std::string> texts;
    for (const Text& name : names) texts.push_back(name.value);
    auto left = exclude_points(result.eligible, *result.table, column.value, texts);
    if (!left) {
      diagnostics.error(left.complaint().kind, column.span, left.complaint().message, left.complaint().help);
      return false;
    }
    result.eligible = std::move(*left);
  }
  return true;
}

bool Fitting::choose() {
  const TrendSelection& select = written().select;
  Selection& selection = result.selection;
  selection.rule = select.rule;
  selection.count = select.count;
  selection.threshold = select.threshold;
  bool fine = true;
  const auto take = [&](const std::optional<Quantity>& quantity, bool is_date, bool duration, double& to) {
    if (!quantity) return;
    const auto value = in_x(*quantity, is_date, duration);
    fine = fine && value;
    if (value) to = *value;
  };
  take(select.window, false, true, selection.window);
  take(written().from, written().from_date, false, selection.from);
  take(written().to, written().to_date, false, selection.to);
  if (!fine) return false;
  if (!(selection.from < selection.to)) {
    diagnostics.error("bad-trend", written().to ? written().to->span : written().from->span, "`from` does not come before `to`");
    return false;
  }
  result.points = select_points(result.eligible, selection);
  return true;
}

bool Fitting::fit() {
  auto fit = fit_line(result.points, written().fit);
  if (!fit) {
    complain(fit.complaint(), written(), diagnostics);
    return false;
  }
  result.fit = *fit;
  if (!written().bootstrap && result.fit.freedom < 1) {
    diagnostics.error("data", written().data.span, "two points leave nothing to tell the scatter about a line from", "three or more are needed");
    return false;
  }
  if (written().bootstrap) {
    result.line = std::make_shared<const TrendLine>(symbol.name, result.points, written().fit, written().scale, written().noise);
  }
  return true;
}

// With n rows all of a redrawn sample are one and the same with a probability of n^(1-n): 1.6% of 4, 0.2% of 5.
constexpr std::size_t fewest_rows = 5;

void Fitting::warn_of_few() {
  const std::size_t n = result.points.size(), eligible = result.eligible.size();
  if (result.selection.rule == Selection::Rule::largest && eligible < result.selection.count) {
    diagnostics.warning("few-rows", written().select.span ? written().select.span : written().name_span,
                        fmt::format("`largest: {}` is more than there are: all {} rows are taken", result.selection.count, eligible));
  }
  if (!written().bootstrap || n >= fewest_rows) return;
  diagnostics.warning("few-rows", written().name_span, fmt::format("`{}` goes through {} rows: redrawing so few does not say how sure the line is", written().name, n),
                      n > 2 ? "`method: least_squares` allows for so few" : "a line through two rows misses neither, whatever they scatter");
}

void Fitting::warn() {
  warn_of_few();
  if (result.log() || !grows_exponentially(result.points)) return;
  const Span& place = written().scale_span ? written().scale_span : written().name_span;
  diagnostics.warning("linear-trend", place, "`" + written().name + "` is a straight line through values that grow exponentially",
                      "`scale: log` fits their logarithms; the largest few decide a straight line");
}

TrendPointer fit_trend(const TrendSymbol& symbol, UnitSystem& units, Diagnostics& diagnostics) {
  if (symbol.trend->failed) return nullptr;
  Fitting fitting{symbol, units, diagnostics, {}};
  fitting.result.name = symbol.name;
  fitting.result.written = *symbol.trend;
  if (!fitting.find_table() || !fitting.find_units() || !fitting.find_points() || !fitting.choose() || !fitting.fit()) return nullptr;
  fitting.warn();
  return std::make_shared<const FittedTrend>(std::move(fitting.result));
}

}  // namespace

std::vector<TrendPointer> fit_trends(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics) {
  std::vector<TrendPointer> result;
  for (const TrendSymbol& symbol : symbols.trends()) result.push_back(fit_trend(symbol, units, diagnostics));
  return result;
}

bool grows_exponentially(const TrendPoints& linear) {
  constexpr std::size_t fewest = 5;
  constexpr double chi_squared_95 = 3.841458820694124;
  if (linear.size() < fewest) return false;
  TrendPoints log = linear;
  double sum_of_logs = 0;
  for (double& y : log.y) {
    if (!(y > 0)) return false;
    y = std::log(y);
    sum_of_logs += y;
  }
  const auto straight = fit_line(linear, FitMethod::least_squares);
  const auto exponential = fit_line(log, FitMethod::least_squares);
  if (!straight || !exponential || !(exponential->slope > 0)) return false;
  const auto n = static_cast<double>(linear.size());
  const double of_straight = -n * std::log(straight->residual_sd);
  const double of_exponential = -n * std::log(exponential->residual_sd) - sum_of_logs;
  return of_exponential - of_straight > chi_squared_95 / 2;
}

std::string row_name(const FittedTrend& trend, const TrendPoints& points, std::size_t index) {
  const std::uint32_t row = points.rows[index];
  for (const Column& column : trend.table->columns) {
    if (column.kind != Column::Kind::text) continue;
    if (std::string name = cell_text(column, row); !name.empty()) return name;
    break;
  }
  return "line " + std::to_string(trend.table->lines[row]);
}

std::string x_in_words(const FittedTrend& trend, double x) {
  if (trend.dates) return iso_date(x);
  const std::string unit = to_text(trend.x_unit);
  return shortest(x) + (unit.empty() ? "" : " " + unit);
}

std::string points_in_words(const FittedTrend& trend) {
  return fmt::format("{} points from {} to {}", trend.fit.n, x_in_words(trend, trend.fit.first_x), x_in_words(trend, trend.fit.last_x));
}

std::string selection_in_words(const FittedTrend& trend) {
  const Selection& selection = trend.selection;
  switch (selection.rule) {
    case Selection::Rule::all: return "all";
    case Selection::Rule::records: return "records";
    case Selection::Rule::largest: return fmt::format("largest {}", selection.count);
    case Selection::Rule::z_above: return fmt::format("z above {} in a window of {:.4g} {}", shortest(selection.threshold), selection.window, trend.dates ? "years" : to_text(trend.x_unit));
  }
  return "";
}

}  // namespace botec
