// What knowing a factor would buy: the interval of a target, and its middle, with the factor held at what one might learn and all
// else free.
// Place: inside sensitivity. Promise: works with correlations and with `given:`, where the others follow and what is learnt is
// weighted by how likely it is. Threads: squeeze() uses several; the same bytes for any number.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sensitivity/replicates.h"
#include "sensitivity/study.h"
#include "sensitivity/survey.h"

namespace botec {

// By how much of itself the width of the interval shrinks, in the mean over what one might learn. Widths are logarithms of the
// ratio of the ends on a logarithmic scale.
struct Squeeze {
  Jackknife known, halved;            // with the factor known exactly, and with its spread halved
  Jackknife known_width, halved_width;
};

// The target's median with an input at its own 5th and 95th percentile; of what is true or false, the probability.
struct Swing {
  Jackknife low, high;
};

struct HoldPlan {
  std::uint64_t points = 0;           // trials per replicate; 0: nothing is held, and nothing found
  std::size_t learnt = 0;             // values that a factor is held at in each replicate
};

struct Held {
  HoldPlan plan;
  std::vector<std::optional<Jackknife>> width;              // per target, as it is; empty for what is true or false
  std::vector<std::vector<std::optional<Squeeze>>> squeeze; // per target and factor; empty where the factor does not reach it
  std::vector<std::vector<std::optional<Swing>>> swing;     // per target and input
};

Held hold_factors(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan);

// Those factors again whose squeeze of some target is known worse than that, on the same trials.
void hold_again(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan, double good_enough, Held& held);

}  // namespace botec
