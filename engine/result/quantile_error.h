// How far a quantile may be off, from how far the distribution function may be off there.
// Place: inside result. Promise: true also where the density changes within the error, as at the edges of gaps and of atoms.
// Threads: pure, but for what reading order statistics sorts.
#pragma once

#include <cstddef>
#include <optional>

#include "samples/run_plan.h"
#include "summaries/collect.h"

namespace botec {

// Of a quantile that moves so far down and so far up when its probability moves by two standard errors. A quarter of the whole where the
// two are alike; where one is far longer half of that one, because the truth may be all along it and an error is the same to both sides.
// `ends`: it may well be at the very end of a side, as where an atom is there.
double error_of_sides(double down, double up, bool ends = false);

struct QuantileBounds {
  double low, high;
  bool atom = false;   // one of them is a value that several trials have
};

// Where an output's p-quantile, which is `at`, moves to by two standard errors (base units): nothing where they are not known.
// Sets `escaped` when the trials that this rests on are not held.
std::optional<QuantileBounds> quantile_bounds(double p, double at, std::size_t output, Collected& collected, const RunPlan& plan, bool& escaped);

}  // namespace botec
