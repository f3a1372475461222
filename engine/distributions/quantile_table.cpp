#include "distributions/quantile_table.h"

#include <algorithm>
#include <bit>

#include "distributions/table_builder.h"

namespace botec {

namespace {

constexpr double half = 0.5;
constexpr int cell_shift = 52 - std::countr_zero(static_cast<unsigned>(QuantileTable::cells_per_octave));

// Cells are open below and closed above, as segments are: the bits of the next smaller double tell the cell.
std::int64_t cell_number(double p) { return (std::bit_cast<std::int64_t>(p) - 1) >> cell_shift; }

constexpr std::int64_t first_cell =
    (std::bit_cast<std::int64_t>(half) >> cell_shift) - QuantileTable::octaves * QuantileTable::cells_per_octave;

double cell_start(std::size_t cell) {
  return std::bit_cast<double>((static_cast<std::int64_t>(cell) + first_cell) << cell_shift);
}

// Even and odd powers side by side in one register of two, which every target has: half the arithmetic, and half of
// the chain of dependent steps. The constant comes last, so that where x is large beside its changes the sum is rounded once
// and draws do not fall.
using Pair = double __attribute__((vector_size(16), may_alias));

inline double value(const QuantileTable::Segment& segment, double p) {
  const double s = (p - segment.centre) * segment.inverse;
  const Pair s2 = {s * s, s * s};
  const Pair* const c = reinterpret_cast<const Pair*>(segment.c.data());
  const Pair sum = (((c[5] * s2 + c[4]) * s2 + c[3]) * s2 + c[2]) * s2 + c[1];
  return segment.c[0] + (s * segment.c[1] + s2[0] * (sum[0] + s * sum[1]));
}

}  // namespace

std::shared_ptr<const QuantileTable> QuantileTable::build(const Distribution& d, double scale) {
  auto table = std::make_shared<QuantileTable>();
  for (const Tail tail : {Tail::lower, Tail::upper}) {
    TableBuilder builder(d, tail);
    if (!builder.build()) return nullptr;
    table->cdf_calls_ += builder.cdf_calls();
    std::uint32_t* const guide = table->guide_.data() + (tail == Tail::upper ? cells : 0);
    std::size_t next = table->segments_.size();
    table->segments_.insert(table->segments_.end(), builder.segments().begin(), builder.segments().end());
    for (std::size_t cell = 0; cell < cells; ++cell) {
      while (table->segments_[next].last <= cell_start(cell)) ++next;
      guide[cell] = static_cast<std::uint32_t>(next);
    }
  }
  for (Segment& segment : table->segments_)
    for (double& c : segment.c) c *= scale;
  return table;
}

void QuantileTable::draw(const double* base, double* out, std::size_t n) const {
  const Segment* const segments = segments_.data();
  const std::uint32_t* const guide = guide_.data();
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base[i];
    // 1 - u is exact where it is the smaller one.
    const double p = u < 1 - u ? u : 1 - u;
    const std::int64_t cell = cell_number(p) - first_cell;
    if (!(cell >= 0)) {
      out[i] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    const std::size_t upper = u > half;
    const Segment* segment = segments + guide[upper * cells + static_cast<std::size_t>(cell)];
    while (p > segment->last) ++segment;
    out[i] = value(*segment, p);
  }
}

}  // namespace botec
