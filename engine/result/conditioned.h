// Answers by conditioning: quantiles as roots of an averaged conditional distribution function, with errors from its
// replicates; and exact ones where nothing is left to average.
// Place: summaries → result. Promise: an answer stands in a Result only where it is valid; else what was sampled stays.
// Threads: belongs to the one thread that assembles.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program/program.h"
#include "result/result.h"
#include "result/settings.h"
#include "summaries/conditional_sample.h"

namespace botec {

// What was found for an output and for a question; empty members were not.
struct ConditionedOutput {
  bool exact = false;
  std::vector<QuantileEstimate> quantiles;   // 11, as in a result
  std::vector<OutputAtom> atoms;
  IntervalEstimate interval, shortest;
  std::optional<Estimate> mean, sd;
  std::optional<Estimate> never;             // of a time: the probability that it does not come
  Histogram histogram;
};

struct ConditionedQuestion {
  bool exact = false;
  Estimate probability;
};

struct ConditionedAnswers {
  std::vector<std::optional<ConditionedOutput>> outputs;       // per output and question of the program
  std::vector<std::optional<ConditionedQuestion>> questions;
  std::uint64_t points = 0;                                    // in all replicates; 0 when nothing needed any
};

struct ConditioningRun {
  const Program& program;
  const RunSettings& settings;
  unsigned threads = 0;
  const std::atomic<bool>* interrupted = nullptr;
};

bool uses_conditioning(const Program& program);

// Of a conditioned output: whether its law is known and says everything about it, mean and standard deviation where there are any.
bool is_all_known(const ProgramOutput& output);

// Goes on until the answers are as exact as the settings ask, one doubling more, or the memory meant for it is full. `sampled` holds
// what a first sample found, from which the searches start.
ConditionedAnswers answer_by_conditioning(const ConditioningRun& run, const std::vector<OutputResult>& sampled);

// Puts the answers in the place of sampled ones. An output with values that are not finite keeps its own.
void overlay(const ConditionedAnswers& answers, const Program& program, Result& result);

}  // namespace botec
