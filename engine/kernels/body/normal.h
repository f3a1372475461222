// Quantile of the standard normal. With w = -log(4p(1-p)), which grows from 0 at p = ½ in both tails, z/(2p - 1) is a
// smooth function of w (the form of Giles 2010, GPU Computing Gems 10); our rational fit serves w < 5.5, that is
// 0.00102 < p < 0.99898. The tails are rational in √(-log p), in two pieces, and are computed one by one.
// All fits: interpolation at Chebyshev nodes in 60 digits, relative error below 2^-56.
#pragma once

#include "kernels/body/logarithm.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double central_limit = 5.5;
constexpr double central_top[] = {
    0x1.40d931ff62706p0, 0x1.c9c50e0654ac5p-2, 0x1.da94ae3819168p-4, 0x1.5e204ecb2a5b1p-6, 0x1.7f30b3ac28829p-9,
    0x1.3f03e42d4ed3bp-12, 0x1.87e709c007ad5p-16, 0x1.45f6697b0efe5p-20, 0x1.2b85e7072bbdcp-25, 0x1.0216d159184d9p-32};
constexpr double central_bottom[] = {
    0x1.0000000000000p0, 0x1.84a8cb902797fp-4, 0x1.bf0fb4a462230p-5, 0x1.10c1d74f2bb2ap-8, 0x1.e5aa0a42d13b7p-11,
    0x1.aafde63d07defp-15, 0x1.438923b9e8d60p-18, 0x1.2fc4901e5c4f6p-23, 0x1.addc71f84601fp-29};

// √(-log p) in [2.2, 6] and in [6, 27.4]; the second ends below the smallest subnormal number.
constexpr double near_tail_top[] = {
    -0x1.b6f8e3f45ae30p+1, -0x1.b1efefb2db58bp+4, -0x1.059e3c4e0aee6p+5, 0x1.0dbfbacf6fc03p+4, 0x1.82a037751c4dbp+5,
    0x1.faec611b6b386p+4, 0x1.0e8f5847b07e4p+3, 0x1.afabb6c587396p-1, 0x1.7fbbdad5b268bp-6};
constexpr double near_tail_bottom[] = {
    0x1.0p+0, 0x1.b12d85724c859p+3, 0x1.37ae0f129993ep+5, 0x1.5bb73d2b7dd89p+5, 0x1.7a2ca11f57633p+4,
    0x1.81a98e7c4f0f1p+2, 0x1.314d2a802e87ap-1, 0x1.0f53403d181abp-6, 0x1.8289b3363df3ep-28};
constexpr double far_tail_top[] = {
    -0x1.a5d917932e789p+1, -0x1.b2e373bf3f762p+3, 0x1.b220e68639cbcp+1, 0x1.ecc93ccef81abp+3, 0x1.913d30bf0a652p+2,
    0x1.b71bea1d2bc7ep-1, 0x1.739d0a6327ec7p-5, 0x1.d4093300e08c7p-11, 0x1.517c60bd9bb99p-18};
constexpr double far_tail_bottom[] = {
    0x1.0p+0, 0x1.1742c917ef6f2p+3, 0x1.80ea51543fa8fp+3, 0x1.2086e7fc47a10p+2, 0x1.376cd80baa598p-1,
    0x1.06e0729e51885p-5, 0x1.4af44f45bc6a9p-11, 0x1.dd469cde4b829p-19, 0x1.b0acadec35511p-47};

// 4p(1-p), at most 1. The common path and the test for rare arguments must see the same number.
BOTEC_INLINE double four_p_q(double p) { return 4.0 * p * (1.0 - p); }
constexpr double central_product = 0x1.0bdp-8;  // e^-5.5, rounded up

BOTEC_INLINE double normal_quantile_centre(double p) {
  const double w = -log_of_split(split(four_p_q(p), 1023.0));
  return (2.0 * p - 1.0) * (polynomial(w, central_top) / polynomial(w, central_bottom));
}

BOTEC_INLINE bool normal_quantile_is_rare(double p) { return !(four_p_q(p) > central_product); }

[[gnu::noinline]] double normal_quantile_tail(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -infinity : (p == 1 ? infinity : nan);
  const double t = __builtin_sqrt(-log_of(p < 0.5 ? p : 1.0 - p));
  const double z = t < 6 ? polynomial(t, near_tail_top) / polynomial(t, near_tail_bottom)
                         : polynomial(t, far_tail_top) / polynomial(t, far_tail_bottom);
  return p < 0.5 ? -z : z;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
