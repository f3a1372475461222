// Conditioning: where a formula is monotone in a value that occurs once and has a known law, that value is integrated out.
// The event {output <= y} is then, in each trial of the others, {value <= threshold}, with a probability that is exact and smooth;
// what is left to sample is an average of such probabilities (Nakayama et al. 2020, "Sufficient conditions for central
// limit theorems and confidence intervals for randomized quasi-Monte Carlo methods"; L'Ecuyer et al. 2022 for densities).
// Place: program → summaries. Promise: chosen only where the answer is the same; no step can meet a value it is not valid for.
// Threads: plain data.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "distributions/distribution.h"
#include "program/graph.h"

namespace botec {

struct Program;
struct CrossingLaw;   // program/crossing_law.h

// What stands beside the path in one of its steps: a constant, or a value that varies from trial to trial.
struct Operand {
  bool varies = false;
  double value = 0;              // of a constant
  NodeId node = 0;
  std::uint32_t reg = 0;         // where a varying one is found after the program ran
};

// One operation on the way from the formula down to the value v that is integrated out; a and b are its operands.
struct PathStep {
  enum class Kind {
    negate, add, subtract, subtract_from,             // -v, v + a, v - a, a - v
    multiply, divide, divide_into,                    // v · a, v / a, a / v
    power, odd_power, power_into,                     // v^a with v >= 0, v^a with a an odd number, a^v with a > 0
    exp, expm1, log, log2, log10, log1p, sqrt,
    min, max,                                         // min(v, a), max(v, a)
    when_true, when_false,                            // if(a, v, b), if(a, b, v)
    below, above,                                     // v < a or v <= a, v > a or v >= a: thresholds of a question
    negation, conjunction, disjunction,               // not v, v and a, v or a
  };
  Kind kind;
  Operand a, b;
  bool negative = false;         // divide_into: v is below zero, otherwise above
  const Function* function = nullptr;   // as the program computes it (of `clamp`: min and max),
  int place = 0;                 // with v as this argument
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();   // min, max: what v can be
};

struct Conditioning {
  Distribution law;              // of the value integrated out divided by `scale`
  double scale = 1;
  std::string value;             // what is integrated out, for the reader: "`words`", "the product of `gpus` and `days`"
  std::vector<std::uint32_t> inputs;   // that it is made of, places in Program::drawn
  std::vector<PathStep> steps;   // from the formula down
  bool closed = true;            // the event includes its threshold
  bool linear = false;           // in each trial the formula is a straight line in the value,
  bool clamped = false;          // or one between two ends, constant beyond them
  bool continuous = true;        // nothing beside the value jumps
  bool exact = false;            // nothing beside the value varies, so nothing is left to sample
  std::shared_ptr<const CrossingLaw> crossing;   // of when a series first passes another: there are no steps then, or one, `below` or
                                 // `above`, of a question that compares an exact one with a time that varies from trial to trial
  double limit = std::numeric_limits<double>::quiet_NaN();   // of a question about that: whether it is before `limit` (or at it, where the event is closed),
  bool below = true;             // or behind it
  bool is_value() const { return exact && steps.empty() && !crossing; }   // the formula is the value itself, or so many times it
};

// Fills ProgramOutput::conditioning and ProgramQuestion::conditioning where there is something to gain. Before registers are given.
void find_conditionings(Program& program);

// The nodes beside the paths, whose values must be kept; and where they are, once that is known.
std::vector<NodeId> conditioning_operands(const Program& program);
void place_operands(Program& program, const std::vector<std::uint32_t>& register_of);

}  // namespace botec
