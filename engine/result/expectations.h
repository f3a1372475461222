// What the source claims against what was computed.
#pragma once

#include <vector>

#include "model/model.h"
#include "program/program.h"
#include "result/result.h"

namespace botec {

// Judges the expectations of the result's scenario. Mistakes in them (an unknown output, a wrong unit) become errors.
std::vector<ExpectationResult> judge_expectations(const Model& model, const Result& result, const Program& program,
                                                  Diagnostics& diagnostics);

// The same mistakes without a result, for checking a model that is not run.
void check_expectations(const Model& model, Diagnostics& diagnostics);

}  // namespace botec
