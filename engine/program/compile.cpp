#include "program/compile.h"

#include "program/compilation.h"
#include "program/continuity.h"
#include "program/importance.h"
#include "program/input_warnings.h"
#include "program/moments_exist.h"
#include "program/order.h"

namespace botec {

std::optional<Program> compile(const Model& model, const CompileOptions& options, Diagnostics& diagnostics) {
  Compilation c{model, diagnostics, Symbols(model), UnitSystem(), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, options.also, options.keep_constants};
  if (options.end_at_horizon) c.graph.end_at_horizon();
  declare_units(c.symbols, c.units, diagnostics);
  apply_overrides(c.symbols, options, diagnostics);
  c.inputs = fit_inputs(c.symbols, c.units, diagnostics);
  apply_draws(c.symbols, options, c.inputs, diagnostics);
  c.used.assign(c.symbols.inputs().size(), false);
  c.formulas.resize(c.symbols.formulas().size());
  c.formula_used.assign(c.symbols.formulas().size(), false);
  for (TrendPointer& trend : fit_trends(c.symbols, c.units, diagnostics)) c.trends.emplace_back().trend = std::move(trend);
  const auto order = order_formulas(c.symbols, diagnostics);
  begin_series(c, order);
  if (model.over && !c.axis) return std::nullopt;
  lower_formulas(c, order);
  const Roots roots = find_roots(c);
  report_constant_faults(c, roots.outputs);
  if (!diagnostics.has_errors()) warn_about_inputs(c.symbols, c.inputs, c.used, diagnostics);   // a formula in error may use them
  auto pairs = find_correlations(c.symbols, c.inputs, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  add_step_correlations(c, pairs);

  // From here on nothing can be wrong with the model, only with what it computes.
  Program program = emit(c, roots, pairs);
  find_missing_moments(program, diagnostics);
  if (options.conditioning) find_conditionings(program);
  mark_continuity(program);
  order_dimensions(program);
  give_registers(program);
  program.units = std::make_shared<UnitSystem>(std::move(c.units));
  return program;
}

}  // namespace botec
