#include "report/html_charts.h"

#include <cmath>

#include "report/format_number.h"
#include "text/calendar.h"

namespace botec {
namespace {

// Half as many bins as the terminal's picture needs: a page's bars are not read one by one, and noise is seen sooner in a curve.
Json histogram_json(const Histogram& histogram) {
  Json json = {{"log", histogram.logarithmic}, {"low", json_number(histogram.low)}, {"high", json_number(histogram.high)},
               {"below", json_number(histogram.below)}, {"above", json_number(histogram.above)}};
  json["shares"] = Json::array();
  for (std::size_t i = 0; i + 1 < histogram.shares.size(); i += 2) json["shares"].push_back(json_number(histogram.shares[i] + histogram.shares[i + 1]));
  return json;
}

// What a fan needs of a series.
Json series_json(const SeriesResult& series) {
  Json json = {{"axis", series.axis.name}, {"at", Json::array()}, {"labels", series.axis.labels}, {"quantiles", Json::object()}};
  for (const double at : series.axis.at) json["at"].push_back(json_number(at));
  for (const StepResult& step : series.steps) {
    for (const QuantileEstimate& q : step.quantiles) json["quantiles"][shortest_number(q.probability)].push_back(json_number(q.at.value));
  }
  return json;
}

Json output_json(const OutputResult& output) {
  Json json = {{"name", output.name}, {"unit", output.unit}, {"mean", json_number(output.mean.value)}, {"point", json_number(output.point)}};
  json["interval"] = {json_number(output.interval.low.value), json_number(output.interval.high.value)};
  json["level"] = json_number(output.interval.level);
  json["quantiles"] = Json::array();
  for (const auto& q : output.quantiles) json["quantiles"].push_back({json_number(q.probability), json_number(q.at.value)});
  json["histogram"] = histogram_json(output.histogram);
  if (output.series) json["series"] = series_json(*output.series);
  return json;
}

bool drawn(const OutputResult& output) { return !output.constant && !output.condition && !output.histogram.shares.empty(); }

Json run_json(const Result& run) {
  Json json = {{"title", run.model.title}, {"scenario", run.model.scenario}, {"outputs", Json::array()}, {"questions", Json::array()}};
  for (const OutputResult& output : run.outputs) {
    if (drawn(output)) json["outputs"].push_back(output_json(output));
  }
  for (const QuestionResult& question : run.questions) {
    json["questions"].push_back({{"name", question.name}, {"text", question.text}, {"value", json_number(question.probability.value)},
                                 {"error", json_number(question.probability.standard_error)}});
  }
  return json;
}

Json pair_json(const Estimate& estimate) { return {json_number(estimate.value), json_number(estimate.standard_error)}; }

Json ranked_json(const RankedOutput& output) {
  Json json = {{"name", output.name}, {"unit", output.unit}, {"scale", output.scale}, {"correlated", output.correlated}, {"middle", json_number(output.middle.value)}};
  json["inputs"] = Json::array();
  for (const RankedFactor& factor : output.inputs) {
    json["inputs"].push_back({{"name", factor.name}, {"share", pair_json(factor.shapley.value ? factor.shapley : factor.total)},
                              {"alone", pair_json(factor.first_order)}, {"low", json_number(factor.swing_low.value)}, {"high", json_number(factor.swing_high.value)}});
  }
  return json;
}

Json curve_json(const InputCurve& curve) {
  Json json = {{"name", curve.name}, {"log", curve.logarithmic}, {"discrete", curve.discrete}, {"at", Json::array()}, {"density", Json::array()}};
  for (const double at : curve.at) json["at"].push_back(json_number(at));
  for (const double density : curve.density) json["density"].push_back(json_number(density));
  return json;
}

// What each change does to the middle of an output, else to its point estimate.
Json split_json(const ComparedOutput& output) {
  const bool by_middle = output.middle.total.value.has_value() && output.middle.why_none.empty();
  const ComparedSplit& split = by_middle ? output.middle : output.point;
  Json json = {{"name", output.name_a}, {"of", by_middle ? output.middle_kind : "point estimate"}, {"scale", split.scale}, {"total", pair_json(split.total)}};
  json["parts"] = Json::array();
  for (const ComparedChange& change : output.changes) {
    const Estimate& part = by_middle ? change.middle : change.point;
    if (part.value) json["parts"].push_back({{"name", change.name}, {"value", pair_json(part)}});
  }
  return json;
}

// Points and line in the trend's own unit.
Json trend_json(const TrendReport& trend) {
  const bool log = trend.scale == "log";
  Json json = {{"name", trend.name}, {"unit", trend.unit}, {"log", log}, {"dates", trend.dates}, {"x", trend.x}, {"points", Json::array()}, {"line", Json::array()}};
  const auto value = [log](double y) { return json_number(log ? std::pow(10.0, y) : y); };
  for (std::size_t i = 0; i < trend.points.size(); ++i) {
    const TrendReport::Point& point = trend.points[i];
    const double x = trend.dates ? year_of_date(point.x) : point.x;
    json["points"].push_back({json_number(x), value(point.y), point.chosen});
    if (i < trend.line.size()) json["line"].push_back({json_number(x), value(trend.line[i])});
  }
  return json;
}

}  // namespace

Json charts_json(const PageResult& page) {
  Json json = {{"sides", Json::array()}, {"scenarios", Json::array()}, {"ranking", Json::array()}, {"inputs", Json::array()}, {"splits", Json::array()}};
  for (const PageSide& side : page.sides) {
    json["sides"].push_back(run_json(side.run));
    Json curves = Json::array();
    for (const InputCurve& curve : side.curves) curves.push_back(curve_json(curve));
    json["inputs"].push_back(std::move(curves));
  }
  for (const Result& scenario : page.scenarios) json["scenarios"].push_back(run_json(scenario));
  if (page.rank) {
    for (const RankedOutput& output : page.rank->outputs) {
      if (!output.constant && !output.inputs.empty()) json["ranking"].push_back(ranked_json(output));
    }
  }
  if (page.trends) {
    json["trends"] = Json::array();
    for (const TrendReport& trend : page.trends->trends) json["trends"].push_back(trend_json(trend));
  }
  if (page.compare) {
    for (const ComparedOutput& output : page.compare->outputs) json["splits"].push_back(split_json(output));
  }
  return json;
}

}  // namespace botec
