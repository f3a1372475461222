// `observe:` → one node: the logarithm of the likelihood of everything observed, but for a constant. Constants of a likelihood cancel
// where trials are weighed against each other, so that none are computed.
#include <cmath>

#include "distributions/distribution.h"
#include "distributions/family.h"
#include "program/compilation.h"

namespace botec {
namespace {

struct Evidence {
  Compilation& c;
  const Observation& observation;

  NodeId call(std::string_view function, std::initializer_list<NodeId> arguments) { return c.graph.call(*find_function(function), arguments, observation.span); }
  NodeId number(double value) { return c.graph.constant(value); }
  NodeId times(double factor, NodeId node) { return call("*", {number(factor), node}); }
  std::optional<double> in_base(const Quantity& quantity, const Typed& typed, const char* what);
  std::optional<NodeId> measurement(const Typed& typed);
  std::optional<NodeId> counts(const Typed& typed);
};

// A quantity in base units; without a unit of its own it has that of what is observed.
std::optional<double> Evidence::in_base(const Quantity& quantity, const Typed& typed, const char* what) {
  if (quantity.unit.empty()) return quantity.percent ? quantity.value : quantity.value * typed.unit.scale;
  const auto unit = unit_of(quantity.unit, quantity.unit_span, c.units, c.diagnostics);
  if (!unit) return std::nullopt;
  if (c.units.convertible(*unit, typed.unit)) return quantity.value * unit->scale;
  c.diagnostics.error("unit-mismatch", quantity.unit_span,
                      quoted(observation.quantity.root().span) + " is " + unit_in_words(typed.unit) + ", and " + what + " is " + unit_in_words(*unit));
  return std::nullopt;
}

// -((quantity - value) / sd)² / 2, of the logarithms where the error is a factor.
std::optional<NodeId> Evidence::measurement(const Typed& typed) {
  const auto value = in_base(observation.value, typed, "the value");
  if (!value) return std::nullopt;
  std::optional<double> sd;
  NodeId away;
  if (observation.kind == Observation::Kind::normal) {
    sd = in_base(observation.spread, typed, "the sd");
    away = call("-", {typed.node, number(*value)});
  } else {
    // `factor` is half the width, on the logarithm, of an interval at the level of the file's ranges.
    Arguments standard;
    standard.numbers = {{"mean", 0.0}, {"sd", 1.0}};
    const double z = observation.spread_is_factor ? quantile(*make_distribution("normal", standard), (1 - c.model.range_level) / 2, Tail::upper) : 1;
    sd = std::log(observation.spread.value) / z;
    away = call("log", {call("/", {typed.node, number(*value)})});
  }
  if (!sd) return std::nullopt;
  const NodeId standard = times(1 / *sd, away);
  return times(-0.5, call("*", {standard, standard}));
}

// k log λ - λ, and k log p + (n - k) log(1 - p).
std::optional<NodeId> Evidence::counts(const Typed& typed) {
  if (!typed.unit.is_pure_number()) {
    const bool binomial = observation.kind == Observation::Kind::binomial;
    c.diagnostics.error("unit-mismatch", observation.quantity.root().span,
                        quoted(observation.quantity.root().span) + " is " + unit_in_words(typed.unit) + ", and " +
                            (binomial ? "`successes` want a probability" : "a `count` wants the number that is expected, a pure number"),
                        binomial ? "" : "multiply a rate by how long was counted");
    return std::nullopt;
  }
  const double k = observation.value.value;
  const auto part = [&](double count, NodeId node) { return times(count, call("log", {node})); };
  if (observation.kind == Observation::Kind::poisson) {
    const NodeId rest = call("negate", {typed.node});
    return k == 0 ? rest : call("+", {part(k, typed.node), rest});
  }
  const double failures = observation.trials.value - k;
  const NodeId other = call("-", {number(1), typed.node});
  if (k == 0) return part(failures, other);
  return failures == 0 ? part(k, typed.node) : call("+", {part(k, typed.node), part(failures, other)});
}

}  // namespace

std::optional<NodeId> find_evidence(Compilation& c) {
  std::optional<NodeId> sum;
  for (const Observation& observation : c.model.observations) {
    const auto typed = c.lower(observation.quantity, c.symbols.root());
    if (!typed) continue;
    if (typed->condition) {
      c.diagnostics.error("bad-observation", observation.quantity.root().span, "what is observed here is true or false, and has no error",
                          "conditions stand under `given:`");
      continue;
    }
    if (typed->unit.date) {
      c.diagnostics.error("bad-observation", observation.quantity.root().span, "a date is observed here, whose error would be a duration",
                          "observe how long after a fixed date it is: {quantity: launch - 2025-01-01, value: 3 years, sd: 2 months}");
      continue;
    }
    Evidence evidence{c, observation};
    const bool measured = observation.kind == Observation::Kind::normal || observation.kind == Observation::Kind::lognormal;
    const auto part = measured ? evidence.measurement(*typed) : evidence.counts(*typed);
    if (part) sum = sum ? evidence.call("+", {*sum, *part}) : *part;
  }
  return sum;
}

}  // namespace botec
