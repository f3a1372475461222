// The bodies of crossing_lanes.h, for one instruction set: BOTEC_CROSSING_ISA is its name, BOTEC_CROSSING_BYTES the width of its vectors.
// Place: included by crossing_<isa>.cpp alone. Promise: the same operations in each trial for every width; nothing here is inline to
// others, or the linker could hand what a wide unit compiled to a narrow one.
// Threads: pure.
#pragma once

#include "summaries/crossing_lanes.h"

namespace botec::crossing::BOTEC_CROSSING_ISA {
namespace {

constexpr std::size_t block = kernels::block_size;
using Reals = double __attribute__((vector_size(BOTEC_CROSSING_BYTES)));
constexpr std::size_t reals = sizeof(Reals) / sizeof(double);

Reals load(const double* from) {
  Reals result;
  __builtin_memcpy(&result, from, sizeof result);
  return result;
}
void store(double* to, const Reals& values) { __builtin_memcpy(to, &values, sizeof values); }
double magnitude(double x) { return __builtin_fabs(x); }
double smaller(double a, double b) { return b < a ? b : a; }
double larger(double a, double b) { return a < b ? b : a; }

// Some trials at a time, whose normals stay near the processor for all steps.
void add_normals(const Normals& normals, double* const* beside, std::size_t n) {
  constexpr std::size_t wide = 4 * reals;
  std::size_t t = 0;
  for (; t + wide <= n; t += wide) {
    for (std::size_t k = 0; k < normals.steps; ++k) {
      const double* const loads = normals.load + k * normals.count;
      Reals a{}, b{}, c{}, d{};
      for (std::size_t i = 0; i < normals.count; ++i) {
        const double* const from = normals.drawn + i * stride + t;
        a += loads[i] * load(from);
        b += loads[i] * load(from + reals);
        c += loads[i] * load(from + 2 * reals);
        d += loads[i] * load(from + 3 * reals);
      }
      double* const to = beside[k] + t;
      store(to, a);
      store(to + reals, b);
      store(to + 2 * reals, c);
      store(to + 3 * reals, d);
    }
  }
  for (; t < n; ++t) {
    for (std::size_t k = 0; k < normals.steps; ++k) {
      double sum = 0;
      for (std::size_t i = 0; i < normals.count; ++i) sum += normals.load[k * normals.count + i] * normals.drawn[i * stride + t];
      beside[k][t] = sum;
    }
  }
}

void begins(double* own, double* earliest, std::uint16_t* first, const double* beside, double level, double load, std::uint16_t k, std::size_t n) {
  for (std::size_t t = 0; t < n; ++t) own[t] = (level - beside[t]) / load;
  for (std::size_t t = 0; t < n; ++t) {
    const bool earlier = own[t] < earliest[t];
    earliest[t] = earlier ? own[t] : earliest[t];
    first[t] = earlier ? k : first[t];
  }
}

// Where the line through the logarithms is at the bound's.
void by_logarithm(const Between& at, double* out, std::size_t n) {
  const std::size_t a = at.first, b = a + 1;
  const double own = at.load[a], more = at.load[b] - at.load[a], low = at.bound[a], high = at.bound[b] - at.bound[a];
  const double *from = at.height[a], *to = at.height[b], *part = at.part;
  for (std::size_t t = 0; t < n; ++t) {
    const double above = (low + part[t] * high) - (from[t] + part[t] * (to[t] - from[t]));
    out[t] = above / (own + part[t] * more);
  }
}

// By which factor the value at one of the three steps is above that at another.
void growth(const Between& at, std::size_t from, std::size_t to, const double* c, double* out, std::size_t n) {
  constexpr double most = 600;   // of a logarithm
  const double more = at.load[to] - at.load[from];
  const double *low = at.height[from], *high = at.height[to];
  for (std::size_t t = 0; t < n; ++t) out[t] = larger(smaller(high[t] - low[t] + more * c[t], most), -most);
  kernels::active().exp(out, out, n);
}

// Where the line through the values is at the bound's: by Halley's method on the logarithm of both, which is nearly straight, so that
// one step is enough most times. Its error is the third power of the step, times a third derivative that the difference of two loads
// bounds. `grown` begins as growth() at the start, and is lost.
void by_value(const Between& at, const double* start, double* grown, double* out, std::size_t n) {
  const kernels::Table& k = kernels::active();
  const std::size_t a = at.first, b = a + 1;
  const double own = at.load[a], more = at.load[b] - at.load[a], low = at.plain[a], high = at.plain[b] - low;
  const double *height = at.height[a], *part = at.part;
  double sought[block], sum[block], logarithm[block];
  const std::size_t different = at.shared && n > 0 ? 1 : n;
  for (std::size_t t = 0; t < different; ++t) sought[t] = low + part[t] * high;
  k.log(sought, sought, different);
  if (different < n) k.fill(sought, sought[0], n);
  for (std::size_t t = 0; t < n; ++t) out[t] = start[t];
  constexpr int rounds = 6;
  constexpr double little = 1e-12;   // of a logarithm
  // With q between 0 and 1 the second derivative is more² q (1 - q), at most 1/4 of that, and the third more³ q (1 - q) (1 - 2q), below 1/10.
  const double third = magnitude(more * more * more) / 60, second = more * more / 16;
  for (int round = 0; round < rounds; ++round) {
    if (round > 0) growth(at, a, b, out, grown, n);
    for (std::size_t t = 0; t < n; ++t) sum[t] = 1 + part[t] * (grown[t] - 1);
    k.log(logarithm, sum, n);
    for (std::size_t t = 0; t < n; ++t) {
      const double excess = height[t] + own * out[t] + logarithm[t] - sought[t];
      const double q = part[t] * grown[t] / sum[t], slope = own + more * q;
      const double bend = larger(smaller(0.5 * excess * more * more * q * (1 - q) / (slope * slope), 0.5), -0.5);
      const double step = excess / (slope * (1 - bend)), size = magnitude(step);
      out[t] -= step;
      logarithm[t] = size * size * size * (third + second * second / magnitude(slope));
    }
    double largest = 0;
    for (std::size_t t = 0; t < n; ++t) largest = larger(largest, logarithm[t]);
    if (largest < little) return;
  }
}

// Above 0 where the three logarithms less those of the bounds are straighter than the values are (as in program/crossing.cpp).
double straighter(const Between& at, std::size_t trial, double c) {
  const kernels::Table& k = kernels::active();
  double value[3], logarithm[3];
  for (std::size_t i = 0; i < 3; ++i) logarithm[i] = at.height[i][trial] + at.load[i] * c;
  k.exp(value, logarithm, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    logarithm[i] -= at.bound[i];
    value[i] -= at.plain[i];
  }
  const std::size_t a = at.first, b = a + 1;
  const double bend_of_logarithms = magnitude(logarithm[0] + logarithm[2] - 2 * logarithm[1]);
  const double bend_of_values = magnitude(value[0] + value[2] - 2 * value[1]);
  return bend_of_values * magnitude(logarithm[b] - logarithm[a]) - bend_of_logarithms * magnitude(value[b] - value[a]);
}

// As straighter() at the place by logarithms, and above 0 in `doubt` where the sign may be another at the place by values: all that it
// is made of, relative to the value at the first, changes by no more than the loads differ from step to step, times how far the places
// are apart.
void choose(const Between& at, const double* places, const double* grown, const double* value, double* choice, double* doubt, std::size_t n) {
  const std::size_t a = at.first, b = a + 1, other = 3 - a - b;
  const double bent = at.plain[0] + at.plain[2] - 2 * at.plain[1], rises = at.plain[b] - at.plain[a], bent_logarithm = at.bound[0] + at.bound[2] - 2 * at.bound[1];
  double third[block], inverse[block], one[block];   // at the third of the steps; 1 over the value at the first
  const kernels::Table& k = kernels::active();
  growth(at, a, other, places, third, n);
  k.fill(one, 1, n);
  const double *h0 = at.height[0], *h1 = at.height[1], *h2 = at.height[2], *from = at.height[a], *to = at.height[b];
  if (bent == 0 && rises == 0) {
    k.fill(inverse, 0, n);
  } else {
    for (std::size_t t = 0; t < n; ++t) inverse[t] = -(from[t] + at.load[a] * places[t]);
    k.exp(inverse, inverse, n);
  }
  const double* const ratio[3] = {a == 0 ? one : third, a == 0 ? grown : one, a == 0 ? third : grown};
  const double *r0 = ratio[0], *r1 = ratio[1], *r2 = ratio[2];
  const double more = at.load[b] - at.load[a], apart = larger(magnitude(more), magnitude(at.load[other] - at.load[a])), own = magnitude(at.load[a]);
  const double bend_of_load = at.load[0] + at.load[2] - 2 * at.load[1], bound = at.bound[b] - at.bound[a];
  constexpr double most = 0.1, above = 1.1;   // exp(x) - 1 is below 1.1 x up to 0.1
  for (std::size_t t = 0; t < n; ++t) {
    const double c = places[t], delta = magnitude(value[t] - c), moved = above * apart * delta, bound_moved = above * own * delta * inverse[t];
    const double bend_of_values = magnitude(r0[t] + r2[t] - 2 * r1[t] - bent * inverse[t]), slope_of_values = magnitude(grown[t] - 1 - rises * inverse[t]);
    const double bend_of_logarithms = magnitude(h0[t] + h2[t] - 2 * h1[t] + bend_of_load * c - bent_logarithm);
    const double slope_of_logarithms = magnitude(to[t] - from[t] + more * c - bound);
    const double bend_moved = (r0[t] + r2[t] + 2 * r1[t]) * moved + magnitude(bent) * bound_moved;
    const double slope_moved = grown[t] * moved + magnitude(rises) * bound_moved;
    const double change = bend_moved * (slope_of_logarithms + moved) + bend_of_values * moved + 4 * moved * (slope_of_values + slope_moved) +
                          bend_of_logarithms * slope_moved;
    choice[t] = bend_of_values * slope_of_logarithms - bend_of_logarithms * slope_of_values;
    const double furthest = larger(moved, own * delta);
    doubt[t] = furthest < most ? (magnitude(choice[t]) > change ? 0.0 : 1.0) : 1.0;
  }
}

// Where between the places that the two scales give in a trial the straighter scale changes, once; by halving.
double change_of_scale(const Between& at, std::size_t trial, double from, double to, bool begins) {
  constexpr int halvings = 30;
  for (int halving = 0; halving < halvings; ++halving) {
    const double middle = (from + to) / 2;
    ((straighter(at, trial, middle) > 0) == begins ? from : to) = middle;
  }
  return to;
}

// Beyond the later of the places that the two scales give the crossing is at or before y, and before the earlier one it is not.
// Between them, which is a stretch as small as the square of a step's growth, it is where the scale of the earlier place is taken.
bool between(const Between& at, double* low, double* stretch, double* high, std::size_t n) {
  double places[block], value[block], grown[block], later[block], choice[block], doubt[block];
  by_logarithm(at, places, n);
  growth(at, at.first, at.first + 1, places, grown, n);
  for (std::size_t t = 0; t < n; ++t) later[t] = grown[t];
  by_value(at, places, later, value, n);
  choose(at, places, grown, value, choice, doubt, n);
  double doubts = 0;
  for (std::size_t t = 0; t < n; ++t) {
    low[t] = choice[t] > 0 ? places[t] : value[t];
    doubts = larger(doubts, doubt[t]);
  }
  if (!(doubts > 0)) return false;
  bool changes = false;
  for (std::size_t t = 0; t < n; ++t) {
    high[t] = stretch[t] = low[t];
    const bool begins = choice[t] > 0;
    if (!(doubt[t] > 0) || begins == (straighter(at, t, value[t]) > 0)) continue;
    const double change = change_of_scale(at, t, places[t], value[t], begins);
    // Logarithms are taken at their own place, values at theirs: from the earlier place to the change, and again from the later one.
    // Otherwise each is taken where only the other would do, and the change decides.
    low[t] = begins ? smaller(places[t], value[t]) : change;
    high[t] = begins ? larger(places[t], value[t]) : change;
    stretch[t] = begins ? change : high[t];
    changes = changes || low[t] != high[t];
  }
  return changes;
}

}  // namespace

extern const Table table{add_normals, begins, between};

}  // namespace botec::crossing::BOTEC_CROSSING_ISA
