#include "sensitivity/compare_draws.h"

#include <algorithm>

#include "kernels/kernels.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;

// A group's inputs are drawn once only where all of it is alike on both sides.
bool same_group(const Pairing& pairing, const CopulaGroup& a, const CopulaGroup& b) {
  if (a.inputs.size() != b.inputs.size() || a.cholesky != b.cholesky) return false;
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    const std::uint32_t input = pairing.input_of[0][a.inputs[i]];
    if (input != pairing.input_of[1][b.inputs[i]] || !pairing.inputs[input].same_law) return false;
  }
  return true;
}

}  // namespace

CompareDraws::CompareDraws(const Pairing& pairing) : pairing_(pairing) {
  for (const PairedInput& input : pairing.inputs) {
    bool normal = false, varies = false;
    for (int s = 0; s < 2; ++s) {
      if (!input.place[s]) continue;
      const Sampler& sampler = pairing.sides[s].program.drawn[*input.place[s]].sampler;
      normal = normal || sampler.wants_normals();
      varies = varies || !constant_value(sampler.distribution());
    }
    normal_.push_back(normal);
    varies_.push_back(varies);
    once_.push_back(input.same_law);
  }
  for (int s = 0; s < 2; ++s) {
    const auto& others = pairing.sides[1 - s].program.copulas;
    for (const CopulaGroup& group : pairing.sides[s].program.copulas) {
      const bool alike = std::any_of(others.begin(), others.end(), [&](const CopulaGroup& other) {
        return s == 0 ? same_group(pairing, group, other) : same_group(pairing, other, group);
      });
      for (const std::uint32_t place : group.inputs) {
        const std::uint32_t input = pairing.input_of[s][place];
        normal_[input] = true;
        if (!alike) once_[input] = false;
      }
    }
  }
}

std::vector<Coordinate> CompareDraws::coordinates() const {
  std::vector<Coordinate> result;
  const auto count = static_cast<std::uint32_t>(pairing_.inputs.size());
  for (std::uint32_t copy = 0; copy < 2; ++copy) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string& name = pairing_.inputs[i].name;
      result.push_back({stream_key(copy == 0 ? name : name + "#1"), copy * count + i});
    }
  }
  return result;
}

void CompareDraws::draw(const PointSet& points, std::size_t copy, std::uint64_t first_trial, double* base) const {
  const std::size_t count = pairing_.inputs.size();
  for (std::size_t i = 0; i < count; ++i, base += n) {
    if (!varies_[i]) std::fill_n(base, n, 0.5);
    else if (normal_[i]) points.normals(copy * count + i, first_trial, base);
    else points.uniforms(copy * count + i, first_trial, base);
  }
}

void CompareDraws::correlate(int side, double* base) const {
  const kernels::Table& k = kernels::active();
  for (const CopulaGroup& group : pairing_.sides[side].program.copulas) {
    const auto row_of = [&](std::size_t i) { return base + pairing_.input_of[side][group.inputs[i]] * n; };
    const std::size_t size = group.inputs.size();
    // Row i of L·z needs z of the rows above it, so rows are overwritten from the last one up.
    for (std::size_t i = size; i-- > 0;) {
      double* out = row_of(i);
      const double* weights = group.cholesky.data() + i * size;
      k.multiply_constant(out, out, weights[i], n);
      for (std::size_t j = 0; j < i; ++j) {
        const double* z = row_of(j);
        for (std::size_t t = 0; t < n; ++t) out[t] += weights[j] * z[t];
      }
    }
  }
}

void CompareDraws::values(std::uint32_t input, int side, const double* base, double* out) const {
  const Sampler& sampler = pairing_.sides[side].program.drawn[*pairing_.inputs[input].place[side]].sampler;
  if (normal_[input] && !sampler.wants_normals()) {
    constexpr double low = 0x1p-53, high = 1 - 0x1p-53;   // the ends of what plain uniforms can be
    kernels::active().normal_cdf(out, base, n);
    for (std::size_t t = 0; t < n; ++t) out[t] = std::clamp(out[t], low, high);
    base = out;
  }
  sampler.draw(base, out, n);
}

}  // namespace botec
