#include "program/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "distributions/family.h"
#include "program/fit_trends.h"
#include "text/calendar.h"

namespace botec {
namespace {

std::string with_unit(const std::string& text, const Unit& unit) {
  const std::string name = to_text(unit);
  return name.empty() ? text : text + " " + name;
}

// With all digits: a reader computes on with it. A date is a day.
std::string exact_value(double value, const Unit& unit) {
  return unit.date ? iso_date(value) : with_unit(fmt::format("{}", value), unit);
}

std::string quantiles_of(const Distribution& distribution, const Unit& unit) {
  const auto at = [&](double p) {
    const double value = quantile(distribution, p);
    return unit.date ? iso_date(value) : fmt::format("{:.6g}", value);
  };
  const std::string text = fmt::format("p5 {}, median {}, p95 {}", at(0.05), at(0.5), at(0.95));
  return unit.date ? text : with_unit(text, unit);
}

std::string register_name(const Program& program, Register r) {
  if (r < program.drawn.size()) return program.drawn[r].name;
  for (const auto& preset : program.presets) {
    if (preset.target == r) return fmt::format("{}", preset.value);
  }
  return fmt::format("r{}", r);
}

void explain_inputs(const Program& program, std::string& out) {
  out += "inputs\n";
  for (const InputFact& fact : program.inputs) {
    if (const auto value = constant_value(fact.distribution)) {
      out += fmt::format("  {} = {}\n", fact.name, exact_value(*value, fact.unit));
      continue;
    }
    out += fmt::format("  {}: {}\n", fact.name, fact.description);
    out += fmt::format("    {}\n", quantiles_of(fact.distribution, fact.unit));
    if (!fact.pool) continue;
    for (std::size_t i = 0; i < fact.pool->names.size(); ++i) {
      out += fmt::format("    {}: weight {:.4g}, {}\n", fact.pool->names[i], fact.pool->weights[i], quantiles_of(fact.pool->parts[i], fact.unit));
    }
  }
}

void explain_trends(const Program& program, std::string& out) {
  if (!program.trends.empty()) out += "trends\n";
  for (const ProgramTrend& trend : program.trends) {
    const FittedTrend& fitted = *trend.fitted;
    const LineFit& fit = fitted.fit;
    out += fmt::format("  {}: {} = {} over {}, {}, {}\n", fitted.name, fitted.log() ? "log10 " + fitted.written.y.value : fitted.written.y.value,
                       fitted.written.data.value, fitted.written.x.value, points_in_words(fitted), selection_in_words(fitted));
    out += fmt::format("    {:.6g} {:+.6g} (x - {:.10g}), R2 {:.4f}, residual sd {:.6g}; {}\n", fit.level, fit.slope, fit.centre, fit.r2, fit.residual_sd,
                       fitted.line ? "rows redrawn" : "classical predictive distribution");
    if (fit.has_change()) out += fmt::format("    before {:.10g}: {:.6g} {:+.6g} (x - {:.10g})\n", fit.change, fit.level_before, fit.slope_before, fit.centre);
  }
}

void explain_copulas(const Program& program, std::string& out) {
  for (const CopulaGroup& group : program.copulas) {
    out += "correlated (Gaussian copula; correlations of the normals behind)\n";
    const std::size_t n = group.inputs.size();
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        // Of the steps of one input neighbours say it all.
        const DrawnInput &a = program.drawn[group.inputs[j]], &b = program.drawn[group.inputs[i]];
        if (j + 1 < i && !a.step_of.empty() && a.step_of == b.step_of) continue;
        double rho = 0;
        for (std::size_t k = 0; k <= j; ++k) rho += group.cholesky[i * n + k] * group.cholesky[j * n + k];
        if (rho == 0) continue;
        out += fmt::format("  {} with {}: {:.4f}\n", program.drawn[group.inputs[j]].name, program.drawn[group.inputs[i]].name, rho);
      }
    }
  }
}

void explain_code(const Program& program, std::string& out) {
  out += fmt::format("program: {} draws, {} instructions, {} registers\n  (values in base units: s, kg, m, bit)\n",
                     program.drawn.size(), program.code.size(), program.register_count);
  for (const Instruction& instruction : program.code) {
    std::string arguments;
    for (int i = 0; i < instruction.arity; ++i) {
      arguments += (i == 0 ? "" : ", ") + register_name(program, instruction.in[i]);
    }
    out += fmt::format("  r{} = {}({})\n", instruction.out, instruction.function->name, arguments);
  }
}

// How a distribution or a probability is found.
std::string computation(const std::optional<Conditioning>& conditioning) {
  if (!conditioning) return "sampled";
  if (conditioning->exact) return "exact, from the law of " + conditioning->value;
  return conditioning->value + " integrated out exactly, the rest sampled";
}

}  // namespace

std::string explain(const Program& program) {
  std::string out;
  explain_inputs(program, out);
  explain_trends(program, out);
  explain_copulas(program, out);
  out += "formulas\n";
  for (const FormulaFact& formula : program.formulas) {
    const std::string unit = to_text(formula.unit);
    out += fmt::format("  {} = {}\n    in {}\n", formula.name, formula.text, unit.empty() ? "pure numbers" : unit);
  }
  explain_code(program, out);
  out += "outputs\n";
  for (const ProgramOutput& output : program.outputs) {
    const std::string value = output.constant ? exact_value(*output.constant, output.unit) + " (constant)"
                                              : with_unit(fmt::format("{} / {}", register_name(program, output.value), output.unit.scale), output.unit);
    out += fmt::format("  {} = {}\n", output.name, value);
    if (!output.constant) out += fmt::format("    {}\n", computation(output.conditioning));
    if (!output.pool) continue;
    for (std::size_t i = 0; i < output.pool->names.size(); ++i) {
      out += fmt::format("    {} of {}: weight {:.4g}\n", output.pool->method, output.pool->names[i], output.pool->weights[i]);
    }
  }
  for (const ProgramQuestion& question : program.questions) {
    out += fmt::format("  {} = {} = share of trials with {}\n", question.name, question.text, register_name(program, question.value));
    if (!question.constant) out += fmt::format("    {}\n", computation(question.conditioning));
  }
  for (const Register r : program.given) out += fmt::format("  given: trials with {}\n", register_name(program, r));
  if (program.evidence_node) out += fmt::format("  observed: trials weighed by exp({})\n", register_name(program, program.evidence));
  for (const auto& convention : program.conventions) out += convention + "\n";
  return out;
}

}  // namespace botec
