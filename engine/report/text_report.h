// The answer of `botec run` for people: first the sentence one would paste into a forum, then what stands behind it.
// Place: result → report. Promise: no line is wider than options.width; the same Result gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/format_number.h"
#include "report/table.h"
#include "report/terminal_text.h"
#include "result/result.h"

namespace botec {

// The whole report.
std::string text_report(const Result& result, const TextOptions& options);

// A line about an output: "median", "3.0e22 FLOP", "standard error 1.2e19 FLOP" or nothing.
struct Statistic {
  std::string label, value, error;
};
std::vector<Statistic> statistics_of(const OutputResult& output, const TextOptions& options);   // of one that is drawn, not constant

// What the band of an output that rests on trends is of, or nothing.
std::string band_sentence(const OutputResult& output);
// What must be known beside the statistics: values with a probability of their own, infinite values, values left out.
std::vector<std::string> remarks_on(const OutputResult& output, const TextOptions& options);

// A pool in words and as a table: how it is made, what each source says alone, how far apart they are.
struct PoolWords {
  std::string method, spread;
  TextTable sources;
};
PoolWords pool_words(const PoolResult& pool, const std::string& unit, double level, const TextOptions& options);
// What evidence leaves of each input; no rows where there is none.
TextTable posterior_table(const std::vector<InputResult>& inputs, const TextOptions& options);
// "met  size p50 = …" without the verdict.
std::string expectation_sentence(const ExpectationResult& e, const TextOptions& options);

// Its parts, each as lines without line breaks.
std::string headline(const OutputResult& output, const TextOptions& options);
std::vector<std::string> output_lines(const OutputResult& output, const TextOptions& options);
std::vector<std::string> question_lines(const std::vector<QuestionResult>& questions, const RunInfo& run,
                                        const TextOptions& options);
std::vector<std::string> input_lines(const std::vector<InputResult>& inputs, const TextOptions& options);
// The sources of pools one by one, and what evidence leaves of the inputs; nothing where there are none.
std::vector<std::string> pool_lines(const Result& result, const TextOptions& options);
std::vector<std::string> posterior_lines(const std::vector<InputResult>& inputs, const TextOptions& options);
std::vector<std::string> expectation_lines(const std::vector<ExpectationResult>& expectations, const TextOptions& options);
// One line for each of the first outputs: "cost is driven by price (61%), volume (30%) and wage (9%)".
std::vector<std::string> driver_lines(const std::vector<OutputResult>& outputs, const TextOptions& options);
std::vector<std::string> run_lines(const Result& result, const TextOptions& options);

// What is known so far, on one line, while a run goes on; empty when nothing is.
std::string progress_text(const Result& so_far);

// A diagnostic for people: the message wrapped, the source line cut, nothing that could steer the terminal.
std::string diagnostic_text(const Diagnostic& diagnostic, const TextOptions& options);

// "P(a > b) = 2.1%".
std::string probability_sentence(const QuestionResult& question, const RunInfo& run, const TextOptions& options);

}  // namespace botec
