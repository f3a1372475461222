// What the tests of the model share: text in, a model and its complaints out.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/read_model.h"

namespace botec::test {

struct ReadText {
  std::shared_ptr<const Model> model;
  std::vector<Diagnostic> diagnostics;

  // All complaints as "kind: message" lines, for one comparison that shows everything.
  std::string complaints() const {
    std::string result;
    for (const auto& d : diagnostics) result += d.kind + ": " + d.message + "\n";
    return result;
  }
  // The text under the caret of the only complaint.
  std::string marked() const {
    if (diagnostics.size() != 1) return "(" + std::to_string(diagnostics.size()) + " complaints)";
    const Span& span = diagnostics[0].span;
    return span.file->text().substr(span.begin, span.end - span.begin);
  }
};

inline ReadText read_text_model(const std::string& text, const std::filesystem::path& directory = {}) {
  Diagnostics diagnostics;
  ReadText result;
  result.model = read_model(std::make_shared<SourceFile>("model.yaml", text), directory, diagnostics);
  result.diagnostics = diagnostics.sorted();
  return result;
}

// A model with the one input `x`.
inline ReadText read_input(const std::string& value) { return read_text_model("inputs:\n  x: " + value + "\n"); }

// The form of `x`, with a failed check where there were complaints.
inline InputForm good_input(const std::string& value) {
  const ReadText read = read_input(value);
  INFO(value);
  CHECK(read.complaints() == "");
  REQUIRE(read.model->inputs.size() == 1);
  return read.model->inputs[0].form;
}

inline std::string bad_input(const std::string& value) {
  const ReadText read = read_input(value);
  CHECK(read.model->inputs.size() == 1);
  if (!read.model->inputs.empty()) CHECK(read.model->inputs[0].form.failed);
  return read.complaints();
}

}  // namespace botec::test
