#include "score_model.h"

#include <algorithm>
#include <cmath>

#include "evidence.h"
#include "model_draws.h"
#include "text/nearest_name.h"

namespace botec {

namespace {

constexpr std::uint64_t usual_samples = 1u << 16;   // errors of a score of about a thousandth of the spread, in milliseconds

void unknown_output(const Program& program, const ForecastForm& form, Diagnostics& diagnostics) {
  if (is_series(program, form.output.value)) {
    diagnostics.error("unknown-name", form.output.span, "`" + form.output.value + "` is a series, and one value is scored",
                      "name a step of it, as in `" + form.output.value + "@" + program.axis->labels.back() + "`");
    return;
  }
  std::vector<std::string> names;
  for (const auto& output : program.outputs) names.push_back(output.name);
  for (const auto& formula : program.formulas) names.push_back(formula.name);
  for (const auto& question : program.questions) names.push_back(question.name);
  diagnostics.error("unknown-name", form.output.span, "`" + form.model.value + "` has no formula or question named `" + form.output.value + "`",
                    did_you_mean(form.output.value, names));
}

}  // namespace

ModelForecast::ModelForecast(const std::string& path, const ForecastForm& form, const RunOptions& options, Diagnostics& diagnostics)
    : form_(form), options_(options) {
  options_.scenario = form.scenario.value;
  options_.progress = {};
  options_.look = {};
  auto opened = open_model(path);
  if (!opened) {
    const Complaint& complaint = opened.complaint();
    diagnostics.error(complaint.kind, form.model.span, complaint.message, complaint.help.empty() ? "paths are relative to the file of forecasts" : complaint.help);
    return;
  }
  text_ = std::move(*opened);
  prepared_ = prepare_model(*text_, options_, {form.output.value});
  for (auto& diagnostic : prepared_.diagnostics.sorted()) {
    const bool of_scenario = diagnostic.kind == "unknown-scenario" && !diagnostic.span;
    if (of_scenario) diagnostic.span = form.scenario.span;
    if (diagnostic.severity == Severity::error) diagnostics.add(std::move(diagnostic));
  }
  if (!prepared_.program) return;
  output_ = find_output(*prepared_.program, form.output.value);
  if (output_ != nullptr) refuse_evidence(*prepared_.program, "score", diagnostics);
  const auto& questions = prepared_.program->questions;
  question_ = std::any_of(questions.begin(), questions.end(), [&](const ProgramQuestion& q) { return q.name == form.output.value; });
  if (!found()) unknown_output(*prepared_.program, form, diagnostics);
}

std::uint64_t ModelForecast::samples() const { return options_.samples.value_or(prepared_.settings.samples.value_or(usual_samples)); }

std::optional<Estimate> ModelForecast::probability(Diagnostics& diagnostics) const {
  const Answer<Result> answer = run(*text_, options_);
  if (!answer.value) {
    for (const Diagnostic& d : answer.diagnostics) diagnostics.add(d);
    return std::nullopt;
  }
  for (const QuestionResult& question : answer.value->questions) {
    if (question.name == form_.output.value && question.probability.value && !question.axis) return question.probability;
    for (std::size_t i = 0; question.axis && i < question.series.size(); ++i) {
      if (question.name + "[" + question.axis->labels[i] + "]" == step_or_name(form_.output.value)) return question.series[i];
    }
  }
  diagnostics.error("unknown-name", form_.output.span, "`" + form_.output.value + "` has no single probability", "of a series name a step, as in `name@2030`");
  return std::nullopt;
}

namespace {

// What conditioning knows better than draws do: where the outcome stands, and the density there.
void sharpen(const SmoothLaw& law, double outcome, const Asked& asked, LawScores& scores) {
  const Estimate below = law.probability(outcome);
  scores.percentile = {below.value, below.standard_error.value_or(0), {}};
  double spread = std::abs(scores.median);
  for (std::size_t i = 0; i < asked.levels.size(); ++i) spread = std::min(spread, scores.levels[i].high - scores.levels[i].low);
  if (outcome > 0 && scores.levels.back().low > 0) spread = std::min(spread, outcome);
  if (!(spread > 0)) return;
  const Estimate density = law.density(outcome, spread);
  if (!density.value) return;
  scores.log_score = {-std::log(*density.value), density.standard_error.value_or(0) / *density.value, {}};
}

}  // namespace

std::optional<LawScores> ModelForecast::score(double outcome, const Asked& asked, Diagnostics& diagnostics) const {
  const Program& program = *prepared_.program;
  if (output_->constant) return score_distribution(constant(*output_->constant), outcome, asked);
  ModelDraws draws = draw_output(program, *output_, prepared_.settings, samples(), options_.interrupted);
  if (options_.interrupted != nullptr && options_.interrupted->load()) return std::nullopt;
  if (draws.replicates.empty() && draws.dropped == 0) {
    diagnostics.error("given", program.given_spans.front(), "no trial satisfies `given:`");
    return std::nullopt;
  }
  if (draws.dropped * 1000 > draws.all || draws.replicates.size() < 2) {
    diagnostics.error("non-finite", form_.output.span, std::to_string(draws.dropped) + " of " + std::to_string(draws.all) + " trials of `" + output_->name + "` have no finite value",
                      draws.never > 0 ? "they never come by the horizon; ask a question such as `P(" + output_->name + " < 2030)` and score its probability"
                                      : "`botec run " + form_.model.value + "` says where they come from");
    return std::nullopt;
  }
  LawScores scores = score_draws(std::move(draws.replicates), outcome, asked);
  const SmoothLaw law(program, *output_, prepared_.settings, options_.threads, options_.interrupted);
  if (draws.dropped == 0 && law.usable()) sharpen(law, outcome, asked, scores);
  return scores;
}

}  // namespace botec
