#include "summaries/path_inverse.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "summaries/path_value.h"
#include "summaries/step_operands.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
using Kind = PathStep::Kind;

// In each trial the event is {v <= t}, or {v >= t} where `upper`; v is what stands at the current step of the path.
struct Events {
  Events(const Conditioning& c, const OperandColumns& columns, std::size_t count)
      : conditioning(c), operands(columns), n(count), closed(c.closed) {
    std::fill_n(upper, n, std::uint8_t{0});
    std::fill_n(decided, n, std::uint8_t{0});
  }

  const Conditioning& conditioning;
  const OperandColumns& operands;
  std::size_t n;
  std::size_t step = 0;             // the current one
  bool closed;                      // t itself belongs to the event
  bool negated = false;             // an odd number of `not` above
  bool any_decided = false;
  bool meaningless = false;         // a step divided by 0
  bool alike = true;                // `upper` is the same in all trials
  bool asked = false;               // of a question, whose thresholds and direction are these:
  bool above = false;
  alignas(64) double threshold[block];
  alignas(64) double t[block];
  alignas(64) std::uint8_t upper[block];
  alignas(64) std::uint8_t decided[block];   // 0: not yet, 1: certain, 2: impossible, whatever v is

  // The threshold that makes the event certain, or impossible.
  void settle(std::size_t i, bool certain) { t[i] = (upper[i] != 0) == certain ? -infinity : infinity; }
  void judge(const double* values, std::uint8_t* holds) const;
  void flip(std::size_t i) {
    upper[i] ^= 1;
    alike = false;
  }
  void flip_all() {
    for (std::size_t i = 0; i < n; ++i) upper[i] ^= 1;
  }
  void spread(std::size_t count);
};

// What is known of one trial holds in all of them.
void Events::spread(std::size_t count) {
  n = count;
  alike = true;
  if (asked) kernels::active().fill(threshold, threshold[0], n);
  kernels::active().fill(t, t[0], n);
  std::fill_n(upper, n, upper[0]);
  std::fill_n(decided, n, decided[0]);
}

// Whether the event holds where the current step gives `values`, which do not depend on v: atoms of the formula. On the way down
// thresholds are rounded, and an atom could fall on their wrong side with all its probability. A question, which has one
// threshold, is therefore asked as the program asks it; the quantiles of an output only move by a rounding.
void Events::judge(const double* values, std::uint8_t* holds) const {
  if (!asked) {
    for (std::size_t i = 0; i < n; ++i) holds[i] = upper[i] != 0 ? values[i] >= t[i] : values[i] <= t[i];
    return;
  }
  alignas(64) double reached[block];
  value_above_step(conditioning, operands, step, values, reached, n);
  for (std::size_t i = 0; i < n; ++i) {
    const double y = reached[i], bound = threshold[i];
    holds[i] = above ? (closed ? y >= bound : y > bound) : (closed ? y <= bound : y < bound);
  }
}

// Settles the events of the trials in `which`, where the current step gives `value` whatever v is.
void settle_at(Events& e, const std::uint8_t* which, double value) {
  alignas(64) double values[block];
  std::uint8_t holds[block];
  kernels::active().fill(values, value, e.n);
  e.judge(values, holds);
  for (std::size_t i = 0; i < e.n; ++i) {
    if (which[i] != 0) e.settle(i, holds[i] != 0);
  }
}

// The trials in which an operand is 0; false where there are none.
bool zeros(const double* a, std::size_t n, std::uint8_t* which) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i) count += which[i] = a[i] == 0;
  return count > 0;
}

// v · factor, in the trials that are not settled.
void scale(Events& e, const double* factor, const std::uint8_t* settled) {
  for (std::size_t i = 0; i < e.n; ++i) {
    if (settled[i] != 0) continue;
    e.t[i] /= factor[i];
    if (factor[i] < 0) e.flip(i);
  }
}

