// From scored forecasts to what they say together: calibration, sharpness, who was better.
// Place: scoring → result. Threads: pure functions.
#pragma once

#include "result/score_result.h"

namespace botec {

// Puts the scores of the law into the forecast, in the order of the catalogue. `factor`: the forecast's unit in the question's.
void put_scores(const LawScores& scores, double factor, double level, ScoredForecast& forecast);
void put_scores_of_probability(bool happened, ScoredForecast& forecast);

// Fills `forecasters` and `comparisons` from `forecasts`.
void summarise(ScoreResult& result);

}  // namespace botec
