// The shares of a ranking alone, from few points: for the line that a run says about them.
// Place: the façade, beside engine.h. Promise: a few milliseconds; shares are good to about a hundredth.
// Threads: each call is independent of every other.
#pragma once

#include "engine.h"

namespace botec {

// Without squeezes, swings, rank correlations, pairs and the decision. Warnings are the run's to say.
Answer<RankResult> find_drivers(const ModelText& model, const RunOptions& options);

}  // namespace botec
