// A JSON Schema (draft 07) of the model file, for editors: from the rows of its keys and the catalogue of distributions.
// Place: report. Promise: every model that botec accepts is valid; key names, words and families are checked, units and
// formulas are not. Threads: pure.
#pragma once

#include <string>

namespace botec {

std::string schema_json();

}  // namespace botec
