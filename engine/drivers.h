// The shares of a ranking alone, from few points: for the line that a run says about them.
// Place: inside the façade. Promise: a few milliseconds; shares are good to about a hundredth.
// Threads: each call is independent of every other.
#pragma once

#include "prepare.h"

namespace botec {

// Fills OutputResult::drivers, the strongest first. Without squeezes, swings, rank correlations, pairs and the decision; nothing where
// nothing can be said. Warnings are the run's to say.
void add_drivers(const Prepared& prepared, const RunOptions& options, Result& result);

}  // namespace botec
