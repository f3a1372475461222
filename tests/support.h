// Helpers of the tests: models from text, run through the façade.
#pragma once

#include <memory>
#include <string>

#include "engine.h"

namespace botec_test {

inline botec::ModelText model_text(const std::string& yaml, const std::string& name = "test.yaml") {
  return {std::make_shared<botec::SourceFile>(name, yaml), BOTEC_SOURCE_DIR};
}

// All diagnostics as a user sees them.
inline std::string rendered(const std::vector<botec::Diagnostic>& diagnostics) {
  std::string result;
  for (const auto& d : diagnostics) result += botec::render(d);
  return result;
}

inline bool has_kind(const std::vector<botec::Diagnostic>& diagnostics, const std::string& kind) {
  for (const auto& d : diagnostics) {
    if (d.kind == kind) return true;
  }
  return false;
}

}  // namespace botec_test
