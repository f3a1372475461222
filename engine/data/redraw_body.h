// The bodies of redraw_lanes.h, for one instruction set: BOTEC_REDRAW_ISA is its name, BOTEC_REDRAW_BYTES the width of its vectors.
// Place: included by redraw_<isa>.cpp alone. Promise: the same operations in each lane for every width; nothing here is inline to
// others, or the linker could hand what a wide unit compiled to a narrow one.
// Threads: pure.
#pragma once

#include "data/redraw_lanes.h"

namespace botec::redraw::BOTEC_REDRAW_ISA {
namespace {

using Reals = double __attribute__((vector_size(BOTEC_REDRAW_BYTES)));
constexpr std::size_t reals = sizeof(Reals) / sizeof(double);
// Counts of as many lanes, which become doubles by way of whole numbers twice as wide each: a compiler knows those steps.
using Counts = std::uint8_t __attribute__((vector_size(reals)));
using Wider = std::uint16_t __attribute__((vector_size(2 * reals)));
using Whole = std::int32_t __attribute__((vector_size(4 * reals)));

template <class Vector, class T>
Vector load(const T* from) {
  Vector result;
  __builtin_memcpy(&result, from, sizeof result);
  return result;
}
template <class Vector, class T>
void store(T* to, const Vector& values) {
  __builtin_memcpy(to, &values, sizeof values);
}
Reals counted(const std::uint8_t* from) {
  return __builtin_convertvector(__builtin_convertvector(__builtin_convertvector(load<Counts>(from), Wider), Whole), Reals);
}
Reals all(double value) { return Reals{} + value; }

template <class Sum>
struct VectorsOf;
template <>
struct VectorsOf<std::uint8_t> {
  using Vector = std::uint8_t __attribute__((vector_size(BOTEC_REDRAW_BYTES)));
  using Narrow = Vector;
};
template <>
struct VectorsOf<std::uint16_t> {
  using Vector = std::uint16_t __attribute__((vector_size(BOTEC_REDRAW_BYTES)));
  using Narrow = std::uint8_t __attribute__((vector_size(BOTEC_REDRAW_BYTES / 2)));
};

// Of up to 255 rows sums of counts are bytes, and what they weigh stays below 2^16; else twice as wide.
template <class Sum, class Weight>
void weigh(const PairWeights& p) {
  using Vector = typename VectorsOf<Sum>::Vector;
  using Narrow = typename VectorsOf<Sum>::Narrow;
  constexpr std::size_t width = sizeof(Vector) / sizeof(Sum), parts = lanes / width;
  const auto add = [](Vector* to, const std::uint8_t* counts) {
    for (std::size_t part = 0; part < parts; ++part) to[part] += __builtin_convertvector(load<Narrow>(counts + part * width), Vector);
  };
  Weight weight[lanes] = {}, same[lanes] = {};
  Sum sum[lanes];
  for (std::size_t i = 0; i < p.rows; ++i) {
    Vector beside[parts] = {};
    for (std::uint32_t k = p.begin[i]; k < p.begin[i + 1]; ++k) add(beside, p.counts + p.partners[k] * lanes);
    __builtin_memcpy(sum, beside, sizeof sum);
    const std::uint8_t* const own = p.counts + i * lanes;
    for (std::size_t t = 0; t < lanes; ++t) weight[t] = static_cast<Weight>(weight[t] + static_cast<Weight>(own[t] * sum[t]));
  }
  for (std::size_t i = 0; i < p.rows;) {
    Vector beside[parts] = {};
    const std::uint32_t group = p.group[i];
    for (; i < p.rows && p.group[i] == group; ++i) add(beside, p.counts + i * lanes);
    __builtin_memcpy(sum, beside, sizeof sum);
    for (std::size_t t = 0; t < lanes; ++t) same[t] = static_cast<Weight>(same[t] + static_cast<Weight>(Weight{sum[t]} * sum[t]));
  }
  std::uint32_t* const middle = p.weight + stretches * lanes;
  for (std::size_t t = 0; t < lanes; ++t) {
    middle[t] = weight[t];
    p.same[t] = same[t];
  }
}

// From the middle on either way, a stretch of pairs after another: sums below 2^16, as there are no stretches of more rows.
void weigh_around(const PairWeights& p) {
  using Vector = VectorsOf<std::uint16_t>::Vector;
  using Narrow = VectorsOf<std::uint16_t>::Narrow;
  constexpr std::size_t width = sizeof(Narrow), parts = lanes / width;
  const auto wide = [](const std::uint8_t* counts) { return __builtin_convertvector(load<Narrow>(counts), Vector); };
  std::uint16_t sum[lanes];
  const auto stretch = [&](std::size_t k) {
    Vector total[parts] = {};
    for (std::size_t pair = k * p.pairs; pair < (k + 1) * p.pairs; ++pair) {
      const std::uint8_t *const a = p.counts + p.around[2 * pair] * lanes, *const b = p.counts + p.around[2 * pair + 1] * lanes;
      for (std::size_t part = 0; part < parts; ++part) total[part] += wide(a + part * width) * wide(b + part * width);
    }
    __builtin_memcpy(sum, total, sizeof sum);
  };
  for (std::size_t k = stretches; k + 1 < marks; ++k) {
    stretch(k);
    for (std::size_t t = 0; t < lanes; ++t) p.weight[(k + 1) * lanes + t] = p.weight[k * lanes + t] + sum[t];
  }
  for (std::size_t k = stretches; k-- > 0;) {
    stretch(k);
    for (std::size_t t = 0; t < lanes; ++t) p.weight[k * lanes + t] = p.weight[(k + 1) * lanes + t] - sum[t];
  }
}

void weigh_pairs(const PairWeights& p) {
  if (p.rows <= 255) weigh<std::uint8_t, std::uint16_t>(p);
  else weigh<std::uint16_t, std::uint32_t>(p);
  weigh_around(p);
}

struct Side {
  Reals n{}, x{}, y{}, xx{}, xy{}, yy{};
};
Side operator-(const Side& a, const Side& b) { return {a.n - b.n, a.x - b.x, a.y - b.y, a.xx - b.xx, a.xy - b.xy, a.yy - b.yy}; }

Reals spread(const Side& s) { return s.n * s.xx - s.x * s.x; }      // times n, as the next
Reals together(const Side& s) { return s.n * s.xy - s.x * s.y; }

// Of one group of rows: how many were taken, Σ y and Σ y².
struct Group {
  Reals n, y, yy;
};
Group group_at(const Regimes& r, std::size_t g) {
  const double* const from = r.work + g * 3 * reals;
  return {load<Reals>(from), load<Reals>(from + reals), load<Reals>(from + 2 * reals)};
}

template <bool squares>
[[gnu::always_inline]] inline void add(Side& to, const Group& group, double at) {
  const Reals x = group.n * at;
  to.n += group.n;
  to.x += x;
  to.y += group.y;
  to.xx += x * at;
  to.xy += group.y * at;
  if constexpr (squares) to.yy += group.yy;
}

template <bool squares>
void gather(const Regimes& r, std::size_t lane) {
  for (std::size_t g = 0; g < r.groups; ++g) {
    Group here{};
    for (std::uint32_t row = r.begin[g]; row < r.begin[g + 1]; ++row) {
      const Reals n = counted(r.counts + row * lanes + lane), y = n * r.y[row];
      here.n += n;
      here.y += y;
      if constexpr (squares) here.yy += y * r.y[row];
    }
    double* const to = r.work + g * 3 * reals;
    store(to, here.n);
    store(to + reals, here.y);
    if constexpr (squares) store(to + 2 * reals, here.yy);
  }
}

void line_of(const Side& s, Reals& level, Reals& slope, Reals& squares) {
  const Reals inverse = 1 / s.n, share = together(s) / spread(s);
  slope = share;
  level = (s.y - share * s.x) * inverse;
  const Reals left = s.yy - (s.y * s.y + together(s) * share) * inverse;
  squares = left > 0 ? left : Reals{};
}

// Squares of residuals are least where the two lines take most of the squares of y, the earlier of equals. A line takes
// (y² + together² / spread) / n; both sides have one division together.
template <bool squares>
void split(const Regimes& r, std::size_t lane) {
  gather<squares>(r, lane);
  Side total;
  Reals different{};
  for (std::size_t g = 0; g < r.groups; ++g) {
    const Group here = group_at(r, g);
    different += here.n > 0 ? all(1) : Reals{};
    add<squares>(total, here, r.x[g]);
  }
  Side before, best;
  Reals most = all(-1), seen{}, last{}, change = all(__builtin_nan(""));
  for (std::size_t g = 0; g < r.groups; ++g) {
    const Group here = group_at(r, g);
    const auto taken = here.n > 0;
    const Side after = total - before;
    const Reals a = spread(before), b = spread(after), ta = together(before), tb = together(after);
    const Reals na = before.n * a, nb = after.n * b;
    const Reals share = ((before.y * before.y * a + ta * ta) * nb + (after.y * after.y * b + tb * tb) * na) / (na * nb);
    const auto better = (share > most) & taken & (seen >= r.fewest) & (different - seen >= r.fewest);
    most = better ? share : most;
    change = better ? last + (r.x[g] - last) * 0.5 : change;
    best.n = better ? before.n : best.n;
    best.x = better ? before.x : best.x;
    best.y = better ? before.y : best.y;
    best.xx = better ? before.xx : best.xx;
    best.xy = better ? before.xy : best.xy;
    if (squares) best.yy = better ? before.yy : best.yy;
    last = taken ? all(r.x[g]) : last;
    seen += taken ? all(1) : Reals{};
    add<squares>(before, here, r.x[g]);
  }
  Reals level, slope, left, level_before, slope_before, left_before;
  line_of(best, level_before, slope_before, left_before);
  line_of(total - best, level, slope, left);
  store(r.change + lane, change);
  store(r.level + lane, level);
  store(r.slope + lane, slope);
  store(r.level_before + lane, level_before);
  store(r.slope_before + lane, slope_before);
  if (squares) store(r.squares + lane, left_before + left);
}

void split(const Regimes& r) {
  for (std::size_t lane = 0; lane < lanes; lane += reals) {
    if (r.squares != nullptr) split<true>(r, lane);
    else split<false>(r, lane);
  }
}

void lines(const Sums& s) {
  const double inverse = 1 / s.rows;
  for (std::size_t lane = 0; lane < lanes; lane += reals) {
    const Reals x = load<Reals>(s.x + lane), y = load<Reals>(s.y + lane);
    const Reals apart = load<Reals>(s.xx + lane) - x * x * inverse, together_of = load<Reals>(s.xy + lane) - x * y * inverse;
    const Reals turn = together_of / apart;
    store(s.spread + lane, apart > s.least_spread ? apart : Reals{});
    store(s.slope + lane, turn);
    store(s.level + lane, (y - turn * x) * inverse);
    if (s.yy != nullptr) store(s.squares + lane, load<Reals>(s.yy + lane) - y * y * inverse - together_of * turn);
  }
}

#if BOTEC_REDRAW_BYTES == 64
using Words = std::uint64_t __attribute__((vector_size(64)));

// Word k of eight trials becomes vector k.
void transpose(Words* w) {
  Words a[8], b[8];
  for (std::size_t i = 0; i < 8; i += 2) {
    a[i] = __builtin_shuffle(w[i], w[i + 1], Words{0, 8, 2, 10, 4, 12, 6, 14});
    a[i + 1] = __builtin_shuffle(w[i], w[i + 1], Words{1, 9, 3, 11, 5, 13, 7, 15});
  }
  for (std::size_t i = 0; i < 8; i += 4) {
    for (std::size_t j = i; j < i + 2; ++j) {
      b[j] = __builtin_shuffle(a[j], a[j + 2], Words{0, 1, 8, 9, 4, 5, 12, 13});
      b[j + 2] = __builtin_shuffle(a[j], a[j + 2], Words{2, 3, 10, 11, 6, 7, 14, 15});
    }
  }
  for (std::size_t j = 0; j < 4; ++j) {
    w[j] = __builtin_shuffle(b[j], b[j + 4], Words{0, 1, 2, 3, 8, 9, 10, 11});
    w[j + 4] = __builtin_shuffle(b[j], b[j + 4], Words{4, 5, 6, 7, 12, 13, 14, 15});
  }
}

struct Totals {
  Reals x{}, y{}, xx{}, xy{}, yy{};
};

// Which of 16 · blocks entries, by eight places at once.
template <std::size_t blocks>
[[gnu::always_inline]] inline Reals look_up(const double* table, Words place) {
  Reals found = __builtin_shuffle(load<Reals>(table), load<Reals>(table + 8), place);
  for (std::size_t block = 1; block < blocks; ++block) {
    const Reals here = __builtin_shuffle(load<Reals>(table + 16 * block), load<Reals>(table + 16 * block + 8), place);
    found = place >= 16 * block ? here : found;
  }
  return found;
}

template <std::size_t blocks, bool noisy>
[[gnu::always_inline]] inline void add_row(const RowSums& r, Words half, Words word, Totals& to) {
  const Words place = half * r.rows >> 32;
  const Reals x = look_up<blocks>(r.x, place);
  Reals y = look_up<blocks>(r.y, place);
  if constexpr (noisy) y += r.shift + r.scale * __builtin_convertvector(word & 0xffffffffu, Reals);
  to.x += x;
  to.y += y;
  to.xx += x * x;
  to.xy += x * y;
  to.yy += y * y;
}

// Words in turns to two totals, as where one trial is summed alone.
template <std::size_t blocks, bool noisy>
void sum_rows(const RowSums& r) {
  Totals totals[2];
  const std::size_t words = noisy ? r.rows : (r.rows + 1) / 2;
  for (std::size_t first = 0; first < words; first += 8) {
    Words w[8];
    for (std::size_t t = 0; t < 8; ++t) w[t] = load<Words>(r.words + t * r.stride + first);
    transpose(w);
    const std::size_t last = words - first < 8 ? words - first : 8;
    for (std::size_t k = 0; k < last; ++k) {
      if constexpr (noisy) {
        add_row<blocks, true>(r, w[k] >> 32, w[k], totals[k % 2]);
      } else {
        add_row<blocks, false>(r, w[k] >> 32, w[k], totals[0]);
        if (2 * (first + k) + 1 < r.rows) add_row<blocks, false>(r, w[k] & 0xffffffffu, w[k], totals[1]);
      }
    }
  }
  store(r.x_sum, totals[0].x + totals[1].x);
  store(r.y_sum, totals[0].y + totals[1].y);
  store(r.xx_sum, totals[0].xx + totals[1].xx);
  store(r.xy_sum, totals[0].xy + totals[1].xy);
  store(r.yy_sum, totals[0].yy + totals[1].yy);
}

template <bool noisy>
void sum_rows(const RowSums& r) {
  switch ((r.rows + 15) / 16) {
    case 1: return sum_rows<1, noisy>(r);
    case 2: return sum_rows<2, noisy>(r);
    case 3: return sum_rows<3, noisy>(r);
    case 4: return sum_rows<4, noisy>(r);
    case 5: return sum_rows<5, noisy>(r);
    default: return sum_rows<6, noisy>(r);
  }
}

void sum_rows(const RowSums& r) {
  if (r.noisy) sum_rows<true>(r);
  else sum_rows<false>(r);
}
constexpr auto row_sums = static_cast<void (*)(const RowSums&)>(sum_rows);
#else
constexpr void (*row_sums)(const RowSums&) = nullptr;
#endif

}  // namespace

extern const Table table{weigh_pairs, split, lines, row_sums};

}  // namespace botec::redraw::BOTEC_REDRAW_ISA
