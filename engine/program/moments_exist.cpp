#include "program/moments_exist.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "distributions/family.h"
#include "program/graph.h"
#include "program/lower.h"
#include "program/shape.h"
#include "random/stream.h"

namespace botec {
namespace {

constexpr double negligible = 1e-12;   // a divisor that reaches zero more rarely is taken never to

enum class Verdict { yes, no, unknown };

struct Decider {
  const Program& program;
  const std::vector<Shape>& shapes;
  std::set<std::uint32_t> conditioned;   // inputs that `given:` cuts in a way nothing is known about

  Verdict changes_sign(NodeId divisor) const;
  std::optional<double> index_at_zero(NodeId divisor) const;
  std::optional<double> affine_index(const Shape& shape) const;
  double edge_index(NodeId divisor, std::uint32_t input) const;
  std::optional<MissingMoment> missing(NodeId node, double order) const;
  std::optional<MissingMoment> input_fault(std::uint32_t input, const Growth& growth, double order) const;
};

const Distribution& law(const Program& program, std::uint32_t input) { return program.drawn[input].sampler.distribution(); }

// Both signs with more than a negligible probability? Exactly for one input plus a constant and for sums of normals; else a
// few thousand draws may prove it, and if they do not nothing is known.
Verdict Decider::changes_sign(NodeId divisor) const {
  const Shape& shape = shapes[divisor];
  if (shape.likely_low > 0 || shape.likely_high < 0) return Verdict::no;
  if (shape.affine && shape.coefficients.size() == 1) {
    const auto& [input, c] = *shape.coefficients.begin();
    const double zero = -shape.offset / c / program.drawn[input].sampler.scale();
    const bool both = cdf(law(program, input), zero) > negligible && cdf(law(program, input), zero, Tail::upper) > negligible;
    return both ? Verdict::yes : Verdict::no;
  }
  double mean = shape.offset, variance = 0;
  bool normal = shape.affine && program.copulas.empty();
  for (const auto& [input, c] : shape.coefficients) {
    const Moments m = moments(law(program, input));
    normal = normal && law(program, input).family->name == "normal";
    const double scale = c * program.drawn[input].sampler.scale();
    mean += scale * m.mean.value_or(0);
    variance += scale * scale * m.sd.value_or(0) * m.sd.value_or(0);
  }
  if (normal && variance > 0) return 0.5 * std::erfc(std::abs(mean) / std::sqrt(2 * variance)) > negligible ? Verdict::yes : Verdict::no;

  constexpr std::size_t most_work = 20'000'000, draws = 4096;
  const std::size_t trials = std::min(draws, most_work / program.graph.size());
  bool positive = false, negative = false;
  Stream stream(1, stream_key("moments"));
  std::vector<double> inputs(program.drawn.size());
  for (std::size_t t = 0; t < trials && !(positive && negative); ++t) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const double u = (static_cast<double>(stream() >> 11) + 0.5) * 0x1p-53;
      inputs[i] = quantile(law(program, static_cast<std::uint32_t>(i)), u) * program.drawn[i].sampler.scale();
    }
    const double value = evaluate_graph(program.graph, inputs)[divisor];
    positive = positive || value > 0;
    negative = negative || value < 0;
  }
  return positive && negative ? Verdict::yes : Verdict::unknown;
}

// A sum of positive terms is near zero only where all of them are: their indices add up.
std::optional<double> Decider::affine_index(const Shape& shape) const {
  if (!shape.affine || shape.offset != 0) return std::nullopt;
  double index = 0;
  for (const auto& [input, c] : shape.coefficients) {
    const Support ends = support(law(program, input));
    if (!(c > 0 ? ends.low >= 0 : ends.high <= 0)) return std::nullopt;
    index += tail_indices(law(program, input)).at_zero;
  }
  return index;
}

// A divisor of one input that keeps its sign can still vanish at an end of the input's range: 1 - x at 1, log(x) at 1. If
// |divisor| shrinks like t while the probability beyond goes like t^index, then two points deep in the tail tell the index.
double Decider::edge_index(NodeId divisor, std::uint32_t input) const {
  const DrawnInput& drawn = program.drawn[input];
  std::vector<double> inputs;
  for (const DrawnInput& each : program.drawn) inputs.push_back(each.point);
  const auto size_at = [&](double p, Tail tail) {
    inputs[input] = quantile(drawn.sampler.distribution(), p, tail) * drawn.sampler.scale();
    return std::abs(evaluate_graph(program.graph, inputs)[divisor]);
  };
  constexpr double near = 1e-5, nearer = 1e-7;
  double index = TailIndices::none;
  for (const Tail tail : {Tail::lower, Tail::upper}) {
    const double far = size_at(0.5, tail), first = size_at(near, tail), second = size_at(nearer, tail);
    if (!(second < first && first < 0.1 * far) || second == 0) continue;
    const double found = std::log(near / nearer) / std::log(first / second);
    // A lognormal also shrinks towards its end, but ever more slowly: its index keeps growing, and is far above any that matters.
    index = std::min(index, std::round(found * 20) / 20);
  }
  return index > 4.5 ? TailIndices::none : index;
}

// E|divisor|^-k is finite for k below this; nothing when it cannot be told.
std::optional<double> Decider::index_at_zero(NodeId divisor) const {
  const Shape& shape = shapes[divisor];
  if (shape.low < 0 && shape.high > 0) {
    const Verdict verdict = changes_sign(divisor);
    if (verdict == Verdict::yes) return 1.0;
    if (verdict == Verdict::unknown) return std::nullopt;
    if (shape.growth.size() != 1) return TailIndices::none;
  }
  if (shape.growth.size() == 1) return edge_index(divisor, shape.growth.begin()->first);
  return affine_index(shape);
}

