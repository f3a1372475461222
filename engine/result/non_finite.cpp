#include "result/non_finite.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

#include "program/graph.h"
#include "samples/evaluator.h"

namespace botec {
namespace {

// The drawn inputs of one trial, in base units, drawn again.
std::vector<double> inputs_of(const Program& program, const RunPlan& plan, const TrialNumber& number) {
  const auto places = coordinates(program);
  const PointSet points(Design{plan.method, plan.seed, plan.points}, number.replicate, places);
  Evaluator evaluator(program);
  const std::uint64_t first = number.trial / kernels::block_size * kernels::block_size;
  evaluator.evaluate(points, first);
  std::vector<double> values;
  for (const auto& drawn : program.drawn) values.push_back(evaluator.values(drawn.target)[number.trial - first]);
  return values;
}

std::string input_values(const Program& program, NodeId root, const std::vector<double>& inputs) {
  const auto needed = needed_nodes(program.graph, {root});
  std::string text;
  int shown = 0;
  for (NodeId id = 0; id < program.graph.size(); ++id) {
    const GraphNode& node = program.graph[id];
    if (!needed[id] || node.kind != GraphNode::Kind::input) continue;
    if (++shown > 6) return text + ", …";
    const DrawnInput& drawn = program.drawn[node.input];
    std::string unit;
    for (const auto& fact : program.inputs) {
      if (fact.name == drawn.declared_name()) unit = to_text(fact.unit);
    }
    text += fmt::format("{}{} = {:.6g}{}{}", text.empty() ? "" : ", ", drawn.name, inputs[node.input] / drawn.sampler.scale(),
                        unit.empty() ? "" : " ", unit);
  }
  return text;
}

struct Finding {
  const std::string& name;
  std::uint64_t bad, total;
  TrialNumber first;
  NodeId node;
  Span span;
};

void report(const Program& program, const RunPlan& plan, const Finding& finding, Diagnostics& diagnostics) {
  const auto inputs = inputs_of(program, plan, finding.first);
  const auto values = evaluate_graph(program.graph, inputs);
  const auto from = non_finite_origin(program.graph, finding.node, values);
  const NodeId node = from.value_or(finding.node);
  const GraphNode& operation = program.graph[node];
  const std::string what = operation.function == nullptr ? "an input" : "`" + std::string(operation.function->name) + "`";
  const char* result = std::isnan(values[node]) ? "not a number" : "infinite";
  std::string arguments;
  for (int i = 0; i < operation.arity; ++i) arguments += fmt::format("{}{:.6g}", i == 0 ? "" : ", ", values[operation.arguments[i]]);
  const double share = static_cast<double>(finding.bad) / static_cast<double>(finding.total);
  const bool fatal = share > 1e-3;
  // A constant that is infinite stands at the bottom of a time that does not come.
  const std::string why = operation.kind == GraphNode::Kind::constant ? "it is computed from a time that does not come"
                                                                      : fmt::format("{} is {} here for the arguments ({})", what, result, arguments);
  const std::string message = fmt::format("{} of {} trials of `{}` have no finite value: {}{}", finding.bad, finding.total, finding.name, why,
                                          fatal ? "" : ", and these trials are left out");
  const std::string drawn = input_values(program, finding.node, inputs);
  Diagnostic diagnostic{fatal ? Severity::error : Severity::warning, "non-finite", message,
                        drawn.empty() ? "" : "the first such trial has " + drawn, operation.place ? operation.place : finding.span};
  diagnostics.add(std::move(diagnostic));
}

}  // namespace

void report_non_finite(const Program& program, const RunPlan& plan, const Collected& collected, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    const OutputSums& sums = collected.pooled.sums.outputs[i];
    if (sums.non_finite == 0) continue;
    const ProgramOutput& output = program.outputs[i];
    // Of the steps of a series, which stand in one place, the worst says it for all.
    const auto worse = [&](std::size_t other) {
      const std::uint64_t bad = collected.pooled.sums.outputs[other].non_finite;
      return program.outputs[other].name_span.begin == output.name_span.begin && program.outputs[other].span.file == output.span.file &&
             program.axis && (bad > sums.non_finite || (bad == sums.non_finite && other < i));
    };
    bool told = false;
    for (std::size_t other = 0; other < program.outputs.size() && program.axis; ++other) told = told || worse(other);
    if (told) continue;
    report(program, plan, {output.name, sums.non_finite, collected.pooled.sums.kept, sums.first_non_finite, output.node, output.span}, diagnostics);
  }
  for (std::size_t i = 0; i < program.questions.size(); ++i) {
    const QuestionSums& sums = collected.pooled.sums.questions[i];
    if (sums.not_a_number == 0) continue;
    const ProgramQuestion& question = program.questions[i];
    report(program, plan, {question.name, sums.not_a_number, collected.pooled.sums.kept, sums.first_not_a_number, question.node, question.span}, diagnostics);
  }
}

}  // namespace botec
