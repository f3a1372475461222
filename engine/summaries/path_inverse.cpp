#include "summaries/path_inverse.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "summaries/step_operands.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
using Kind = PathStep::Kind;

// In each trial the event is {v <= t}, or {v >= t} where `upper`; v is what stands at the current step of the path.
struct Events {
  Events(std::size_t count, bool closed_events) : n(count), closed(closed_events) {
    std::fill_n(upper, n, std::uint8_t{0});
    std::fill_n(decided, n, std::uint8_t{0});
  }

  std::size_t n;
  bool closed;                      // t itself belongs to the event
  bool negated = false;             // an odd number of `not` above
  bool any_decided = false;
  bool meaningless = false;         // a step divided by 0
  bool alike = true;                // `upper` is the same in all trials
  alignas(64) double t[block];
  alignas(64) std::uint8_t upper[block];
  alignas(64) std::uint8_t decided[block];   // 0: not yet, 1: certain, 2: impossible, whatever v is

  // The threshold that makes the event certain, or impossible.
  void settle(std::size_t i, bool certain) { t[i] = (upper[i] != 0) == certain ? -infinity : infinity; }
  // Settles by a value that does not depend on v.
  void compare(std::size_t i, double value) {
    settle(i, upper[i] != 0 ? (closed ? value >= t[i] : value > t[i]) : (closed ? value <= t[i] : value < t[i]));
  }
  void flip(std::size_t i) {
    upper[i] ^= 1;
    alike = false;
  }
  void flip_all() {
    for (std::size_t i = 0; i < n; ++i) upper[i] ^= 1;
  }
};

void by_factor(Events& e, const double* factor, bool positive) {   // v · factor
  if (positive) return kernels::active().div(e.t, e.t, factor, e.n);
  for (std::size_t i = 0; i < e.n; ++i) {
    const double f = factor[i];
    if (f == 0) {
      e.compare(i, 0);
      continue;
    }
    e.t[i] /= f;
    if (f < 0) e.flip(i);
  }
}

void by_divisor(Events& e, const double* divisor, bool positive) {   // v / divisor
  if (positive) return kernels::active().mul(e.t, e.t, divisor, e.n);
  for (std::size_t i = 0; i < e.n; ++i) {
    e.meaningless = e.meaningless || divisor[i] == 0;
    e.t[i] *= divisor[i];
    if (divisor[i] < 0) e.flip(i);
  }
}

void into(Events& e, const double* dividend, bool negative) {   // dividend / v, as r / u with u > 0
  for (std::size_t i = 0; i < e.n; ++i) {
    const double r = negative ? -dividend[i] : dividend[i];
    double& t = e.t[i];
    if (r == 0) {
      e.compare(i, 0);
      if (negative) {
        t = -t;
        e.flip(i);
      }
      continue;
    }
    if (r > 0 ? t > 0 : t < 0) {   // r / u reaches t at u = r / t
      t = r / t;
      if (r > 0) e.flip(i);
    } else {
      e.settle(i, (r > 0) == (e.upper[i] != 0));   // all of r / u lies on one side of t
    }
    if (negative) {
      t = -t;
      e.flip(i);
    }
  }
}

// v^exponent with v >= 0.
void by_power(Events& e, const double* exponent) {
  double base[block], inverse[block];
  std::uint8_t settled[block];
  for (std::size_t i = 0; i < e.n; ++i) {
    settled[i] = exponent[i] == 0 || e.t[i] <= 0;
    if (exponent[i] == 0) {
      e.compare(i, 1);
    } else if (settled[i] != 0) {
      e.settle(i, e.upper[i] != 0);   // never below 0, and at 0 with no probability
    } else {
      if (exponent[i] < 0) e.flip(i);
    }
    base[i] = settled[i] != 0 ? 1 : e.t[i];
    inverse[i] = 1 / exponent[i];
  }
  kernels::active().pow(base, base, inverse, e.n);
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = settled[i] != 0 ? e.t[i] : base[i];
}

void by_odd_power(Events& e, double exponent) {
  double base[block], inverse[block];
  for (std::size_t i = 0; i < e.n; ++i) {
    base[i] = std::abs(e.t[i]);
    inverse[i] = 1 / exponent;
  }
  kernels::active().pow(base, base, inverse, e.n);
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = std::copysign(base[i], e.t[i]);
}

// The logarithm of a threshold for something positive: at or below 0 nothing is below it, and all above.
void by_exponential(Events& e, double low, kernels::Unary kernel) {
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = e.t[i] < low ? low : e.t[i];
  kernel(e.t, e.t, e.n);
}

void into_power(Events& e, const double* base) {   // base^v = exp(v · log base)
  double factor[block];
  kernels::active().log(factor, base, e.n);
  by_exponential(e, 0, kernels::active().log);
  by_factor(e, factor, false);
}

void by_square_root(Events& e) {
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = e.t[i] < 0 ? -infinity : e.t[i] * e.t[i];
}

// A threshold at the bound itself no longer asks for v when the event holds there whatever v is, or never does.
bool settles_at_bound(const Events& e, std::size_t i, bool smaller) { return ((e.upper[i] != 0) != e.closed) == smaller; }

