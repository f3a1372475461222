// Model → program: names resolved, units checked, every complaint collected, constants folded.
// Place: the arrow between model and program. Promise: after an error there is no program; warnings do not stop it.
// Threads: pure, one call on one thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/model.h"
#include "program/program.h"

namespace botec {

// `--set NAME=INPUT`
struct Override {
  std::string name;
  Span name_span;
  InputForm form;
};

struct CompileOptions {
  std::string scenario = "base";
  std::vector<Override> overrides;
  std::vector<std::pair<std::string, DrawFunction>> draws = {};   // inputs that the caller draws, each in its own unit
  std::vector<std::string> also = {};   // formulas to compute although they are not outputs
  bool conditioning = false;   // look for what can be integrated out: wanted by runs on nets, and by nothing else
  bool end_at_horizon = false; // moments that never come count as the horizon: wanted by rankings
  bool keep_constants = false; // as inputs of the program, so that other values can stand in their place
};

std::optional<Program> compile(const Model& model, const CompileOptions& options, Diagnostics& diagnostics);

}  // namespace botec
