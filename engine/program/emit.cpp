// Compilation, second half: from the checked graph to instructions and facts.
#include <algorithm>
#include <cmath>
#include <set>

#include "program/allocate.h"
#include "program/compilation.h"
#include "program/reach.h"
#include "program/steps.h"
#include "random/design.h"

namespace botec {
namespace {

// Renumbers the graph's inputs so that only drawn ones remain, in the order of the model.
Graph renumber(const Graph& graph, const std::vector<std::uint32_t>& drawn_of, std::vector<NodeId>& new_id,
               const std::vector<bool>& needed) {
  Graph result;
  new_id.assign(graph.size(), 0);
  for (NodeId id = 0; id < graph.size(); ++id) {
    if (!needed[id]) continue;
    const GraphNode& node = graph[id];
    switch (node.kind) {
      case GraphNode::Kind::constant: new_id[id] = result.constant(node.value); break;
      case GraphNode::Kind::input: new_id[id] = result.input(drawn_of[node.input], graph.known_value(id)); break;
      case GraphNode::Kind::call: {
        NodeId arguments[3] = {0, 0, 0};
        for (int i = 0; i < node.arity; ++i) arguments[i] = new_id[node.arguments[i]];
        new_id[id] = result.call(*node.function, {arguments, node.arity}, node.place);
        break;
      }
    }
  }
  for (const auto& [id, infinity] : graph.infinities()) {
    if (needed[id]) result.mark_infinite(new_id[id], infinity);
  }
  const auto stays = [&](NodeId id) { return needed[id] || graph.is_constant(id); };
  for (const auto& [id, crossing] : graph.crossings()) {
    if (!needed[id]) continue;
    GraphCrossing moved = crossing;
    bool whole = true;
    for (auto* nodes : {&moved.a, &moved.b, &moved.holds}) {
      whole = whole && std::all_of(nodes->begin(), nodes->end(), stays);
      for (NodeId& node : *nodes) node = graph.is_constant(node) ? result.constant(graph[node].value) : new_id[node];
    }
    if (whole) result.mark_crossing(new_id[id], std::move(moved));
  }
  return result;
}

double median_of(const FittedInput& input) { return quantile(input.distribution, 0.5); }

// One DrawnInput per input that something needed depends on.
std::vector<std::uint32_t> add_drawn(const Compilation& c, const std::vector<bool>& needed, Program& program) {
  std::vector<std::uint32_t> drawn_of(c.symbols.inputs().size(), 0xFFFFFFFF);
  std::vector<bool> wanted(c.symbols.inputs().size(), false);
  for (NodeId id = 0; id < c.graph.size(); ++id) {
    if (needed[id] && c.graph[id].kind == GraphNode::Kind::input) wanted[c.graph[id].input] = true;
  }
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]) continue;
    const FittedInput& fitted = *c.inputs[i];
    drawn_of[i] = static_cast<std::uint32_t>(program.drawn.size());
    const std::string& name = c.symbols.inputs()[i].name;
    const std::uint64_t key = stream_key(name);
    Sampler sampler = fitted.draw ? Sampler(fitted.draw, key, fitted.distribution, fitted.unit.scale) : Sampler(fitted.distribution, fitted.unit.scale);
    program.drawn.push_back({name, key, std::move(sampler), drawn_of[i],
                             fitted.author_point.value_or(median_of(fitted)) * fitted.unit.scale, fitted.ordered, 0});
    const InputSymbol& symbol = c.symbols.inputs()[i];
    if (symbol.step) program.drawn.back().step_of = symbol.scope->prefix + symbol.declared->name;
  }
  return drawn_of;
}

// Inputs for the reader: those that the shown results depend on, and the author's own unused ones not at all.
void add_input_facts(const Compilation& c, Program& program) {
  const std::vector<bool> reached = reached_inputs(c);
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (!c.inputs[i] || !c.used[i] || !reached[i] || c.symbols.inputs()[i].step || c.symbols.inputs()[i].added) continue;
    const InputSymbol& symbol = c.symbols.inputs()[i];
    const FittedInput& fitted = *c.inputs[i];
    const InputForm& form = *symbol.form;
    const InputForm& base = symbol.declared->form;
    const Text& source = form.source ? form.source : base.source;
    const Text& note = form.note ? form.note : base.note;
    std::string source_text = source.value;
    for (const auto& [name, text] : symbol.scope->model->sources) {
      if (name == source.value) source_text = text.value;
    }
    if (symbol.declared->made && form.kind == InputForm::Kind::constant) continue;   // a weight, which the pool tells
    program.inputs.push_back({symbol.name, fitted.unit, fitted.distribution, fitted.description, fitted.author_point,
                              source_text, note.value, symbol.declared->name_span, fitted.pool});
  }
}

