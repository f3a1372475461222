// Text → model: YAML with places, every complaint collected. The one file that includes yaml-cpp stands behind this.
// Promise: any bytes whatever end in a Model and diagnostics, quickly; never a crash, a hang or an exception.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "formula/parser.h"
#include "model/model.h"

namespace botec {

struct ReadLimits {
  std::size_t file_bytes = 16u << 20;   // of a model file
  std::size_t depth = 64;               // nested YAML levels
  std::size_t nodes = 1'000'000;        // after anchors are expanded
};

// The bytes of a model file; `-` is standard input. Complaint kind `cannot-read` (missing, a folder, not permitted, too large).
Expected<SourcePointer> read_source(const std::string& path, const ReadLimits& limits = {});

// Reads a model; imports and data files are looked for relative to `directory`. After errors the model holds what could be read.
std::shared_ptr<const Model> read_model(const SourcePointer& source, const std::filesystem::path& directory,
                                        Diagnostics& diagnostics, const ReadLimits& limits = {});

// One input in string form, as in `--set population="10 to 80 agent"`.
std::optional<InputForm> read_input_form(const ScalarText& text, Diagnostics& diagnostics);

}  // namespace botec
