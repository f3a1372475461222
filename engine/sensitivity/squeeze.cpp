#include "sensitivity/squeeze.h"

#include <algorithm>
#include <cmath>

#include "samples/parallel.h"
#include "sensitivity/held.h"

namespace botec {
namespace {

constexpr double swing_low = 0.05, swing_high = 0.95;

bool true_or_false(const Study& study, std::size_t target) {
  return study.targets[target].condition || study.options.tail.has_value();
}

struct WidthSums {
  double replicates = 0, width = 0;
  double known = 0, known_weight = 0, halved = 0, halved_weight = 0;
  WidthSums& operator+=(const WidthSums& o) {
    replicates += o.replicates, width += o.width;
    known += o.known, known_weight += o.known_weight, halved += o.halved, halved_weight += o.halved_weight;
    return *this;
  }
  WidthSums& operator-=(const WidthSums& o) {
    replicates -= o.replicates, width -= o.width;
    known -= o.known, known_weight -= o.known_weight, halved -= o.halved, halved_weight -= o.halved_weight;
    return *this;
  }
  double mean_width() const { return replicates > 0 ? width / replicates : 0; }
  double mean_known() const { return known_weight > 0 ? known / known_weight : 0; }
  double mean_halved() const { return halved_weight > 0 ? halved / halved_weight : 0; }
};

// One replicate's findings about one target and one factor.
struct Finding {
  WidthSums widths;
  std::vector<double> at_low, at_high;   // the target's values there
};

struct Replicate {
  std::vector<std::vector<Finding>> of;   // per target and factor
};

double width_of(std::vector<double>& values, const TargetSurvey& survey, double level) {
  const auto [low, high] = interval_of(values, level);
  if (survey.scale == Scale::linear) return (high - low) / survey.measure.spread;
  double logarithm = high / low;
  kernels::active().log(&logarithm, &logarithm, 1);
  return logarithm;
}

// Values of what is true or false: whether the measure says so.
void to_yes_or_no(const Measure& how, std::vector<double>& values) {
  for (double& v : values) {
    if (how.kind == Measure::Kind::above) v = v > how.threshold ? 1 : 0;
    if (how.kind == Measure::Kind::below) v = v < how.threshold ? 1 : 0;
  }
}

void hold_one(const Study& study, const std::vector<TargetSurvey>& surveys, std::size_t learnt, std::size_t factor, HeldReplicate& held, Replicate& result) {
  const std::vector<bool>& reaches = study.prepared_factors[factor].reaches;
  const auto for_widths = [&](auto add) {
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      if (!reaches[t] || true_or_false(study, t) || !surveys[t].varies) continue;
      std::vector<double>& values = held.values(t);
      if (!values.empty()) add(result.of[t][factor].widths, width_of(values, surveys[t], study.options.level));
    }
  };
  for (std::size_t k = 0; k < learnt; ++k) {
    held.hold(factor, k);
    for_widths([&](WidthSums& s, double width) { s.known += held.likely() * width, s.known_weight += held.likely(); });
    held.hold_halved(factor, k);
    for_widths([&](WidthSums& s, double width) { s.halved += held.likely() * width, s.halved_weight += held.likely(); });
  }
  if (factor >= study.inputs()) return;
  for (const bool low : {true, false}) {
    held.hold_quantile(factor, low ? swing_low : swing_high);
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      if (!reaches[t] || !surveys[t].varies) continue;
      std::vector<double> values = held.values(t);
      to_yes_or_no(surveys[t].measure, values);
      (low ? result.of[t][factor].at_low : result.of[t][factor].at_high) = std::move(values);
    }
  }
}

Replicate hold_replicate(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan, const std::vector<bool>& wanted, std::uint32_t replicate) {
  HeldReplicate held(study, replicate, plan.points);
  Replicate result;
  result.of.assign(study.targets.size(), std::vector<Finding>(study.factors.size()));
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    if (true_or_false(study, t) || !surveys[t].varies) continue;
    std::vector<double>& values = held.values(t);
    const double width = values.empty() ? 0 : width_of(values, surveys[t], study.options.level);
    for (Finding& finding : result.of[t]) finding.widths.replicates = 1, finding.widths.width = width;
  }
  for (std::size_t factor = 0; factor < study.factors.size(); ++factor) {
    if (wanted[factor]) hold_one(study, surveys, plan.learnt, factor, held, result);
  }
  return result;
}

