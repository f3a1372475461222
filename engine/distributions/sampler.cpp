#include "distributions/sampler.h"

#include <algorithm>
#include <cmath>

#include "distributions/atom_table.h"
#include "distributions/family.h"
#include "distributions/quantile_table.h"
#include "kernels/kernels.h"

namespace botec {

Sampler::Sampler(Distribution distribution, double scale) : distribution_(std::move(distribution)), scale_(scale) {
  if (distribution_.family->quantile_block) return;
  if (is_discrete(distribution_)) atoms_ = AtomTable::build(distribution_, scale_);
  else table_ = QuantileTable::build(distribution_, scale_);
}

Sampler::Sampler(DrawFunction function, std::uint64_t key, Distribution distribution, double scale)
    : distribution_(std::move(distribution)), scale_(scale), function_(std::make_shared<const DrawFunction>(std::move(function))), key_(key) {}

bool Sampler::wants_normals() const { return distribution_.family->driven_by_normal; }

Sampler::Method Sampler::method() const {
  if (function_) return Method::own_function;
  if (distribution_.family->quantile_block) return Method::kernel;
  return table_ ? Method::quantile_table : atoms_ ? Method::atom_table : Method::scalar_quantile;
}

// 1 - u is exact for u above 1/2, so that the upper tail is as fine as the lower one.
double Sampler::scalar(double u) const {
  return scale_ * (u <= 0.5 ? quantile(distribution_, u) : quantile(distribution_, 1 - u, Tail::upper));
}

void Sampler::draw(const double* base, double* out, std::size_t n) const {
  if (function_) {
    for (std::size_t i = 0; i < n; ++i) out[i] = scale_ * own_draw(*function_, key_, base[i]);
    return;
  }
  const kernels::Table& k = kernels::active();
  if (distribution_.family->quantile_block) {
    distribution_.family->quantile_block(distribution_, base, out, n);
    if (scale_ != 1) k.multiply_constant(out, out, scale_, n);
    return;
  }
  double copy[kernels::block_size];   // where `out` is `base`, which must outlive a table that has no answer
  for (std::size_t start = 0; start < n; start += kernels::block_size) {
    const std::size_t count = std::min(n - start, kernels::block_size);
    const double* from = base + start;
    double* const drawn = out + start;
    if (from == drawn) from = std::copy_n(from, count, copy) - count;
    const bool complete = table_ ? table_->draw(from, drawn, count) : atoms_ && atoms_->draw(from, drawn, count);
    if (complete) continue;
    for (std::size_t i = 0; i < count; ++i)
      if ((!table_ && !atoms_) || std::isnan(drawn[i])) drawn[i] = scalar(from[i]);
  }
}

}  // namespace botec
