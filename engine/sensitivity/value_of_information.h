// What knowing more is worth to a decision: options that are formulas, of which the one with the best expected value is chosen.
// Place: inside sensitivity → result. Promise: in base units; works with correlations and with `given:`.
// Threads: uses several; the same bytes for any number.
#pragma once

#include <cstdint>
#include <vector>

#include "sensitivity/replicates.h"
#include "sensitivity/study.h"

namespace botec {

struct InformationValue {
  std::vector<Jackknife> expected;    // per option
  std::size_t best = 0;
  Jackknife perfect;                  // EVPI: of knowing everything before choosing
  std::vector<Jackknife> partial;     // EVPPI, per factor: of knowing it
  std::uint64_t points = 0;           // per replicate
};

// The study's targets are the options.
InformationValue value_of_information(const Study& study, bool smallest);

}  // namespace botec
