// How good were past forecasts?
// Place: the façade; result/score_result.h is what it gives. Threads: calls are independent.
#pragma once

#include "engine.h"
#include "result/score_result.h"

namespace botec {

// `forecasts` is a file of them (docs/scoring.md); models that it names are run, with `samples` draws.
Answer<ScoreResult> score(const ModelText& forecasts, const RunOptions& options);

}  // namespace botec
