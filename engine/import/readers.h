// One reader a form; import.cpp has their rows.
// Place: inside import. Threads: pure.
#pragma once

#include "import/import.h"

namespace botec {

ImportedModel read_squiggle(std::string_view text, const std::string& file);
ImportedModel read_fermi(std::string_view text, const std::string& file);
ImportedModel read_decision_support(std::string_view text, const std::string& file);
ImportedModel read_guesstimate(std::string_view text, const std::string& file);

}  // namespace botec
