// Quantile of the standard normal. With w = -log(4p(1-p)), which grows from 0 at p = ½ in both tails, z/(2p - 1) is a
// smooth function of w (the form of Giles 2010, GPU Computing Gems 10); our rational fit serves w < 5.5, that is
// 0.00102 < p < 0.99898. In the tails √2·√(-log p) is corrected by a
// small rational function, in three pieces; they are computed one by one.
// All fits: interpolation at Chebyshev nodes in 60 digits, relative error below 2^-56.
#pragma once

#include "kernels/body/logarithm.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double central_slope = 0x1.40d931ff62706p+0;  // √(π/2), its value at w = 0
constexpr double central_top[] = {
    0x1.4ffddeaa22dc8p-2, 0x1.8ba1ee18593a7p-5, 0x1.0a9d945398948p-6, 0x1.d8ca89f31c2cdp-10, 0x1.0049df753ba83p-12,
    0x1.2b7861515f683p-16, 0x1.1e1ac55546354p-20, 0x1.1451214bd4971p-25, 0x1.eaec89e975b7fp-33};
constexpr double central_bottom[] = {
    0x1.0000000000000p0, 0x1.8efd6d38a1fa2p-4, 0x1.c101e1253ad70p-5, 0x1.19d73ad90a1e7p-8, 0x1.ea618e5102b4ep-11,
    0x1.bd69146ce19e0p-15, 0x1.48a0293e5591dp-18, 0x1.4124a0a07bc28p-23, 0x1.a95d47294bbe5p-29};

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

// 4p(1-p), at most 1. The common path and the test for rare arguments must see the same number.
BOTEC_INLINE double four_p_q(double p) { return 4.0 * p * (1.0 - p); }
constexpr double central_product = 0x1.0bdp-8;  // e^-5.5, rounded up

// The slope at the centre and the rest apart, so that the rounding errors of the quotient weigh less.
BOTEC_INLINE double normal_quantile_centre(double p) {
  const double w = -log_of_split(split(four_p_q(p), 1023.0));
  const double x = 2.0 * p - 1.0;
  return x * (central_slope + w * (polynomial(w, central_top) / polynomial(w, central_bottom)));
}

// Outside the centre, and outside [0, 1], where the product is negative. (A NaN may pass: the centre makes NaN of it.)
BOTEC_INLINE Word normal_quantile_is_rare(double p) {
  const Word product = bits(four_p_q(p));
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

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
