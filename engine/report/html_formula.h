// Formulas as a page shows them: fractions and powers typeset, names linked to what they stand for.
// Place: report, inside only. Threads: pure functions.
#pragma once

#include <functional>
#include <string>

#include "formula/tree.h"

namespace botec {

// The link of a name, or an empty text where it leads nowhere on the page.
using NameTarget = std::function<std::string(const std::string& name)>;

std::string typeset(const FormulaTree& tree, const NameTarget& target);

}  // namespace botec
