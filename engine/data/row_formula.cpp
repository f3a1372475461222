#include "data/row_formula.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/row_program.h"

namespace botec {
namespace {

template <class Use>
void each_block(std::size_t rows, Use use) {
  for (std::size_t begin = 0; begin < rows; begin += kernels::block_size) use(begin, std::min(kernels::block_size, rows - begin));
}

}  // namespace

std::optional<std::vector<std::uint8_t>> rows_where(const Table& table, const FormulaTree& condition, Diagnostics& diagnostics) {
  RowProgram program(table, condition, diagnostics);
  if (!program.prepare()) return std::nullopt;
  if (program.kind() != RowProgram::Kind::condition) {
    diagnostics.error("not-a-condition", condition.root().span, "a condition belongs here, and this is a value", "compare it, as in `x > 0`");
    return std::nullopt;
  }
  std::vector<std::uint8_t> keep(table.rows());
  each_block(table.rows(), [&](std::size_t begin, std::size_t n) {
    const double* const flags = program.evaluate(begin, n);
    for (std::size_t i = 0; i < n; ++i) keep[begin + i] = flags[i] != 0 ? 1 : 0;
  });
  return keep;
}

std::optional<Column> derived_column(const Table& table, std::string name, const FormulaTree& formula, Diagnostics& diagnostics) {
  RowProgram program(table, formula, diagnostics);
  if (!program.prepare()) return std::nullopt;
  if (program.kind() == RowProgram::Kind::text) {
    diagnostics.error("data", formula.root().span, "a column that is computed holds numbers");
    return std::nullopt;
  }
  Column column;
  column.name = std::move(name);
  column.kind = program.kind() == RowProgram::Kind::date ? Column::Kind::date : Column::Kind::number;
  column.numbers.resize(table.rows());
  each_block(table.rows(), [&](std::size_t begin, std::size_t n) {
    const double* const values = program.evaluate(begin, n);
    for (std::size_t i = 0; i < n; ++i) {
      const bool wrong = !std::isfinite(values[i]) && !program.uses_missing(begin + i);
      column.numbers[begin + i] = wrong ? std::numeric_limits<double>::infinity() : values[i];
    }
  });
  return column;
}

}  // namespace botec
