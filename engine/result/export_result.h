// What `botec export` hands to other programs, as plain data.
// Place: scoring → result → report. Threads: plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "result/result.h"
#include "scoring/platform_cdf.h"

namespace botec {

// A forecast as Metaculus takes it: a distribution function, or of a question of the model a probability.
struct MetaculusExport {
  ModelInfo model;
  RunInfo run;
  std::string output, unit;
  std::optional<Estimate> probability;   // of a question: as the model has it
  PlatformScale scale;                   // of a number, in `unit`
  PlatformCdf cdf;
  double below = 0, above = 0;           // what the model gives beyond the bounds
};

struct Sip {
  std::string name, unit;
  std::vector<double> values;
};

// A library of draws: trial k of one belongs to trial k of all others.
struct SipLibrary {
  ModelInfo model;
  std::string provenance;
  std::vector<Sip> sips;
};

}  // namespace botec
