// Which outputs have a mean and a variance, decided from the model and not from the sample: a sample of a law without a
// mean has one all the same, and it means nothing.
#pragma once

#include "program/program.h"

namespace botec {

// Fills in no_mean, no_variance and fourth_moment of every output, and warns of the first two.
void find_missing_moments(Program& program, Diagnostics& diagnostics);

}  // namespace botec
