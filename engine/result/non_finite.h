// Trials without a finite value: how many, which operation made the first, where it stands, with which inputs.
#pragma once

#include "program/program.h"
#include "samples/run_plan.h"
#include "summaries/collect.h"
#include "text/diagnostic.h"

namespace botec {

// Up to one trial in a thousand is a warning; more is an error.
void report_non_finite(const Program& program, const RunPlan& plan, const Collected& collected, Diagnostics& diagnostics);

}  // namespace botec
