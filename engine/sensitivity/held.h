// Re-evaluation of a replicate's trials with a factor held at given values.
// Place: inside sensitivity: what squeezes, swings and the value of information have in common.
// Threads: one HeldReplicate, one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "sensitivity/study.h"

namespace botec {

class HeldReplicate {
 public:
  HeldReplicate(const Study& study, std::uint32_t replicate, std::uint64_t points);

  // The factor at the k-th of up to block_size values that one might learn: a net over its law, another one in each replicate.
  void hold(std::size_t factor, std::size_t k);
  // The same with half of its spread left. On the scale of normals, where knowledge that halves the standard deviation tells
  // all but a quarter of the variance: √¾ of what one learns and ½ of what stays unknown have the law that the input has.
  void hold_halved(std::size_t factor, std::size_t k);
  // A single input at its quantile of probability p.
  void hold_quantile(std::size_t input, double p);
  void release();   // nothing held

  // The target's values in the trials that count: finite, and as `given:` demands; in the order of trials. The next call
  // overwrites them.
  std::vector<double>& values(std::size_t target);
  // As values(), but a place for every trial, NaN where it does not count.
  void all_values(std::size_t target, double* out) const;
  // The share of trials in which `given:` holds: how likely what is held is, next to the same before.
  double likely() const { return likely_; }

 private:
  void follow(std::size_t factor, std::size_t block);
  void look_at_conditions();

  const Study& study_;
  std::vector<Bank> original_, changed_;   // per block of the replicate
  Bank source_, learnt_;
  const Exchange* held_ = nullptr;
  std::vector<char> kept_;
  double likely_ = 1;
  std::vector<double> values_;
};

}  // namespace botec
