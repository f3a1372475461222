#include "data/row_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/calendar.h"

namespace botec {

using Source = FormulaNode::Kind;

bool RowProgram::fail(const Span& span, std::string kind, std::string message, std::string help) {
  diagnostics_.error(std::move(kind), span, std::move(message), std::move(help));
  return false;
}

// Children stand before their parents, so that one pass from the front does.
bool RowProgram::prepare() {
  nodes_.resize(tree_.nodes.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const FormulaNode& source = tree_.nodes[i];
    Node& node = nodes_[i];
    bool fine = true;
    switch (source.kind) {
      case Source::number:
        if (!source.unit.empty()) fine = fail(source.unit_span, "syntax", "columns have no units", "write the number alone");
        node.constant = source.number;
        if (source.is_date) node.kind = Kind::date;
        node.is_constant = true;
        break;
      case Source::text: node.kind = Kind::text; break;
      case Source::name: fine = prepare_name(source, node); break;
      case Source::missing:
        node.kind = Kind::condition;
        fine = prepare_missing(source);
        break;
      case Source::call: fine = prepare_call(source, node); break;
      default: fine = fail(source.place, "syntax", "this has no place in a formula on rows");
    }
    if (!fine) return false;
  }
  return true;
}

bool RowProgram::prepare_name(const FormulaNode& source, Node& node) {
  const auto found = find_column(table_, source.name);
  if (!found) return fail(source.span, "data", found.complaint().message, found.complaint().help);
  node.column = *found;
  node.kind = Kind::text;
  if (node.column->kind == Column::Kind::text) return true;
  node.kind = node.column->kind == Column::Kind::date ? Kind::date : Kind::number;
  node.numbers = node.column->numbers.data();
  return true;
}

// A column of text where a number belongs is one with a cell that is no number: that is what there is to say.
bool RowProgram::need_number(std::uint32_t child) {
  Node& node = nodes_[child];
  const FormulaNode& source = tree_.nodes[child];
  if (node.kind == Kind::condition) return fail(source.span, "not-a-condition", "a number belongs here, and this is a condition");
  if (node.kind != Kind::text) return true;
  if (node.column == nullptr) return fail(source.span, "data", "a text belongs only behind == and !=");
  auto numbers = numbers_of(table_, *node.column);
  if (!numbers) return fail(source.span, "data", numbers.complaint().message, numbers.complaint().help);
  node.own = std::move(*numbers);
  node.numbers = node.own.data();
  node.kind = Kind::number;
  return true;
}

bool RowProgram::need_condition(std::uint32_t child) {
  if (nodes_[child].kind == Kind::condition) return true;
  return fail(tree_.nodes[child].span, "not-a-condition", "a condition belongs here", "compare it, as in `x > 0`");
}

bool RowProgram::prepare_missing(const FormulaNode& source) {
  const FormulaNode& of = tree_.nodes[tree_.children_of(source)[0]];
  return of.kind == Source::name || fail(of.span, "data", "`missing` asks about a column", "write `missing(x)`");
}

bool RowProgram::read_as_date(const FormulaNode& text, Node& node) {
  const auto date = parse_date(text.name);
  if (!date) return fail(text.span, "data", fmt::format("`{}` is not a date", text.name), "write dates as 2027-06-30");
  node.kind = Kind::date;
  node.constant = *date;
  node.is_constant = true;
  return true;
}

bool RowProgram::prepare_comparison(const FormulaNode& source, Node& node) {
  node.kind = Kind::condition;
  const auto children = tree_.children_of(source);
  for (const std::size_t side : {0u, 1u}) {
    Node &one = nodes_[children[side]], &other = nodes_[children[1 - side]];
    const FormulaNode& written = tree_.nodes[children[side]];
    if (written.kind != Source::text) continue;
    if (other.kind == Kind::date && !read_as_date(written, one)) return false;
    if (one.kind == Kind::text && written.name.empty()) {
      return fail(written.span, "data", "a blank cell is a missing value, which equals nothing", "write `missing(x)`");
    }
    if (one.kind == Kind::text && other.kind == Kind::number) {
      return fail(written.span, "data", fmt::format("{} is a number, and this is text", source_text(children[1 - side])), "write numbers without quotes");
    }
  }
  const bool equality = source.function->name == "==" || source.function->name == "!=";
  const Node &left = nodes_[children[0]], &right = nodes_[children[1]];
  if (left.kind == Kind::text && right.kind == Kind::text) {
    const bool quoted = left.column == nullptr || right.column == nullptr;
    if (equality) return true;
    if (quoted) return fail(source.place, "data", "texts are compared with == and !=");
  }
  return need_number(children[0]) && need_number(children[1]);
}

bool RowProgram::prepare_call(const FormulaNode& source, Node& node) {
  const Function& function = *source.function;
  const auto children = tree_.children_of(source);
  if (function.units == UnitRule::compare) return prepare_comparison(source, node);
  if (function.unary == nullptr && function.binary == nullptr && function.ternary == nullptr) {
    return fail(source.place, "data", fmt::format("`{}` has no meaning on rows", function.name));
  }
  const bool logical = function.units == UnitRule::logical;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const bool condition = logical || (function.units == UnitRule::choice && i == 0);
    if (!(condition ? need_condition(children[i]) : need_number(children[i]))) return false;
  }
  if (logical) node.kind = Kind::condition;
  const auto is_date = [&](std::uint32_t child) { return nodes_[child].kind == Kind::date; };
  const auto first = children.begin() + (function.units == UnitRule::choice ? 1 : 0);
  bool date = std::all_of(first, children.end(), is_date) && (function.units == UnitRule::same || function.units == UnitRule::choice);
  if (function.name == "+") date = is_date(children[0]) != is_date(children[1]);
  if (function.name == "-") date = is_date(children[0]) && !is_date(children[1]);
  if (function.name == "negate" || function.name == "abs" || function.name == "sum") date = false;
  if (date) node.kind = Kind::date;
  return true;
}

