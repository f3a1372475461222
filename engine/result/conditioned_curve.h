// One conditioned output's distribution function, and where its quantiles are looked for.
// Place: inside result. Threads: belongs to the one thread that assembles.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>

#include "program/program.h"
#include "result/crossing_curve.h"
#include "result/quantile_search.h"
#include "result/result.h"
#include "summaries/conditional_sample.h"

namespace botec {

struct ConditionedCurve {
  const ProgramOutput& output;
  const ConditionalSample& sample;
  std::size_t which;
  bool known_error;   // several replicates, or nothing that varies between them
  Axis axis;
  double middle = 0, spread = 0;   // of the first guesses: a normal law on the axis

  ReplicateCdf cdf(std::uint64_t points = ~std::uint64_t{0}) const {
    return [this, points](double y) { return sample.probability(which, y, points); };
  }
  // From so many points in all, or as few more as come in whole replicates and blocks: what is seen needs no error.
  ReplicateCdf rough_cdf(std::uint64_t points) const {
    constexpr std::uint64_t at_once = 256;   // of a replicate; two of them show where a search may stop
    const std::uint64_t each = std::max<std::uint64_t>(std::min(sample.points(which), at_once), 1);
    const auto replicates = static_cast<std::uint32_t>((points + each - 1) / each);
    return [this, each, replicates](double y) { return sample.probability(which, y, each, replicates); };
  }
  static double score(double p);
  double shown(double value) const { return value / output.unit.scale; }
  Estimate shown(double value, double error) const {
    Estimate estimate{shown(value), {}};
    if (known_error) estimate.standard_error = std::abs(shown(error));
    return estimate;
  }
  double law_quantile(double p) const { return botec::quantile(output.conditioning->law, p) * output.conditioning->scale; }
  double unseen() const;   // by the replicates, where the probability in a trial jumps, or is as steep as that
  std::uint64_t steep_points = 0;
  double steep = 1;        // the widest gap between probabilities in single trials, of so many points
  void find_steepness();
  std::optional<CrossingCurve> crossing = {};
  bool comes(double p) const { return !crossing || p <= 1 - crossing->never.mean; }
  std::map<double, Start> starts = {};   // where quantiles were found, in a sample first
  Start start(double p) const {
    const auto known = starts.find(p);
    if (crossing && known == starts.end()) return crossing->start(p);
    return known == starts.end() ? Start{middle + spread * score(p), spread} : known->second;
  }
  bool is_found(double p) const;
  void keep(double p, Start start, std::uint64_t points);
  std::map<double, Estimate> found = {};  // with the points there are
  std::map<double, double> seen = {};     // the sample's quantiles
  std::map<double, double> atoms = {};    // by value shown: where quantiles sit on one
  std::optional<Estimate> quantile(double p);
  Estimate at_atom(double p, const QuantileRoot& root);
  std::optional<Estimate> solve(double p);
  void approach(double p);
};

// First guesses from a sample: its median, and its spread between the quartiles or, where they are one, between the ends.
std::optional<ConditionedCurve> curve_of(const ProgramOutput& output, const OutputResult& sampled, const ConditionalSample& sample, std::size_t which, bool known_error);

}  // namespace botec
