// Quantile of the standard normal. With w = -log(4p(1-p)), which grows from 0 at p = ½ in both tails, z/(2p - 1) is a
// smooth function of w (the form of Giles 2010, GPU Computing Gems 10); our fit serves w < 7, that is
// 0.00023 < p < 0.99977, within 2^-53. In the tails √2·√(-log p) is corrected by a
// small rational function, in three pieces; they are computed one by one.
// All fits: interpolation at Chebyshev nodes in 50 to 60 digits, those of the tails within 2^-56.
#pragma once

#include "kernels/body/logarithm.h"
#include "kernels/body/rare.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double central_slope = 0x1.40d931ff62706p+0;  // √(π/2), its value at w = 0
// What it grows by, over w, in powers of w - 3.5. A rational function would need a division for two terms fewer.
constexpr double central_terms[] = {
    0x1.626d3fddb410ap-2, -0x1.f10e4f2be4b05p-9, -0x1.ab744f8672683p-10, 0x1.1c9ad9ccdfdb7p-12, -0x1.c44ed47d44d91p-17,
    -0x1.53dc5ca3732dap-19, 0x1.317736706fedap-21, -0x1.17e6c1f11c047p-25, -0x1.800dc1de7f230p-28, 0x1.68aed5bb5acd7p-30,
    -0x1.4559fe475c8f5p-34, -0x1.e09ef5b911242p-37, 0x1.b806e3ca6505cp-39, -0x1.7627a9c511046p-43, -0x1.37c418b7c5e40p-45,
    0x1.127e424a45fbep-47, -0x1.b95a0c1d8f952p-52, -0x1.aa964cccb68dap-54, 0x1.6e65c4d4b7da5p-56, -0x1.65e879cd139e6p-61,
    -0x1.774f93e5c7281p-62, 0x1.5232436bae54dp-65, 0x1.41f0e415129e3p-69, -0x1.e3bf6b2ab45e0p-72};

// √2·t - |z| for t = √(-log p) in [2.6, 5], [5, 11] and [11, 27.4], which ends below the smallest subnormal p.
constexpr double near_top[] = {
    0x1.95b4ff2d942c2p+1, 0x1.471e692fc5a93p+3, -0x1.5d7393615fe9bp-1, 0x1.dead07a4f364cp+1, 0x1.76b4fb770b6e6p+1,
    0x1.6cd97c2877300p-2, 0x1.147dee1d204adp-7, 0x1.f288f1b0b0412p-18};
constexpr double near_bottom[] = {
    0x1.0p+0, 0x1.b6b2470d830ddp+2, 0x1.27c055f17f60fp+2, 0x1.772cf74966d6dp-1, 0x1.d3e13dc367b89p+1,
    0x1.5b3f43233d194p+0, 0x1.cbda54095e52ep-4, 0x1.e73d168fe8405p-10};
constexpr double middle_top[] = {
    0x1.9892268b0c72fp+1, 0x1.9e1a5d4908828p+3, 0x1.b08b1f3717100p+2, 0x1.e1be261b159ecp-1, 0x1.3c051b467675fp-5,
    0x1.844618905b90ep-12, 0x1.1dab2d8dd352ep-23};
constexpr double middle_bottom[] = {
    0x1.0p+0, 0x1.f1bf633284e5ep+2, 0x1.3c1b03eda9e96p+3, 0x1.9724bf33c3479p+1, 0x1.4aa6f69b8de95p-2,
    0x1.4c89bc641d5a5p-7, 0x1.3015851639bf3p-14};
constexpr double far_top[] = {
    0x1.509aa104dcac4p+1, 0x1.1c95869932782p+2, 0x1.9ef237c607c1ep+0, 0x1.78280cb1862e1p-3, 0x1.da2ac51a1a7a6p-8,
    0x1.8b97baad7bc44p-14, 0x1.476654e189df7p-22, 0x1.328fba822b92fp-35};