void add_conventions(Compilation& c, Program& program) {
  std::set<std::string> all;
  for (const auto& input : program.inputs) all.insert(c.units.convention(input.unit));
  for (const auto& formula : program.formulas) all.insert(c.units.convention(formula.unit));
  all.erase("");
  program.conventions.assign(all.begin(), all.end());
}

// Fourth powers of values beyond 1e77 overflow, and below 1e-77 they vanish.
double moment_scale(double point) {
  if (!std::isfinite(point) || point == 0) return 1;
  const int exponent = std::ilogb(point);
  constexpr int harmless = 200;
  return std::abs(exponent) > harmless ? std::ldexp(1.0, -exponent) : 1;
}

void add_outputs(const std::vector<Target>& targets, const std::vector<NodeId>& new_id, Program& program) {
  std::vector<double> points;
  for (const auto& input : program.drawn) points.push_back(input.point);
  const auto point_values = evaluate_graph(program.graph, points);
  const auto infinities = possible_infinities(program.graph);
  for (const Target& target : targets) {
    ProgramOutput output;
    output.name = target.name;
    output.description = target.description;
    output.unit = target.typed.unit;
    output.node = new_id[target.typed.node];
    output.condition = target.typed.condition;
    if (!infinities[output.node].empty()) {
      output.infinity = infinity_of(program.graph, infinities[output.node]);
      if (!program.graph.infinities().contains(output.node)) output.infinity_nodes = infinities[output.node];
    }
    output.listed = target.listed;
    output.brief = target.brief;
    output.point = point_values[output.node] / output.unit.scale;
    output.moment_scale = moment_scale(point_values[output.node]);
    if (program.graph.is_constant(output.node)) output.constant = output.point;
    output.span = target.span;
    output.name_span = target.name_span;
    program.outputs.push_back(std::move(output));
  }
}

void add_questions(const Compilation& c, const Roots& roots, const std::vector<NodeId>& new_id, Program& program) {
  for (std::size_t i = 0; i < roots.questions.size(); ++i) {
    const auto& [question, typed] = roots.questions[i];
    ProgramQuestion entry;
    entry.name = question->name;
    for (const SeriesRange& series : roots.question_series) {
      if (i < series.first || i >= series.first + c.axis->size()) continue;
      entry.name = step_name(series.name, *c.axis, i - series.first);
      entry.brief = i + 1 < series.first + c.axis->size();
    }
    entry.text = question->text;
    entry.description = question->description.value;
    entry.node = new_id[typed.node];
    const auto& valid = roots.valid[i];
    if (valid && !program.graph.is_constant(new_id[*valid])) entry.valid_node = new_id[*valid];
    if (program.graph.is_constant(entry.node)) entry.constant = program.graph[entry.node].value;
    entry.span = question->span;
    program.questions.push_back(std::move(entry));
  }
  for (const auto& [condition, typed] : roots.given) {
    program.given_spans.push_back(condition->span);
    program.given_nodes.push_back(new_id[typed.node]);
  }
  if (!roots.evidence) return;
  program.evidence_node = new_id[*roots.evidence];
}

void add_series(const Compilation& c, const Roots& roots, Program& program) {
  if (!c.axis) return;
  program.axis = SeriesAxis{c.axis->name, to_text(c.axis->unit), c.axis->calendar, c.axis->at, c.axis->labels};
  for (const SeriesRange& range : roots.output_series) program.output_series.push_back({range.name, range.first});
  for (const SeriesRange& range : roots.question_series) program.question_series.push_back({range.name, range.first});
}

void add_groups_and_decision(const Compilation& c, const Roots& roots, const std::vector<std::uint32_t>& drawn_of, Program& program) {
  for (const NamedInputs& group : roots.groups) {
    DrawnGroup drawn{group.name, {}};
    for (const std::uint32_t input : group.inputs) {
      if (drawn_of[input] != 0xFFFFFFFF) drawn.inputs.push_back(drawn_of[input]);
    }
    if (drawn.inputs.size() > 1) program.groups.push_back(std::move(drawn));
  }
  if (!c.model.decision) return;
  ProgramDecision decision;
  decision.smallest = c.model.decision->smallest;
  decision.unit = roots.option_unit;
  for (std::size_t i = 0; i < roots.options.size(); ++i) {
    decision.options.push_back({c.model.decision->options[i].name, roots.options[i]});
  }
  program.decision = std::move(decision);
}

