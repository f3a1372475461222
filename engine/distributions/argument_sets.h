// Which of a family's argument sets was meant, and what is wrong when it is none.
// Place: inside distributions, between the arguments as read and the family's fit. Threads: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "distributions/family.h"

namespace botec {

// How many quantiles the family's sets ask for.
enum class QuantileUse { never, one, two, many };
QuantileUse quantile_use(const Family& family);

// "mean, sd or two quantiles"
std::string describe_sets(const Family& family);

// Nothing when the arguments make up exactly one set; else which names are unknown, missing or too many.
std::optional<Complaint> check_argument_names(const Family& family, const Arguments& arguments);
std::optional<Complaint> check_argument_set(const Family& family, const Arguments& arguments);

}  // namespace botec
