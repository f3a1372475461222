// export_metaculus(), export_sips(): answers for other programs.
#include <algorithm>
#include <cmath>

#include "export.h"
#include "model/quantity.h"
#include "evidence.h"
#include "model_draws.h"
#include "prepare.h"
#include "program/build_input.h"
#include "text/nearest_name.h"

namespace botec {

namespace {

constexpr std::uint64_t usual_samples = 1u << 18;   // where nothing can be integrated out: errors of the function below 0.001

ModelInfo describe(const Prepared& prepared, const RunOptions& options) {
  const Model& model = *prepared.model;
  return {model.title.value, model.description.value, model.source->name(), options.scenario};
}

// The one output that is meant, or an error.
std::string name_of(const Program& program, const std::string& of, const SourcePointer& source, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const ProgramOutput& output : program.outputs) {
    if (output.listed) names.push_back(output.name);
  }
  const std::size_t outputs = names.size();
  for (const ProgramQuestion& question : program.questions) names.push_back(question.name);
  for (const FormulaFact& formula : program.formulas) names.push_back(formula.name);
  if (of.empty() && (outputs == 1 || names.size() == 1)) return names.front();
  const auto place = std::make_shared<SourceFile>("--of", of);
  if (of.empty()) {
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < 8; ++i) list += (i == 0 ? "" : ", ") + names[i];
    diagnostics.error("unknown-name", {source, 0, 0}, "the model has several outputs, and one forecast is exported", "name one of them with --of: " + list);
    return {};
  }
  if (const std::string name = step_or_name(of); std::find(names.begin(), names.end(), name) != names.end()) return name;
  diagnostics.error("unknown-name", {place, 0, static_cast<std::uint32_t>(of.size())}, "there is no formula or question named `" + of + "`", did_you_mean(of, names));
  return {};
}

// An option that is a quantity, in the unit of the output; one without a unit is in it.
std::optional<double> quantity_of(const std::string& option, const std::string& text, const Unit& unit, UnitSystem& units, Diagnostics& diagnostics) {
  const auto source = std::make_shared<SourceFile>(option, text);
  const Span span{source, 0, static_cast<std::uint32_t>(text.size())};
  const auto quantity = read_quantity({text, {}, span}, 0, text.size(), diagnostics);
  if (!quantity) return std::nullopt;
  if (quantity->unit.empty()) return quantity->percent ? quantity->value / unit.scale : quantity->value;
  const auto written = unit_of(quantity->unit, quantity->unit_span, units, diagnostics);
  if (!written) return std::nullopt;
  if (units.convertible(*written, unit)) return quantity->value * units.conversion_factor(*written, unit);
  diagnostics.error("unit-mismatch", quantity->unit_span, "the output is in " + (to_text(unit).empty() ? "pure numbers" : to_text(unit)) + ", not in " + to_text(*written));
  return std::nullopt;
}

std::optional<PlatformScale> scale_of(const ExportOptions& options, const Unit& unit, UnitSystem& units, const SourcePointer& model, Diagnostics& diagnostics) {
  PlatformScale scale;
  scale.open_lower = options.open_lower;
  scale.open_upper = options.open_upper;
  scale.bins = options.bins;
  const auto place = [](const std::string& option, const std::string& text) {
    return Span{std::make_shared<SourceFile>(option, text), 0, static_cast<std::uint32_t>(text.size())};
  };
  if (!options.lower || !options.upper) {
    diagnostics.error("missing-argument", {model, 0, 0}, "a number is exported on the scale of its question, which has two bounds", "add --lower and --upper as the question's page shows them, and --open-lower or --open-upper where one is open");
    return std::nullopt;
  }
  const auto lower = quantity_of("--lower", *options.lower, unit, units, diagnostics), upper = quantity_of("--upper", *options.upper, unit, units, diagnostics);
  if (!lower || !upper) return std::nullopt;
  scale.lower = *lower;
  scale.upper = *upper;
  if (!(*lower < *upper)) {
    diagnostics.error("reversed-range", place("--upper", *options.upper), "the upper bound is not above the lower one");
    return std::nullopt;
  }
  if (!options.zero_point) return scale;
  scale.zero_point = quantity_of("--zero-point", *options.zero_point, unit, units, diagnostics);
  if (!scale.zero_point) return std::nullopt;
  if (*scale.zero_point >= *lower && *scale.zero_point <= *upper) {
    diagnostics.error("bad-setting", place("--zero-point", *options.zero_point), "the zero point of a logarithmic scale lies outside its bounds", "it is the `zero_point` of the question's scaling, often 0");
    return std::nullopt;
  }
  return scale;
}

// P(X < first), P(X <= each further).
std::optional<std::vector<double>> own_cdf(const Prepared& prepared, const ProgramOutput& output, const std::vector<double>& points, const ExportOptions& options,
                                           MetaculusExport& result, Diagnostics& diagnostics) {
  const Program& program = *prepared.program;
  std::vector<double> own;
  if (output.constant) {
    for (std::size_t i = 0; i < points.size(); ++i) own.push_back(*output.constant < points[i] || (i > 0 && *output.constant == points[i]) ? 1 : 0);
    return own;
  }
  const SmoothLaw law(program, output, prepared.settings, options.run.threads, options.run.interrupted);
  if (law.usable()) {
    result.run.conditioned_points = law.points();
    for (const double x : points) own.push_back(*law.probability(x).value);
    return own;
  }
  const std::uint64_t samples = options.run.samples.value_or(prepared.settings.samples.value_or(usual_samples));
  const ModelDraws draws = draw_output(program, output, prepared.settings, samples, options.run.interrupted);
  std::vector<double> pool;
  for (const auto& replicate : draws.replicates) pool.insert(pool.end(), replicate.begin(), replicate.end());
  const std::size_t faults = draws.dropped - draws.never;
  if (pool.empty() || faults * 1000 > draws.all) {
    diagnostics.error("non-finite", output.span, "`" + output.name + "` has no finite value in " + std::to_string(pool.empty() ? draws.dropped : faults) + " of " + std::to_string(draws.all) + " trials");
    return std::nullopt;
  }
  result.run.samples = draws.all;
  std::sort(pool.begin(), pool.end());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto at = i == 0 ? std::lower_bound(pool.begin(), pool.end(), points[i]) : std::upper_bound(pool.begin(), pool.end(), points[i]);
    own.push_back(static_cast<double>(at - pool.begin()) / static_cast<double>(pool.size() + draws.never));
  }
  return own;
}

}  // namespace

