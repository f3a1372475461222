#include "program/shape.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace botec {
namespace {

constexpr double infinity = Shape::infinity;

// 0 · ∞ is 0 here: a factor that is 0 keeps the product 0.
double times(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

struct Interval {
  double low, high;
};

Interval hull(std::initializer_list<double> values) { return {std::min(values), std::max(values)}; }

Interval product(Interval a, Interval b) {
  return hull({times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)});
}

Interval reciprocal(Interval a) {
  if (a.low > 0 || a.high < 0) return {1 / a.high, 1 / a.low};
  if (a.low == 0 && a.high > 0) return {1 / a.high, infinity};
  if (a.high == 0 && a.low < 0) return {-infinity, 1 / a.low};
  return {-infinity, infinity};
}

// Each input and pole of both, combined; what one side lacks counts as 0.
template <class Combine>
Shape combine(const Shape& a, const Shape& b, Combine growth, bool add_poles) {
  Shape result;
  for (const auto* side : {&a, &b}) {
    for (const auto& [input, g] : side->growth) {
      if (result.growth.contains(input)) continue;
      const auto in_a = a.growth.find(input), in_b = b.growth.find(input);
      result.growth[input] = growth(in_a == a.growth.end() ? Growth{} : in_a->second, in_b == b.growth.end() ? Growth{} : in_b->second);
    }
  }
  result.poles = a.poles;
  for (const Pole& pole : b.poles) {
    const auto known = std::find_if(result.poles.begin(), result.poles.end(), [&](const Pole& p) { return p.divisor == pole.divisor; });
    if (known == result.poles.end()) {
      result.poles.push_back(pole);
    } else {
      known->power = add_poles ? known->power + pole.power : std::max(known->power, pole.power);
    }
  }
  result.hopeless = a.hopeless || b.hopeless;
  result.culprit = a.hopeless ? a.culprit : b.culprit;
  return result;
}

// A sum is as large as its largest term: terms do not cancel for ever.
Shape sum_shape(const Shape& a, const Shape& b) {
  return combine(a, b, [](const Growth& x, const Growth& y) {
    return Growth{std::max(x.at_infinity, y.at_infinity), std::min(x.at_zero, y.at_zero), std::max(x.up, y.up), std::max(x.down, y.down)};
  }, false);
}

Shape product_shape(const Shape& a, const Shape& b) {
  return combine(a, b, [](const Growth& x, const Growth& y) {
    return Growth{x.at_infinity + y.at_infinity, x.at_zero + y.at_zero, x.up + y.up, x.down + y.down};
  }, true);
}

void set_range(Shape& shape, Interval range, Interval likely) {
  shape.low = range.low;
  shape.high = range.high;
  shape.likely_low = std::max(likely.low, range.low);
  shape.likely_high = std::min(likely.high, range.high);
}

Interval range_of(const Shape& s) { return {s.low, s.high}; }
Interval likely_of(const Shape& s) { return {s.likely_low, s.likely_high}; }

Shape constant_shape(double value) {
  Shape shape;
  if (!std::isfinite(value)) return shape;   // infinite on purpose: nothing is claimed
  set_range(shape, {value, value}, {value, value});
  shape.monomial = shape.affine = true;
  shape.offset = value;
  return shape;
}

Shape input_shape(const DrawnInput& drawn, std::uint32_t index) {
  Shape shape;
  const Distribution& d = drawn.sampler.distribution();
  const double scale = drawn.sampler.scale();
  constexpr double negligible = 1e-12;
  const Support ends = support(d);
  set_range(shape, {ends.low * scale, ends.high * scale}, {quantile(d, negligible) * scale, quantile(d, negligible, Tail::upper) * scale});
  shape.monomial = shape.affine = true;
  shape.coefficients[index] = 1;
  shape.growth[index] = {1, 1, 0, 0};
  return shape;
}

// x - x does not depend on x, however heavy its tails.
void forget_cancelled(Shape& shape) {
  for (auto it = shape.coefficients.begin(); it != shape.coefficients.end();) {
    if (it->second != 0) {
      ++it;
      continue;
    }
    shape.growth.erase(it->first);
    it = shape.coefficients.erase(it);
  }
  if (shape.coefficients.empty()) set_range(shape, {shape.offset, shape.offset}, {shape.offset, shape.offset});
}

Shape add_shapes(const Shape& a, const Shape& b, double sign) {
  Shape result = sum_shape(a, b);
  const auto end = [sign](const Interval& x, const Interval& y) {
    return sign > 0 ? Interval{x.low + y.low, x.high + y.high} : Interval{x.low - y.high, x.high - y.low};
  };
  set_range(result, end(range_of(a), range_of(b)), end(likely_of(a), likely_of(b)));
  if (a.affine && b.affine) {
    result.affine = true;
    result.offset = a.offset + sign * b.offset;
    result.coefficients = a.coefficients;
    for (const auto& [input, c] : b.coefficients) result.coefficients[input] += sign * c;
    forget_cancelled(result);
  }
  return result;
}

Shape multiply_shapes(const Shape& a, const Shape& b) {
  Shape result = product_shape(a, b);
  set_range(result, product(range_of(a), range_of(b)), product(likely_of(a), likely_of(b)));
  result.monomial = a.monomial && b.monomial;
  const Shape* constant = a.low == a.high ? &a : b.low == b.high ? &b : nullptr;
  const Shape& other = constant == &a ? b : a;
  if (constant != nullptr && other.affine) {
    result.affine = true;
    result.offset = times(constant->low, other.offset);
    for (const auto& [input, c] : other.coefficients) result.coefficients[input] = c * constant->low;
  }
  return result;
}

// |a| to a constant power above 0.
Shape raise_shape(const Shape& a, double power) {
  Shape result = a;
  result.affine = false;
  for (auto& [input, g] : result.growth) g = {g.at_infinity * power, g.at_zero * power, g.up * power, g.down * power};
  for (auto& pole : result.poles) pole.power *= power;
  const auto raised = [power](Interval x) {
    if (x.low >= 0) return Interval{std::pow(x.low, power), std::pow(x.high, power)};
    const double most = std::pow(std::max(std::abs(x.low), std::abs(x.high)), power);
    return power == std::round(power) && std::fmod(power, 2) != 0 ? Interval{-most, most} : Interval{0, most};
  };
  set_range(result, raised(range_of(a)), raised(likely_of(a)));
  return result;
}

Shape invert_shape(const Shape& a, NodeId node) {
  Shape result;
  const bool keeps_away = a.likely_low > 0 || a.likely_high < 0;
  const bool touches = (a.low <= 0 && a.high >= 0);
  for (const auto& [input, g] : a.growth) {
    // A sum bounded away from zero does not blow up where one of its terms vanishes.
    result.growth[input] = a.monomial ? Growth{-g.at_infinity, -g.at_zero, 0, 0}
                                      : Growth{-std::max(g.at_infinity, 0.0), -std::min(g.at_zero, 0.0), 0, 0};
  }
  // Zero at the very edge of what a sum can be may matter although it is unlikely to be near: its density decides.
  if (!a.monomial && (!keeps_away || (touches && (a.low == 0 || a.high == 0)))) result.poles.push_back({node, 1});
  set_range(result, reciprocal(range_of(a)), reciprocal(likely_of(a)));
  result.monomial = a.monomial;
  return result;
}

// exp of a value that is not bounded above.
void exponential_growth(const Program& program, const Shape& a, NodeId node, Shape& result) {
  if (a.affine) {
    for (const auto& [input, c] : a.coefficients) result.growth[input] = {0, 0, std::max(c, 0.0), std::max(-c, 0.0)};
    return;
  }
  for (const auto& [input, g] : a.growth) {
    const Distribution& d = program.drawn[input].sampler.distribution();
    const TailIndices tails = tail_indices(d);
    // exp(z / sqrt(w)) with a chi-squared w: it grows faster than any power that the density of w near 0 could make up for.
    if (g.at_zero < 0 && tails.at_zero < infinity) {
      result.hopeless = true;
      result.culprit = node;
    }
    if (g.at_infinity <= 0) continue;
    const bool up = support(d).high == infinity;
    if (up && (tails.exponential_upper == 0 || (tails.exponential_upper < infinity && g.at_infinity > 1))) {
      result.hopeless = true;
      result.culprit = node;
    }
  }
}

// Remembers what a value depends on where it has no growth worth speaking of.
void depend_on(Shape& result, const Shape& a) {
  for (const auto& [input, g] : a.growth) result.growth.try_emplace(input);
}

Shape exp_shape(const Program& program, const Shape& a, NodeId node) {
  Shape result;
  const auto raised = [](Interval x) { return Interval{std::exp(x.low), std::exp(x.high)}; };
  set_range(result, raised(range_of(a)), raised(likely_of(a)));
  // What only redrawn rows vary (it has no growth) is bounded: its exponential stays away from zero.
  if (a.growth.empty() && result.low == 0) result.low = result.likely_low = std::numeric_limits<double>::min();
  if (a.high == infinity) exponential_growth(program, a, node, result);
  if (a.hopeless) {
    result.hopeless = true;
    result.culprit = a.culprit;
  }
  depend_on(result, a);
  return result;
}

// A value that only grows like a logarithm, or is bounded.
Shape tame(const Shape& a, Interval range, Interval likely) {
  Shape result;
  set_range(result, range, likely);
  depend_on(result, a);
  return result;
}

Shape log_shape(const Shape& a, double (*f)(double), double edge) {
  const auto mapped_range = [&](Interval x) { return Interval{x.low <= edge ? -infinity : f(x.low), x.high <= edge ? -infinity : f(x.high)}; };
  return tame(a, mapped_range(range_of(a)), mapped_range(likely_of(a)));
}

Shape power_shape(const Program& program, const Graph& graph, const GraphNode& node, NodeId id, const std::vector<Shape>& shapes) {
  const Shape& base = shapes[node.arguments[0]];
  const Shape& exponent = shapes[node.arguments[1]];
  if (graph.is_constant(node.arguments[1])) {
    const double power = graph[node.arguments[1]].value;
    if (power == 0) return constant_shape(1);
    if (power == 1) return base;
    return power > 0 ? raise_shape(base, power) : raise_shape(invert_shape(base, node.arguments[0]), -power);
  }
  if (graph.is_constant(node.arguments[0]) && base.low > 0) {   // c^x = exp(x·log c)
    return exp_shape(program, multiply_shapes(exponent, constant_shape(std::log(base.low))), id);
  }
  if (base.low < 0 || !exponent.bounded()) return {};   // not decided
  Shape result = exponent.high > 0 ? raise_shape(base, exponent.high) : Shape{};
  if (exponent.low < 0) result = sum_shape(result, raise_shape(invert_shape(base, node.arguments[0]), -exponent.low));
  set_range(result, {0, infinity}, {0, infinity});
  return result;
}

// What a condition depends on may well be what keeps a branch away from its poles, so nothing is claimed about those inputs.
Shape choice_shape(const std::vector<Shape>& shapes, const GraphNode& node) {
  const Shape &a = shapes[node.arguments[1]], &b = shapes[node.arguments[2]];
  Shape result = sum_shape(a, b);
  set_range(result, {std::min(a.low, b.low), std::max(a.high, b.high)},
            {std::min(a.likely_low, b.likely_low), std::max(a.likely_high, b.likely_high)});
  result.poles.clear();
  result.hopeless = false;
  for (const auto& [input, g] : shapes[node.arguments[0]].growth) result.growth.erase(input);
  return result;
}

// A condition has no growth of its own but must remember what it depends on, for choice_shape().
Shape condition_shape(const std::vector<Shape>& shapes, const GraphNode& node) {
  Shape result;
  for (int i = 0; i < node.arity; ++i) {
    for (const auto& [input, g] : shapes[node.arguments[i]].growth) result.growth[input] = {};
  }
  set_range(result, {0, 1}, {0, 1});
  return result;
}

Shape extreme_shape(const Shape& a, const Shape& b, bool smaller) {
  Shape result = sum_shape(a, b);
  const auto pick = [smaller](double x, double y) { return smaller ? std::min(x, y) : std::max(x, y); };
  set_range(result, {pick(a.low, b.low), pick(a.high, b.high)},
            {pick(a.likely_low, b.likely_low), pick(a.likely_high, b.likely_high)});
  return result;
}

// a / (a + rest) with nothing negative: a share, between 0 and 1 although its divisor can be 0.
bool is_share(const Graph& graph, const std::vector<Shape>& shapes, NodeId part, NodeId whole) {
  if (shapes[part].low < 0) return false;
  bool found = false;
  std::vector<NodeId> open{whole};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    const GraphNode& node = graph[id];
    const bool sum = node.function != nullptr && (node.function->name == "+" || node.function->name == "sum");
    if (id == part) {
      found = true;
    } else if (sum) {
      open.insert(open.end(), node.arguments, node.arguments + node.arity);
    } else if (shapes[id].low < 0) {
      return false;
    }
  }
  return found && part != whole;
}

