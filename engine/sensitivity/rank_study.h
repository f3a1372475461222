// The whole ranking of a study: survey, shares until they are settled, what knowing each factor would buy.
// Place: the arrow from sensitivity's methods to result/. Threads: one call; it uses several threads inside.
#pragma once

#include <string_view>
#include <vector>

#include "sensitivity/shares.h"
#include "sensitivity/squeeze.h"
#include "sensitivity/study.h"
#include "sensitivity/survey.h"

namespace botec {

// Why shares are not given.
enum class NoShares { none, does_not_vary, no_variance, conditions };

struct TargetRanking {
  TargetSurvey survey;
  NoShares no_shares = NoShares::none;
  Shares shares;                          // per factor; of correlated inputs the totals mean nothing
  std::vector<std::optional<Jackknife>> shapley;   // per input, where inputs are correlated
  std::vector<RankRange> ranks;           // per input; meaningful where it reaches the target
  std::optional<Jackknife> sum_first_order;
};

struct StudyRanking {
  std::vector<TargetRanking> targets;
  Held held;
  std::uint64_t points = 0;               // per replicate, of the shares
  bool settled = true;
  bool interrupted = false;
};

// What the inputs of a target are ordered by: total shares, or Shapley effects. Empty where there are none.
const std::vector<std::optional<Jackknife>>& keys_of(const TargetRanking& target);

StudyRanking rank_study(const Study& study);

}  // namespace botec
