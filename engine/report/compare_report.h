// The answer of `botec compare` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same CompareResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/table.h"
#include "report/terminal_text.h"
#include "result/compare_result.h"

namespace botec {

std::string compare_text(const CompareResult& result, const TextOptions& options);
std::string compare_json(const CompareResult& result);
std::string compare_csv(const CompareResult& result);

// What is said of one output, to be laid out elsewhere: by how much the sides differ, the changes (the last row is all of them
// together), how the parts were found, and the sources that differ.
struct CompareWords {
  std::string heading;
  TextTable changes;
  std::vector<std::string> remarks, sources;
};
CompareWords compare_words(const ComparedOutput& output, const TextOptions& options);
// "Inputs of A alone: …", a line each.
std::vector<std::string> one_sided_lines(const CompareResult& result, const TextOptions& options);

}  // namespace botec
