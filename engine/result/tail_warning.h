// A warning where a mean and a standard deviation rest on a handful of trials.
#pragma once

#include "program/program.h"
#include "result/result.h"
#include "summaries/collect.h"
#include "text/diagnostic.h"

namespace botec {

// The moments of a very wide law exist, but a sample of any size holds too few of the trials that make them, and the spread
// over replicates cannot know what none of them has seen.
void warn_about_tails(const Program& program, const Collected& collected, const std::vector<OutputResult>& results,
                     Diagnostics& diagnostics);

}  // namespace botec
