// Exact quantiles of any number of values in bounded memory. Values outside brackets around the wanted quantiles are only counted;
// brackets reach five standard errors to either side and narrow as values come, so about 50·√N values are kept. A quantile that
// escapes its bracket is noticed, and the caller samples again with wider ones: nothing is ever approximated.
// Promise: results depend on the multiset of values only, not on the order or the parts they came in (sample() excepted).
// Threads: collect() is const and may run in parallel; merge() and the rest belong to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "kernels/kernels.h"

namespace botec {

struct OrderOptions {
  std::vector<double> probabilities;   // the quantiles that will be asked for, ascending
  double width = 5;                    // half-width of a bracket in standard errors
  std::size_t sample = 1u << 16;       // how many of the first values are kept for sample()
  double growth = 2;                   // brackets narrow whenever there are so many times as many values
  // Values held before brackets are first set. They are sorted then, at 10 ns each, so more of them would cost more than
  // the wider brackets of fewer do; from there on brackets narrow as `growth` says.
  std::uint64_t first = 1u << 16;
};

class OrderStatistics {
 public:
  // What one chunk contributed. Used again for another chunk it keeps its memory.
  struct Part {
    std::vector<std::vector<double>> inside;   // per bracket: what fell into it (of an atom only how many did: `ties`)
    std::vector<std::uint64_t> below, ties;    // per bracket
    std::vector<double> sample;                // the first values, as long as they are wanted and not held anyway
    std::uint64_t count = 0;                   // finite ones
    std::uint64_t before = 0, beyond = 0;      // minus and plus infinity, which are counted and not handed to collect()
    void clear();
  };

  explicit OrderStatistics(const OrderOptions& options);

  void collect(const double* values, std::size_t n, Part& part) const;
  void merge(const Part& part);
  // Parts must have been collected since the last narrowing.
  void narrow_when_due();
  std::uint64_t until_narrowing() const { return next_narrowing_ > count_ ? next_narrowing_ - count_ : 0; }
  // An empty one that begins with the brackets of this one: for another replicate of the same law.
  OrderStatistics seeded() const;
  // All values of several parts of one sample. A quantile that is not in the brackets of every part has escaped.
  static OrderStatistics pooled(std::span<const OrderStatistics* const> parts);

  std::uint64_t count() const { return count_; }              // infinite ones too
  std::uint64_t infinite() const { return before_ + beyond_; }
  // True while every value is still held.
  bool holds_all() const { return brackets_.size() == 1 && brackets_[0].low == -infinity && brackets_[0].high == infinity; }
  std::size_t held() const;   // values in memory
  void give_back_memory();    // that merging set aside for values still to come

  // The k-th smallest value, k from 0; nothing when it is not inside a bracket.
  std::optional<double> order_statistic(std::uint64_t k);
  // The quantile of probability p by Hazen's rule (linear between order statistics at n·p - 1/2).
  std::optional<double> quantile(double p);
  // The two neighbours, among the k-th smallest values for k from `first` to `last` (from 0), that lie furthest apart; nothing where
  // one of these is infinite or not inside a bracket.
  struct Step {
    double low, high;
  };
  std::optional<Step> widest_step(std::uint64_t first, std::uint64_t last);
  // How many values are below x, and how many at most x; nothing when x is not inside a bracket.
  struct Counts {
    std::uint64_t below = 0, up_to = 0;
  };
  std::optional<Counts> counts_at(double x) const;
  // About as many values as OrderOptions asks for, in no order: for histograms and shortest intervals.
  std::vector<double> sample() const;
  // The same in order. Good until the next call of anything but quantile() and order_statistic().
  const std::vector<double>& sorted_sample();

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Bracket {
    double low = -infinity, high = infinity;   // both included
    std::vector<double> targets;               // probabilities that are looked for here
    std::uint64_t below = 0;
    std::vector<double> values;                // of an atom (low = high) none are held,
    std::uint64_t ties = 0;                    // they are counted here
    bool sorted = false;
    bool atom() const { return low == high; }
    std::uint64_t size() const { return ties + values.size(); }
    void sort();
  };
  void split(Bracket& old, std::vector<Bracket>& result, bool keep) const;
  void prepare_sieve();
  void sift(const double* values, std::size_t n, Part& part) const;

  OrderOptions options_;
  std::uint64_t count_ = 0;
  std::uint64_t before_ = 0, beyond_ = 0;
  std::uint64_t next_narrowing_;
  std::vector<Bracket> brackets_;   // ascending, disjoint
  std::vector<double> sample_;      // the first values; empty while every value is held

  // How collect() looks at a block: brackets with few values in them are sifted out together in classes, the others are
  // compared with one by one. Either way what counts in the end are the brackets' ends.
  kernels::Sieve sieve_;
  std::vector<std::uint32_t> sieved_, one_by_one_;    // places in brackets_
  double sieved_low_[kernels::Sieve::most] = {}, sieved_high_[kernels::Sieve::most] = {};
};

}  // namespace botec
