#include "report/text_report.h"

#include <algorithm>
#include <cmath>

#include "report/format_number.h"

namespace botec {
namespace {

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

void append_section(std::string& text, std::string_view title, const std::vector<std::string>& lines,
                    const TextOptions& options) {
  if (lines.empty()) return;
  text.append("\n").append(paint(title, Paint::bold, options)).append("\n");
  append(text, lines);
}

bool any_spread(const Result& result) {
  for (const auto& output : result.outputs) {
    if (!output.constant && !output.condition) return true;
  }
  return false;
}

// What the headline's number is, of which model and scenario.
std::vector<std::string> legend_lines(const Result& result, const TextOptions& options) {
  std::string text;
  if (any_spread(result)) {
    text = result.outputs.size() == 1 ? "The number before the bracket is the median." : "The numbers before the brackets are medians.";
  }
  const auto say = [&text](const std::string& sentence) { text += (text.empty() ? "" : " ") + sentence; };
  if (!result.model.title.empty()) say("Model: " + clean(result.model.title, options.ascii) + ".");
  if (result.model.scenario != "base") say("Scenario: " + clean(result.model.scenario, options.ascii) + ".");
  return text.empty() ? std::vector<std::string>{} : wrap(text, options.width);
}

std::vector<std::string> note_lines(const std::vector<std::string>& notes, const TextOptions& options) {
  std::vector<std::string> lines;
  for (const auto& note : notes) {
    for (auto& line : wrap("  " + clean(note, options.ascii), options.width, 2)) lines.push_back(std::move(line));
  }
  return lines;
}

std::string design_name(const std::string& method) {
  if (method == "sobol") return "scrambled Sobol' points";
  if (method == "lhs") return "Latin hypercube points";
  if (method == "plain") return "plain random points";
  return method;
}

int count_of(const Result& result, Computation::Kind kind) {
  int count = 0;
  for (const auto& output : result.outputs) count += !output.constant && output.computation.kind == kind ? 1 : 0;
  for (const auto& question : result.questions) count += question.computation.kind == kind ? 1 : 0;
  return count;
}

// Is anything that the text shows from trials?
bool any_sampled(const Result& result) {
  const auto sampled = [](const OutputResult& o) { return !o.constant && o.computation.kind != Computation::Kind::exact && !(o.moments_integrated && o.computation.kind == Computation::Kind::conditioned); };
  return count_of(result, Computation::Kind::sampled) > 0 || std::any_of(result.outputs.begin(), result.outputs.end(), sampled);
}

std::string list_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i == 0 ? "" : "; ") + names[i];
  return names.size() > most ? text + "; and others" : text;
}

// What was integrated out, each once.
std::vector<std::string> integrated_out(const Result& result, const TextOptions& options) {
  std::vector<std::string> names;
  const auto add = [&](const Computation& computation) {
    const std::string name = clean(computation.integrated, options.ascii);
    if (computation.kind == Computation::Kind::conditioned && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const auto& output : result.outputs) add(output.computation);
  for (const auto& question : result.questions) add(question.computation);
  return names;
}

}  // namespace

std::vector<std::string> run_lines(const Result& result, const TextOptions& options) {
  const RunInfo& run = result.run;
  const int exact = count_of(result, Computation::Kind::exact);
  const bool all_exact = exact > 0 && exact == exact + count_of(result, Computation::Kind::sampled) + count_of(result, Computation::Kind::conditioned);
  if (all_exact && !run.interrupted) return {"Solved exactly, without sampling."};
  const bool varies = std::any_of(result.outputs.begin(), result.outputs.end(), [](const OutputResult& o) { return !o.constant; });
  if (!varies && run.samples == 1 && !result.outputs.empty() && !run.interrupted) return {"Nothing varies: computed once, without sampling."};
  std::string design = design_name(run.method);
  if (run.replicates != 1) design += ", " + std::to_string(run.replicates) + " replicates";
  design += ", seed " + std::to_string(run.seed) + ".";
  std::string text;
  if (exact > 0) text += std::to_string(exact) + (exact == 1 ? " answer is solved exactly. " : " answers are solved exactly. ");
  const auto integrated = integrated_out(result, options);   // nothing, where trials did better in the end
  if (!integrated.empty()) {
    text += "Integrated out exactly: " + list_of(integrated) + "; over " + format_count(run.conditioned_points) + " points of what is left. ";
  }
  if (!integrated.empty() && !any_sampled(result)) {
    text += "They are " + design;   // trials gave only what is not shown here: the smallest and the largest value
  } else {
    text += (text.empty() ? "Computed from " : "The rest: ") + format_count(run.samples) + (run.samples == 1 ? " trial: " : " trials: ") + design;
  }
  if (run.given_share) text += " The conditions under `given` kept " + format_probability(*run.given_share, 0.0, 3) + " of them.";
  if (run.effective_samples) text += " What is observed leaves them the worth of " + format_count(static_cast<std::uint64_t>(std::llround(*run.effective_samples))) + ".";
  if (run.interrupted) {
    text += " Interrupted: this is what was known by then.";
  } else if (run.tolerance) {
    const std::string tolerance = format_level(*run.tolerance);
    text += run.converged ? " The ends of the intervals are exact to " + tolerance + "."
                          : " The ends of the intervals are not yet exact to " + tolerance + ": ask for more samples.";
  }
  return wrap(text, options.width);
}

