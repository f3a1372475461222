// The beginning of every arrow of the façade: a model's text, read and compiled under the caller's wishes.
// Place: inside the façade. Threads: one call on one thread.
#pragma once

#include <memory>
#include <optional>

#include "engine.h"
#include "program/compile.h"
#include "result/settings.h"

namespace botec {

// A model, read and compiled, with all that was found to say about it.
struct Prepared {
  std::shared_ptr<const Model> model;
  std::optional<Program> program;      // empty after an error
  RunSettings settings;
  Diagnostics diagnostics;
};

// `also`: formulas whose values are wanted although they are not outputs; `keep_constants` and `end_at_horizon` as of CompileOptions.
Prepared prepare_model(const ModelText& text, const RunOptions& options, std::vector<std::string> also = {}, bool keep_constants = false, bool end_at_horizon = false);

// Whether the model or the command line is to blame for the errors.
Outcome blame(const Diagnostics& diagnostics);

}  // namespace botec
