// The expressions that estimates in other languages are made of: numbers, names, arithmetic, `a to b`, named distributions, mixtures.
// Place: inside import. Promise: text that is not of this kind is refused with a reason; depth is bounded. Threads: pure.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "import/draft.h"

namespace botec {

// What an expression turned out to be.
struct Translated {
  enum class Kind { number, distribution, formula };
  Kind kind = Kind::formula;
  double number = 0;
  std::string text;             // an input's string form or map; or a formula with its brackets
  bool atomic = true;           // a formula that needs no brackets around it
};

// Where names lead, and what a distribution within a formula becomes: an input of its own, named after `owner`.
struct ExpressionContext {
  ModelDraft& draft;
  std::string owner;
  std::function<std::optional<Translated>(const std::string& name)> look_up;
  std::function<std::optional<std::string>(const std::string& ours)> law_of = {};   // of an input that is one distribution
};

// Nothing after `why` was filled.
std::optional<Translated> translate(std::string_view text, const ExpressionContext& context, std::string& why);

// A formula's text for it: a distribution becomes an input first.
std::string as_formula(const Translated& value, const ExpressionContext& context);

}  // namespace botec
