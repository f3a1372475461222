// Summaries → result: statistics with their standard errors, in display units. Every estimator knows the design it is valid for:
// plain draws by order statistics and the central limit theorem, hypercubes and nets by the spread over replicates.
#pragma once

#include <optional>
#include <span>

#include "program/program.h"
#include "result/result.h"
#include "samples/run_plan.h"
#include "summaries/collect.h"

namespace botec {

// 1, 2.5, 5, 10, 25, 50, 75, 90, 95, 97.5 and 99%.
std::span<const double> standard_probabilities();

// What the spread over replicates may leave out. In a net or a hypercube the share of n points that lie in a slice of an input is
// one of two neighbouring multiples of 1/n, and sixteen replicates often agree on one. The truth is then a fraction of 1/n away,
// with no sign of it: a standard error is never less than this part of a jump. 0.08 lets intervals of 95% hold the truth in 95%
// or more for slices of any width (binomial law of 16 replicates).
double unseen_share(double points);

// The same of a mean and a standard deviation: of jumps of two standard deviations, or of wider ones that are seen (`jump`). Trials moved
// across move the mean by so much each, and the variance by the square.
struct MomentJump {
  double mean = 0, sd = 0;
};
MomentJump moment_jump(double jump, double sd, double unseen);

// The probabilities whose quantiles a result holds, and those that their errors need.
std::vector<double> wanted_probabilities(double level);

// What an output is, whatever its trials say: name, unit, band, point estimate.
void describe_output(const ProgramOutput& output, OutputResult& result);

// Nothing when a quantile escaped its bracket, which calls for wider ones. `known_laws`: without quantiles, intervals and pictures of
// outputs whose law is known, which would be sorted for nothing.
std::optional<std::vector<OutputResult>> assemble_outputs(const Program& program, const RunPlan& plan, Collected& collected, double level, bool known_laws = false);
std::vector<QuestionResult> assemble_questions(const Program& program, const RunPlan& plan, const Collected& collected);
std::vector<InputResult> assemble_inputs(const Program& program);

}  // namespace botec
