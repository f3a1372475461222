// Exact quantiles of any number of values in bounded memory. Values outside brackets around the wanted quantiles are only counted;
// brackets are six standard errors wide and narrow as values come, so about √N values are kept. A quantile that
// escapes its bracket is noticed, and the caller samples again with wider ones: nothing is ever approximated.
// Promise: results depend on the multiset of values only, not on the order or the parts they came in.
// Threads: collect() is const and may run in parallel; merge() and the rest belong to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace botec {

class OrderStatistics {
 public:
  // What one chunk contributed: values that fell into the brackets and, per bracket, how many fell below it.
  struct Part {
    std::vector<std::vector<double>> inside;
    std::vector<std::uint64_t> below;
    std::uint64_t count = 0;
  };

  // probabilities: the quantiles that will be asked for. capacity: values kept before brackets are narrowed.
  // width: half-width of a bracket in standard errors.
  OrderStatistics(std::vector<double> probabilities, std::size_t capacity, double width);

  void collect(const double* values, std::size_t n, Part& part) const;
  // Parts must have been collected since the last narrow_if_full().
  void merge(const Part& part);
  void narrow_if_full();

  std::uint64_t count() const { return count_; }
  // True while every value is still held.
  bool holds_all() const { return brackets_.size() == 1 && brackets_[0].low == -infinity && brackets_[0].high == infinity; }

  // The k-th smallest value, k from 0; nothing when it is not inside a bracket.
  std::optional<double> order_statistic(std::uint64_t k);
  // The quantile of probability p by Hazen's rule (linear between order statistics at n·p - 1/2).
  std::optional<double> quantile(double p);
  // All values, or the first ones in the order they came when some were let go: for histograms and shortest intervals.
  const std::vector<double>& sample() const { return holds_all() ? brackets_[0].values : prefix_; }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Bracket {
    double low = -infinity, high = infinity;   // both included
    std::vector<double> targets;               // probabilities inside
    std::uint64_t below = 0;
    std::vector<double> values;
    std::vector<std::size_t> placed;           // sorted positions known to hold their order statistic
  };
  void narrow();
  std::vector<Bracket> split(Bracket& bracket) const;
  double nth(Bracket& bracket, std::size_t k);

  std::size_t capacity_;
  double width_;
  std::uint64_t count_ = 0;
  std::vector<Bracket> brackets_;
  std::vector<double> prefix_;
};

}  // namespace botec