std::string power_words(double order) { return order == 1 ? "a mean" : "a variance"; }

std::optional<MissingMoment> Decider::input_fault(std::uint32_t input, const Growth& growth, double order) const {
  const DrawnInput& drawn = program.drawn[input];
  const Distribution& d = drawn.sampler.distribution();
  const TailIndices tails = tail_indices(d);
  const auto fact = std::find_if(program.inputs.begin(), program.inputs.end(), [&](const InputFact& f) { return f.name == drawn.declared_name(); });
  const Span span = fact == program.inputs.end() ? Span{} : fact->span;
  const std::string name = "`" + drawn.name + "`";
  const bool heavy = growth.at_infinity > 0 && order * growth.at_infinity >= std::min(tails.upper, tails.lower);
  const bool exponential = (growth.up > 0 && order * growth.up * drawn.sampler.scale() >= tails.exponential_upper) ||
                           (growth.down > 0 && order * growth.down * drawn.sampler.scale() >= tails.exponential_lower);
  if (heavy || exponential) return MissingMoment{"the tail of " + name + " is too heavy for " + power_words(order), "bound " + name + " with `min` or `max`, or quote quantiles", span};
  if (growth.at_zero >= 0 || order * -growth.at_zero < tails.at_zero) return std::nullopt;
  const Support ends = support(d);
  const bool inside = ends.low < 0 && ends.high > 0;
  if (inside && (cdf(d, 0) <= negligible || cdf(d, 0, Tail::upper) <= negligible)) return std::nullopt;
  return MissingMoment{name + " can be zero" + (inside ? "" : " or come arbitrarily close to it"), "give it a `" + std::string(ends.high <= 0 ? "max" : "min") + "`", span};
}

// (x - 1)^2 and sqrt(x - 1) vanish where x - 1 does.
Pole unwrapped(const Graph& graph, Pole pole) {
  for (;;) {
    const GraphNode& node = graph[pole.divisor];
    if (node.kind != GraphNode::Kind::call) return pole;
    const std::string_view name = node.function->name;
    const bool power = (name == "^" || name == "pow") && graph.is_constant(node.arguments[1]) && graph[node.arguments[1]].value > 0;
    if (!power && name != "sqrt" && name != "abs") return pole;
    pole.power *= power ? graph[node.arguments[1]].value : name == "sqrt" ? 0.5 : 1;
    pole.divisor = node.arguments[0];
  }
}

std::optional<MissingMoment> Decider::missing(NodeId node, double order) const {
  const Shape& shape = shapes[node];
  if (shape.hopeless) {
    const Span& place = program.graph[shape.culprit].place;
    return MissingMoment{"an exponential grows faster here than the tail below it falls", "bound its argument with `max`", place};
  }
  for (const auto& [input, growth] : shape.growth) {
    if (conditioned.contains(input)) continue;
    if (auto fault = input_fault(input, growth, order)) return fault;
  }
  for (const Pole& written : shape.poles) {
    const Pole pole = unwrapped(program.graph, written);
    const auto& depends = shapes[pole.divisor].growth;
    if (std::any_of(depends.begin(), depends.end(), [&](const auto& entry) { return conditioned.contains(entry.first); })) continue;
    const auto index = index_at_zero(pole.divisor);
    if (!index || order * pole.power < *index) continue;
    const Span& place = program.graph[pole.divisor].place;
    return MissingMoment{"a divisor can be zero", "keep it away from zero, for example with `min:` on its inputs", place};
  }
  return std::nullopt;
}

void warn(const ProgramOutput& output, const char* moment, const char* kind, const MissingMoment& missing, Diagnostics& diagnostics) {
  diagnostics.warning(kind, missing.span ? missing.span : output.span,
                      "the " + std::string(moment) + " of `" + output.name + "` does not exist, because " + missing.cause,
                      missing.help + "; quantiles are not affected");
}

// A divisor whose range holds zero although nothing proves that it gets there.
void warn_about_divisors(const Decider& decider, const ProgramOutput& output, std::set<NodeId>& warned, Diagnostics& diagnostics) {
  for (const Pole& pole : decider.shapes[output.node].poles) {
    if (decider.index_at_zero(unwrapped(decider.program.graph, pole).divisor) || !warned.insert(pole.divisor).second) continue;
    diagnostics.warning("divisor-zero", decider.program.graph[pole.divisor].place, "the range of this divisor includes zero",
                        "if it can really get there, neither mean nor variance of `" + output.name + "` exists");
  }
}

}  // namespace

void find_missing_moments(Program& program, Diagnostics& diagnostics) {
  const std::vector<Shape> shapes = find_shapes(program);
  if (shapes.empty()) return;
  Decider decider{program, shapes, {}};
  for (const NodeId condition : program.given_nodes) {
    for (const auto& [input, growth] : shapes[condition].growth) decider.conditioned.insert(input);
  }
  std::set<NodeId> warned;
  for (ProgramOutput& output : program.outputs) {
    if (output.constant) continue;
    output.no_mean = decider.missing(output.node, 1);
    output.no_variance = output.no_mean ? output.no_mean : decider.missing(output.node, 2);
    output.fourth_moment = !output.no_variance && !decider.missing(output.node, 4);
    if (output.brief) continue;   // what is said of the last step is enough
    if (output.no_mean) {
      warn(output, "mean", "no-mean", *output.no_mean, diagnostics);
    } else if (output.no_variance) {
      warn(output, "variance", "no-variance", *output.no_variance, diagnostics);
    }
    warn_about_divisors(decider, output, warned, diagnostics);
  }
}

}  // namespace botec
