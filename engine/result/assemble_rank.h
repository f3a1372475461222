// From the findings of a study, in base units and by number, to a RankResult with names and units.
// Threads: pure function.
#pragma once

#include <vector>

#include "result/rank_result.h"
#include "sensitivity/rank_study.h"
#include "sensitivity/value_of_information.h"

namespace botec {

// How a target is shown; one for each target of the study.
struct ShownTarget {
  std::string kind;
  Unit unit;
};

std::vector<RankedOutput> assemble_ranking(const Study& study, const StudyRanking& ranking, const std::vector<ShownTarget>& shown);

// The study's targets are the options of its program's decision.
RankedDecision assemble_decision(const Study& study, const InformationValue& found);

}  // namespace botec
