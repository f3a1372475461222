#include "report/csv_report.h"

#include <cmath>

#include "report/format_number.h"

namespace botec {
namespace {

std::string number_field(std::optional<double> value) {
  return value && std::isfinite(*value) ? shortest_number(*value) : std::string();
}

// One thing with its statistics, row by row.
struct Rows {
  std::string& text;
  std::string lead;   // "output,training_compute,"
  std::string unit, band;

  void add(const std::string& quantity, const Estimate& estimate) {
    text += lead + quantity + "," + number_field(estimate.value) + "," + number_field(estimate.standard_error) + "," + unit + "," + band + "\n";
  }
};

Rows rows_of(std::string& text, const std::string& kind, const std::string& name, const std::string& unit, const std::string& band = {}) {
  return {text, kind + "," + csv_field(name) + ",", csv_field(unit), band};
}

// "p5", "p97.5".
std::string percentile_name(double probability) {
  const std::string level = format_level(probability);
  return "p" + level.substr(0, level.size() - 1);
}

void add_output(std::string& text, const OutputResult& output) {
  Rows rows = rows_of(text, "output", output.name, output.unit, output.band);
  rows.add("point", {output.point, std::nullopt});
  rows.add("mean", output.mean);
  rows.add("sd", output.sd);
  for (const auto& q : output.quantiles) rows.add(percentile_name(q.probability), q.at);
  rows.add("interval_low", output.interval.low);
  rows.add("interval_high", output.interval.high);
  rows.add("shortest_interval_low", output.shortest.low);
  rows.add("shortest_interval_high", output.shortest.high);
  rows.add("minimum", {output.minimum, std::nullopt});
  rows.add("maximum", {output.maximum, std::nullopt});
  rows.unit.clear();
  if (output.infinite) rows.add(output.infinite->never ? "probability_never" : "probability_infinite", output.infinite->probability);
  rows.add("non_finite", {static_cast<double>(output.non_finite), std::nullopt});
}

// A row a step and statistic.
void add_steps(std::string& text, const OutputResult& output) {
  for (std::size_t k = 0; k < output.series->steps.size(); ++k) {
    const StepResult& step = output.series->steps[k];
    Rows rows = rows_of(text, "step", output.name + "[" + output.series->axis.labels[k] + "]", output.unit, output.band);
    rows.add("point", {step.point, std::nullopt});
    rows.add("mean", step.mean);
    rows.add("sd", step.sd);
    for (const auto& q : step.quantiles) rows.add(percentile_name(q.probability), q.at);
    rows.add("interval_low", step.interval.low);
    rows.add("interval_high", step.interval.high);
  }
}

void add_input(std::string& text, const InputResult& input) {
  Rows rows = rows_of(text, "input", input.name, input.unit);
  rows.add("point", {input.point, std::nullopt});
  rows.add("mean", {input.mean, std::nullopt});
  rows.add("sd", {input.sd, std::nullopt});
  for (const auto& [p, value] : input.quantiles) rows.add(percentile_name(p), {value, std::nullopt});
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + "\"";
}

std::string csv_report(const Result& result) {
  std::string text = "kind,name,quantity,value,standard_error,unit,band\n";
  for (const auto& output : result.outputs) {
    add_output(text, output);
    if (output.series) add_steps(text, output);
  }
  for (const auto& question : result.questions) {
    rows_of(text, "question", question.name, "").add("probability", question.probability);
    for (std::size_t k = 0; k < question.series.size(); ++k) {
      rows_of(text, "step", question.name + "[" + question.axis->labels[k] + "]", "").add("probability", question.series[k]);
    }
  }
  for (const auto& input : result.inputs) add_input(text, input);
  return text;
}

}  // namespace botec
