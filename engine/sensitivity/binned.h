// First-order shares from draws that are already there, by bins of the input: valid for any dependence between inputs, and so
// where `given:` makes pick-freeze meaningless.
// Place: inside sensitivity. Threads: pure function.
#pragma once

#include "sensitivity/replicates.h"
#include "sensitivity/survey.h"

namespace botec {

// What input i alone explains of the variance of the target, as it is measured.
Jackknife binned_first_order(const Survey& survey, std::size_t target, std::size_t input, std::size_t replicates);

}  // namespace botec
