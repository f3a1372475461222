#include "result/assemble_rank.h"

#include <algorithm>
#include <cmath>

#include "text/calendar.h"

namespace botec {
namespace {

Estimate estimate_of(const Jackknife& found, double factor = 1) {
  Estimate result{found.value * factor, {}};
  if (const auto error = found.error()) result.standard_error = *error * std::abs(factor);
  return result;
}

Estimate estimate_of(const std::optional<Jackknife>& found, double factor = 1) {
  return found ? estimate_of(*found, factor) : Estimate{};
}

// A width in logarithms as the ratio it stands for.
Estimate ratio_of(const Jackknife& logarithm) {
  Estimate result{std::exp(logarithm.value), {}};
  if (const auto error = logarithm.error()) result.standard_error = *error * *result.value;
  return result;
}

const char* words_for(NoShares why) {
  switch (why) {
    case NoShares::none: return "";
    case NoShares::does_not_vary: return "it does not vary";
    case NoShares::no_variance: return "its variance does not exist";
    case NoShares::conditions: return "the conditions under `given` make the inputs depend on each other";
  }
  return "";
}

struct Assembler {
  const Study& study;
  const StudyRanking& ranking;
  std::size_t target;
  double unit;   // base units in one of the output's
  bool date;     // shown as one

  const TargetRanking& found() const { return ranking.targets[target]; }
  bool logarithmic() const { return found().survey.scale == Scale::logarithmic; }
  bool correlated() const { return study.prepared_targets[target].correlated; }
  bool probability() const { return study.targets[target].condition || study.options.tail.has_value(); }
  bool dates() const { return date && !probability(); }
  Estimate width(const Jackknife& w) const { return logarithmic() ? ratio_of(w) : estimate_of(w, 1 / unit); }

  bool ordered(std::size_t f) const {
    const auto& inputs = study.factors[f].inputs;
    return std::all_of(inputs.begin(), inputs.end(), [&](std::uint32_t i) { return study.program.drawn[i].ordered; });
  }
  RankedFactor factor(std::size_t f) const;
  Estimate sum_of_members(std::size_t group) const;
  RankedOutput output(const ShownTarget& shown) const;
};

// Shapley effects add up, and so a group has those of its members.
Estimate Assembler::sum_of_members(std::size_t group) const {
  if (found().shapley.empty()) return {};
  std::vector<Jackknife> members;
  for (const std::uint32_t input : study.factors[group].inputs) {
    if (found().shapley[input]) members.push_back(*found().shapley[input]);
  }
  return members.empty() ? Estimate{} : estimate_of(sum(members));
}

RankedFactor Assembler::factor(std::size_t f) const {
  RankedFactor result;
  result.name = study.factors[f].name;
  if (!found().shares.first_order.empty()) result.first_order = estimate_of(found().shares.first_order[f]);
  if (!found().shares.total.empty() && !correlated()) result.total = estimate_of(found().shares.total[f]);
  if (const auto& squeeze = ranking.held.squeeze[target][f]) {
    result.known_share = estimate_of(squeeze->known);
    if (ordered(f)) result.halved_share = estimate_of(squeeze->halved);
    result.known_width = width(squeeze->known_width);
    if (ordered(f)) result.halved_width = width(squeeze->halved_width);
  }
  if (f >= study.inputs()) {
    result.shapley = sum_of_members(f);
    for (const std::uint32_t input : study.factors[f].inputs) result.members.push_back(study.factors[input].name);
    return result;
  }
  if (!found().shapley.empty()) result.shapley = estimate_of(found().shapley[f]);
  if (!found().ranks.empty()) result.rank = found().ranks[f].first, result.rank_last = found().ranks[f].last;
  if (!ordered(f)) return result;
  if (!found().survey.spearman.empty()) result.spearman = estimate_of(found().survey.spearman[f]);
  if (const auto& swing = ranking.held.swing[target][f]) {
    const double factor = probability() ? 1 : 1 / unit;
    result.swing_low = estimate_of(swing->low, factor);
    result.swing_high = estimate_of(swing->high, factor);
    if (dates()) result.swing_low.value = year_of_date(*result.swing_low.value);
    if (dates()) result.swing_high.value = year_of_date(*result.swing_high.value);
  }
  return result;
}

RankedOutput Assembler::output(const ShownTarget& shown) const {
  RankedOutput result;
  const TargetSurvey& survey = found().survey;
  result.name = study.targets[target].name;
  result.kind = shown.kind;
  result.unit = probability() ? "" : to_text(shown.unit);
  result.scale = probability() ? "probability" : logarithmic() ? "log" : "linear";
  if (study.options.tail && !study.targets[target].condition) result.tail = *study.options.tail == TailSide::high ? "high" : "low";
  if (study.options.scale == Scale::logarithmic && !logarithmic() && !probability()) {
    result.note = "it is not positive throughout, so that its logarithm could not be ranked";
  }
  result.correlated = correlated();
  result.no_shares = words_for(found().no_shares);
  result.non_finite = survey.non_finite;
  if (!survey.varies) {
    if (survey.kept > survey.non_finite) result.constant = survey.median / (study.targets[target].condition ? 1 : unit);
    return result;
  }
  result.middle.value = probability() ? survey.measure.centre : survey.median / unit;
  if (dates()) result.middle.value = year_of_date(*result.middle.value);
  if (ranking.held.width[target]) result.width = width(*ranking.held.width[target]);
  result.sum_first_order = estimate_of(found().sum_first_order);
  result.first_order_method = found().shares.first_order_method;
  result.total_method = found().shares.total_method;
  for (const PairShare& pair : found().pairs) {
    result.pairs.push_back({study.factors[pair.first].name, study.factors[pair.second].name, estimate_of(pair.share)});
  }
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    if (study.prepared_factors[f].reaches[target]) (f < study.inputs() ? result.inputs : result.groups).push_back(factor(f));
  }
  return result;
}

}  // namespace

