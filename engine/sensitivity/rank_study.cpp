#include "sensitivity/rank_study.h"

#include <algorithm>

#include "sensitivity/binned.h"
#include "sensitivity/exact.h"
#include "sensitivity/pick_freeze.h"
#include "sensitivity/shapley.h"

namespace botec {
namespace {

constexpr std::uint64_t first_points = kernels::block_size;   // per replicate
constexpr std::uint64_t most_points = 1u << 16;
constexpr std::uint64_t most_alone = 1u << 12;   // of shares alone of correlated inputs: known to half a hundredth
// Squeezes: where the width hardly depends on what is learnt, as of products on their logarithmic scale, these know it to half a
// percent of itself; where it does, the number of values held is what counts, and the error falls as its inverse.
constexpr HoldPlan first_plan{1024, 16}, second_plan{1024, 64};
constexpr double good_enough = 0.01;

// The keys of the inputs that reach the target.
std::vector<Jackknife> present(const Study& study, const std::vector<std::optional<Jackknife>>& keys) {
  std::vector<Jackknife> result;
  for (std::size_t i = 0; i < study.inputs() && i < keys.size(); ++i) {
    if (keys[i]) result.push_back(*keys[i]);
  }
  return result;
}

// The same inputs: those drawn anew at each step of a series share a number. Which of thirty years is the first is worth no trials.
std::vector<std::size_t> alike(const Study& study, const std::vector<std::optional<Jackknife>>& keys) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < study.inputs() && i < keys.size(); ++i) {
    const std::string& name = study.program.drawn[i].step_of;
    std::size_t first = i;
    while (!name.empty() && first > 0 && study.program.drawn[first - 1].step_of == name) --first;
    if (keys[i]) result.push_back(first);
  }
  return result;
}

void rank_inputs(const Study& study, TargetRanking& target) {
  const auto ranges = rank_ranges(present(study, target.keys));
  target.ranks.assign(study.inputs(), {});
  std::size_t next = 0;
  for (std::size_t i = 0; i < study.inputs() && i < target.keys.size(); ++i) {
    if (target.keys[i]) target.ranks[i] = ranges[next++];
  }
}

std::vector<Measure> measures_of(const StudyRanking& ranking) {
  std::vector<Measure> measures;
  for (const TargetRanking& target : ranking.targets) measures.push_back(target.survey.measure);
  return measures;
}

// Of those that are sampled.
std::vector<std::size_t> correlated_targets(const Study& study, const StudyRanking& ranking, const std::vector<bool>& sampled) {
  std::vector<std::size_t> result;
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    if (sampled[t] && study.prepared_targets[t].correlated && ranking.targets[t].no_shares == NoShares::none) result.push_back(t);
  }
  return result;
}

void take_effects(const Study& study, const Shapley& games, std::size_t game, TargetRanking& target) {
  target.shapley.assign(study.inputs(), std::nullopt);
  const auto effects = shapley_effects(games, game);
  for (std::size_t p = 0; p < effects.size(); ++p) target.shapley[games.games[game].players[p]] = effects[p];
}

// Doubles the points until every target is settled. False where a target turned out to have no logarithm.
bool find_shares(const Study& study, const std::vector<bool>& sampled, StudyRanking& ranking, std::vector<bool>& linear) {
  PickFreeze sums = begin_pick_freeze(study);
  const auto correlated = correlated_targets(study, ranking, sampled);
  Shapley games = begin_shapley(study, correlated);
  // Of correlated inputs only what each explains alone is left to pick-freeze, and nothing waits for that.
  const bool only_alone = correlated.size() == static_cast<std::size_t>(std::count(sampled.begin(), sampled.end(), true));
  const auto measures = measures_of(ranking);
  const bool fixed = study.options.points.has_value();
  const std::uint64_t most = fixed ? *study.options.points : most_points;
  for (std::uint64_t points = fixed ? most : first_points;; points *= 2) {
    const bool wanted = !only_alone || (!study.options.shares_only && points <= most_alone);
    if (wanted || sums.points == 0) extend(study, measures, wanted ? points : first_points, most, sums);
    extend(study, measures, points, most, games);
    if (sums.interrupted || study.interrupted()) {
      ranking.interrupted = true;
      return true;
    }
    bool again = false;
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      again = again || (sums.not_positive[t] && !linear[t]);
      linear[t] = linear[t] || sums.not_positive[t];
    }
    if (again) return false;
    ranking.points = points;
    ranking.settled = true;
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      TargetRanking& target = ranking.targets[t];
      if (target.no_shares != NoShares::none || !sampled[t]) continue;
      target.shares = shares_of(sums.sums[t]);
    }
    for (std::size_t g = 0; g < games.games.size(); ++g) take_effects(study, games, g, ranking.targets[games.games[g].target]);
    for (TargetRanking& target : ranking.targets) {
      target.keys = target.shapley.empty() ? target.shares.total : target.shapley;
      ranking.settled = ranking.settled && is_settled(present(study, target.keys), study.options.tolerance, alike(study, target.keys));
    }
    if (ranking.settled || points >= most) return true;
    if (study.options.progress) study.options.progress(points * study.options.replicates, most * study.options.replicates);
  }
}

