#include "program/trend_lowering.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distributions/family.h"
#include "formula/trend_members.h"
#include "program/compilation.h"
#include "text/calendar.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

// `hardware.frontier.slope` is `hardware.frontier` and `slope`.
struct Asked {
  std::string_view trend, member;
};

Asked split(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

Distribution standard_normal() {
  return *make_distribution("normal", {{{"mean", 0.0}, {"sd", 1.0}}, {}, {}, {}, false});
}

// One trend in the graph of a compilation.
struct LineBuilder {
  Compilation& c;
  TrendInputs& inputs;
  const Scope& scope;        // of the trend
  Span place;

  const FittedTrend& trend() const { return *inputs.trend; }
  NodeId constant(double value) { return c.graph.constant(value); }
  NodeId call(std::string_view function, NodeId a) {
    const NodeId arguments[] = {a};
    return c.graph.call(*find_function(function), arguments, place);
  }
  NodeId call(std::string_view function, NodeId a, NodeId b) {
    const NodeId arguments[] = {a, b};
    return c.graph.call(*find_function(function), arguments, place);
  }
  NodeId choice(NodeId condition, NodeId a, NodeId b) {
    const NodeId arguments[] = {condition, a, b};
    return c.graph.call(*find_function("if"), arguments, place);
  }
  NodeId input(std::optional<std::uint32_t>& at, std::string_view part, Distribution (*law)(const FittedTrend&));
  NodeId part(LinePart which);
  NodeId spread();
  NodeId line(NodeId x);
  NodeId scatter(NodeId x, const std::string& written);
  Typed shown(NodeId line) ;
  Typed value(std::string_view member);
  Typed time_to_multiply(double factor);
};

NodeId LineBuilder::input(std::optional<std::uint32_t>& at, std::string_view part, Distribution (*law)(const FittedTrend&)) {
  if (!at) {
    const std::string name = trend().name + (part.empty() ? "" : ".") + std::string(part);
    at = c.add_input(scope, name, law(trend()), trend().written.name_span);
    FittedInput& made = *c.inputs[*at];
    made.ordered = !part.empty();
    if (part.empty()) made.author_point = line_as_fitted;
  }
  return c.graph.input(*at);
}

// The residual standard deviation in a trial of the predictive distribution: freedom · sd² over a chi-squared number.
NodeId LineBuilder::spread() {
  const LineFit& fit = trend().fit;
  const NodeId w = input(inputs.variance, "variance", [](const FittedTrend& t) {
    return *make_distribution("chi_squared", {{{"df", t.fit.freedom}}, {}, {}, {}, false});
  });
  return call("sqrt", call("/", constant(fit.freedom), w));
}

NodeId LineBuilder::part(LinePart which) {
  const LineFit& fit = trend().fit;
  const auto normal = [](const FittedTrend&) { return standard_normal(); };
  if (trend().line) {
    const NodeId u[] = {input(inputs.draw, "", [](const FittedTrend&) { return *make_distribution("uniform", {{{"low", 0.0}, {"high", 1.0}}, {}, {}, {}, false}); })};
    // All that will be asked for, side by side, because they are worked out together; what nobody needs is dropped.
    for (const LinePart part : {LinePart::level, LinePart::slope, LinePart::residual_sd, LinePart::change, LinePart::level_before, LinePart::slope_before}) {
      if (part <= LinePart::residual_sd || fit.has_change()) c.graph.call(trend().line->part(part), u, place);
    }
    return c.graph.call(trend().line->part(which), u, place);
  }
  if (which == LinePart::residual_sd) return call("*", constant(fit.residual_sd), spread());
  const bool slope = which == LinePart::slope;
  const NodeId z = slope ? input(inputs.slope_error, "slope_error", normal) : input(inputs.level_error, "level_error", normal);
  const NodeId error = call("*", call("*", constant(slope ? fit.slope_error : fit.level_error), spread()), z);
  return call("+", constant(slope ? fit.slope : fit.level), error);
}

// At x in the trend's own unit, on the trend's own scale.
NodeId LineBuilder::line(NodeId x) {
  const NodeId from_centre = call("-", x, constant(trend().fit.centre));
  const NodeId later = call("+", part(LinePart::level), call("*", part(LinePart::slope), from_centre));
  if (!trend().fit.has_change()) return later;
  const NodeId earlier = call("+", part(LinePart::level_before), call("*", part(LinePart::slope_before), from_centre));
  return choice(call(">=", x, part(LinePart::change)), later, earlier);
}

NodeId LineBuilder::scatter(NodeId x, const std::string& written) {
  const auto known = inputs.scatter.find(x);
  const std::uint32_t at = known != inputs.scatter.end() ? known->second
                                                         : c.add_input(scope, trend().name + ".scatter[" + written + "]", standard_normal(), trend().written.name_span);
  inputs.scatter.emplace(x, at);
  return call("*", part(LinePart::residual_sd), c.graph.input(at));
}

// A value on the trend's scale as a quantity.
Typed LineBuilder::shown(NodeId line) {
  Typed result;
  result.unit = trend().unit;
  result.node = trend().log() ? call("^", constant(10), line) : line;
  result.node = call("*", result.node, constant(trend().unit.scale));
  return result;
}

// log10(factor) over the slope, and never where it is not above 0.
Typed LineBuilder::time_to_multiply(double factor) {
  const NodeId slope = part(LinePart::slope);
  const NodeId units = call("/", constant(std::log10(factor)), slope);
  const NodeId never = constant(std::numeric_limits<double>::infinity());
  Typed result;
  result.unit = trend().x_unit;
  const NodeId time = choice(call(">", slope, constant(0)), units, never);
  c.graph.mark_infinite(time, {"the slope of `" + trend().name + "` is not above 0", "never", true, std::nullopt});
  result.node = call("*", time, constant(trend().x_unit.scale));
  return result;
}

Typed LineBuilder::value(std::string_view member) {
  const LineFit& fit = trend().fit;
  Typed result;
  if (member == "slope") {
    result.unit = trend().slope_unit;
    result.node = call("*", part(LinePart::slope), constant(result.unit.scale));
  } else if (member == "intercept") {
    const NodeId at_zero = call("-", part(LinePart::level), call("*", part(LinePart::slope), constant(fit.centre)));
    if (!trend().log()) result.unit = trend().unit;
    result.node = call("*", at_zero, constant(result.unit.scale));
  } else if (member == "growth") {
    result.node = call("^", constant(10), part(LinePart::slope));
  } else if (member == "doubling_time") {
    return time_to_multiply(2);
  } else if (member == "tenfold_time") {
    return time_to_multiply(10);
  } else {
    result.node = constant(member == "r2" ? fit.r2 : static_cast<double>(fit.n));
  }
  return result;
}

// What a formula hands to `frontier(…)`, in the trend's own unit of x.
std::optional<NodeId> own_x(LineBuilder& build, const FormulaNode& node, const Typed& argument) {
  const FittedTrend& trend = build.trend();
  Compilation& c = build.c;
  if (trend.dates && argument.unit.date) return build.call("/", argument.node, build.constant(trend.x_unit.scale));
  if (trend.dates && argument.unit.is_pure_number()) {
    const auto year = c.graph.known_value(argument.node);
    return year ? c.graph.constant(date_of_year(*year)) : argument.node;
  }
  if (!trend.dates && c.units.convertible(argument.unit, trend.x_unit)) {
    return build.call("/", argument.node, build.constant(trend.x_unit.scale));
  }
  c.diagnostics.error("unit-mismatch", node.span,
                      "`" + trend.name + "` is a line over " + (trend.dates ? "dates" : to_text(trend.x_unit).empty() ? "pure numbers" : to_text(trend.x_unit)) +
                          ", and its argument is " + unit_in_words(argument.unit),
                      trend.dates ? "write `" + trend.name + "(2030)`, or a date" : "");
  return std::nullopt;
}

// How far a forecast may look: as long ahead as the data are long without a word, and not as far behind them.
void check_horizon(LineBuilder& build, NodeId x, const Span& place) {
  const FittedTrend& trend = build.trend();
  const auto at = build.c.graph.known_value(x);
  if (!at) return;
  const double length = trend.fit.last_x - trend.fit.first_x;
  const std::string data = "the data of `" + trend.name + "` go from " + x_in_words(trend, trend.fit.first_x) + " to " + x_in_words(trend, trend.fit.last_x);
  if (*at < trend.fit.first_x - length) {
    build.c.diagnostics.error("far-horizon", place, x_in_words(trend, *at) + " is before anything this trend could tell: " + data);
  } else if (*at > trend.fit.last_x + length && !build.inputs.warned) {
    build.inputs.warned = true;
    build.c.diagnostics.warning("far-horizon", place, x_in_words(trend, *at) + " is further out than the data are long: " + data,
                                "the interval holds only if the line does");
  }
}

std::string names_of_values() {
  std::string all;
  for (const std::string_view name : trend_values) all += (all.empty() ? "" : ", ") + std::string(name);
  return all;
}

}  // namespace

