// Models from text, compiled, for tests of what runs programs.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "model/read_model.h"
#include "program/compile.h"
#include "support.h"

namespace botec_test {

struct Compiled {
  std::shared_ptr<const botec::Model> model;
  botec::Program program;
};

inline Compiled compiled(const std::string& yaml) {
  botec::Diagnostics diagnostics;
  Compiled result;
  const auto text = model_text(yaml);
  result.model = botec::read_model(text.source, text.directory, diagnostics);
  auto program = botec::compile(*result.model, {"base", {}}, diagnostics);
  INFO(rendered(diagnostics.sorted()));
  REQUIRE(program.has_value());
  result.program = std::move(*program);
  return result;
}

}  // namespace botec_test
