// Why two estimates differ: the difference of their point estimates, and of their medians, split among the changes.
// Place: inside sensitivity, for compare. Promise: the parts add up to the whole, in logarithms where all mixtures of the two
// sides are positive; the same bytes for any number of threads. Threads: split_middles() uses several.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "random/design.h"
#include "sensitivity/compare_pairing.h"
#include "sensitivity/compare_draws.h"

namespace botec {

struct CompareOptions {
  Method method = Method::sobol;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 16;           // at least 2: their spread is the standard error
  std::optional<std::uint64_t> samples;    // of every mixture of the two sides; empty: as many as their number allows
  unsigned threads = 0;
  std::size_t most_exact = 12;             // changes of which all combinations are tried; beyond that orders are drawn
  bool additive = false;                   // a difference, even of positive values: of dates
  bool infinite_counts = false;            // an infinite value is one: a time that never comes is after all others
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(std::uint64_t done, std::uint64_t planned)> progress;   // by one thread at a time
};

// A part, or the whole; error 0: exact.
struct SplitValue {
  double value = 0, error = 0;
};

enum class NoSplit { none, not_finite, interrupted };

struct Split {
  NoSplit none = NoSplit::none;
  bool logarithmic = false;    // parts are logarithms of factors
  bool all_orders = true;      // every combination was tried
  std::uint64_t orders = 0;    // else so many orders, in all replicates
  std::uint64_t samples = 0;   // of each mixture, in all replicates; 0: each was computed exactly
  double from = 0;             // side A, base units
  std::vector<SplitValue> parts;   // per change, B against A; base units
  SplitValue total;
};

Split split_points(const Pairing& pairing, const CompareOptions& options);
// Medians; of what is true or false probabilities.
Split split_middles(const Pairing& pairing, const CompareOptions& options);

// How probable it is that the output is larger on side A, and that it is equal: inputs that are alike on both sides are drawn
// once, the others independently. In trials that satisfy `given:` on both sides.
struct LargerProbability {
  bool known = false;          // not where no trial counts, and not after an interrupt
  SplitValue first, equal;
  std::uint64_t samples = 0;   // 0: exact, because nothing varies
};
LargerProbability larger_probability(const Pairing& pairing, const CompareOptions& options);

}  // namespace botec
