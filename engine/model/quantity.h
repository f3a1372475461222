// Quantities as written in a model: a number and, after a space, a unit: `85 days`, `1.5M USD`, `5%`.
// Place: YAML scalars → Quantity. Threads: pure.
#pragma once

#include <optional>
#include <string_view>

#include "model/model.h"
#include "model/yaml_tree.h"

namespace botec {

// Reads the whole of `text`. The spans of the quantity hold byte offsets into `text` and no file; place_quantity()
// moves them into the file. Complaints (`bad-number`, `bad-quantity`, `bad-range`, `not-supported`) say which part is
// at fault.
Expected<Quantity> parse_quantity(std::string_view text);

// The same for value[begin, end) of a scalar, with every place in the file; nothing after an error was added.
std::optional<Quantity> read_quantity(const ScalarText& text, std::size_t begin, std::size_t end,
                                      Diagnostics& diagnostics);

// A number or quantity as a value in a map or a list: `who` is what the user calls it ("`mean`").
std::optional<Quantity> read_quantity(const YamlNode& node, std::string_view who, Diagnostics& diagnostics);

// A quantity that must not have a unit.
std::optional<double> read_pure_number(const YamlNode& node, std::string_view who, Diagnostics& diagnostics);

// The part of value[begin, end) without the blanks around it.
struct Part {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};
Part trimmed(std::string_view text, Part part);

}  // namespace botec