bool names_trend(const Symbols& symbols, const Scope& scope, std::string_view name) {
  return symbols.find_trend(scope, name) || symbols.find_trend(scope, split(name).trend);
}

std::uint32_t Compilation::add_input(const Scope& scope, std::string name, Distribution distribution, const Span& span) {
  const std::uint32_t index = symbols.add_input(scope, std::move(name), span);
  FittedInput fitted;
  fitted.distribution = std::move(distribution);
  inputs.push_back(std::move(fitted));
  used.push_back(true);
  step_inputs.emplace_back();
  return index;
}

std::optional<Typed> Compilation::look_up_trend(const FormulaNode& node, const Typed* argument, const Scope& scope) {
  const bool whole = symbols.find_trend(scope, node.name).has_value();   // `frontier`, not `frontier.slope`
  const auto [owner, member] = whole ? Asked{node.name, {}} : split(node.name);
  const auto index = symbols.find_trend(scope, owner);
  if (!index) return std::nullopt;   // the parser has said so
  TrendInputs& trend = trends[*index];
  if (!trend.trend) return std::nullopt;
  LineBuilder build{*this, trend, *symbols.trends()[*index].scope, node.place};
  if (argument == nullptr) {
    const bool known = std::find(trend_values.begin(), trend_values.end(), member) != trend_values.end();
    const bool of_growth = member == "growth" || member == "doubling_time" || member == "tenfold_time";
    if (known && of_growth && !trend.trend->log()) {
      diagnostics.error("unknown-name", node.span, "`" + std::string(owner) + "` is a straight line through the values, and has no `" + std::string(member) + "`",
                        "write `scale: log` if it grows by a factor each year; a straight line has a `slope`");
      return std::nullopt;
    }
    if (known) return build.value(member);
    const std::string name = "`" + std::string(owner) + "`";
    std::vector<std::string> all(trend_values.begin(), trend_values.end());
    if (whole || member == trend_scatter) {
      diagnostics.error("unknown-name", node.span, name + " is a trend and needs the place to be read at", "write `" + node.name + "(2030)`, or ask for its `slope`");
    } else {
      const std::string hint = did_you_mean(member, all);
      diagnostics.error("unknown-name", node.span, "the trend " + name + " has no `" + std::string(member) + "`", hint.empty() ? "it has " + names_of_values() : hint);
    }
    return std::nullopt;
  }
  const auto x = own_x(build, node, *argument);
  if (!x) return std::nullopt;
  check_horizon(build, *x, node.span);
  NodeId line = build.line(*x);
  if (member == trend_scatter) {
    const auto at = graph.known_value(*x);
    const std::string written = at ? x_in_words(*trend.trend, *at) : quoted(node.span).substr(1, quoted(node.span).size() - 2);
    line = build.call("+", line, build.scatter(*x, written));
  }
  return build.shown(line);
}

}  // namespace botec
