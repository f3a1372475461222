// Statistics of values with weights: quantiles, moments, shares, shortest intervals, histograms.
// Place: weighted_collection → weighted_statistics → result. Errors are those of a ratio of two sums: by how far each replicate's
// numerator strays from the ratio times its denominator, or trial by trial where there is one replicate.
// Threads: plain data, one owner.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "summaries/intervals.h"

namespace botec {

struct WeightedError {
  double value = 0;
  std::optional<double> error;
};

// Weights relative to the largest, per trial; all 0 where none is possible.
struct Weights {
  std::vector<std::vector<double>> of;   // per replicate and trial
  double total = 0, squares = 0, largest = 0;
  std::uint64_t positive = 0;            // how many are above 0
  // How many equally likely trials would be worth as much (Kong 1992).
  double effective() const { return squares > 0 ? total * total / squares : 0; }
};
Weights weights_of(const std::vector<std::vector<double>>& log_weights);

// The trials that count, by value. NaN and trials without weight are left out.
class WeightedValues {
 public:
  WeightedValues(const std::vector<std::vector<double>>& values, const Weights& weights, double scale = 1);

  bool empty() const { return items_.empty(); }
  double total() const { return total_; }
  double minimum() const { return items_.front().value; }
  double maximum() const { return items_.back().value; }
  std::size_t size() const { return items_.size(); }
  double share_of(double value) const;                 // of exactly this value, if three trials have it; else 0
  double share_infinite() const;

  double quantile(double p) const;                     // Hazen's rule: a trial stands at the middle of its weight
  WeightedError quantile_error(double p) const;
  // The weighted mean of f, and its error.
  WeightedError mean(const std::function<double(double)>& f) const;
  std::pair<double, double> shortest(double level) const;
  std::pair<std::vector<double>, std::vector<double>> replicate_shortest(double level) const;   // the ends
  BinnedShares bin(double low, double high, std::size_t bins, bool logarithmic) const;

 private:
  struct Item {
    double value, weight;
    std::uint32_t replicate;
  };
  std::pair<double, double> shortest_of(const std::vector<Item>& items, double level) const;
  std::optional<double> error_of(const std::function<double(double)>& residual) const;

  std::vector<Item> items_;            // ascending
  std::vector<double> until_middle_;   // weight below each, and half of its own
  double total_ = 0, effective_ = 0;
  std::size_t replicates_ = 1;
};

}  // namespace botec
