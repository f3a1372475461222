// Formulas on the rows of a table: the filter of `data:`, and columns that are computed from others.
// Place: Table and FormulaTree (read with FormulaLimits::rows) → flags or a column. Promise: what is at fault is named with its place
// in the formula, and where a cell is, with its line and column in the file. Threads: pure but for the collector.
//
// Names are columns. A calculation with a missing value is missing; a comparison with one is false, also `!=`, so that a row
// is taken only for what it says; `missing(x)` asks. Texts know == and != with other texts. A column of dates is compared with dates,
// bare or in quotes, and is otherwise a number of years. There are no units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/table.h"
#include "formula/tree.h"
#include "text/diagnostic.h"

namespace botec {

// 1 for each row that meets the condition; nothing after an error was added.
std::optional<std::vector<std::uint8_t>> rows_where(const Table& table, const FormulaTree& condition, Diagnostics& diagnostics);

// A column of numbers: NaN where something is missing, infinite where the calculation has no finite value.
std::optional<Column> derived_column(const Table& table, std::string name, const FormulaTree& formula, Diagnostics& diagnostics);

}  // namespace botec
