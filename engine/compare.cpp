// compare(): why do two estimates differ?
#include <algorithm>
#include <array>

#include "engine.h"
#include "evidence.h"
#include "prepare.h"
#include "program/lower.h"
#include "result/assemble_compare.h"

namespace botec {
namespace {

constexpr std::uint32_t fewest_replicates = 4;   // their spread is every standard error there is

// One side: its own run, for the answers, and its program with all constants left as inputs, for what lies between the sides.
struct Side {
  const CompareSide& asked;
  Answer<Result> answer;
  Prepared prepared;

  const Result& result() const { return *answer.value; }
  const Program& program() const { return *prepared.program; }
};

RunOptions options_of(const CompareSide& asked, RunOptions options) {
  options.scenario = asked.scenario;
  options.drivers = false;
  return options;
}

Side prepare_side(const CompareSide& asked, const RunOptions& options) {
  Side side{asked, {}, prepare_model(asked.model, options_of(asked, options), {}, true)};
  if (!side.prepared.program) side.answer = {blame(side.prepared.diagnostics), std::nullopt, side.prepared.diagnostics.sorted()};
  return side;
}

bool same_message(const Diagnostic& a, const Diagnostic& b) {
  const std::string name_a = a.span ? a.span.file->name() : "", name_b = b.span ? b.span.file->name() : "";
  return a.message == b.message && name_a == name_b && a.span.begin == b.span.begin;
}

// Of both sides, each saying whose it is.
std::vector<Diagnostic> both(const std::vector<Diagnostic>& a, const std::vector<Diagnostic>& b, const CompareSide& side_a, const CompareSide& side_b) {
  std::vector<Diagnostic> result;
  const auto in = [](const std::vector<Diagnostic>& list, const Diagnostic& d) {
    return std::any_of(list.begin(), list.end(), [&d](const Diagnostic& other) { return same_message(d, other); });
  };
  const auto add = [&result](Diagnostic d, const std::string& side) {
    d.message = side + ": " + d.message;
    result.push_back(std::move(d));
  };
  for (const Diagnostic& d : a) add(d, in(b, d) ? "A and B" : "A (" + side_a.label + ")");
  for (const Diagnostic& d : b) {
    if (!in(a, d)) add(d, "B (" + side_b.label + ")");
  }
  return result;
}

std::optional<Answer<CompareResult>> failure(const Side& a, const Side& b) {
  for (const Outcome outcome : {Outcome::command_line_at_fault, Outcome::model_at_fault, Outcome::not_completed}) {
    if (a.answer.outcome == outcome || b.answer.outcome == outcome) {
      return Answer<CompareResult>{outcome, std::nullopt, both(a.answer.diagnostics, b.answer.diagnostics, a.asked, b.asked)};
    }
  }
  if (a.prepared.program && b.prepared.program) return std::nullopt;
  return Answer<CompareResult>{Outcome::model_at_fault, std::nullopt,
                               both(a.prepared.diagnostics.sorted(), b.prepared.diagnostics.sorted(), a.asked, b.asked)};
}

// An output or a question of one side.
struct Compared {
  std::string name;
  NodeId node;
  Unit unit;
  bool condition, question, may_be_infinite;
  Span span;
};
using OutputPair = std::array<Compared, 2>;

std::vector<Compared> listed(const Program& program) {
  std::vector<Compared> result;
  for (const ProgramOutput& output : program.outputs) {
    if (output.listed && !output.brief) result.push_back({output.name, output.node, output.unit, output.condition, false, output.infinity.has_value(), output.name_span});
  }
  for (const ProgramQuestion& question : program.questions) {
    if (!question.brief) result.push_back({question.name, question.node, {}, true, true, false, question.span});
  }
  return result;
}

std::string names_of(const std::vector<Compared>& outputs) {
  std::string text;
  for (const Compared& output : outputs) text += (text.empty() ? "`" : ", `") + output.name + "`";
  return text.empty() ? "none" : text;
}

bool same_name(const Compared& a, const Compared& b) { return a.name == b.name && a.question == b.question; }

// By name; where no name is common, the only output of the one with the only one of the other.
std::vector<OutputPair> pair_outputs(const Side& a, const Side& b, CompareResult& result, Diagnostics& diagnostics) {
  const auto first = listed(a.program()), second = listed(b.program());
  std::vector<OutputPair> pairs;
  for (const Compared& output : first) {
    const auto same = std::find_if(second.begin(), second.end(), [&](const Compared& o) { return same_name(o, output); });
    if (same != second.end()) pairs.push_back({output, *same});
  }
  const auto only = [](const std::vector<Compared>& all) { return std::count_if(all.begin(), all.end(), [](const Compared& c) { return !c.question; }) == 1; };
  if (pairs.empty() && only(first) && only(second)) pairs.push_back({first.front(), second.front()});   // outputs stand before questions
  if (pairs.empty()) {
    diagnostics.error("nothing-to-compute", {}, "the two have no output in common: A has " + names_of(first) + ", and B has " + names_of(second),
                      "outputs are paired by their names; give one formula on each side the same name");
  }
  const auto unpaired = [&](const std::vector<Compared>& all, std::size_t side, std::vector<std::string>& names) {
    for (const Compared& c : all) {
      if (std::none_of(pairs.begin(), pairs.end(), [&](const OutputPair& p) { return same_name(p[side], c); })) names.push_back(c.name);
    }
  };
  unpaired(first, 0, result.outputs_only_a);
  unpaired(second, 1, result.outputs_only_b);
  return pairs;
}

// Each program has units of its own; one of them must be able to read the other's.
bool same_dimension(const Side& a, const Unit& unit_a, const Side& b, const Unit& unit_b) {
  if (to_text(unit_a) == to_text(unit_b) || (unit_a.is_pure_number() && unit_b.is_pure_number())) return true;
  UnitSystem& units_a = *a.program().units;
  if (const auto read = units_a.parse(to_text(unit_b))) return units_a.convertible(unit_a, *read);
  UnitSystem& units_b = *b.program().units;
  const auto read = units_b.parse(to_text(unit_a));
  return read && units_b.convertible(*read, unit_b);
}

void check_pairs(const Side& a, const Side& b, const std::vector<OutputPair>& pairs, Diagnostics& diagnostics) {
  for (const auto& [first, second] : pairs) {
    if (first.condition == second.condition && same_dimension(a, first.unit, b, second.unit)) continue;
    const auto words = [](const Compared& o) { return o.condition ? "true or false" : unit_in_words(o.unit); };
    diagnostics.error("unit-mismatch", first.span,
                      "`" + first.name + "` is " + words(first) + " in A, and `" + second.name + "` is " + words(second) + " in B: they cannot be compared");
  }
}

CompareOptions compare_options(const RunOptions& options, const RunSettings& settings) {
  CompareOptions result;
  result.method = settings.method;
  result.seed = settings.seed;
  result.replicates = std::max(options.replicates.value_or(result.replicates), fewest_replicates);
  result.samples = options.samples;
  result.threads = options.threads;
  result.interrupted = options.interrupted;
  return result;
}

// What the side's own run found. A question is shown as an output that is true or false.
OutputResult result_of(const Side& side, const Compared& compared) {
  // Of a series, which is one output by now, the last step is compared.
  const auto named = [&](const auto& entry) { return entry.name == compared.name || compared.name.starts_with(entry.name + "["); };
  const auto& outputs = side.result().outputs;
  if (!compared.question) return *std::find_if(outputs.begin(), outputs.end(), named);
  const auto& questions = side.result().questions;
  const QuestionResult& question = *std::find_if(questions.begin(), questions.end(), named);
  OutputResult result;
  result.name = question.name;
  result.description = question.text;
  result.condition = true;
  result.mean = question.probability;
  return result;
}

ComparedOutput compare_outputs(const Side& a, const Side& b, const OutputPair& pair, CompareOptions options) {
  options.additive = pair[0].unit.date;
  options.infinite_counts = pair[0].may_be_infinite || pair[1].may_be_infinite;
  const Pairing pairing = pair_sides({a.program(), pair[0].node}, {b.program(), pair[1].node}, pair[0].condition);
  const CompareFindings found{split_points(pairing, options), split_middles(pairing, options), larger_probability(pairing, options)};
  const Unit& unit = pair[0].unit;
  ComparedOutput output;
  output.name_a = pair[0].name;
  output.name_b = pair[1].name;
  output.question = pair[0].question;
  output.unit = to_text(unit);
  if (pairing.condition) output.middle_kind = "probability";
  output.a = result_of(a, pair[0]);
  output.b = result_of(b, pair[1]);
  bring_to_unit(output.b, output.unit, pair[1].unit.scale / unit.scale);
  output.point = assemble_split(found.point, unit);
  output.middle = assemble_split(found.middle, unit);
  output.changes = assemble_changes(pairing, found, unit, a.result().inputs, b.result().inputs);
  const CompareDraws draws(pairing);
  for (std::uint32_t i = 0; i < pairing.inputs.size(); ++i) {
    if (draws.drawn_once(i) && pairing.inputs[i].needed) output.shared.push_back(pairing.inputs[i].name);
  }
  if (found.larger.known) {
    output.a_larger = {found.larger.first.value, found.larger.first.error};
    output.equal = {found.larger.equal.value, found.larger.equal.error};
  }
  return output;
}

ComparedProgram compared_program(const Side& side, const std::vector<OutputPair>& pairs, std::size_t which) {
  ComparedProgram compared{side.program(), side.program().given_nodes, side.result().inputs};
  for (const OutputPair& pair : pairs) compared.roots.push_back(pair[which].node);
  return compared;
}

}  // namespace

Answer<CompareResult> compare(const CompareSide& a, const CompareSide& b, const RunOptions& options) {
  Side first = prepare_side(a, options), second = prepare_side(b, options);
  if (auto failed = failure(first, second)) return std::move(*failed);   // before either is run, which may take long
  for (Side* side : {&first, &second}) side->answer = run(side->asked.model, options_of(side->asked, options));
  if (auto failed = failure(first, second)) return std::move(*failed);
  CompareResult result;
  Diagnostics diagnostics;
  refuse_evidence(first.program(), "compare", diagnostics);
  if (!diagnostics.has_errors()) refuse_evidence(second.program(), "compare", diagnostics);
  const auto pairs = pair_outputs(first, second, result, diagnostics);
  check_pairs(first, second, pairs, diagnostics);
  if (diagnostics.has_errors()) return {Outcome::model_at_fault, std::nullopt, diagnostics.sorted()};
  const CompareOptions how = compare_options(options, first.prepared.settings);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    CompareOptions one = how;
    if (options.progress) one.progress = [&](std::uint64_t done, std::uint64_t planned) { options.progress(i * planned + done, pairs.size() * planned); };
    result.outputs.push_back(compare_outputs(first, second, pairs[i], one));
  }
  if (options.interrupted != nullptr && options.interrupted->load()) return {Outcome::not_completed, std::nullopt, {}};
  result.model_a = first.result().model;
  result.model_b = second.result().model;
  result.label_a = a.label;
  result.label_b = b.label;
  result.run_a = first.result().run;
  result.run_b = second.result().run;
  list_differences(compared_program(first, pairs, 0), compared_program(second, pairs, 1), result);
  result.warnings = both(first.result().warnings, second.result().warnings, a, b);
  result.notes = first.result().notes;
  for (const std::string& note : second.result().notes) {
    if (std::find(result.notes.begin(), result.notes.end(), note) == result.notes.end()) result.notes.push_back(note);
  }
  return {Outcome::done, std::move(result), {}};
}

}  // namespace botec
