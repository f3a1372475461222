// A formula as a tree, laid out in one vector in post-order (children before parents, the root last), so that
// every later pass is a loop and no input, however deep, can overflow the stack.
// Threads: plain data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formula/function.h"
#include "text/diagnostic.h"

namespace botec {

struct FormulaNode {
  enum class Kind { number, name, call, trend, text, missing };   // the last two only on the rows of a table
  Kind kind = Kind::number;
  double number = 0;                    // number
  std::string unit;                     // number: what stood in the brackets behind it; empty when nothing did
  Span unit_span;
  bool is_date = false;                 // number: 2027-06-30, as text/calendar.h counts
  bool is_zero_literal = false;         // a bare 0, which suits any unit
  std::string name;                     // name: `population` or `hardware.v100_peak`; trend: `frontier` or `frontier.predict`;
                                        // text: what stood in the quotes
  const Function* function = nullptr;   // call
  std::uint32_t first_child = 0;        // call, trend and missing, which have one: children are tree.children[first_child … + child_count)
  std::uint32_t child_count = 0;
  Span span;                            // the whole sub-expression
  Span place;                           // the operator's sign, the function's name, or as span: where a caret belongs
};

struct FormulaTree {
  std::vector<FormulaNode> nodes;
  std::vector<std::uint32_t> children;

  bool empty() const { return nodes.empty(); }
  const FormulaNode& root() const { return nodes.back(); }
  std::span<const std::uint32_t> children_of(const FormulaNode& node) const {
    return {children.data() + node.first_child, node.child_count};
  }
};

}  // namespace botec
