#include "scoring/rules.h"

#include <cmath>

namespace botec {

double quantile_loss(double probability, double quantile, double outcome) {
  return outcome >= quantile ? (outcome - quantile) * probability : (quantile - outcome) * (1 - probability);
}

double interval_score(double level, double low, double high, double outcome) {
  const double outside = outcome < low ? low - outcome : outcome > high ? outcome - high : 0;
  return high - low + 2 / (1 - level) * outside;
}

double brier_score(double probability, bool happened) {
  const double away = happened ? 1 - probability : probability;
  return away * away;
}

double logarithmic_score(double probability, bool happened) {
  return happened ? -std::log(probability) : -std::log1p(-probability);
}

}  // namespace botec
