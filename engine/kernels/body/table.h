// The table of one instruction set, from the bodies. table_<name>.cpp includes it once.
#pragma once

#include "kernels/body/arithmetic.h"
#include "kernels/body/cells.h"
#include "kernels/body/exponential.h"
#include "kernels/body/laws.h"
#include "kernels/body/logarithm.h"
#include "kernels/body/normal.h"
#include "kernels/body/normal_cdf.h"
#include "kernels/body/power.h"
#include "kernels/body/random.h"
#include "kernels/body/rare.h"
#include "kernels/body/reductions.h"
#include "kernels/body/sifting.h"
#include "kernels/body/trigonometric.h"

#define BOTEC_TEXT(name) #name
#define BOTEC_NAME_OF(name) BOTEC_TEXT(name)

namespace botec::kernels::BOTEC_KERNEL_ISA {

extern constinit const Table table = {
    .isa = BOTEC_NAME_OF(BOTEC_KERNEL_ISA),
    .add = binary<add_of>,
    .sub = binary<sub_of>,
    .mul = binary<mul_of>,
    .div = binary<div_of>,
    .min = binary<min_of>,
    .max = binary<max_of>,
    .neg = unary<negated>,
    .abs = unary<magnitude>,
    .sign = unary<sign_of>,
    .floor = unary<floor_of>,
    .ceil = unary<ceil_of>,
    .round = unary<round_of>,
    .sqrt = unary<sqrt_of>,
    .add_constant = with_constant<add_of>,
    .multiply_constant = with_constant<mul_of>,
    .min_constant = with_constant<min_of>,
    .max_constant = with_constant<max_of>,
    .linear = linear,
    .add_multiple = add_multiple,
    .fill = fill,
    .eq = binary<eq_of>,
    .ne = binary<ne_of>,
    .lt = binary<lt_of>,
    .le = binary<le_of>,
    .gt = binary<gt_of>,
    .ge = binary<ge_of>,
    .logical_and = binary<and_of>,
    .logical_or = binary<or_of>,
    .logical_not = unary<not_of>,
    .select = ternary<select_of>,
    .clamp = ternary<clamp_of>,
    .exp = fast_or_full<exp_fast, exp_is_rare, exp_full>,
    .exp2 = fast_or_full<exp2_fast, exp2_is_rare, exp2_full>,
    .expm1 = unary<expm1_of>,
    .log = fast_or_full<log_fast, log_is_rare, log_full>,
    .log2 = fast_or_full<log2_fast, log_is_rare, log2_full>,
    .log10 = fast_or_full<log10_fast, log_is_rare, log10_full>,
    .log1p = unary<log1p_of>,
    .pow = pow,
    .pow_constant = pow_constant,
    .exp_linear = exp_linear,
    .exp2_linear = exp2_linear,
    .sin = common_or_slow<sin_of, trigonometric_is_rare, libm::sin_of>,
    .cos = common_or_slow<cos_of, trigonometric_is_rare, libm::cos_of>,
    .tan = libm::tan,
    .asin = libm::asin,
    .acos = libm::acos,
    .atan = libm::atan,
    .atan2 = libm::atan2,
    .erf = libm::erf,
    .lgamma = libm::lgamma,
    .normal_cdf = fast_or_full<normal_cdf_fast, normal_cdf_is_rare, normal_cdf_full>,
    .normal_quantile = normal_quantile,
    .all_finite = all_finite,
    .take_between = take_between,
    .classify = classify,
    .sift = sift,
    .add_powers = add_powers,
    .extremes = extremes,
    .sum = sum,
    .sum_squares = sum_squares,
    .sum_products = sum_products,
    .random_words = random_words_portable,
    .words_to_uniforms = words_to_uniforms,
    .words_to_normals = words_to_normals,
    .net_to_uniforms = net_to_uniforms,
    .strata_to_uniforms = strata_to_uniforms,
    .uniform = uniform,
    .triangular = triangular,
    .cell_draws = cell_draws,
    .segment_draws = segment_draws,
};

}  // namespace botec::kernels::BOTEC_KERNEL_ISA
