// All kernels of a table by shape and name, for tests that treat them alike.
#pragma once

#include <string_view>

#include "kernels/kernels.h"

namespace walk {

struct UnaryRow {
  std::string_view name;
  botec::kernels::Unary botec::kernels::Table::* kernel;
};
struct BinaryRow {
  std::string_view name;
  botec::kernels::Binary botec::kernels::Table::* kernel;
};

#define BOTEC_ROW(name) {#name, &botec::kernels::Table::name}
inline constexpr UnaryRow unary[] = {
    BOTEC_ROW(neg),  BOTEC_ROW(abs),   BOTEC_ROW(sign), BOTEC_ROW(floor), BOTEC_ROW(ceil),       BOTEC_ROW(round),
    BOTEC_ROW(sqrt), BOTEC_ROW(exp),   BOTEC_ROW(exp2), BOTEC_ROW(expm1), BOTEC_ROW(log),        BOTEC_ROW(log2),
    BOTEC_ROW(log10), BOTEC_ROW(log1p), BOTEC_ROW(sin),  BOTEC_ROW(cos),   BOTEC_ROW(tan),        BOTEC_ROW(asin),
    BOTEC_ROW(acos), BOTEC_ROW(atan),  BOTEC_ROW(erf),  BOTEC_ROW(lgamma), BOTEC_ROW(normal_cdf), BOTEC_ROW(normal_quantile),
    BOTEC_ROW(logical_not)};
inline constexpr BinaryRow binary[] = {
    BOTEC_ROW(add), BOTEC_ROW(sub), BOTEC_ROW(mul), BOTEC_ROW(div), BOTEC_ROW(min), BOTEC_ROW(max), BOTEC_ROW(eq),
    BOTEC_ROW(ne), BOTEC_ROW(lt), BOTEC_ROW(le), BOTEC_ROW(gt), BOTEC_ROW(ge), BOTEC_ROW(logical_and),
    BOTEC_ROW(logical_or), BOTEC_ROW(pow), BOTEC_ROW(atan2)};
#undef BOTEC_ROW

}  // namespace walk
