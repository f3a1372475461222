// A formula on rows with its columns found and its kinds checked, and its values a block of rows at a time.
// Place: under row_formula.cpp. Threads: a program belongs to one evaluation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/table.h"
#include "formula/tree.h"
#include "kernels/kernels.h"
#include "text/diagnostic.h"

namespace botec {

class RowProgram {
 public:
  enum class Kind { number, date, text, condition };

  RowProgram(const Table& table, const FormulaTree& tree, Diagnostics& diagnostics) : table_(table), tree_(tree), diagnostics_(diagnostics) {}

  bool prepare();                // false after an error was added
  Kind kind() const { return nodes_.back().kind; }

  // Values of rows [begin, begin + n), n <= kernels::block_size; conditions are 1 and 0.
  const double* evaluate(std::size_t begin, std::size_t n);
  bool uses_missing(std::size_t row) const;   // some column of the formula is blank there

 private:
  struct Node {
    Kind kind = Kind::number;
    const Column* column = nullptr;
    std::vector<double> own;              // numbers of a column of text
    const double* numbers = nullptr;      // of all rows, of columns
    double constant = 0;
    bool is_constant = false;
    std::vector<double> block;
  };

  bool prepare_name(const FormulaNode& source, Node& node);
  bool prepare_call(const FormulaNode& source, Node& node);
  bool prepare_comparison(const FormulaNode& source, Node& node);
  bool prepare_missing(const FormulaNode& source);
  bool read_as_date(const FormulaNode& text, Node& node);
  bool need_number(std::uint32_t child);
  bool need_condition(std::uint32_t child);
  bool fail(const Span& span, std::string kind, std::string message, std::string help = {});

  std::string source_text(std::uint32_t node) const;
  const double* values(std::uint32_t node, std::size_t begin) const;
  void apply(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n);
  void compare_texts(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n);
  void ask_missing(const FormulaNode& source, Node& node, std::size_t begin, std::size_t n);

  const Table& table_;
  const FormulaTree& tree_;
  Diagnostics& diagnostics_;
  std::vector<Node> nodes_;
};

}  // namespace botec
