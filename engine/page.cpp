// report(): everything that a page about one or two estimates shows.
#include <algorithm>
#include <filesystem>

#include <boost/uuid/detail/sha1.hpp>
#include <fmt/format.h>

#include "data/data_file.h"
#include "model_files.h"
#include "page.h"
#include "prepare.h"
#include "result/input_curve.h"
#include "trend.h"

namespace botec {
namespace {

std::string sha1_of(const std::string& bytes) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(bytes.data(), bytes.size());
  boost::uuids::detail::sha1::digest_type digest;
  hash.get_digest(digest);
  std::string text;
  for (const unsigned word : digest) text += fmt::format("{:08x}", word);
  return text;
}

void add_files(const Model& model, std::vector<Fingerprint>& files) {
  for (const Fingerprint& known : files) {
    if (known.file == model.source->name()) return;
  }
  files.push_back({model.source->name(), sha1_of(model.source->text())});
  for (const Import& import : model.imports) {
    if (import.model) add_files(*import.model, files);
  }
}

// The data it reads, beside the models.
void add_data(const ModelText& text, std::vector<Fingerprint>& files) {
  for (const std::string& path : model_files(text)) {
    const auto known = [&](const Fingerprint& f) { return std::filesystem::path(f.file).lexically_normal() == std::filesystem::path(path).lexically_normal(); };
    if (std::any_of(files.begin(), files.end(), known)) continue;
    if (const auto bytes = read_data_file(path, path)) files.push_back({path, sha1_of(*bytes)});
  }
}

// In the order of the file, so that a reader meets what a formula uses where the author put it.
void add_formulas(const Model& model, const std::string& prefix, const Program& program, std::vector<PageFormula>& formulas) {
  for (const Formula& formula : model.formulas) {
    for (const FormulaFact& fact : program.formulas) {
      if (fact.name == prefix + formula.name) formulas.push_back({fact.name, formula.text, to_text(fact.unit), formula.description.value, std::make_shared<FormulaTree>(formula.tree)});
    }
  }
  for (const Import& import : model.imports) {
    if (import.model) add_formulas(*import.model, prefix + import.name + ".", program, formulas);
  }
}

Answer<PageSide> make_side(const ModelText& text, const RunOptions& options) {
  Answer<Result> answer = run(text, options);
  if (answer.outcome != Outcome::done || !answer.value) return {answer.outcome, std::nullopt, std::move(answer.diagnostics)};
  const Prepared prepared = prepare_model(text, options);
  PageSide side{std::move(*answer.value), {}, {}, {}};
  add_formulas(*prepared.model, "", *prepared.program, side.formulas);
  side.curves = input_curves(*prepared.program);
  add_files(*prepared.model, side.files);
  add_data(text, side.files);
  return {Outcome::done, std::move(side), {}};
}

// Every scenario but the one that is shown; one that cannot be run is left to `botec check`.
std::vector<Result> run_scenarios(const ModelText& text, const RunOptions& options) {
  std::vector<Result> results;
  Diagnostics unheard;
  const Prepared base = prepare_model(text, options);
  std::vector<std::string> names{"base"};
  for (const Scenario& scenario : base.model->scenarios) names.push_back(scenario.name);
  for (const std::string& name : names) {
    if (name == options.scenario) continue;
    RunOptions other = options;
    other.scenario = name;
    other.drivers = false;
    Answer<Result> answer = run(text, other);
    if (answer.outcome == Outcome::done && answer.value) results.push_back(std::move(*answer.value));
  }
  return results;
}

bool has_trends(const ModelText& text, const RunOptions& options) {
  const Prepared prepared = prepare_model(text, options);
  return prepared.program && !prepared.program->trends.empty();
}

}  // namespace

Answer<PageResult> report(const ModelText& model, const RunOptions& options) {
  Answer<PageSide> side = make_side(model, options);
  if (!side.value) return {side.outcome, std::nullopt, std::move(side.diagnostics)};
  PageResult page;
  const bool varies = !side.value->curves.empty();
  page.sides.push_back(std::move(*side.value));
  if (varies) {
    RankOptions ranking;
    ranking.run = options;
    ranking.run.samples.reset();
    ranking.run.tolerance.reset();   // of a run it is another thing
    page.rank = rank(model, ranking).value;
  }
  if (has_trends(model, options)) page.trends = trend(model, options, {}).value;
  page.scenarios = run_scenarios(model, options);
  if (options.interrupted != nullptr && *options.interrupted) return {Outcome::not_completed, std::nullopt, {}};
  return {Outcome::done, std::move(page), {}};
}

Answer<PageResult> report(const CompareSide& a, const CompareSide& b, const RunOptions& options) {
  Answer<CompareResult> compared = compare(a, b, options);   // first: its messages say whose they are
  if (!compared.value) return {compared.outcome, std::nullopt, std::move(compared.diagnostics)};
  PageResult page;
  page.compare = std::move(compared.value);
  for (const CompareSide* asked : {&a, &b}) {
    RunOptions own = options;
    own.scenario = asked->scenario;
    Answer<PageSide> side = make_side(asked->model, own);
    if (!side.value) return {side.outcome, std::nullopt, std::move(side.diagnostics)};
    page.sides.push_back(std::move(*side.value));
  }
  return {Outcome::done, std::move(page), {}};
}

}  // namespace botec
