#include "distributions/sampler.h"

#include "distributions/family.h"

namespace botec {

Sampler::Sampler(Distribution distribution, double scale) : distribution_(std::move(distribution)), scale_(scale) {}

bool Sampler::wants_normals() const { return distribution_.family->driven_by_normal; }

void Sampler::draw(const double* base, double* out, std::size_t n) const {
  if (distribution_.family->quantile_block) {
    distribution_.family->quantile_block(distribution_, base, out, n);
    if (scale_ != 1)
      for (std::size_t i = 0; i < n; ++i) out[i] *= scale_;
    return;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base[i];
    out[i] = scale_ * (u <= 0.5 ? quantile(distribution_, u) : quantile(distribution_, 1 - u, Tail::upper));
  }
}

}  // namespace botec
