#include "result/assemble_compare.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>
#include <set>

#include "text/number.h"

namespace botec {
namespace {

// A part of the split: a factor with the error of its logarithm carried over, or a term in the output's unit.
Estimate part_of(const Split& split, const SplitValue& part, double unit) {
  if (!split.logarithmic) return {part.value / unit, part.error / unit};
  const double factor = std::exp(part.value);
  return {factor, factor * part.error};
}

std::optional<InputResult> find_input(const std::vector<InputResult>& inputs, const std::string& name) {
  const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const InputResult& i) { return i.name == name; });
  return found == inputs.end() ? std::nullopt : std::optional<InputResult>(*found);
}

// How far a part moves its quantity, next to the whole.
double strength(const Split& split, std::size_t change) {
  if (split.parts.empty()) return 0;
  double all = 0;
  for (const SplitValue& part : split.parts) all += std::abs(part.value);
  return all > 0 ? std::abs(split.parts[change].value) / all : 0;
}

}  // namespace

std::vector<ComparedChange> assemble_changes(const Pairing& pairing, const CompareFindings& found, const Unit& unit,
                                             const std::vector<InputResult>& a, const std::vector<InputResult>& b) {
  std::vector<std::pair<double, ComparedChange>> changes;
  for (std::size_t c = 0; c < pairing.changes.size(); ++c) {
    const Change& change = pairing.changes[c];
    ComparedChange entry;
    switch (change.kind) {
      case Change::Kind::input:
        entry.name = change.name;
        entry.a = find_input(a, change.name);
        entry.b = find_input(b, change.name);
        break;
      case Change::Kind::formulas: entry.kind = entry.name = "formulas"; break;
      case Change::Kind::correlations: entry.kind = entry.name = "correlations"; break;
    }
    if (!found.point.parts.empty()) entry.point = part_of(found.point, found.point.parts[c], unit.scale);
    if (!found.middle.parts.empty()) entry.middle = part_of(found.middle, found.middle.parts[c], unit.scale);
    // Rounded: strengths that differ by rounding alone must not decide, or swapped sides would be listed in another order.
    changes.emplace_back(std::round(1e9 * std::max(strength(found.point, c), strength(found.middle, c))), std::move(entry));
  }
  std::stable_sort(changes.begin(), changes.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<ComparedChange> result;
  for (auto& [key, change] : changes) result.push_back(std::move(change));
  return result;
}

ComparedSplit assemble_split(const Split& split, const Unit& unit) {
  ComparedSplit result;
  result.scale = split.logarithmic ? "ratio" : "difference";
  result.all_orders = split.all_orders;
  result.orders = split.orders;
  result.samples = split.samples;
  if (split.none == NoSplit::not_finite) result.why_none = "somewhere between the two it has no finite value";
  if (split.none == NoSplit::interrupted) result.why_none = "interrupted";
  if (split.none == NoSplit::none) result.total = part_of(split, split.total, unit.scale);
  return result;
}

void bring_to_unit(OutputResult& output, const std::string& unit, double factor) {
  const auto scale = [factor](std::optional<double>& value) {
    if (value) *value *= factor;
  };
  const auto scale_both = [&](Estimate& e) { scale(e.value), scale(e.standard_error); };
  output.unit = unit;
  if (factor == 1) return;
  scale(output.point);
  scale(output.constant);
  scale_both(output.mean);
  scale_both(output.sd);
  for (QuantileEstimate& q : output.quantiles) scale_both(q.at);
  for (IntervalEstimate* interval : {&output.interval, &output.shortest}) {
    scale_both(interval->low);
    scale_both(interval->high);
  }
  output.minimum *= factor;
  output.maximum *= factor;
  output.histogram.low *= factor;
  output.histogram.high *= factor;
  for (OutputAtom& atom : output.atoms) atom.value *= factor;
  if (!output.series) return;
  for (StepResult& step : output.series->steps) {
    scale(step.point);
    scale_both(step.mean);
    scale_both(step.sd);
    for (QuantileEstimate& q : step.quantiles) scale_both(q.at);
    scale_both(step.interval.low);
    scale_both(step.interval.high);
  }
}

namespace {

using Texts = std::map<std::string, ChangedText>;

void put(Texts& texts, int side, const std::string& name, std::string text) {
  ChangedText& entry = texts[name];
  entry.name = name;
  (side == 0 ? entry.a : entry.b) = std::move(text);
}

std::vector<ChangedText> differing(const Texts& texts, bool on_both_sides) {
  std::vector<ChangedText> result;
  for (const auto& [name, entry] : texts) {
    if (entry.a != entry.b && (!on_both_sides || (entry.a && entry.b))) result.push_back(entry);
  }
  return result;
}

std::set<std::string> input_names(const Program& program, const std::vector<bool>& needed) {
  std::set<std::string> names;
  for (NodeId id = 0; id < needed.size(); ++id) {
    if (needed[id] && program.graph[id].kind == GraphNode::Kind::input) names.insert(program.drawn[program.graph[id].input].name);
  }
  return names;
}

std::vector<InputResult> only_in(const std::vector<InputResult>& inputs, const std::set<std::string>& names, const std::set<std::string>& others) {
  std::vector<InputResult> result;
  std::copy_if(inputs.begin(), inputs.end(), std::back_inserter(result),
               [&](const InputResult& input) { return names.contains(input.name) && !others.contains(input.name); });
  return result;
}

}  // namespace

void list_differences(const ComparedProgram& a, const ComparedProgram& b, CompareResult& result) {
  Texts formulas, units, correlations;
  std::set<std::string> names[2];
  for (int s = 0; s < 2; ++s) {
    const Program& program = (s == 0 ? a : b).program;
    const auto needed = needed_nodes(program.graph, (s == 0 ? a : b).roots);
    names[s] = input_names(program, needed);
    for (const FormulaFact& formula : program.formulas) {
      if (!needed[formula.node]) continue;
      put(formulas, s, formula.name, formula.text);
      put(units, s, formula.name, to_text(formula.unit));
    }
    for (const InputFact& input : program.inputs) {
      if (names[s].contains(input.name)) put(units, s, input.name, to_text(input.unit));
    }
    for (const NamedCorrelation& c : named_correlations(program)) {
      // Spearman's correlation of two normals (Pearson 1907); zeros stand between inputs that others join.
      const double rank = 6 / std::numbers::pi * std::asin(c.rho / 2);
      if (std::abs(rank) > 1e-9) put(correlations, s, c.first + ", " + c.second, shortest(std::round(rank * 1e6) / 1e6));
    }
  }
  result.only_a = only_in(a.inputs, names[0], names[1]);
  result.only_b = only_in(b.inputs, names[1], names[0]);
  result.formulas = differing(formulas, false);
  result.units = differing(units, true);
  result.correlations = differing(correlations, false);
}

}  // namespace botec