Shape share_shape(const Shape& part, const Shape& whole) {
  Shape result = product_shape(part, whole);   // for what it depends on
  set_range(result, {0, 1}, {0, 1});
  return result;
}

Shape call_shape(const Program& program, NodeId id, const std::vector<Shape>& shapes) {
  const Graph& graph = program.graph;
  const GraphNode& node = graph[id];
  const std::string_view name = node.function->name;
  const Shape& a = shapes[node.arguments[0]];
  const Shape& b = shapes[node.arguments[node.arity > 1 ? 1 : 0]];
  if (node.function->units == UnitRule::compare || node.function->units == UnitRule::logical) return condition_shape(shapes, node);
  if (node.function->units == UnitRule::choice) return choice_shape(shapes, node);
  if (name == "+" || name == "sum" || name == "mean") return add_shapes(a, b, 1);
  if (name == "-") return add_shapes(a, b, -1);
  if (name == "*") return multiply_shapes(a, b);
  if (name == "/" && is_share(graph, shapes, node.arguments[0], node.arguments[1])) return share_shape(a, b);
  if (name == "/") return multiply_shapes(a, invert_shape(b, node.arguments[1]));
  if (name == "negate") return multiply_shapes(a, constant_shape(-1));
  if (name == "^" || name == "pow") return power_shape(program, graph, node, id, shapes);
  if (name == "sqrt") return raise_shape(a, 0.5);
  if (name == "exp") return exp_shape(program, a, id);
  if (name == "expm1") return add_shapes(exp_shape(program, a, id), constant_shape(1), -1);
  if (name == "log") return log_shape(a, [](double x) { return std::log(x); }, 0);
  if (name == "log2") return log_shape(a, [](double x) { return std::log2(x); }, 0);
  if (name == "log10") return log_shape(a, [](double x) { return std::log10(x); }, 0);
  if (name == "log1p") return log_shape(a, [](double x) { return std::log1p(x); }, -1);
  if (name == "min" || name == "max") return extreme_shape(a, b, name == "min");
  if (name == "clamp") return extreme_shape(extreme_shape(a, b, false), shapes[node.arguments[2]], true);
  if (name == "abs") {
    Shape result = raise_shape(a, 1);
    if (a.low < 0) result.low = a.high > 0 ? 0 : -a.high;
    result.likely_low = std::max(result.likely_low, result.low);
    return result;
  }
  if (name == "floor" || name == "ceil" || name == "round") {
    Shape result = add_shapes(a, constant_shape(0), 1);
    const auto rounded = [](Interval x) { return Interval{std::floor(x.low), std::ceil(x.high)}; };
    set_range(result, rounded(range_of(a)), rounded(likely_of(a)));
    result.affine = false;
    return result;
  }
  if (name == "atan" || name == "asin" || name == "acos" || name == "atan2") return tame(a, {-4, 4}, {-4, 4});
  if (name == "sin" || name == "cos" || name == "erf" || name == "sign") return tame(a, {-1, 1}, {-1, 1});
  if (name == "normal_cdf") return tame(a, {0, 1}, {0, 1});
  return {};   // tan, lgamma, normal_quantile and what may be added: nothing is claimed
}

}  // namespace

std::vector<Shape> find_shapes(const Program& program) {
  constexpr std::size_t most_work = 4'000'000;   // map entries copied; about a second
  if (program.graph.size() * std::max<std::size_t>(program.drawn.size(), 1) > most_work) return {};
  std::vector<Shape> shapes(program.graph.size());
  for (NodeId id = 0; id < program.graph.size(); ++id) {
    const GraphNode& node = program.graph[id];
    switch (node.kind) {
      case GraphNode::Kind::constant: shapes[id] = constant_shape(node.value); break;
      case GraphNode::Kind::input: shapes[id] = input_shape(program.drawn[node.input], node.input); break;
      case GraphNode::Kind::call: shapes[id] = call_shape(program, id, shapes); break;
    }
    Shape& shape = shapes[id];
    // All moments of a bounded value exist; what matters of it is what it depends on, and how it vanishes, for divisors.
    // A monomial has nothing to forget: it is bounded because its inputs are.
    if (node.kind == GraphNode::Kind::call && shape.bounded() && !shape.monomial) {
      for (auto& [input, g] : shape.growth) g = {0, std::max(g.at_zero, 0.0), 0, 0};
      shape.poles.clear();
      shape.hopeless = false;
    }
  }
  return shapes;
}

}  // namespace botec