double middle_of(std::vector<double>& values, bool mean) {
  if (!mean) return quantile_of(values, 0.5);
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

// The middle of all replicates' values together, which has less bias than the mean of their middles; its error from those.
Jackknife pooled_middle(const std::vector<Replicate>& replicates, std::size_t target, std::size_t factor, bool mean,
                        std::vector<double> Finding::* values) {
  std::vector<double> pooled, middles;
  for (const Replicate& replicate : replicates) {
    std::vector<double> own = replicate.of[target][factor].*values;
    if (own.empty()) continue;
    middles.push_back(middle_of(own, mean));
    pooled.insert(pooled.end(), own.begin(), own.end());
  }
  if (pooled.empty()) return {};
  Jackknife result{middle_of(pooled, mean), {}};
  double centre = 0;
  for (const double m : middles) centre += m / static_cast<double>(middles.size());
  for (const double m : middles) {
    if (middles.size() > 1) result.without.push_back(result.value - (m - centre) / static_cast<double>(middles.size() - 1));
  }
  return result;
}

Squeeze squeeze_of(const std::vector<WidthSums>& sums, double unit) {
  const auto share = [](double narrower, double width) { return width > 0 ? 1 - narrower / width : 0; };
  return {jackknife(sums, [&](const WidthSums& s) { return share(s.mean_known(), s.mean_width()); }),
          jackknife(sums, [&](const WidthSums& s) { return share(s.mean_halved(), s.mean_width()); }),
          jackknife(sums, [&](const WidthSums& s) { return s.mean_known() * unit; }),
          jackknife(sums, [&](const WidthSums& s) { return s.mean_halved() * unit; })};
}

// Per factor: whether its squeeze of some target is known worse than that.
std::vector<bool> too_uncertain(const Study& study, const Held& held, double good_enough) {
  std::vector<bool> result(study.factors.size(), false);
  for (const auto& factors : held.squeeze) {
    for (std::size_t f = 0; f < factors.size(); ++f) {
      if (!factors[f]) continue;
      const double error = std::max(factors[f]->known.error().value_or(0), factors[f]->halved.error().value_or(0));
      result[f] = result[f] || error > good_enough;
    }
  }
  return result;
}

Held hold(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan, const std::vector<bool>& wanted) {
  std::vector<Replicate> replicates(plan.points == 0 ? 0 : study.options.replicates);
  parallel_for(replicates.size(), study.options.threads, [&](std::uint64_t r, std::size_t) {
    if (!study.interrupted()) replicates[r] = hold_replicate(study, surveys, plan, wanted, static_cast<std::uint32_t>(r));
  });
  Held result;
  result.plan = plan;
  result.width.resize(study.targets.size());
  result.squeeze.assign(study.targets.size(), std::vector<std::optional<Squeeze>>(study.factors.size()));
  result.swing.assign(study.targets.size(), std::vector<std::optional<Swing>>(study.inputs()));
  for (std::size_t t = 0; t < study.targets.size() && !replicates.empty() && !study.interrupted(); ++t) {
    if (!surveys[t].varies) continue;
    const bool shares = true_or_false(study, t);
    const double unit = surveys[t].scale == Scale::linear ? surveys[t].measure.spread : 1;
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
      if (!wanted[f] || !study.prepared_factors[f].reaches[t]) continue;
      if (!shares) {
        std::vector<WidthSums> sums;
        for (const Replicate& replicate : replicates) sums.push_back(replicate.of[t][f].widths);
        result.squeeze[t][f] = squeeze_of(sums, unit);
        result.width[t] = jackknife(sums, [&](const WidthSums& s) { return s.mean_width() * unit; });
      }
      if (f >= study.inputs()) continue;
      result.swing[t][f] = {pooled_middle(replicates, t, f, shares, &Finding::at_low),
                            pooled_middle(replicates, t, f, shares, &Finding::at_high)};
    }
  }
  return result;
}

}  // namespace

Held hold_factors(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan) {
  return hold(study, surveys, plan, std::vector<bool>(study.factors.size(), true));
}

void hold_again(const Study& study, const std::vector<TargetSurvey>& surveys, HoldPlan plan, double good_enough, Held& held) {
  const auto wanted = too_uncertain(study, held, good_enough);
  if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) return;
  Held again = hold(study, surveys, plan, wanted);
  held.plan = plan;
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
      if (again.squeeze[t][f]) held.squeeze[t][f] = std::move(again.squeeze[t][f]);
      if (f < study.inputs() && again.swing[t][f]) held.swing[t][f] = std::move(again.swing[t][f]);
    }
  }
}

}  // namespace botec