void by_factor(Events& e, const double* factor, bool positive) {   // v · factor
  if (positive) return kernels::active().div(e.t, e.t, factor, e.n);
  std::uint8_t none[block];
  if (zeros(factor, e.n, none)) settle_at(e, none, 0);
  scale(e, factor, none);
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
  std::uint8_t none[block];
  if (zeros(dividend, e.n, none)) settle_at(e, none, 0);
  for (std::size_t i = 0; i < e.n; ++i) {
    if (none[i] != 0) continue;
    const double r = negative ? -dividend[i] : dividend[i];
    double& t = e.t[i];
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
  std::uint8_t kept[block], none[block];
  if (zeros(exponent, e.n, none)) settle_at(e, none, 1);
  for (std::size_t i = 0; i < e.n; ++i) {
    // At 0 a positive power has its threshold at 0 too, which v may have as an atom; below 0 it never is, nor any other at 0.
    const bool at_zero = e.t[i] == 0 && exponent[i] > 0;
    kept[i] = none[i] != 0 || e.t[i] <= 0;
    if (kept[i] == 0) {
      if (exponent[i] < 0) e.flip(i);
    } else if (none[i] == 0 && !at_zero) {
      e.settle(i, e.upper[i] != 0);
    }
    base[i] = kept[i] != 0 ? 1 : e.t[i];
    inverse[i] = kept[i] != 0 ? 1 : 1 / exponent[i];
  }
  kernels::active().pow(base, base, inverse, e.n);
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = kept[i] != 0 ? e.t[i] : base[i];
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
  std::uint8_t none[block];
  kernels::active().log(factor, base, e.n);
  if (zeros(factor, e.n, none)) settle_at(e, none, 1);
  by_exponential(e, 0, kernels::active().log);
  scale(e, factor, none);
  for (std::size_t i = 0; i < e.n; ++i) e.meaningless = e.meaningless || base[i] == 0;   // 0 to either power
}

void by_square_root(Events& e) {
  for (std::size_t i = 0; i < e.n; ++i) e.t[i] = e.t[i] < 0 ? -infinity : e.t[i] * e.t[i];
}

// A threshold at the bound itself no longer asks for v when the event holds there whatever v is, or never does.
bool settles_at_bound(const Events& e, std::size_t i, bool smaller) { return ((e.upper[i] != 0) != e.closed) == smaller; }

// min(v, bound) exceeds no threshold above the bound, max(v, bound) none below it.
void by_bound(Events& e, const double* bound, const PathStep& step, bool smaller) {
  const double settled = smaller ? infinity : -infinity, sign = smaller ? 1 : -1;
  if (!e.asked && e.alike && settles_at_bound(e, 0, smaller)) {
    for (std::size_t i = 0; i < e.n; ++i) e.t[i] = sign * e.t[i] >= sign * bound[i] ? settled : e.t[i];
    return;
  }
  std::uint8_t holds[block];
  e.judge(bound, holds);
  for (std::size_t i = 0; i < e.n; ++i) {
    // {min(v, bound) <= t} is certain when it holds at the bound, {min(v, bound) >= t} impossible when it does not; max likewise.
    // A bound that v cannot reach changes nothing, and may lie where the steps above make no sense.
    const bool reached = smaller ? bound[i] < step.high : bound[i] > step.low;
    if (reached && (holds[i] != 0) == ((e.upper[i] == 0) == smaller)) e.t[i] = settled;
  }
}

void by_choice(Events& e, const double* condition, const double* instead, bool taken_when_true) {
  std::uint8_t holds[block];
  e.judge(instead, holds);
  for (std::size_t i = 0; i < e.n; ++i) {
    if ((condition[i] != 0) != taken_when_true) e.settle(i, holds[i] != 0);
  }
}

void by_threshold(Events& e, const double* threshold, bool above) {
  e.asked = true;
  e.above = above != e.negated;
  std::copy_n(threshold, e.n, e.threshold);
  std::copy_n(threshold, e.n, e.t);
  std::fill_n(e.upper, e.n, static_cast<std::uint8_t>(e.above ? 1 : 0));
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
    case Kind::min: return by_bound(e, a, step, true);
    case Kind::max: return by_bound(e, a, step, false);
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
  Events e(conditioning, operands, 1);
  e.t[0] = y;
  StepOperands columns(operands);
  for (const PathStep& step : conditioning.steps) {
    // Down to the first thing that varies all trials are one.
    if (e.n < n && (step.a.varies || step.b.varies)) e.spread(n);
    const OperandColumn a = columns.next(step.a, columns.first, e.n);
    const OperandColumn b = columns.next(step.b, columns.second, e.n);
    go_down(e, step, a, b.values);
    ++e.step;
  }
  if (e.n < n) e.spread(n);
  if (conditioning.scale != 1) {
    for (std::size_t i = 0; i < n; ++i) e.t[i] /= conditioning.scale;
  }
  if (e.meaningless) return k.fill(out, nan, n);
  probabilities(e, conditioning.law, out);
}

}  // namespace botec