Answer<MetaculusExport> export_metaculus(const ModelText& text, const ExportOptions& options) {
  Prepared prepared = prepare_model(text, options.run, options.of.empty() ? std::vector<std::string>{} : std::vector<std::string>{options.of});
  Diagnostics& diagnostics = prepared.diagnostics;
  const auto failed = [&]() -> Answer<MetaculusExport> { return {blame(diagnostics), std::nullopt, diagnostics.sorted()}; };
  if (!prepared.program) return failed();
  MetaculusExport result;
  result.model = describe(prepared, options.run);
  result.run.method = method_name(prepared.settings.method);
  result.run.seed = prepared.settings.seed;
  result.run.replicates = prepared.settings.replicates;
  result.run.interval = prepared.settings.level;
  result.output = name_of(*prepared.program, options.of, text.source, diagnostics);
  if (diagnostics.has_errors()) return failed();
  const ProgramOutput* output = find_output(*prepared.program, result.output);
  if (output == nullptr) {
    auto answer = run(text, options.run);
    if (!answer.value) return {answer.outcome, std::nullopt, std::move(answer.diagnostics)};
    for (const QuestionResult& question : answer.value->questions) {
      if (question.name == result.output) result.probability = question.probability;
    }
    if (!result.probability || !result.probability->value) {
      diagnostics.error("unknown-name", {std::make_shared<SourceFile>("--of", result.output), 0, static_cast<std::uint32_t>(result.output.size())},
                        "`" + result.output + "` is a series, and one value is exported", "name a step of it, as in `" + result.output + "@" + prepared.program->axis->labels.back() + "`");
      return failed();
    }
    result.run = answer.value->run;
    return {Outcome::done, std::move(result), diagnostics.sorted()};
  }
  const auto scale = scale_of(options, output->unit, *prepared.program->units, text.source, diagnostics);
  refuse_evidence(*prepared.program, "export", diagnostics);
  if (!scale || diagnostics.has_errors()) return failed();
  result.unit = to_text(output->unit);
  result.scale = *scale;
  const auto own = own_cdf(prepared, *output, points_of(*scale), options, result, diagnostics);
  if (options.run.interrupted != nullptr && options.run.interrupted->load()) return {Outcome::not_completed, std::nullopt, {}};
  if (!own) return failed();
  result.below = own->front();
  result.above = 1 - own->back();
  auto fitted = fit_to_platform(*own, *scale);
  if (!fitted) {
    diagnostics.error("bad-range", output->span, "nothing of `" + output->name + "` lies between the bounds, and a bound is closed", "are the bounds in the same unit?");
    return failed();
  }
  result.cdf = std::move(*fitted);
  return {Outcome::done, std::move(result), diagnostics.sorted()};
}

Answer<SipLibrary> export_sips(const ModelText& text, const ExportOptions& options) {
  Prepared prepared = prepare_model(text, options.run);
  if (prepared.program) refuse_evidence(*prepared.program, "export", prepared.diagnostics);   // all draws of a library count alike
  if (!prepared.program || prepared.diagnostics.has_errors()) return {blame(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
  SipLibrary library;
  library.model = describe(prepared, options.run);
  library.provenance = "botec: " + library.model.file + ", scenario " + library.model.scenario + ", " + std::string(method_name(prepared.settings.method)) + ", seed " +
                       std::to_string(prepared.settings.seed);
  SampleSink sink;
  sink.header = [&](const std::vector<std::string>& names, const std::vector<std::string>& units) {
    for (std::size_t i = 0; i < names.size(); ++i) library.sips.push_back({names[i], units[i], {}});
    return true;
  };
  std::size_t not_finite = 0;
  sink.rows = [&](const std::vector<std::vector<double>>& columns) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      for (const double value : columns[c]) not_finite += std::isfinite(value) ? 0 : 1;
      library.sips[c].values.insert(library.sips[c].values.end(), columns[c].begin(), columns[c].end());
    }
    return true;
  };
  RunOptions one = options.run;
  one.replicates = options.run.replicates.value_or(1);   // as many trials as were asked for, and no more
  auto drawn = samples(text, one, sink);
  if (!drawn.value) return {drawn.outcome, std::nullopt, std::move(drawn.diagnostics)};
  if (not_finite > 0) {
    prepared.diagnostics.error("non-finite", {text.source, 0, 0}, std::to_string(not_finite) + " draws have no finite value, and a library has no place for them",
                               "`botec run` says where they come from");
    return {Outcome::model_at_fault, std::nullopt, prepared.diagnostics.sorted()};
  }
  return {Outcome::done, std::move(library), prepared.diagnostics.sorted()};
}

}  // namespace botec