std::string RowProgram::source_text(std::uint32_t node) const {
  const FormulaNode& source = tree_.nodes[node];
  return source.kind == Source::name ? fmt::format("`{}`", source.name) : std::string("the other side");
}

bool RowProgram::uses_missing(std::size_t row) const {
  return std::any_of(nodes_.begin(), nodes_.end(), [row](const Node& node) { return node.numbers != nullptr && std::isnan(node.numbers[row]); });
}

const double* RowProgram::evaluate(std::size_t begin, std::size_t n) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const FormulaNode& source = tree_.nodes[i];
    Node& node = nodes_[i];
    if (node.numbers != nullptr || (node.column != nullptr && node.kind == Kind::text)) continue;
    if (node.kind == Kind::text) continue;
    if (node.block.empty()) node.block.assign(kernels::block_size, node.constant);
    if (node.is_constant) continue;
    if (source.kind == Source::missing) ask_missing(source, node, begin, n);
    else if (source.function->units == UnitRule::compare && nodes_[tree_.children_of(source)[0]].kind == Kind::text) compare_texts(source, node, begin, n);
    else apply(source, node, begin, n);
  }
  return values(static_cast<std::uint32_t>(nodes_.size() - 1), begin);
}

const double* RowProgram::values(std::uint32_t node, std::size_t begin) const {
  return nodes_[node].numbers != nullptr ? nodes_[node].numbers + begin : nodes_[node].block.data();
}

void RowProgram::ask_missing(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n) {
  const Node& of = nodes_[tree_.children_of(source)[0]];
  for (std::size_t i = 0; i < n; ++i) {
    const bool blank = of.numbers != nullptr ? std::isnan(of.numbers[begin + i]) : of.column->texts[begin + i].empty();
    node.block[i] = blank ? 1 : 0;
  }
}

void RowProgram::compare_texts(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n) {
  const auto children = tree_.children_of(source);
  const auto cell = [&](std::size_t side, std::size_t row) {
    const Column* column = nodes_[children[side]].column;
    return column != nullptr ? column->texts[row] : std::string_view(tree_.nodes[children[side]].name);
  };
  const bool equal = source.function->name == "==";
  for (std::size_t i = 0; i < n; ++i) {
    const auto left = cell(0, begin + i), right = cell(1, begin + i);
    node.block[i] = !left.empty() && !right.empty() && (left == right) == equal ? 1 : 0;
  }
}

void RowProgram::apply(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n) {
  const kernels::Table& table = kernels::active();
  const Function& function = *source.function;
  const auto children = tree_.children_of(source);
  double* const out = node.block.data();
  const double* const first = values(children[0], begin);
  if (function.unary != nullptr) {
    (table.*function.unary)(out, first, n);
  } else if (function.ternary != nullptr) {
    (table.*function.ternary)(out, first, values(children[1], begin), values(children[2], begin), n);
  } else {
    std::copy_n(first, n, out);
    for (std::size_t i = 1; i < children.size(); ++i) (table.*function.binary)(out, out, values(children[i], begin), n);
    if (function.name == "mean") table.multiply_constant(out, out, 1 / static_cast<double>(children.size()), n);
  }
  if (function.name != "!=") return;
  const double* const second = values(children[1], begin);
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isnan(first[i]) || std::isnan(second[i])) out[i] = 0;
  }
}

}  // namespace botec
