// The scores of one forecast of a number against its outcome, of a distribution or of the draws of a model.
// Place: distributions → scoring → result. Threads: pure functions, plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "distributions/distribution.h"

namespace botec {

// A score with its Monte Carlo standard error (0 where there is none); without a value, why.
struct Score {
  std::optional<double> value;
  double error = 0;
  std::string missing;
};

struct LevelScore {
  double level = 0.9, low = 0, high = 0;
  bool inside = false;             // low <= outcome <= high
  double score = 0;                // interval_score()
};

struct QuantileScore {
  double probability = 0.5, value = 0, loss = 0;
};

struct LawScores {
  double median = 0;
  Score percentile;                // P(X < outcome) + P(X = outcome)/2
  Score crps, log_crps, log_score;
  std::vector<LevelScore> levels;
  std::vector<QuantileScore> quantiles;
  double mean_quantile_loss = 0;   // twice the mean of the losses: the weighted interval score of these quantiles
};

// What of the forecast is asked beside its scores: levels of central intervals, and probabilities of quantiles.
struct Asked {
  std::vector<double> levels, probabilities;
};

LawScores score_distribution(const Distribution& d, double outcome, const Asked& asked);

// Draws of a model in independent replicates, each a sample of the same law. They are sorted here.
LawScores score_draws(std::vector<std::vector<double>> replicates, double outcome, const Asked& asked);

}  // namespace botec
