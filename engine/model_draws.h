// Draws of one output of a model, in independent replicates: what scores and exports of a model rest on.
// Place: inside the façade. Threads: one call on one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "prepare.h"
#include "result/result.h"
#include "summaries/conditional_sample.h"

namespace botec {

struct ModelDraws {
  std::vector<std::vector<double>> replicates;   // display unit, in trial order, finite ones alone
  std::size_t dropped = 0, all = 0;              // trials without a finite value, of how many that counted
  std::size_t never = 0;                         // of the dropped: infinite on purpose, above every number
};

// `samples`: all trials wanted, over 16 replicates or so.
ModelDraws draw_output(const Program& program, const ProgramOutput& output, const RunSettings& settings, std::uint64_t samples,
                       const std::atomic<bool>* interrupted);

// `cost@2030`, as formulas and people write a step of a series, is the output `cost[2030]`.
std::string step_or_name(const std::string& written);
// Whether it has a value at every step, and so none of its own.
bool is_series(const Program& program, const std::string& name);

// The output of that name, or of that step; null when there is none.
const ProgramOutput* find_output(const Program& program, const std::string& name);

// P(output <= at) and the density there, where something can be integrated out so that both are smooth; in the display unit.
class SmoothLaw {
 public:
  SmoothLaw(const Program& program, const ProgramOutput& output, const RunSettings& settings, unsigned threads, const std::atomic<bool>* interrupted);
  bool usable() const;
  std::uint64_t points() const { return sample_->points() * sample_->replicates(); }
  Estimate probability(double at) const;
  // `spread`: the distance over which the density changes, such as that between the quartiles. Nothing where it is too small to tell.
  Estimate density(double at, double spread) const;

 private:
  const ProgramOutput& output_;
  std::optional<ConditionalSample> sample_;
};

}  // namespace botec