std::vector<RankedOutput> assemble_ranking(const Study& study, const StudyRanking& ranking, const std::vector<ShownTarget>& shown) {
  std::vector<RankedOutput> results;
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    RankedOutput output = Assembler{study, ranking, t, shown[t].unit.scale, shown[t].unit.date}.output(shown[t]);
    const auto key = [](const RankedFactor& f) {
      for (const Estimate* e : {&f.shapley, &f.total, &f.known_share, &f.first_order}) {
        if (e->value) return *e->value;
      }
      return 0.0;
    };
    const auto stronger = [&](const RankedFactor& a, const RankedFactor& b) { return key(a) > key(b); };
    std::stable_sort(output.inputs.begin(), output.inputs.end(), stronger);
    std::stable_sort(output.groups.begin(), output.groups.end(), stronger);
    results.push_back(std::move(output));
  }
  return results;
}

RankedDecision assemble_decision(const Study& study, const InformationValue& found) {
  const ProgramDecision& decision = *study.program.decision;
  const double unit = 1 / decision.unit.scale;
  RankedDecision result;
  result.unit = to_text(decision.unit);
  result.smallest = decision.smallest;
  for (std::size_t d = 0; d < decision.options.size(); ++d) {
    result.options.push_back({decision.options[d].name, estimate_of(found.expected[d], unit)});
  }
  result.chosen = decision.options[found.best].name;
  result.perfect = estimate_of(found.perfect, unit);
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const auto& reaches = study.prepared_factors[f].reaches;
    if (std::find(reaches.begin(), reaches.end(), true) == reaches.end()) continue;
    result.partial.push_back({study.factors[f].name, f >= study.inputs(), estimate_of(found.partial[f], unit)});
  }
  std::stable_sort(result.partial.begin(), result.partial.end(), [](const auto& a, const auto& b) { return *a.value.value > *b.value.value; });
  return result;
}

}  // namespace botec