// The trends with what is drawn of them, and which band each output shows.
void add_trends(const Compilation& c, const std::vector<std::uint32_t>& drawn_of, Program& program) {
  std::vector<bool> line(program.drawn.size(), false), scatter(program.drawn.size(), false);
  for (const TrendInputs& trend : c.trends) {
    ProgramTrend entry{trend.trend, {}, {}, !c.symbols.trends()[program.trends.size()].scope->prefix.empty()};
    const auto take = [&](std::uint32_t input, std::vector<std::uint32_t>& places, std::vector<bool>& all) {
      if (drawn_of[input] == 0xFFFFFFFF) return;
      places.push_back(drawn_of[input]);
      all[drawn_of[input]] = true;
    };
    for (const auto& input : {trend.draw, trend.slope_error, trend.level_error, trend.variance}) {
      if (input) take(*input, entry.line, line);
    }
    for (const auto& [x, input] : trend.scatter) take(input, entry.scatter, scatter);
    program.trends.push_back(std::move(entry));
  }
  for (ProgramOutput& output : program.outputs) {
    const auto needed = needed_nodes(program.graph, {output.node});
    for (NodeId id = 0; id < needed.size(); ++id) {
      if (!needed[id] || program.graph[id].kind != GraphNode::Kind::input) continue;
      const std::uint32_t input = program.graph[id].input;
      if (scatter[input]) output.band = Band::prediction;
      else if (line[input] && output.band == Band::none) output.band = Band::line;
    }
  }
}

}  // namespace

void give_registers(Program& program) {
  std::vector<NodeId> roots = conditioning_operands(program);
  roots.insert(roots.end(), program.given_nodes.begin(), program.given_nodes.end());
  if (program.evidence_node) roots.push_back(*program.evidence_node);
  for (const ProgramOutput& output : program.outputs) {
    roots.push_back(output.node);
    roots.insert(roots.end(), output.infinity_nodes.begin(), output.infinity_nodes.end());
  }
  for (const ProgramQuestion& question : program.questions) {
    roots.push_back(question.node);
    if (question.valid_node) roots.push_back(*question.valid_node);
  }
  Allocation allocation = allocate(program.graph, roots, static_cast<std::uint32_t>(program.drawn.size()));
  program.code = std::move(allocation.code);
  program.presets = std::move(allocation.presets);
  program.register_count = allocation.register_count;
  for (ProgramOutput& output : program.outputs) {
    output.value = allocation.register_of[output.node];
    output.infinity_sources.clear();
    for (const NodeId node : output.infinity_nodes) output.infinity_sources.push_back(allocation.register_of[node]);
  }
  for (ProgramQuestion& question : program.questions) {
    question.value = allocation.register_of[question.node];
    if (question.valid_node) question.valid = allocation.register_of[*question.valid_node];
  }
  for (const NodeId node : program.given_nodes) program.given.push_back(allocation.register_of[node]);
  if (program.evidence_node) program.evidence = allocation.register_of[*program.evidence_node];
  place_operands(program, allocation.register_of);
}

Program emit(Compilation& c, const Roots& roots, const std::vector<CorrelatedPair>& pairs) {
  Program program;
  const auto needed = needed_nodes(c.graph, roots.nodes());
  const auto drawn_of = add_drawn(c, needed, program);
  std::vector<NodeId> new_id;
  program.graph = renumber(c.graph, drawn_of, new_id, needed);
  program.copulas = make_copulas(pairs, drawn_of);
  for (std::uint32_t i = 0; i < c.formulas.size(); ++i) {
    const auto& typed = c.series[i].empty() ? c.formulas[i] : c.series[i].back();
    if (!typed || !needed[typed->node]) continue;
    const auto& symbol = c.symbols.formulas()[i];
    program.formulas.push_back({symbol.name, symbol.formula->text, typed->unit, new_id[typed->node]});
  }
  add_outputs(roots.outputs, new_id, program);
  attach_pools(c, program);
  add_questions(c, roots, new_id, program);
  if (roots.evidence) program.evidence_span = c.model.observations.front().span;
  add_groups_and_decision(c, roots, drawn_of, program);
  add_series(c, roots, program);
  if (!c.trends.empty()) add_trends(c, drawn_of, program);
  add_input_facts(c, program);
  add_conventions(c, program);
  return program;
}

}  // namespace botec
