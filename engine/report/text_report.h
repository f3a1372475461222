// The answer of `botec run` for people: first the sentence one would paste into a forum, then what stands behind it.
// Place: result → report. Promise: no line is wider than options.width; the same Result gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/format_number.h"
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

// "In 12% of the trials the condition does not hold by 2035, so that there is no mean.", or nothing.
std::string infinite_sentence(const OutputResult& output);

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
