#include "trend.h"

#include <algorithm>

#include "prepare.h"
#include "result/assemble_trend.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

std::vector<TrendPointer> find_trends(const Program& program, const std::vector<std::string>& of, const SourcePointer& source, Diagnostics& diagnostics) {
  std::vector<TrendPointer> result;
  std::vector<std::string> names;
  for (const ProgramTrend& trend : program.trends) names.push_back(trend.fitted->name);
  if (names.empty()) {
    diagnostics.error("nothing-to-compute", Span{source, 0, 0}, "this model has no trends", "a trend is a line through data: see `trends:` in the description of the format");
    return result;
  }
  for (const std::string& name : of) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) {
      result.push_back(program.trends[static_cast<std::size_t>(found - names.begin())].fitted);
      continue;
    }
    const auto written = std::make_shared<SourceFile>("--of", name);
    diagnostics.error("unknown-name", {written, 0, static_cast<std::uint32_t>(name.size())}, "there is no trend named `" + name + "`", did_you_mean(name, names));
  }
  for (const ProgramTrend& trend : program.trends) {
    const bool wanted = of.empty() && (!trend.imported || !trend.line.empty());   // another file's only where it is used
    if (wanted) result.push_back(trend.fitted);
  }
  return result;
}

}  // namespace

Answer<TrendResult> trend(const ModelText& text, const RunOptions& options, const std::vector<std::string>& of) {
  Prepared prepared = prepare_model(text, options);
  Diagnostics& diagnostics = prepared.diagnostics;
  if (!prepared.program) return {blame(diagnostics), std::nullopt, diagnostics.sorted()};
  const auto trends = find_trends(*prepared.program, of, text.source, diagnostics);
  if (diagnostics.has_errors()) return {blame(diagnostics), std::nullopt, diagnostics.sorted()};
  TrendStudyOptions study;
  study.seed = prepared.settings.seed;
  study.level = prepared.settings.level;
  if (options.samples) study.samples = std::max<std::uint64_t>(*options.samples, 1);
  TrendResult result;
  const Model& model = *prepared.model;
  result.model = {model.title.value, model.description.value, model.source->name(), options.scenario};
  result.run.method = "plain";
  result.run.samples = study.samples;
  result.run.replicates = 16;
  result.run.seed = study.seed;
  result.run.interval = study.level;
  constexpr std::uint64_t other_rules = 4;   // about so many are tried beside each trend's own
  std::uint64_t lines = 0;
  const std::uint64_t planned = trends.size() * (study.samples + other_rules * study.sweep_samples);
  if (options.progress) study.progress = [&](std::uint64_t more) { options.progress(std::min(lines += more, planned), planned); };
  for (const TrendPointer& fitted : trends) {
    if (options.interrupted != nullptr && options.interrupted->load()) return {Outcome::not_completed, std::nullopt, diagnostics.sorted()};
    TrendReport& report = result.trends.emplace_back(assemble_trend(*fitted, study_trend(*fitted, study)));
    for (const auto& [name, source] : model.sources) {
      if (name == report.source) report.source = source.value;
    }
  }
  result.warnings = diagnostics.sorted();
  return {Outcome::done, std::move(result), {}};
}

}  // namespace botec
