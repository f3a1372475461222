// A quick look over YAML text before the parser sees it, because the parser recurses and keeps whole bracketed lists in
// memory: how deep collections nest, how many items they have, and tabs that stand where indentation belongs.
// Promise: linear time, constant stack. It may overestimate the nesting a little, never underestimate it.
// Threads: pure.
#pragma once

#include <optional>
#include <string_view>

namespace botec {

struct Prescan {
  std::optional<std::size_t> too_deep;      // where the nesting passes the limit; the scan ends there
  std::optional<std::size_t> too_many;      // where the items inside brackets pass the limit
  std::optional<std::size_t> tab;           // the first tab in indentation
  std::optional<std::size_t> open_bracket;  // the innermost `[` or `{` that is never closed
};

Prescan prescan_yaml(std::string_view text, std::size_t depth_limit, std::size_t item_limit);

}  // namespace botec
