#include "distributions/quantile_table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "distributions/quantile_cells.h"
#include "distributions/table_builder.h"

namespace botec {

namespace {

// Where cell k of a half begins: cells are steps of the bits of a double, as the kernel that reads the guide has them.
double cell_start(std::size_t cell) {
  constexpr int shift = 52 - std::countr_zero(static_cast<unsigned>(kernels::SegmentTable::cells_per_octave));
  constexpr std::uint64_t end = std::bit_cast<std::uint64_t>(0.5) >> shift;
  return std::bit_cast<double>((end - kernels::SegmentTable::cells + cell) << shift);
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
      guide[cell] = static_cast<std::uint32_t>(next * sizeof(Segment) / sizeof(double));
    }
  }
  for (Segment& segment : table->segments_)
    for (double& c : segment.c) c *= scale;
  const auto lower = std::span(table->segments_).first(table->guide_[cells] / (sizeof(Segment) / sizeof(double)));
  table->cells_ = cells_of(lower, std::span(table->segments_).subspan(lower.size()));
  return table;
}

bool QuantileTable::draw(const double* base, double* out, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  const kernels::SegmentTable segments{segments_.data(), guide_.data()};
  if (cells_.empty()) return k.segment_draws(out, base, segments, n);
  if (k.cell_draws(out, base, {cells_.data()}, n)) return true;
  bool complete = true;
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isnan(out[i])) complete = k.segment_draws(out + i, base + i, segments, 1) && complete;
  }
  return complete;
}

}  // namespace botec
