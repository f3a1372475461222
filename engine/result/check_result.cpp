#include "result/check_result.h"

#include <algorithm>

namespace botec {

std::size_t CheckedFile::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                                [severity](const Diagnostic& d) { return d.severity == severity; }));
}

std::size_t CheckedFile::unmet() const {
  if (!report) return 0;
  return static_cast<std::size_t>(std::count_if(report->expectations.begin(), report->expectations.end(),
                                                [](const auto& e) { return !e.second.met; }));
}

bool CheckedFile::ok() const { return report && count(Severity::error) == 0 && unmet() == 0; }

}  // namespace botec
