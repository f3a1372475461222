// Weights of `pool:` of formulas by precision, which follow from a first, small sample of the sources.
// Place: inside the façade, before compile(). Threads: one call on one thread.
#pragma once

#include <vector>

#include "program/compile.h"

namespace botec {

// For each such pool, of imports too, the inputs that stand for its weights. What makes a weight impossible is an error; any other
// mistake of the model is left to compile(), which will find it as well.
std::vector<Override> precision_weights(const Model& model, const CompileOptions& options, Diagnostics& diagnostics);

}  // namespace botec
