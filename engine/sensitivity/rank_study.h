// The whole ranking of a study: survey, shares until they are settled, what knowing each factor would buy.
// Place: the arrow from sensitivity's methods to result/. Threads: one call; it uses several threads inside.
#pragma once

#include <string_view>
#include <vector>

#include "sensitivity/interactions.h"
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
  bool exact = false;                     // nothing of it was sampled but the first look
  Shares shares;                          // per factor; of correlated inputs the totals mean nothing
  std::vector<std::optional<Jackknife>> shapley;   // per input, where inputs are correlated
  std::vector<PairShare> pairs;           // the strongest first; where first-order shares leave much unexplained
  std::vector<std::optional<Jackknife>> keys;      // per input: what they are ordered by
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

StudyRanking rank_study(const Study& study);

}  // namespace botec
