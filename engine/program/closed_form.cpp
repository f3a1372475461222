#include "program/closed_form.h"

#include <cmath>

#include "distributions/family.h"

namespace botec {

std::optional<ClosedForm> as_logarithm(const ClosedForm& form) {
  if (form.logarithmic) return form;
  if (!form.weights.empty() || !(form.offset > 0)) return std::nullopt;
  return ClosedForm{true, std::log(form.offset), {}};
}

bool is_normal(const DrawnInput& drawn) {
  const std::string_view family = drawn.sampler.distribution().family->name;
  return family == "normal" || (family == "lognormal" && drawn.sampler.scale() > 0);
}

namespace {

using Form = std::optional<ClosedForm>;

Form constant_form(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return ClosedForm{false, value, {}};
}

Form input_form(const DrawnInput& drawn, std::uint32_t index, bool any) {
  const Distribution& d = drawn.sampler.distribution();
  const double scale = drawn.sampler.scale();
  if (const auto value = constant_value(d)) return constant_form(*value * scale);
  if (d.family->name == "normal") return ClosedForm{false, d.parameters[0] * scale, {{index, d.parameters[1] * scale}}};
  if (d.family->name == "lognormal" && scale > 0) return ClosedForm{true, d.parameters[0] + std::log(scale), {{index, d.parameters[1]}}};
  return any ? Form(ClosedForm{false, 0, {{index, 1}}}) : std::nullopt;
}

Form scaled(const ClosedForm& form, double factor) {
  if (!std::isfinite(factor)) return std::nullopt;
  ClosedForm result = form;
  if (factor == 0) result.weights.clear();   // as of the first step of growth from there on
  result.offset *= factor;
  for (auto& [input, weight] : result.weights) weight *= factor;
  return result;
}

Form sum(const ClosedForm& a, const ClosedForm& b, double sign) {
  if (a.logarithmic || b.logarithmic) return std::nullopt;
  return combine(a, b, sign);
}

// power 1 for a product, -1 for a quotient.
Form product(const ClosedForm& a, const ClosedForm& b, double power) {
  if (!b.logarithmic && b.weights.empty() && !a.logarithmic) return scaled(a, power > 0 ? b.offset : 1 / b.offset);
  if (!a.logarithmic && a.weights.empty() && !b.logarithmic && power > 0) return scaled(b, a.offset);
  const Form first = as_logarithm(a), second = as_logarithm(b);
  if (!first || !second) return std::nullopt;
  return combine(*first, *second, power);
}

Form power(const ClosedForm& base, const ClosedForm& exponent) {
  if (exponent.logarithmic || !exponent.weights.empty()) {
    // c^x = exp(x · log c)
    if (base.logarithmic || !base.weights.empty() || !(base.offset > 0) || exponent.logarithmic) return std::nullopt;
    Form result = scaled(exponent, std::log(base.offset));
    if (result) result->logarithmic = true;
    return result;
  }
  const Form first = as_logarithm(base);
  return first ? scaled(*first, exponent.offset) : std::nullopt;
}

Form exponential(const ClosedForm& a) {
  if (a.logarithmic) return std::nullopt;
  ClosedForm result = a;
  result.logarithmic = true;
  return result;
}

Form logarithm(const ClosedForm& a, double base_logarithm) {
  if (!a.logarithmic) return std::nullopt;
  Form result = scaled(a, 1 / base_logarithm);
  if (result) result->logarithmic = false;
  return result;
}

Form call_form(const GraphNode& node, const std::vector<Form>& forms) {
  for (int i = 0; i < node.arity; ++i) {
    if (!forms[node.arguments[i]]) return std::nullopt;
  }
  const std::string_view name = node.function->name;
  const ClosedForm& a = *forms[node.arguments[0]];
  if (name == "negate") return a.logarithmic ? std::nullopt : scaled(a, -1);
  if (name == "exp") return exponential(a);
  if (name == "log") return logarithm(a, 1);
  if (name == "log2") return logarithm(a, std::log(2.0));
  if (name == "log10") return logarithm(a, std::log(10.0));
  if (name == "sqrt") return a.logarithmic ? scaled(a, 0.5) : std::nullopt;
  if (node.arity != 2) return std::nullopt;
  const ClosedForm& b = *forms[node.arguments[1]];
  if (name == "+" || name == "sum" || name == "mean") return sum(a, b, 1);
  if (name == "-") return sum(a, b, -1);
  if (name == "*") return product(a, b, 1);
  if (name == "/") return product(a, b, -1);
  if (name == "^" || name == "pow") return power(a, b);
  return std::nullopt;
}

// Σ (Lᵀw)² over the groups that a copula joins, Σ w² over the rest.
double variance(const Program& program, const ClosedForm& form) {
  double total = 0;
  std::map<std::uint32_t, double> alone = form.weights;
  for (const CopulaGroup& group : program.copulas) {
    const std::size_t n = group.inputs.size();
    std::vector<double> weights(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto found = alone.find(group.inputs[i]);
      if (found == alone.end()) continue;
      weights[i] = found->second;
      alone.erase(found);
    }
    if (!group.leans.empty()) {   // each input is the one before it, times a number, and its own normal
      double carried = 0;
      for (std::size_t j = n; j-- > 0;) {
        carried = weights[j] + (j + 1 < n ? group.leans[j + 1] * carried : 0);
        total += carried * carried * group.cholesky[j * n + j] * group.cholesky[j * n + j];
      }
      continue;
    }
    for (std::size_t j = 0; j < n; ++j) {
      double along = 0;
      for (std::size_t i = j; i < n; ++i) along += group.cholesky[i * n + j] * weights[i];
      total += along * along;
    }
  }
  for (const auto& [input, weight] : alone) total += weight * weight;
  return total;
}

}  // namespace

ClosedForm combine(const ClosedForm& a, const ClosedForm& b, double factor) {
  ClosedForm result = a;
  result.offset += factor * b.offset;
  for (const auto& [input, weight] : b.weights) {
    double& sum = result.weights[input];
    sum += factor * weight;
    if (sum == 0) result.weights.erase(input);
  }
  return result;
}

std::vector<std::optional<ClosedForm>> find_closed_forms(const Program& program, bool any_input) {
  constexpr std::size_t most_work = 4'000'000;   // weights copied; some tenths of a second
  const Graph& graph = program.graph;
  std::vector<Form> forms(graph.size());
  std::size_t work = 0;
  for (NodeId id = 0; id < graph.size() && work < most_work; ++id) {
    const GraphNode& node = graph[id];
    switch (node.kind) {
      case GraphNode::Kind::constant: forms[id] = constant_form(node.value); break;
      case GraphNode::Kind::input: forms[id] = input_form(program.drawn[node.input], node.input, any_input); break;
      case GraphNode::Kind::call: forms[id] = call_form(node, forms); break;
    }
    work += forms[id] ? forms[id]->weights.size() : 1;
  }
  return forms;
}

std::optional<ClosedForm> difference(const ClosedForm& a, const ClosedForm& b) {
  if (!a.logarithmic && !b.logarithmic) return sum(a, b, -1);
  Form ratio = product(a, b, -1);
  if (ratio) ratio->logarithmic = false;
  return ratio;
}

std::optional<Distribution> law_of(const Program& program, const ClosedForm& form) {
  double largest = 0;
  for (const auto& [input, weight] : form.weights) largest = std::max(largest, std::abs(weight));
  const double sd = std::sqrt(variance(program, form));
  constexpr double cancelled = 1e-7;   // of the largest term: what is left is rounding, squared
  if (!std::isfinite(form.offset) || !std::isfinite(sd) || !(sd > cancelled * largest)) return std::nullopt;
  Arguments arguments;
  arguments.numbers = {{form.logarithmic ? "mu" : "mean", form.offset}, {form.logarithmic ? "sigma" : "sd", sd}};
  auto law = make_distribution(form.logarithmic ? "lognormal" : "normal", arguments);
  return law ? std::optional<Distribution>(std::move(*law)) : std::nullopt;
}

}  // namespace botec
