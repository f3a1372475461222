#include "program/narrow.h"

#include "program/compilation.h"

namespace botec {
namespace {

template <class Entries>
void keep(const std::vector<bool>& wanted, Entries& entries) {
  Entries kept;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (wanted[i]) kept.push_back(std::move(entries[i]));
  }
  entries = std::move(kept);
}

}  // namespace

Program narrow(const Program& program, const std::vector<bool>& outputs, const std::vector<bool>& questions) {
  Program result = program;
  keep(outputs, result.outputs);
  keep(questions, result.questions);
  for (ProgramOutput& output : result.outputs) output.conditioning.reset();
  for (ProgramQuestion& question : result.questions) {
    question.conditioning.reset();
    question.less.reset();
  }
  result.decision.reset();
  result.output_series.clear();
  result.question_series.clear();
  result.given.clear();
  give_registers(result);
  return result;
}

}  // namespace botec
