#include "distributions/sampler.h"

#include <cmath>

#include "distributions/atom_table.h"
#include "distributions/family.h"
#include "distributions/quantile_table.h"

namespace botec {

Sampler::Sampler(Distribution distribution, double scale) : distribution_(std::move(distribution)), scale_(scale) {
  if (distribution_.family->quantile_block) return;
  if (is_discrete(distribution_)) atoms_ = AtomTable::build(distribution_, scale_);
  else table_ = QuantileTable::build(distribution_, scale_);
}

bool Sampler::wants_normals() const { return distribution_.family->driven_by_normal; }

Sampler::Method Sampler::method() const {
  if (distribution_.family->quantile_block) return Method::kernel;
  return table_ ? Method::quantile_table : atoms_ ? Method::atom_table : Method::scalar_quantile;
}

// 1 - u is exact for u above 1/2, so that the upper tail is as fine as the lower one.
double Sampler::scalar(double u) const {
  return scale_ * (u <= 0.5 ? quantile(distribution_, u) : quantile(distribution_, 1 - u, Tail::upper));
}

void Sampler::draw(const double* base, double* out, std::size_t n) const {
  if (distribution_.family->quantile_block) {
    distribution_.family->quantile_block(distribution_, base, out, n);
    if (scale_ != 1)
      for (std::size_t i = 0; i < n; ++i) out[i] *= scale_;
    return;
  }
  constexpr std::size_t batch = 512;
  double drawn[batch];
  for (std::size_t start = 0; start < n; start += batch) {
    const std::size_t count = n - start < batch ? n - start : batch;
    if (table_) table_->draw(base + start, drawn, count);
    else if (atoms_) atoms_->draw(base + start, drawn, count);
    else for (std::size_t i = 0; i < count; ++i) drawn[i] = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < count; ++i) out[start + i] = drawn[i] == drawn[i] ? drawn[i] : scalar(base[start + i]);
  }
}

}  // namespace botec
