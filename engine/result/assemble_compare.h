// From the findings about two sides, in base units and by number, to a ComparedOutput with names and units.
// Threads: pure functions.
#pragma once

#include <vector>

#include "result/compare_result.h"
#include "sensitivity/compare_split.h"

namespace botec {

struct CompareFindings {
  Split point, middle;
  LargerProbability larger;
};

// `a` and `b`: the inputs of both sides as their runs show them; `unit`: of the output, as side A shows it.
std::vector<ComparedChange> assemble_changes(const Pairing& pairing, const CompareFindings& found, const Unit& unit,
                                             const std::vector<InputResult>& a, const std::vector<InputResult>& b);
ComparedSplit assemble_split(const Split& split, const Unit& unit);
// A result in another unit of its dimension: `factor` of these make one of those.
void bring_to_unit(OutputResult& output, const std::string& unit, double factor);

// What only one of two programs has, or what reads differently in them, among what the roots need: inputs, formulas, units of
// inputs and formulas, rank correlations. `inputs`: as the run of that side shows them.
struct ComparedProgram {
  const Program& program;
  std::vector<NodeId> roots;
  const std::vector<InputResult>& inputs;
};
void list_differences(const ComparedProgram& a, const ComparedProgram& b, CompareResult& result);

}  // namespace botec
