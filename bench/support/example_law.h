// The law of an input as written in a model ("gamma(shape=3, scale=2)"), and its sampler, so that benchmarks can walk the
// examples of the catalogue. Threads: functions without state.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "model/read_model.h"
#include "program/compile.h"

namespace botec::bench {

inline Sampler sampler_of(const std::string& example) {
  const std::string value = example.starts_with('{') ? example : '"' + example + '"';   // long form, or short
  const auto source = std::make_shared<SourceFile>("example", "inputs: {x: " + value + "}\nformulas: {y: x}\n");
  Diagnostics diagnostics;
  const auto model = read_model(source, ".", diagnostics);
  const auto program = compile(*model, {}, diagnostics);
  if (!program || program->drawn.size() != 1) throw std::runtime_error("not a law: " + example);
  return program->drawn.front().sampler;
}

}  // namespace botec::bench
