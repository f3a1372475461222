#include "summaries/path_moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "summaries/step_operands.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr double infinity = std::numeric_limits<double>::infinity();
using Kind = PathStep::Kind;

// In each trial the formula is slope · x + offset, x being the value integrated out kept between two ends.
struct Lines {
  std::size_t n;
  alignas(64) double slope[block], offset[block], low[block], high[block];

  void constant(std::size_t i, double value) {
    slope[i] = 0;
    offset[i] = value;
  }
};

void add(Lines& line, const double* a, double sign) {
  for (std::size_t i = 0; i < line.n; ++i) line.offset[i] += sign * a[i];
}

void scale(Lines& line, const double* a, bool divide) {
  for (std::size_t i = 0; i < line.n; ++i) {
    line.slope[i] = divide ? line.slope[i] / a[i] : line.slope[i] * a[i];
    line.offset[i] = divide ? line.offset[i] / a[i] : line.offset[i] * a[i];
  }
}

void mirror(Lines& line) {
  for (std::size_t i = 0; i < line.n; ++i) {
    line.slope[i] = -line.slope[i];
    line.offset[i] = -line.offset[i];
  }
}

// min(line, bound) or max(line, bound): one end of x moves in.
void clamp(Lines& line, const double* bound, bool smaller) {
  for (std::size_t i = 0; i < line.n; ++i) {
    const double slope = line.slope[i];
    if (slope == 0) {
      line.offset[i] = smaller ? std::min(line.offset[i], bound[i]) : std::max(line.offset[i], bound[i]);
      continue;
    }
    const double x = (bound[i] - line.offset[i]) / slope;
    const bool upper = (slope > 0) == smaller;
    if (upper ? x <= line.low[i] : x >= line.high[i]) {
      line.constant(i, bound[i]);
    } else {
      (upper ? line.high[i] : line.low[i]) = upper ? std::min(line.high[i], x) : std::max(line.low[i], x);
    }
  }
}

void choose(Lines& line, const double* condition, const double* instead, bool taken_when_true) {
  for (std::size_t i = 0; i < line.n; ++i) {
    if ((condition[i] != 0) != taken_when_true) line.constant(i, instead[i]);
  }
}

void go_up(Lines& line, const PathStep& step, const double* a, const double* b) {
  switch (step.kind) {
    case Kind::negate: return mirror(line);
    case Kind::add: return add(line, a, 1);
    case Kind::subtract: return add(line, a, -1);
    case Kind::subtract_from: mirror(line); return add(line, a, 1);
    case Kind::multiply: return scale(line, a, false);
    case Kind::divide: return scale(line, a, true);
    case Kind::min: return clamp(line, a, true);
    case Kind::max: return clamp(line, a, false);
    case Kind::when_true: return choose(line, a, b, true);
    case Kind::when_false: return choose(line, a, b, false);
    default: return;   // not on a linear path
  }
}

// The upper end adds what lies below it, the lower one takes that away; both add the mass that is moved to them.
void add_end(const Distribution& law, const double* end, int order, Tail tail, double* out, std::size_t n) {
  double beyond[block], mass[block];
  partial_moment(law, end, order, beyond, n);
  cdf_block(law, end, mass, n, tail);
  const double sign = tail == Tail::lower ? -1 : 1;
  for (std::size_t i = 0; i < n; ++i) {
    const double power = order == 1 ? end[i] : end[i] * end[i];
    out[i] += sign * beyond[i] + (mass[i] > 0 ? power * mass[i] : 0);
  }
}

bool any_finite(const double* values, std::size_t n) {
  return std::any_of(values, values + n, [](double x) { return std::isfinite(x); });
}

// E[x^order], x kept between the ends: what lies beyond them is moved there.
void clamped_moment(const Distribution& law, const Lines& line, int order, double* out) {
  const std::size_t n = line.n;
  const double* high = line.high;
  const Moments whole = moments(law);
  if (any_finite(high, n)) {
    kernels::active().fill(out, 0, n);
    add_end(law, high, order, Tail::upper, out, n);
  } else {
    kernels::active().fill(out, order == 1 ? *whole.mean : *whole.mean * *whole.mean + *whole.sd * *whole.sd, n);
  }
  if (any_finite(line.low, n)) add_end(law, line.low, order, Tail::lower, out, n);
}

}  // namespace

bool has_path_moments(const Conditioning& conditioning) {
  return conditioning.linear && moments(conditioning.law).mean && (!conditioning.clamped || has_partial_moments(conditioning.law));
}

void conditional_moment(const Conditioning& conditioning, const OperandColumns& operands, double centre, int order, double* out, std::size_t n) {
  const kernels::Table& k = kernels::active();
  Lines line;
  line.n = n;
  k.fill(line.slope, 1, n);
  k.fill(line.offset, 0, n);
  k.fill(line.low, -infinity, n);
  k.fill(line.high, infinity, n);
  StepOperands columns(operands);
  for (std::size_t s = conditioning.steps.size(); s-- > 0;) {
    const PathStep& step = conditioning.steps[s];
    const OperandColumn b = columns.previous(step.b, columns.second, n);
    const OperandColumn a = columns.previous(step.a, columns.first, n);
    go_up(line, step, a.values, b.values);
  }
  for (std::size_t i = 0; i < n && conditioning.scale != 1; ++i) {   // from here on in the law's own unit
    line.low[i] /= conditioning.scale;
    line.high[i] /= conditioning.scale;
  }
  double first[block], second[block];
  clamped_moment(conditioning.law, line, 1, first);
  if (order == 2) clamped_moment(conditioning.law, line, 2, second);
  for (std::size_t i = 0; i < n; ++i) {
    const double a = line.slope[i] * conditioning.scale, b = line.offset[i] - centre;
    if (order == 1) {
      out[i] = a * first[i] + b;
    } else {
      // About the mean of x first, so that nothing cancels where x varies little.
      const double at_mean = a * first[i] + b, spread = std::max(second[i] - first[i] * first[i], 0.0);
      out[i] = at_mean * at_mean + a * a * spread;
    }
  }
}

}  // namespace botec
