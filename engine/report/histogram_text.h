// A histogram in characters: block elements, an axis with ticks, the interval and the median marked under it.
// Place: result → report. On a logarithmic axis the height is the share per decade, so that shapes do not mislead.
// Threads: pure function.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"
#include "result/result.h"

namespace botec {

// Lines of at most options.width columns; none where there is nothing to draw.
std::vector<std::string> draw_histogram(const OutputResult& output, const TextOptions& options);

}  // namespace botec
