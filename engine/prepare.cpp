#include "prepare.h"

#include <algorithm>

#include "model/read_model.h"
#include "precision_weights.h"
#include "result/expectations.h"

namespace botec {
namespace {

// The forms of --set, each a little source file of its own, so that its errors have carets too.
std::vector<Override> read_overrides(const RunOptions& options, Diagnostics& diagnostics) {
  std::vector<Override> result;
  for (const auto& [name, text] : options.overrides) {
    const auto source = std::make_shared<SourceFile>("--set " + name, text);
    const Span span{source, 0, static_cast<std::uint32_t>(text.size())};
    if (auto form = read_input_form({text, {}, span}, diagnostics)) result.push_back({name, span, std::move(*form)});
  }
  return result;
}

bool from_command_line(const Diagnostic& d) {
  if (d.severity != Severity::error) return false;
  if (!d.span) return d.kind == "unknown-scenario";
  return d.span.file->name().starts_with("--");
}

}  // namespace

Prepared prepare_model(const ModelText& text, const RunOptions& options, std::vector<std::string> also, bool keep_constants, bool end_at_horizon) {
  Prepared prepared;
  prepared.model = read_model(text.source, text.directory, prepared.diagnostics);
  prepared.settings = resolve_settings(prepared.model->run, {options.samples, options.tolerance, options.method, options.seed, options.replicates, options.level});
  const bool conditioning = options.conditioning && prepared.settings.method == Method::sobol;
  CompileOptions compile_options{options.scenario, read_overrides(options, prepared.diagnostics), options.draws, std::move(also), conditioning && !keep_constants, end_at_horizon, keep_constants};
  for (auto& weight : precision_weights(*prepared.model, compile_options, prepared.diagnostics)) compile_options.overrides.push_back(std::move(weight));
  prepared.program = compile(*prepared.model, compile_options, prepared.diagnostics);
  check_expectations(*prepared.model, prepared.diagnostics);
  if (prepared.diagnostics.has_errors()) prepared.program.reset();
  return prepared;
}

Outcome blame(const Diagnostics& diagnostics) {
  const auto all = diagnostics.sorted();
  const bool command_line = std::any_of(all.begin(), all.end(), from_command_line);
  return command_line ? Outcome::command_line_at_fault : Outcome::model_at_fault;
}

}  // namespace botec
