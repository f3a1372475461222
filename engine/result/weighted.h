// Answers from trials with weights, which is what `observe:` makes of them; and what evidence of either kind leaves of the inputs.
// Place: summaries → result. Threads: belongs to the one thread that assembles.
#pragma once

#include <vector>

#include "result/result.h"
#include "summaries/weighted_collection.h"
#include "summaries/weighted_statistics.h"

namespace botec {

// As assemble_outputs() and assemble_questions(), from at least one trial of some weight.
std::vector<OutputResult> assemble_weighted_outputs(const Program& program, const WeightedCollection& collection, const Weights& weights, double level);
std::vector<QuestionResult> assemble_weighted_questions(const Program& program, const WeightedCollection& collection, const Weights& weights);

// Beside the distribution of each input that was drawn, what the weights leave of it; nothing where that rests on too few trials.
void add_posteriors(const Program& program, const WeightedCollection& collection, const Weights& weights, std::vector<InputResult>& inputs);

// Trials that count and have no finite value, as of a run without weights.
void report_weighted_faults(const Program& program, const WeightedCollection& collection, const Weights& weights, Diagnostics& diagnostics);

}  // namespace botec
