#include "result/series.h"

#include <algorithm>

#include "text/calendar.h"

namespace botec {
namespace {

void show(std::optional<double>& date) {
  if (date) *date = year_of_date(*date);
}

void show(IntervalEstimate& interval) {
  show(interval.low.value);
  show(interval.high.value);
}

StepResult step_of(const OutputResult& output) {
  return {output.point, output.mean, output.sd, output.quantiles, output.interval, output.infinite};
}

AxisResult axis_of(const SeriesAxis& axis) { return {axis.name, axis.unit, axis.calendar, axis.at, axis.labels}; }

// The place of the series that the entry at `i` belongs to the steps of.
template <class Entries>
const ProgramSeries* series_at(const std::vector<ProgramSeries>& series, std::size_t steps, std::size_t i, const Entries& entries) {
  const auto found = std::find_if(series.begin(), series.end(), [&](const ProgramSeries& s) { return i >= s.first && i < s.first + steps && s.first + steps <= entries.size(); });
  return found == series.end() ? nullptr : &*found;
}

}  // namespace

void show_dates(std::vector<OutputResult>& outputs) {
  for (OutputResult& output : outputs) {
    if (output.unit != "date") continue;
    show(output.point);
    show(output.mean.value);
    show(output.constant);
    for (QuantileEstimate& quantile : output.quantiles) show(quantile.at.value);
    show(output.interval);
    show(output.shortest);
    for (OutputAtom& atom : output.atoms) atom.value = year_of_date(atom.value);
    for (OutputGap& gap : output.gaps) gap.low = year_of_date(gap.low), gap.high = year_of_date(gap.high);
    output.minimum = year_of_date(output.minimum);
    output.maximum = year_of_date(output.maximum);
    output.histogram.low = year_of_date(output.histogram.low);
    output.histogram.high = year_of_date(output.histogram.high);
  }
}

void show_dates(std::vector<InputResult>& inputs) {
  for (InputResult& input : inputs) {
    if (input.unit != "date") continue;
    show(input.mean);
    show(input.point);
    for (auto& [probability, value] : input.quantiles) value = year_of_date(value);
  }
}

void gather_series(const Program& program, Result& result) {
  if (!program.axis) return;
  const std::size_t steps = program.axis->at.size();
  std::vector<OutputResult> outputs;
  for (std::size_t i = 0; i < result.outputs.size(); ++i) {
    const ProgramSeries* series = series_at(program.output_series, steps, i, result.outputs);
    if (series == nullptr) {
      outputs.push_back(std::move(result.outputs[i]));
      continue;
    }
    if (i == series->first) {
      outputs.emplace_back().series = SeriesResult{axis_of(*program.axis), {}};
    }
    SeriesResult gathered = std::move(*outputs.back().series);
    gathered.steps.push_back(step_of(result.outputs[i]));
    outputs.back() = std::move(result.outputs[i]);
    outputs.back().name = series->name;
    outputs.back().series = std::move(gathered);
  }
  result.outputs = std::move(outputs);
  std::vector<QuestionResult> questions;
  for (std::size_t i = 0; i < result.questions.size(); ++i) {
    const ProgramSeries* series = series_at(program.question_series, steps, i, result.questions);
    if (series == nullptr || i == series->first) questions.push_back(result.questions[i]);
    if (series == nullptr) continue;
    QuestionResult& question = questions.back();
    question.probability = result.questions[i].probability;
    question.computation = result.questions[i].computation;
    question.name = series->name;
    question.axis = axis_of(*program.axis);
    question.series.push_back(question.probability);
  }
  result.questions = std::move(questions);
}

}  // namespace botec
