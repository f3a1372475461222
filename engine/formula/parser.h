// Text → tree.
// Place: formula → model, which reads a formula where it finds one, and program, which checks it.
// The text comes as a scalar whose characters know their place in the file, so that quoted, block and folded scalars all give
// exact carets. Errors go to the collector; parsing ends at the first error of one formula.
// Promise: no text, however long or deep, crashes or hangs the parser. Threads: pure but for the collector.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formula/tree.h"
#include "text/diagnostic.h"

namespace botec {

// The text of a YAML scalar and, for each of its bytes, the offset in the file it came from (one more entry for the end).
// Where `offsets` is empty, byte i of value stands at span.begin + i.
struct ScalarText {
  std::string value;
  std::vector<std::uint32_t> offsets;
  Span span;   // the whole scalar in the file, quotes included

  Span part(std::size_t begin, std::size_t end) const;   // the file's bytes behind value[begin, end)
};

struct FormulaLimits {
  std::size_t bytes = 65536;    // a longer formula is refused with the advice to split it
  std::size_t depth = 200;      // nested brackets, powers and signs
  bool rows = false;            // names are columns; texts and columns may stand in quotes, and there is `missing(x)`: see lexer.h
  const std::vector<std::string>* trends = nullptr;   // names that may be called as trends are: `frontier(x)`, `frontier.predict(x)`
};

// The tree, or nothing after an error was added.
std::optional<FormulaTree> parse_formula(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits = {});

// The condition c of `P(c)`; an error for anything else.
std::optional<FormulaTree> parse_question(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits = {});

// A condition that stands by itself, as under `given:`. A bare unit name is read behind a number here: `end - start > 15 days`.
std::optional<FormulaTree> parse_condition(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits = {});

// True for a name a user may give: a letter or _, then letters, digits and _ ; not a function, `and`, `or`, `not`, `if`, `P`.
bool is_name(std::string_view text);
bool is_reserved(std::string_view name);

}  // namespace botec
