// score(): how good were past forecasts?
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "score.h"
#include "model/read_forecasts.h"
#include "program/declarations.h"
#include "result/assemble_score.h"
#include "score_model.h"

namespace botec {

namespace {

const std::vector<double>& usual_probabilities() {
  static const std::vector<double> all{0.05, 0.25, 0.5, 0.75, 0.95};
  return all;
}

// The figures of a question are in its own unit: that of the outcome where it has one, else that of its first forecast. It is handed
// on as text, because each model has a system of units of its own.
struct Scoring {
  const ForecastFile& file;
  const ModelText& text;
  const RunOptions& options;
  UnitSystem& units;
  Diagnostics& diagnostics;
  ScoreResult& result;

  void score(const ForecastQuestion& question);
  std::optional<ScoredForecast> score(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit);
  bool of_distribution(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit, ScoredForecast& scored);
  bool of_model(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit, ScoredForecast& scored);
  Asked asked_of(const ForecastForm& form) const;
};

// The levels of the file, the one that is shown, and what the author wrote.
Asked Scoring::asked_of(const ForecastForm& form) const {
  Asked asked{file.levels, {}};
  asked.levels.push_back(result.level);
  if (form.form.range) {
    const double level = form.form.range->level.value_or(file.range_level);
    asked.levels.push_back(level);
    asked.probabilities = {(1 - level) / 2, (1 + level) / 2};
  }
  for (const QuantileArgument& quantile : form.form.quantiles) {
    if (quantile.probability > 0 && quantile.probability < 1) asked.probabilities.push_back(quantile.probability);
  }
  if (asked.probabilities.empty()) asked.probabilities = usual_probabilities();
  for (auto* list : {&asked.levels, &asked.probabilities}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return asked;
}

// The outcome in `unit`; the question's unit is fixed by the first that has one.
std::optional<double> outcome_in(const ForecastQuestion& question, const Unit& unit, std::optional<std::string>& of_question, UnitSystem& units,
                                 Diagnostics& diagnostics) {
  const Quantity& outcome = question.outcome->number;
  Unit written = unit;
  if (!outcome.unit.empty()) {
    const auto found = unit_of(outcome.unit, outcome.unit_span, units, diagnostics);
    if (!found) return std::nullopt;
    written = *found;
  }
  if (!units.convertible(written, unit)) {
    diagnostics.error("unit-mismatch", outcome.unit_span ? outcome.unit_span : outcome.span,
                      "the outcome is in " + (to_text(written).empty() ? "pure numbers" : to_text(written)) + ", and the forecast in " +
                          (to_text(unit).empty() ? "pure numbers" : to_text(unit)));
    return std::nullopt;
  }
  if (!of_question) of_question = to_text(written);
  if (outcome.unit.empty() && outcome.percent) return outcome.value / unit.scale;
  return outcome.value * units.conversion_factor(written, unit);
}

bool put_law(const LawScores& scores, double outcome, const Unit& unit, const std::string& of_question, const Scoring& s, const Span& place, UnitSystem& units,
             ScoredForecast& scored) {
  const auto shown = unit_of(of_question, place, units, s.diagnostics);
  if (!shown) return false;
  if (!units.convertible(unit, *shown)) {
    s.diagnostics.error("unit-mismatch", place, "this forecast is in " + (to_text(unit).empty() ? "pure numbers" : to_text(unit)) + ", and the question in " +
                                                    (of_question.empty() ? "pure numbers" : of_question));
    return false;
  }
  const double factor = units.conversion_factor(unit, *shown);
  scored.unit = of_question;
  scored.outcome = outcome * factor;
  put_scores(scores, factor, s.result.level, scored);
  return true;
}

bool Scoring::of_distribution(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit, ScoredForecast& scored) {
  const auto fitted = build_input(form.form, question.name, file.range_level, units, diagnostics);
  if (!fitted) return false;
  scored.forecast = fitted->description;
  scored.unit = to_text(fitted->unit);
  const Asked asked = asked_of(form);
  if (!question.outcome) {
    scored.median = quantile(fitted->distribution, 0.5);
    for (const double level : asked.levels) {
      scored.levels.push_back({level, quantile(fitted->distribution, (1 - level) / 2), quantile(fitted->distribution, (1 + level) / 2), false, 0});
    }
    return true;
  }
  const auto outcome = outcome_in(question, fitted->unit, unit, units, diagnostics);
  if (!outcome) return false;
  return put_law(score_distribution(fitted->distribution, *outcome, asked), *outcome, fitted->unit, *unit, *this, form.span, units, scored);
}

bool Scoring::of_model(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit, ScoredForecast& scored) {
  const std::string path = (std::filesystem::path(text.directory) / form.model.value).lexically_normal().string();
  scored.forecast = form.model.value + (form.scenario.value == "base" ? "" : "#" + form.scenario.value) + ": " + form.output.value;
  ModelForecast model(path, form, options, diagnostics);
  if (!model.found()) return false;
  scored.yes_no = model.is_question();
  if (!question.outcome) return true;
  const bool yes_no = question.outcome->kind == OutcomeForm::Kind::yes_no;
  if (yes_no != model.is_question()) {
    diagnostics.error("bad-outcome", question.outcome->span,
                      yes_no ? "this outcome is yes or no, and `" + form.output.value + "` a number"
                             : "the outcome of a probability is `yes` or `no`, and `" + form.output.value + "` is a question",
                      yes_no ? "ask for a probability under `questions` of the model" : "");
    return false;
  }
  result.seed = model.seed();
  result.samples = std::max(result.samples, model.samples());
  if (yes_no) {
    const auto probability = model.probability(diagnostics);
    if (!probability) return false;
    scored.probability = *probability;
    put_scores_of_probability(question.outcome->happened, scored);
    return true;
  }
  const auto outcome = outcome_in(question, model.unit(), unit, model.units(), diagnostics);
  if (!outcome) return false;
  const auto scores = model.score(*outcome, asked_of(form), diagnostics);
  if (!scores) return false;
  return put_law(*scores, *outcome, model.unit(), *unit, *this, form.span, model.units(), scored);
}

std::optional<ScoredForecast> Scoring::score(const ForecastQuestion& question, const ForecastForm& form, std::optional<std::string>& unit) {
  ScoredForecast scored;
  scored.question = question.name;
  scored.text = question.question.value;
  scored.by = form.by.value.empty() ? "forecasts" : form.by.value;
  scored.made = form.made ? form.made->text : "";
  scored.resolved = question.resolved ? question.resolved->text : "";
  scored.source = form.source ? form.source.value : question.source.value;
  scored.note = form.note ? form.note.value : question.note.value;
  scored.open = !question.outcome;
  switch (form.kind) {
    case ForecastForm::Kind::distribution:
      if (!of_distribution(question, form, unit, scored)) return std::nullopt;
      break;
    case ForecastForm::Kind::model:
      if (!of_model(question, form, unit, scored)) return std::nullopt;
      break;
    case ForecastForm::Kind::probability:
      scored.yes_no = true;
      scored.probability = {form.probability, 0.0};
      if (question.outcome) put_scores_of_probability(question.outcome->happened, scored);
      break;
  }
  return scored;
}

void Scoring::score(const ForecastQuestion& question) {
  std::optional<std::string> unit;
  for (const ForecastForm& form : question.forecasts) {
    if (options.interrupted != nullptr && options.interrupted->load()) return;
    if (auto scored = score(question, form, unit)) result.forecasts.push_back(std::move(*scored));
  }
}

}  // namespace

Answer<ScoreResult> score(const ModelText& text, const RunOptions& options) {
  Diagnostics diagnostics;
  const ForecastFile file = read_forecasts(text.source, text.directory, diagnostics);
  ScoreResult result;
  result.title = file.title.value;
  result.description = file.description.value;
  result.file = text.source->name();
  result.baseline = file.baseline.value;
  result.level = options.level.value_or(0.9);
  UnitSystem units;
  declare_units(Symbols(file.declarations), units, diagnostics);
  Scoring scoring{file, text, options, units, diagnostics, result};
  for (const ForecastQuestion& question : file.questions) scoring.score(question);
  if (diagnostics.has_errors()) return {Outcome::model_at_fault, std::nullopt, diagnostics.sorted()};
  if (options.interrupted != nullptr && options.interrupted->load()) return {Outcome::not_completed, std::nullopt, {}};
  summarise(result);
  result.warnings = diagnostics.sorted();
  return {Outcome::done, std::move(result), {}};
}

}  // namespace botec
