// Scores of a sample. The continuous ranked probability score is E|X - y| - E|X - X'|/2 (Gneiting and Raftery 2007,
// equation 21) with X and X' from different replicates, which are independent however the points of one are laid out: that makes
// it unbiased, as the fair score of an ensemble is (Ferro 2014). Errors are those of the jackknife over the replicates.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "scoring/fill_quantiles.h"

namespace botec {

namespace {

using Replicates = std::vector<std::vector<double>>;

// The mean of |a - b| over all pairs of values of one sorted sample.
double mean_difference(const std::vector<double>& sorted) {
  const double n = static_cast<double>(sorted.size()), centre = sorted[sorted.size() / 2];
  double sum = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) sum += (2 * static_cast<double>(i) - n + 1) * (sorted[i] - centre);
  return 2 * sum / (n * n);
}

double mean_difference_between(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> both(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), both.begin());
  const double n = static_cast<double>(a.size()), m = static_cast<double>(b.size()), all = n + m;
  // Pairs of the union are those within a, within b, and twice those between.
  return (mean_difference(both) * all * all - mean_difference(a) * n * n - mean_difference(b) * m * m) / (2 * n * m);
}

struct Parts {
  std::vector<double> to_outcome;                 // mean |X - y| of each replicate
  std::vector<std::vector<double>> between;       // mean |X - X'| of each pair
};

Parts parts_of(const Replicates& replicates, double outcome) {
  const std::size_t r = replicates.size();
  Parts parts{{}, std::vector<std::vector<double>>(r, std::vector<double>(r, 0.0))};
  for (std::size_t i = 0; i < r; ++i) {
    double sum = 0;
    for (const double x : replicates[i]) sum += std::abs(x - outcome);
    parts.to_outcome.push_back(sum / static_cast<double>(replicates[i].size()));
    for (std::size_t j = 0; j < i; ++j) parts.between[i][j] = parts.between[j][i] = mean_difference_between(replicates[i], replicates[j]);
  }
  return parts;
}

// The score without one replicate; `without` may be past the last.
double fair_score(const Parts& parts, std::size_t without) {
  const std::size_t r = parts.to_outcome.size();
  double away = 0, spread = 0, n = 0;
  for (std::size_t i = 0; i < r; ++i) {
    if (i == without) continue;
    away += parts.to_outcome[i];
    n += 1;
    for (std::size_t j = 0; j < r; ++j) {
      if (j != i && j != without) spread += parts.between[i][j];
    }
  }
  return away / n - spread / (n * (n - 1)) / 2;
}

double jackknife_error(const std::vector<double>& without) {
  const double n = static_cast<double>(without.size());
  const double mean = std::accumulate(without.begin(), without.end(), 0.0) / n;
  double sum = 0;
  for (const double value : without) sum += (value - mean) * (value - mean);
  return std::sqrt(sum * (n - 1) / n);
}

Score fair_crps(const Replicates& replicates, double outcome) {
  const Parts parts = parts_of(replicates, outcome);
  std::vector<double> without;
  for (std::size_t i = 0; i < replicates.size(); ++i) without.push_back(fair_score(parts, i));
  return {fair_score(parts, replicates.size()), jackknife_error(without), {}};
}

double share_below(const std::vector<double>& sorted, double outcome) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), outcome);
  const double before = static_cast<double>(first - sorted.begin()), at = static_cast<double>(last - first);
  return (before + at / 2) / static_cast<double>(sorted.size());
}

Score mean_of(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size()), mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return {mean, n > 1 ? std::sqrt(sum / (n * (n - 1))) : 0, {}};
}

// Hazen's rule, as everywhere.
double quantile_of(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size()) - 0.5;
  if (at <= 0) return sorted.front();
  const auto i = static_cast<std::size_t>(at);
  if (i + 1 >= sorted.size()) return sorted.back();
  const double part = at - std::floor(at);
  return sorted[i] * (1 - part) + sorted[i + 1] * part;
}

// Gaussian kernels with Silverman's bandwidth, over the values or their logarithms. Only where enough draws stand near the
// outcome: a kernel beyond the last draw is about the kernel, not about the model.
Score smoothed_log_score(const Replicates& replicates, const std::vector<double>& pool, double outcome) {
  constexpr double least_near = 30;
  const bool logarithmic = pool.front() > 0 && outcome > 0;
  const auto place = [&](double x) { return logarithmic ? std::log(x) : x; };
  const double spread = (place(quantile_of(pool, 0.75)) - place(quantile_of(pool, 0.25))) / 1.34;
  const double h = 0.9 * spread * std::pow(static_cast<double>(pool.size()), -0.2);
  if (!(h > 0)) return {{}, 0, "half of the draws have one value, so that there is no density to estimate"};
  const double y = place(outcome);
  std::vector<double> densities;
  double near = 0;
  for (const auto& replicate : replicates) {
    double sum = 0;
    for (const double x : replicate) {
      const double z = (place(x) - y) / h;
      near += std::abs(z) < 2 ? 1 : 0;
      sum += std::abs(z) < 40 ? std::exp(-0.5 * z * z) : 0;
    }
    densities.push_back(sum / (static_cast<double>(replicate.size()) * h * std::sqrt(2 * 3.14159265358979323846)));
  }
  if (near < least_near) return {{}, 0, "too few draws near the outcome to tell the density there"};
  const Score density = mean_of(densities);
  return {-std::log(*density.value) + (logarithmic ? y : 0), density.error / *density.value, {}};
}

}  // namespace

LawScores score_draws(Replicates replicates, double outcome, const Asked& asked) {
  std::vector<double> pool, below;
  for (auto& replicate : replicates) {
    std::sort(replicate.begin(), replicate.end());
    pool.insert(pool.end(), replicate.begin(), replicate.end());
    below.push_back(share_below(replicate, outcome));
  }
  std::sort(pool.begin(), pool.end());
  LawScores scores;
  fill_quantiles([&](double p) { return quantile_of(pool, p); }, outcome, asked, scores);
  scores.percentile = mean_of(below);
  scores.crps = fair_crps(replicates, outcome);
  scores.log_score = smoothed_log_score(replicates, pool, outcome);
  if (pool.front() > 0 && outcome > 0) {
    for (auto& replicate : replicates) {
      for (double& x : replicate) x = std::log(x);
    }
    scores.log_crps = fair_crps(replicates, std::log(outcome));
  } else {
    scores.log_crps.missing = outcome > 0 ? "some draws are not above zero" : "the outcome is not above zero";
  }
  return scores;
}

}  // namespace botec