std::string progress_text(const Result& so_far) {
  for (const OutputResult& output : so_far.outputs) {
    const IntervalEstimate& interval = output.interval;
    if (!interval.low.value || !interval.high.standard_error || !interval.low.standard_error) continue;
    const double error = std::max(*interval.low.standard_error / std::abs(*interval.low.value), *interval.high.standard_error / std::abs(*interval.high.value));
    const double ends[] = {*interval.low.value, *interval.high.value};
    const NumberStyle style = common_style(ends, 2);
    std::string text = format_number(ends[0], std::nullopt, style) + " to " + with_unit(format_number(ends[1], std::nullopt, style), clean(output.unit, true));
    constexpr double factor = 1.96;   // the half-width that covers 95%
    return std::isfinite(error) ? text + " +-" + format_probability(factor * error, std::nullopt, 1) : text;
  }
  return {};
}

std::string diagnostic_text(const Diagnostic& diagnostic, const TextOptions& options) {
  constexpr std::size_t gutter = 16;  // line number, bar and ellipses beside the excerpt
  constexpr std::size_t longest = 100;
  const std::size_t shown = std::clamp(options.width, 2 * gutter, longest + gutter) - gutter;
  const std::string rendered = clean_lines(render(diagnostic, shown), options.ascii);
  std::string text;
  std::size_t at = 0;
  while (at < rendered.size()) {
    const std::size_t end = std::min(rendered.find('\n', at), rendered.size());
    const std::string line = rendered.substr(at, end - at);
    // The source line and its caret stand under each other and are already cut to the width.
    const bool excerpt = line.find(" | ") != std::string::npos && line.starts_with("  ") && !line.starts_with("  hint:");
    if (excerpt) {
      text.append(line).append("\n");
    } else {
      append(text, wrap(line, options.width, 2));
    }
    at = end + 1;
  }
  const bool error = diagnostic.severity == Severity::error;
  const std::string word = error ? "error:" : "warning:";
  if (const auto found = text.find(word); options.colour && found != std::string::npos) {
    text.replace(found, word.size(), paint(word, error ? Paint::bad : Paint::warning, options));
  }
  return text;
}

std::string text_report(const Result& result, const TextOptions& options) {
  std::string text;
  for (const auto& output : result.outputs) append(text, wrap(headline(output, options), options.width, 2));
  if (options.quiet) {
    append(text, question_lines(result.questions, result.run, options));
    return text;
  }
  append(text, legend_lines(result, options));
  append_section(text, "Questions", question_lines(result.questions, result.run, options), options);
  for (const auto& output : result.outputs) {
    append_section(text, cut(clean(output.name, options.ascii), options.width, options.ascii), output_lines(output, options), options);
  }
  append_section(text, "Pooled estimates", pool_lines(result, options), options);
  const auto inputs = input_lines(result.inputs, options);
  if (!inputs.empty()) text += '\n';
  append(text, inputs);
  append_section(text, "Inputs given the evidence", posterior_lines(result.inputs, options), options);
  append_section(text, "Expectations", expectation_lines(result.expectations, options), options);
  append_section(text, "Notes", note_lines(result.notes, options), options);
  if (!result.warnings.empty()) text += '\n';
  for (const auto& warning : result.warnings) text += diagnostic_text(warning, options);
  text += '\n';
  append(text, driver_lines(result.outputs, options));
  append(text, run_lines(result, options));
  return text;
}

}  // namespace botec
