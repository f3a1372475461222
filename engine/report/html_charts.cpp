#include "report/html_charts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/format_number.h"
#include "report/html_parts.h"
#include "report/text_report.h"
#include "text/calendar.h"

namespace botec {
namespace {

// What is only drawn needs no more digits than a screen has dots.
Json drawn_number(double value) {
  constexpr int digits = 5;
  if (!std::isfinite(value) || value == 0) return json_number(value);
  const double power = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
  const double rounded = std::round(value * power) / power;
  return json_number(std::isfinite(rounded) ? rounded : value);
}

// Far tails would squeeze the rest of a linear picture: the bins of the middle 98%, with a little room, where that is much less than
// all and still a curve.
Histogram without_far_tails(const OutputResult& output) {
  constexpr double room = 0.05, much_less = 0.6;
  constexpr std::size_t fewest = 12;
  const Histogram& h = output.histogram;
  const auto n = static_cast<double>(h.shares.size());
  std::optional<double> low, high;
  for (const QuantileEstimate& q : output.quantiles) {
    if (q.probability == 0.01) low = q.at.value;
    if (q.probability == 0.99) high = q.at.value;
  }
  if (h.logarithmic || !low || !high || !std::isfinite(*low) || !std::isfinite(*high)) return h;
  const double width = (h.high - h.low) / n, around = room * (*high - *low);
  const double first = std::max(0.0, std::floor((*low - around - h.low) / width)), last = std::min(n, std::ceil((*high + around - h.low) / width));
  if (!(last - first < much_less * n) || last - first < fewest) return h;
  const auto begin = h.shares.begin() + static_cast<std::ptrdiff_t>(first), end = h.shares.begin() + static_cast<std::ptrdiff_t>(last);
  return {false, h.low + first * width, h.low + last * width, {begin, end}, std::accumulate(h.shares.begin(), begin, h.below), std::accumulate(end, h.shares.end(), h.above)};
}

// Shares are of all trials, infinite ones among them. Of many bins two are drawn as one: a page's bars are not read one by one, and
// noise is seen sooner in a curve.
Json histogram_json(const OutputResult& output) {
  const Histogram histogram = without_far_tails(output);
  const double infinite = output.infinite ? output.infinite->probability.value.value_or(0) : 0, finite = 1 - infinite;
  Json json = {{"log", histogram.logarithmic}, {"low", json_number(histogram.low)}, {"high", json_number(histogram.high)},
               {"below", json_number(finite * histogram.below)}, {"above", json_number(finite * histogram.above)}, {"infinite", json_number(infinite)}};
  json["shares"] = Json::array();
  const std::size_t together = histogram.shares.size() == output.histogram.shares.size() && histogram.shares.size() % 2 == 0 ? 2 : 1;
  for (std::size_t i = 0; i < histogram.shares.size(); i += together) {
    json["shares"].push_back(drawn_number(finite * (histogram.shares[i] + (together == 2 ? histogram.shares[i + 1] : 0))));
  }
  return json;
}

constexpr double of_fan[] = {0.05, 0.25, 0.5, 0.75, 0.95};

// What a fan needs of a series.
Json series_json(const SeriesResult& series) {
  Json json = {{"axis", series.axis.name}, {"at", Json::array()}, {"labels", series.axis.labels}, {"quantiles", Json::object()}};
  for (const double at : series.axis.at) json["at"].push_back(json_number(at));
  for (const double p : of_fan) {
    Json& list = json["quantiles"][shortest_number(p)] = Json::array();
    for (const StepResult& step : series.steps) {
      const auto found = std::find_if(step.quantiles.begin(), step.quantiles.end(), [p](const QuantileEstimate& q) { return std::abs(q.probability - p) < 1e-12; });
      list.push_back(found == step.quantiles.end() ? Json(nullptr) : json_number(found->at.value));
    }
  }
  return json;
}

Json output_json(const OutputResult& output) {
  Json json = {{"name", output.name}, {"unit", output.unit}, {"mean", json_number(output.mean.value)}, {"point", json_number(output.point)}};
  json["interval"] = {json_number(output.interval.low.value), json_number(output.interval.high.value)};
  json["level"] = json_number(output.interval.level);
  json["quantiles"] = Json::array();
  for (const auto& q : output.quantiles) json["quantiles"].push_back({json_number(q.probability), json_number(q.at.value)});
  json["atoms"] = !output.atoms.empty();
  json["says"] = Json::object();
  for (const Statistic& s : statistics_of(output, page_options())) json["says"][s.label] = s.value;
  json["beyond"] = output.infinite && !output.infinite->shown.empty() ? output.infinite->shown : "infinite";
  json["histogram"] = histogram_json(output);
  if (output.series) json["series"] = series_json(*output.series);
  return json;
}

// Text behind `P(…) = `.
std::string probability_text(const Estimate& p) { return p.value ? format_probability(*p.value, p.standard_error) : "unknown"; }

Json question_json(const QuestionResult& question) {
  Json json = {{"name", question.name}, {"text", question.text}, {"value", json_number(question.probability.value)},
               {"error", json_number(question.probability.standard_error)}, {"says", probability_text(question.probability)}};
  if (!question.axis) return json;
  json["series"] = {{"axis", question.axis->name}, {"at", Json::array()}, {"labels", question.axis->labels}, {"values", Json::array()}};
  for (const double at : question.axis->at) json["series"]["at"].push_back(json_number(at));
  for (const Estimate& p : question.series) json["series"]["values"].push_back(json_number(p.value));
  return json;
}

// The sources of a pool, and what is made of them.
Json ranges_json(const PoolResult& pool, const std::string& unit, std::optional<double> low, std::optional<double> median, std::optional<double> high) {
  Json json = {{"unit", unit}, {"rows", Json::array()}};
  const auto add = [&](const std::string& name, const auto& from, const auto& middle, const auto& to, bool pooled) {
    json["rows"].push_back({{"name", name}, {"low", json_number(from)}, {"median", json_number(middle)}, {"high", json_number(to)}, {"pooled", pooled}});
  };
  for (const PoolSource& source : pool.sources) add(source.name, source.low, source.median, source.high, false);
  if (low && high) add("pooled", low, median, high, true);   // of inputs only some quantiles are known
  return json;
}

template <class Quantiles>
std::optional<double> at_probability(const Quantiles& quantiles, double p) {
  for (const auto& [probability, value] : quantiles) {
    if (std::abs(probability - p) < 1e-9) return value;
  }
  return std::nullopt;
}

Json run_json(const Result& run) {
  Json json = {{"title", run.model.title}, {"scenario", run.model.scenario}, {"outputs", Json::array()}, {"conditions", Json::array()}, {"questions", Json::array()}, {"ranges", Json::array()}};
  for (const OutputResult& output : run.outputs) {
    if (is_drawn(output)) json["outputs"].push_back(output_json(output));
    if (output.condition) {
      json["conditions"].push_back({{"name", output.name}, {"text", output.name}, {"value", json_number(output.mean.value)}, {"error", json_number(output.mean.standard_error)}, {"says", probability_text(output.mean)}});
    }
    if (!output.pool) continue;
    std::vector<std::pair<double, std::optional<double>>> quantiles;
    for (const auto& q : output.quantiles) quantiles.emplace_back(q.probability, q.at.value);
    json["ranges"].push_back(ranges_json(*output.pool, output.unit, output.interval.low.value, at_probability(quantiles, 0.5), output.interval.high.value));
  }
  for (const InputResult& input : run.inputs) {
    const auto& q = input.quantiles;
    if (input.pool) json["ranges"].push_back(ranges_json(*input.pool, input.unit, at_probability(q, (1 - run.run.interval) / 2), at_probability(q, 0.5), at_probability(q, (1 + run.run.interval) / 2)));
  }
  for (const QuestionResult& question : run.questions) json["questions"].push_back(question_json(question));
  return json;
}

Json pair_json(const Estimate& estimate) { return {json_number(estimate.value), json_number(estimate.standard_error)}; }

Json ranked_json(const RankedOutput& output) {
  Json json = {{"name", output.name}, {"unit", output.unit}, {"scale", output.scale}, {"correlated", output.correlated}, {"middle", json_number(output.middle.value)}};
  json["inputs"] = Json::array();
  for (std::size_t i = 0; i < std::min(output.inputs.size(), most_ranked); ++i) {
    const RankedFactor& factor = output.inputs[i];
    json["inputs"].push_back({{"name", factor.name}, {"share", pair_json(factor.shapley.value ? factor.shapley : factor.total)},
                              {"alone", pair_json(factor.first_order)}, {"low", json_number(factor.swing_low.value)}, {"high", json_number(factor.swing_high.value)}});
  }
  return json;
}

Json curve_json(const InputCurve& curve, const Result& run) {
  Json json = {{"name", curve.name}, {"log", curve.logarithmic}, {"discrete", curve.discrete}, {"at", Json::array()}, {"density", Json::array()}};
  // Of a curve the first place and the last are enough: those between are evenly spread.
  if (curve.discrete) for (const double at : curve.at) json["at"].push_back(json_number(at));
  else json["at"] = {json_number(curve.at.front()), json_number(curve.at.back())};
  for (const double density : curve.density) json["density"].push_back(drawn_number(density));
  if (curve.stepped) json["stepped"] = true;
  const auto input = std::find_if(run.inputs.begin(), run.inputs.end(), [&](const InputResult& i) { return i.name == curve.name; });
  if (input == run.inputs.end()) return json;
  json["unit"] = input->unit;
  if (!input->posterior || input->posterior->quantiles.size() != 5) return json;
  json["after"] = Json::array();
  for (const auto& [p, value] : input->posterior->quantiles) json["after"].push_back(json_number(value));
  return json;
}

// What each change does to the middle of an output, else to its point estimate; both sides in the unit of A.
Json split_json(const ComparedOutput& output) {
  const bool by_middle = output.middle.total.value.has_value() && output.middle.why_none.empty();
  const ComparedSplit& split = by_middle ? output.middle : output.point;
  Json json = {{"name", output.name_a}, {"unit", output.unit == "date" ? "years" : output.unit}, {"of", by_middle ? output.middle_kind : "point estimate"}, {"scale", split.scale}, {"total", pair_json(split.total)}};
  json["parts"] = Json::array();
  for (const ComparedChange& change : output.changes) {   // the strongest first
    const Estimate& part = by_middle ? change.middle : change.point;
    if (part.value && json["parts"].size() < most_ranked) json["parts"].push_back({{"name", change.name}, {"value", pair_json(part)}});
  }
  if (!is_drawn(output.a) || !is_drawn(output.b)) return json;
  json["a"] = output_json(output.a);
  json["b"] = output_json(output.b);
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
    for (const InputCurve& curve : side.curves) curves.push_back(curve_json(curve, side.run));
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
