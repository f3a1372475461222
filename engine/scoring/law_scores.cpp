#include "scoring/law_scores.h"

#include <cmath>

#include "distributions/crps.h"
#include "scoring/fill_quantiles.h"

namespace botec {

void fill_quantiles(const std::function<double(double)>& quantile, double outcome, const Asked& asked, LawScores& scores) {
  scores.median = quantile(0.5);
  for (const double level : asked.levels) {
    LevelScore entry{level, quantile((1 - level) / 2), quantile((1 + level) / 2), false, 0};
    entry.inside = entry.low <= outcome && outcome <= entry.high;
    entry.score = interval_score(level, entry.low, entry.high, outcome);
    scores.levels.push_back(entry);
  }
  double sum = 0;
  for (const double p : asked.probabilities) {
    const double value = quantile(p);
    scores.quantiles.push_back({p, value, quantile_loss(p, value, outcome)});
    sum += scores.quantiles.back().loss;
  }
  if (!asked.probabilities.empty()) scores.mean_quantile_loss = 2 * sum / static_cast<double>(asked.probabilities.size());
}

namespace {

Score logarithmic_score(const Distribution& d, double outcome, double atom) {
  double log = log_density(d, outcome);
  if (std::isnan(log)) log = std::log(atom);   // an atom among a density
  if (std::isfinite(log)) return {-log, 0, {}};
  if (log > 0) return {{}, 0, "the density is infinite at the outcome"};
  return {{}, 0, "infinite: the forecast had ruled the outcome out"};
}

}  // namespace

LawScores score_distribution(const Distribution& d, double outcome, const Asked& asked) {
  LawScores scores;
  fill_quantiles([&](double p) { return quantile(d, p); }, outcome, asked, scores);
  const double at = cdf(d, outcome);
  const double before = has_atoms(d) ? cdf(d, std::nextafter(outcome, -std::numeric_limits<double>::infinity())) : at;
  scores.percentile.value = before + (at - before) / 2;
  scores.crps.value = crps(d, outcome);
  if (!scores.crps.value) scores.crps.missing = "a tail of the forecast is so heavy that the score is infinite";
  scores.log_crps.value = crps_of_logarithm(d, outcome);
  if (!scores.log_crps.value) scores.log_crps.missing = outcome > 0 ? "the forecast is not above zero" : "the outcome is not above zero";
  scores.log_score = logarithmic_score(d, outcome, at - before);
  return scores;
}

}  // namespace botec
