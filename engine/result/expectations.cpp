#include "result/expectations.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "text/calendar.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

// "p5" → 0.05
std::optional<double> probability_of(const std::string& quantity) {
  if (quantity.size() < 2 || quantity[0] != 'p') return std::nullopt;
  const auto number = read_number(std::string_view(quantity).substr(1));
  if (!number || number->length + 1 != quantity.size()) return std::nullopt;
  return number->value / 100;
}

std::optional<double> quantile_of(const OutputResult& output, double p, double level) {
  if (std::abs(p - (1 - level) / 2) < 1e-9) return output.interval.low.value;
  if (std::abs(p - (1 + level) / 2) < 1e-9) return output.interval.high.value;
  for (const auto& q : output.quantiles) {
    if (std::abs(q.probability - p) < 1e-9) return q.at.value;
  }
  return std::nullopt;
}

std::optional<double> statistic(const OutputResult& output, const std::string& quantity, double level) {
  if (quantity == "point") return output.point;
  if (quantity == "mean" || quantity == "probability") return output.mean.value;
  if (quantity == "median") return quantile_of(output, 0.5, level);
  if (quantity == "sd") return output.sd.value;
  if (quantity == "low") return output.interval.low.value;
  if (quantity == "high") return output.interval.high.value;
  const auto p = probability_of(quantity);
  return p ? quantile_of(output, *p, level) : std::nullopt;
}

// The expected figure in the output's unit; nothing after an error.
std::optional<double> expected_value(const ExpectedQuantity& expected, const Unit& shown, UnitSystem& units, Diagnostics& diagnostics) {
  if (shown.date && expected.value.date) return year_of_date(expected.value.value);
  if (shown.date && (expected.quantity == "sd" || expected.value.unit.empty() || expected.value.unit == "date")) return expected.value.value;
  if (expected.value.unit.empty()) {
    return expected.value.percent && shown.is_pure_number() ? expected.value.value / shown.scale : expected.value.value;
  }
  const auto own = units.parse(expected.value.unit);
  if (!own) {
    diagnostics.error(own.complaint(), expected.value.unit_span);
    return std::nullopt;
  }
  if (!units.convertible(*own, shown)) {
    const std::string text = to_text(shown);
    diagnostics.error("unit-mismatch", expected.value.unit_span,
                      "the output is in " + (text.empty() ? "pure numbers" : text) + ", and this is in " + expected.value.unit);
    return std::nullopt;
  }
  return expected.value.value * units.conversion_factor(*own, shown);
}

// Dates have no zero to take a share of: `within` counts years.
bool is_met(double expected, double actual, double within, bool date) {
  if (date) return std::abs(actual - expected) <= within;
  return std::abs(actual - expected) <= within * std::abs(expected) || actual == expected ||
         (expected == 0 && std::abs(actual) <= within);
}

}  // namespace

std::vector<ExpectationResult> judge_expectations(const Model& model, const Result& result, const Program& program,
                                                  Diagnostics& diagnostics) {
  std::vector<ExpectationResult> results;
  for (const Expectation& expectation : model.expectations) {
    if (expectation.scenario != result.model.scenario) continue;
    // Of a series its last step is meant.
    const std::string last = program.axis ? expectation.output + "[" + program.axis->labels.back() + "]" : expectation.output;
    const auto named = [&](const auto& entry) { return entry.name == expectation.output || entry.name == last; };
    const auto output = std::find_if(result.outputs.begin(), result.outputs.end(), named);
    const auto question = std::find_if(result.questions.begin(), result.questions.end(), named);
    for (const ExpectedQuantity& expected : expectation.quantities) {
      ExpectationResult entry;
      entry.output = expectation.output;
      entry.quantity = expected.quantity;
      entry.within = expectation.within;
      entry.span = expected.span;
      if (question != result.questions.end()) {
        entry.expected = expected.value.value;
        entry.actual = question->probability.value;
      } else if (output != result.outputs.end()) {
        const Unit& shown = program.outputs[static_cast<std::size_t>(output - result.outputs.begin())].unit;
        const auto value = expected_value(expected, shown, *program.units, diagnostics);
        if (!value) continue;
        entry.expected = *value;
        entry.unit = output->unit;
        entry.actual = statistic(*output, expected.quantity, result.run.interval);
      }
      entry.met = entry.actual && is_met(entry.expected, *entry.actual, entry.within, entry.unit == "date");
      results.push_back(std::move(entry));
    }
  }
  return results;
}

void check_expectations(const Model& model, Diagnostics& diagnostics) {
  if (!model.complete) return;   // names may stand in what could not be read
  std::vector<std::string> names, scenarios{"base"};
  for (const auto& formula : model.formulas) names.push_back(formula.name);
  for (const auto& question : model.questions) names.push_back(question.name);
  for (const auto& output : model.outputs) names.push_back(output.value);
  for (const auto& scenario : model.scenarios) scenarios.push_back(scenario.name);
  const auto known = [](const std::vector<std::string>& list, const std::string& name) { return std::find(list.begin(), list.end(), name) != list.end(); };
  for (const Expectation& expectation : model.expectations) {
    if (!known(names, expectation.output)) {
      diagnostics.error("unknown-name", expectation.output_span, "there is no formula or question named `" + expectation.output + "`",
                        did_you_mean(expectation.output, names));
    }
    if (!known(scenarios, expectation.scenario)) {
      diagnostics.error("unknown-scenario", expectation.scenario_span, "there is no scenario named `" + expectation.scenario + "`",
                        did_you_mean(expectation.scenario, scenarios));
    }
  }
}

}  // namespace botec
