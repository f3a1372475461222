#include "sensitivity/value_of_information.h"

#include <algorithm>
#include <cmath>

#include "samples/parallel.h"
#include "sensitivity/held.h"

namespace botec {
namespace {

// Trials of a replicate, and values that a factor is held at. The expected best of estimated means is too large by what they
// are uncertain, which for nets of this size is below the standard error (see the tests of coverage).
constexpr std::uint64_t points = 2048;
constexpr std::size_t learnt_values = 64;

struct InformationSums {
  double weight = 0, best = 0;      // of the best option, once something is known
  std::vector<double> options;      // of each option

  InformationSums& operator+=(const InformationSums& o) { return add(o, 1); }
  InformationSums& operator-=(const InformationSums& o) { return add(o, -1); }
  InformationSums& add(const InformationSums& o, double sign) {
    weight += sign * o.weight, best += sign * o.best;
    for (std::size_t d = 0; d < options.size(); ++d) options[d] += sign * o.options[d];
    return *this;
  }
};

struct Replicate {
  InformationSums everything;              // trial by trial
  std::vector<InformationSums> factors;
};

// All options in the trials where all of them have a value; costs turned round, so that the largest is the best.
std::vector<std::vector<double>> option_values(const Study& study, HeldReplicate& held, std::uint64_t trials, double sign) {
  const std::size_t count = study.targets.size();
  std::vector<std::vector<double>> values(count, std::vector<double>(trials));
  for (std::size_t d = 0; d < count; ++d) held.all_values(d, values[d].data());
  std::size_t kept = 0;
  for (std::size_t t = 0; t < trials; ++t) {
    const bool all = std::all_of(values.begin(), values.end(), [t](const auto& v) { return v[t] == v[t]; });
    for (auto& v : values) v[kept] = sign * v[t];
    kept += all ? 1 : 0;
  }
  for (auto& v : values) v.resize(kept);
  return values;
}

Replicate run_replicate(const Study& study, std::uint32_t number, double sign) {
  const std::size_t count = study.targets.size();
  HeldReplicate held(study, number, points);
  Replicate result;
  const InformationSums none{0, 0, std::vector<double>(count, 0.0)};
  result.everything = none;
  result.factors.assign(study.factors.size(), none);
  const auto values = option_values(study, held, points, sign);
  for (std::size_t t = 0; t < values[0].size(); ++t) {
    double best = values[0][t];
    for (std::size_t d = 0; d < count; ++d) {
      best = std::max(best, values[d][t]);
      result.everything.options[d] += values[d][t];
    }
    result.everything.best += best;
    result.everything.weight += 1;
  }
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    InformationSums& sums = result.factors[f];
    for (std::size_t k = 0; k < learnt_values; ++k) {
      held.hold(f, k);
      const auto learnt = option_values(study, held, points, sign);
      if (learnt[0].empty()) continue;
      const double weight = held.likely();
      double best = -INFINITY;
      for (std::size_t d = 0; d < count; ++d) {
        double mean = 0;
        for (const double v : learnt[d]) mean += v;
        mean /= static_cast<double>(learnt[d].size());
        sums.options[d] += weight * mean;
        best = std::max(best, mean);
      }
      sums.best += weight * best;
      sums.weight += weight;
    }
  }
  return result;
}

}  // namespace

InformationValue value_of_information(const Study& study, bool smallest) {
  const double sign = smallest ? -1 : 1;
  std::vector<Replicate> replicates(study.options.replicates);
  parallel_for(replicates.size(), study.options.threads,
               [&](std::uint64_t r, std::size_t) { replicates[r] = run_replicate(study, static_cast<std::uint32_t>(r), sign); });
  InformationValue result;
  result.points = points;
  std::vector<InformationSums> sums;
  for (const Replicate& replicate : replicates) sums.push_back(replicate.everything);
  for (std::size_t d = 0; d < study.targets.size(); ++d) {
    result.expected.push_back(jackknife(sums, [&](const InformationSums& s) { return sign * s.options[d] / s.weight; }));
    if (sign * result.expected[d].value > sign * result.expected[result.best].value) result.best = d;
  }
  // The best option and the one chosen now, in the same draws: what they have in common drops out.
  const auto gain = [&](const InformationSums& s) { return s.weight > 0 ? (s.best - s.options[result.best]) / s.weight : 0; };
  result.perfect = jackknife(sums, gain);
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    for (std::size_t r = 0; r < replicates.size(); ++r) sums[r] = replicates[r].factors[f];
    result.partial.push_back(jackknife(sums, gain));
  }
  return result;
}

}  // namespace botec
