// What a page about a model shows beyond the answer of a run: its formulas, the shapes of its inputs, its scenarios.
// Place: everything before it → result → report. Threads: plain data.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "result/compare_result.h"
#include "result/rank_result.h"
#include "result/result.h"
#include "result/trend_result.h"

namespace botec {

struct FormulaTree;   // formula/tree.h

// A formula as the author wrote it.
struct PageFormula {
  std::string name, text, unit, description;
  std::shared_ptr<const FormulaTree> tree;
};

// The density of an input that varies, between its 0.1% and 99.9% quantiles: per unit of the input, or per factor of ten where the
// axis is logarithmic. With `discrete`, the probabilities of the values.
struct InputCurve {
  std::string name;
  bool logarithmic = false, discrete = false;
  std::vector<double> at, density;
  bool stepped = false;              // some values have a probability of their own, and stand out as columns
};

// A file that the answer rests on, and the SHA-1 of its bytes, to tell whether another copy is the same.
struct Fingerprint {
  std::string file, sha1;
};

struct PageSide {
  Result run;
  std::vector<PageFormula> formulas;
  std::vector<InputCurve> curves;
  std::vector<Fingerprint> files;
};

struct PageResult {
  std::vector<PageSide> sides;              // one, or two that are compared
  std::optional<RankResult> rank;           // of one, where it has something to rank
  std::optional<TrendResult> trends;        // of one, where it has some
  std::vector<Result> scenarios;            // of one: all that can be run beside the one shown
  std::optional<CompareResult> compare;     // of two
  std::string command, version;             // that made the page
};

}  // namespace botec