constexpr double far_bottom[] = {
    0x1.0p+0, 0x1.cab4c399711c6p+1, 0x1.73c6e03056c34p+1, 0x1.6c8c1bf5e9d9dp-1, 0x1.f8faf0bbe7f15p-5,
    0x1.001af6a215338p-9, 0x1.5bb7fbf8d0fe0p-16, 0x1.c11a8048d2eccp-25};

// p(1-p), at most 1/4. The common path and the test for rare arguments must see the same number.
BOTEC_INLINE double p_q(double p) { return p * (1.0 - p); }
constexpr double central_product = 0x1.de2p-13;  // e^-7 / 4, rounded up

BOTEC_INLINE double minus_log_4pq(double p) {
  const Split y = split(p_q(p), 1021.0);
  const double s = y.f / (2.0 + y.f);
  const double z = s * s;
  return fma(y.e, -ln2_high, s * fma(z, polynomial(z, minus_log_terms), -2.0));
}
BOTEC_INLINE double normal_quantile_centre(double p, double w) {
  return fma(2.0, p, -1.0) * fma(w, polynomial(w - 3.5, central_terms), central_slope);
}

// Outside the centre, and outside [0, 1], where the product is negative. (A NaN may pass: the centre makes NaN of it.)
BOTEC_INLINE Word normal_quantile_is_rare(double p) {
  const Word product = bits(p_q(p));
  return product | (product - bits(central_product));
}

[[gnu::noinline]] double normal_quantile_tail(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -infinity : (p == 1 ? infinity : nan);
  const double t = __builtin_sqrt(-log_full(p < 0.5 ? p : 1.0 - p));
  const double less = t < 5    ? polynomial(t, near_top) / polynomial(t, near_bottom)
                      : t < 11 ? polynomial(t, middle_top) / polynomial(t, middle_bottom)
                               : polynomial(t, far_top) / polynomial(t, far_bottom);
  constexpr double root_two = 0x1.6a09e667f3bcdp0;
  constexpr double root_two_rest = -0x1.bdd3413b26456p-54;
  const double z = fma(root_two, t, fma(root_two_rest, t, -less));
  return p < 0.5 ? -z : z;
}

// 64 elements: short enough that the 0.05% of rare arguments leave most chunks alone.
constexpr std::size_t quantile_chunk = 64;

// In two passes: a processor looks ahead only so far, and several short chains of dependent products fit where one long one does
// not, which saves a third. `out` may be `a`.
BOTEC_INLINE void chunk_of_quantiles(double* out, const double* a) {
  double w[quantile_chunk];
  Word any = 0;
  for (std::size_t i = 0; i < quantile_chunk; ++i) {
    w[i] = minus_log_4pq(a[i]);
    any |= normal_quantile_is_rare(a[i]);
  }
  if (!top(any)) {
    BOTEC_INDEPENDENT
    for (std::size_t i = 0; i < quantile_chunk; ++i) out[i] = normal_quantile_centre(a[i], w[i]);
    return;
  }
  double p[quantile_chunk];
  for (std::size_t i = 0; i < quantile_chunk; ++i) p[i] = a[i];
  for (std::size_t i = 0; i < quantile_chunk; ++i) out[i] = normal_quantile_centre(p[i], w[i]);
  recompute<normal_quantile_is_rare, normal_quantile_tail>(out, p, quantile_chunk);
}

void normal_quantile(double* out, const double* a, std::size_t n) {
  std::size_t i = 0;
  for (; i + quantile_chunk <= n; i += quantile_chunk) chunk_of_quantiles(out + i, a + i);
  if (i == n) return;
  double rest[quantile_chunk];
  for (std::size_t k = 0; k < quantile_chunk; ++k) rest[k] = a[i + k < n ? i + k : i];
  chunk_of_quantiles(rest, rest);
  for (std::size_t k = 0; i + k < n; ++k) out[i + k] = rest[k];
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
