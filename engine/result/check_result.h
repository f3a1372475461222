// What `botec check` found, as plain data.
// Place: model, program → result → report. Threads: plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "result/result.h"
#include "text/diagnostic.h"

namespace botec {

struct CheckReport {
  std::size_t inputs = 0, formulas = 0, questions = 0, scenarios = 0;
  std::vector<std::pair<std::string, ExpectationResult>> expectations;   // scenario, what came of it
};

// One file of `botec check`: the report is empty where the file could not be read or compiled.
struct CheckedFile {
  std::string file;
  std::optional<CheckReport> report;
  std::vector<Diagnostic> diagnostics;

  std::size_t count(Severity severity) const;
  std::size_t unmet() const;
  bool ok() const;   // no error, every expectation met
};

}  // namespace botec
