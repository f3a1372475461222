// What do the data say? The façade's arrow for `botec trend`.
// Place: beside engine.h. Threads: each call is independent of every other.
#pragma once

#include <string>
#include <vector>

#include "engine.h"
#include "result/trend_result.h"

namespace botec {

// Each trend of the model, or those in `of`; options.samples lines are drawn for each.
Answer<TrendResult> trend(const ModelText& model, const RunOptions& options, const std::vector<std::string>& of);

}  // namespace botec
