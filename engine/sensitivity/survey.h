// A first look at the targets: how they spread, on which scale they are explained, rank correlations with the inputs.
// Place: inside sensitivity, before the other methods. Threads: survey() uses several; the same bytes for any number.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sensitivity/replicates.h"
#include "sensitivity/study.h"
#include "summaries/tally.h"

namespace botec {

struct TargetSurvey {
  std::uint64_t kept = 0;              // trials that satisfied `given:`
  std::uint64_t non_finite = 0;        // of these
  TrialNumber first_non_finite;
  bool varies = false;
  bool positive = false;               // throughout
  double low = 0, median = 0, high = 0;   // the interval
  Scale scale = Scale::linear;
  Measure measure;
  std::vector<Jackknife> spearman;     // per input; empty where the target does not vary
};

struct Survey {
  std::uint64_t points = 0;            // per replicate
  std::vector<TargetSurvey> targets;
  // The draws behind it, for what else can be learnt from them, replicate after replicate.
  std::vector<char> kept;                    // whether a trial satisfied `given:`
  std::vector<std::vector<double>> values;   // per target
  std::vector<std::vector<double>> inputs;   // per input; none where only shares are wanted and no trial is left out
};

// `linear`: targets that have turned out not to be positive, whatever this sample says.
Survey survey(const Study& study, const std::vector<bool>& linear);

// Hazen's rule: linear between the order statistics around n·p + 1/2. Reorders the values, of which there is at least one.
double quantile_of(std::vector<double>& values, double p);
// Both ends of the central interval.
std::pair<double, double> interval_of(std::vector<double>& values, double level);

}  // namespace botec