// min(v, bound) exceeds no threshold above the bound, max(v, bound) none below it.
void by_bound(Events& e, const double* bound, bool smaller) {
  const double settled = smaller ? infinity : -infinity, sign = smaller ? 1 : -1;
  if (e.alike && settles_at_bound(e, 0, smaller)) {
    for (std::size_t i = 0; i < e.n; ++i) e.t[i] = sign * e.t[i] >= sign * bound[i] ? settled : e.t[i];
    return;
  }
  for (std::size_t i = 0; i < e.n; ++i) {
    const double t = sign * e.t[i], b = sign * bound[i];
    if (settles_at_bound(e, i, smaller) ? t >= b : t > b) e.t[i] = settled;
  }
}

void by_choice(Events& e, const double* condition, const double* instead, bool taken_when_true) {
  for (std::size_t i = 0; i < e.n; ++i) {
    if ((condition[i] != 0) != taken_when_true) e.compare(i, instead[i]);
  }
}

void by_threshold(Events& e, const double* threshold, bool above) {
  for (std::size_t i = 0; i < e.n; ++i) {
    e.t[i] = threshold[i];
    e.upper[i] = above != e.negated ? 1 : 0;
  }
}

// v and condition, v or condition.
void by_logic(Events& e, const double* condition, bool conjunction) {
  e.any_decided = true;
  for (std::size_t i = 0; i < e.n; ++i) {
    const bool holds = condition[i] != 0;
    if (e.decided[i] != 0 || holds == conjunction) continue;
    e.decided[i] = holds != e.negated ? 1 : 2;
  }
}

void go_down(Events& e, const PathStep& step, const OperandColumn& first, const double* b) {
  const double* a = first.values;
  const kernels::Table& k = kernels::active();
  switch (step.kind) {
    case Kind::negate: k.neg(e.t, e.t, e.n); return e.flip_all();
    case Kind::add: return k.sub(e.t, e.t, a, e.n);
    case Kind::subtract: return k.add(e.t, e.t, a, e.n);
    case Kind::subtract_from: k.sub(e.t, a, e.t, e.n); return e.flip_all();
    case Kind::multiply: return by_factor(e, a, first.positive);
    case Kind::divide: return by_divisor(e, a, first.positive);
    case Kind::divide_into: return into(e, a, step.negative);
    case Kind::power: return by_power(e, a);
    case Kind::odd_power: return by_odd_power(e, step.a.value);
    case Kind::power_into: return into_power(e, a);
    case Kind::exp: return by_exponential(e, 0, k.log);
    case Kind::expm1: return by_exponential(e, -1, k.log1p);
    case Kind::log: return k.exp(e.t, e.t, e.n);
    case Kind::log2: return k.exp2(e.t, e.t, e.n);
    case Kind::log10: k.multiply_constant(e.t, e.t, std::log(10.0), e.n); return k.exp(e.t, e.t, e.n);
    case Kind::log1p: return k.expm1(e.t, e.t, e.n);
    case Kind::sqrt: return by_square_root(e);
    case Kind::min: return by_bound(e, a, true);
    case Kind::max: return by_bound(e, a, false);
    case Kind::when_true: return by_choice(e, a, b, true);
    case Kind::when_false: return by_choice(e, a, b, false);
    case Kind::below: return by_threshold(e, a, false);
    case Kind::above: return by_threshold(e, a, true);
    case Kind::negation: e.negated = !e.negated; return;
    case Kind::conjunction: return by_logic(e, a, true);
    case Kind::disjunction: return by_logic(e, a, false);
  }
}

// Of the events at the end of the path, whose v is the value integrated out.
void probabilities(const Events& e, const Distribution& law, double* out) {
  std::size_t uppers = e.upper[0] != 0 ? e.n : 0;
  if (!e.alike) {
    uppers = 0;
    for (std::size_t i = 0; i < e.n; ++i) uppers += e.upper[i];
  }
  if (uppers < e.n) cdf_block(law, e.t, out, e.n);
  if (uppers > 0) {
    double above[block];
    cdf_block(law, e.t, above, e.n, Tail::upper);
    for (std::size_t i = 0; i < e.n; ++i) out[i] = e.upper[i] != 0 ? above[i] : out[i];
  }
  for (std::size_t i = 0; i < e.n && e.any_decided; ++i) {
    if (e.decided[i] != 0) out[i] = e.decided[i] == 1 ? 1 : 0;
  }
}

}  // namespace

void conditional_probability(const Conditioning& conditioning, const OperandColumns& operands, double y, double* out, std::size_t n) {
  const kernels::Table& k = kernels::active();
  Events e(n, conditioning.closed);
  k.fill(e.t, y, n);
  StepOperands columns(operands);
  for (const PathStep& step : conditioning.steps) {
    const OperandColumn a = columns.next(step.a, columns.first, n);
    const OperandColumn b = columns.next(step.b, columns.second, n);
    go_down(e, step, a, b.values);
  }
  if (conditioning.scale != 1) {
    for (std::size_t i = 0; i < n; ++i) e.t[i] /= conditioning.scale;
  }
  if (e.meaningless) return k.fill(out, nan, n);
  probabilities(e, conditioning.law, out);
}

}  // namespace botec