// Puts closed forms in the place of what would be sampled.
void take_exact(const Study& study, std::size_t t, const ExactRanking& exact, StudyRanking& ranking) {
  TargetRanking& target = ranking.targets[t];
  target.exact = true;
  target.survey.median = exact.median;
  target.shares = {exact.first_order, exact.total, "closed form", "closed form"};
  for (std::size_t i = 0; i < study.inputs(); ++i) {
    if (exact.spearman[i] && !target.survey.spearman.empty()) target.survey.spearman[i] = *exact.spearman[i];
  }
  if (study.prepared_targets[t].correlated) target.shapley.assign(exact.shapley.begin(), exact.shapley.begin() + static_cast<std::ptrdiff_t>(study.inputs()));
  target.keys = target.shapley.empty() ? target.shares.total : target.shapley;
  target.sum_first_order = sum(present(study, target.shares.first_order));
  ranking.held.width[t] = exact.width;
  ranking.held.squeeze[t] = exact.squeeze;
  ranking.held.swing[t].assign(exact.swing.begin(), exact.swing.begin() + static_cast<std::ptrdiff_t>(study.inputs()));
}

// Per target, where there is one.
std::vector<std::optional<ExactRanking>> exact_rankings(const Study& study, const StudyRanking& ranking) {
  std::vector<std::optional<ExactRanking>> result(study.targets.size());
  if (!study.options.closed_forms || study.options.tail) return result;
  const auto forms = find_closed_forms(study.program);
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    if (ranking.targets[t].no_shares == NoShares::none && !study.targets[t].condition) {
      result[t] = rank_exactly(study, t, ranking.targets[t].survey.scale, forms);
    }
  }
  return result;
}

NoShares refusal(const Study& study, std::size_t t, const TargetSurvey& found) {
  if (!found.varies) return NoShares::does_not_vary;
  if (!study.given.empty()) return NoShares::conditions;
  const bool needs_variance = found.measure.kind == Measure::Kind::linear && !study.targets[t].condition;
  return needs_variance && !study.targets[t].variance_exists ? NoShares::no_variance : NoShares::none;
}

// Where single inputs leave much unexplained: the pairs among those that do most of it together with others.
void find_pairs(const Study& study, const StudyRanking& ranking, std::size_t t, TargetRanking& target) {
  constexpr double much = 0.9;
  constexpr std::size_t most_inputs = 5, most_pairs = 5;
  constexpr std::uint64_t most_pair_points = 4096;
  const auto first = present(study, target.shares.first_order);
  if (first.empty()) return;
  target.sum_first_order = sum(first);
  if (study.options.shares_only) return;
  if (study.prepared_targets[t].correlated || target.sum_first_order->value >= much) return;
  std::vector<std::size_t> inputs;
  for (std::size_t i = 0; i < study.inputs(); ++i) {
    if (target.shares.total[i]) inputs.push_back(i);
  }
  const auto together = [&](std::size_t i) { return target.shares.total[i]->value - target.shares.first_order[i]->value; };
  std::stable_sort(inputs.begin(), inputs.end(), [&](std::size_t i, std::size_t j) { return together(i) > together(j); });
  inputs.resize(std::min(inputs.size(), most_inputs));
  std::sort(inputs.begin(), inputs.end());
  target.pairs = pair_shares(study, t, target.survey.measure, inputs, std::min(ranking.points, most_pair_points));
  target.pairs.resize(std::min(target.pairs.size(), most_pairs));
}

// Without shares of pick-freeze, inputs are ordered by what knowing them would buy, else by what they explain alone.
void order_without_shares(const Study& study, const Survey& found, const Held& held, std::size_t t, TargetRanking& target) {
  if (target.no_shares == NoShares::none || target.no_shares == NoShares::does_not_vary) return;
  target.keys.assign(study.inputs(), std::nullopt);
  if (target.no_shares == NoShares::conditions) target.shares.first_order.assign(study.factors.size(), std::nullopt);
  for (std::size_t i = 0; i < study.inputs(); ++i) {
    if (!study.prepared_factors[i].reaches[t]) continue;
    if (target.no_shares == NoShares::conditions) {
      target.keys[i] = target.shares.first_order[i] = binned_first_order(found, t, i, study.options.replicates);
    }
    if (held.squeeze[t][i]) target.keys[i] = held.squeeze[t][i]->known;
  }
}

}  // namespace

StudyRanking rank_study(const Study& study) {
  std::vector<bool> linear(study.targets.size(), false);
  for (;;) {
    StudyRanking ranking;
    const Survey found = survey(study, linear);
    bool any_shares = false;
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      TargetRanking& target = ranking.targets.emplace_back();
      target.survey = found.targets[t];
      target.no_shares = refusal(study, t, target.survey);
      any_shares = any_shares || target.no_shares == NoShares::none;
    }
    const auto exact = exact_rankings(study, ranking);
    std::vector<bool> sampled;
    for (const auto& e : exact) sampled.push_back(!e.has_value());
    const bool any_sampled = std::find(sampled.begin(), sampled.end(), true) != sampled.end();
    if (any_shares && any_sampled && !find_shares(study, sampled, ranking, linear)) continue;
    if (ranking.interrupted) return ranking;
    ranking.held = hold_factors(study, found.targets, any_sampled && !study.options.shares_only ? first_plan : HoldPlan{});
    hold_again(study, found.targets, second_plan, good_enough, ranking.held);
    if (ranking.points == 0) ranking.points = found.points;
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      if (exact[t]) take_exact(study, t, *exact[t], ranking);
    }
    ranking.interrupted = study.interrupted();
    for (std::size_t t = 0; t < study.targets.size() && !ranking.interrupted; ++t) {
      TargetRanking& target = ranking.targets[t];
      order_without_shares(study, found, ranking.held, t, target);
      if (target.no_shares == NoShares::none && !target.exact) find_pairs(study, ranking, t, target);
      rank_inputs(study, target);
    }
    return ranking;
  }
}

}  // namespace botec
