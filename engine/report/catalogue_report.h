// The catalogues of distributions and of functions, laid out for people and for machines.
// Place: distributions, formula → report. Threads: pure functions.
#pragma once

#include <span>
#include <string>

#include "distributions/family.h"
#include "formula/function.h"
#include "report/terminal_text.h"

namespace botec {

std::string distributions_text(std::span<const Family* const> families, const TextOptions& options);
std::string distribution_text(const Family& family, const TextOptions& options);
std::string distributions_json(std::span<const Family* const> families);

std::string functions_text(std::span<const Function> functions, const TextOptions& options);
std::string function_text(const Function& function, const TextOptions& options);
std::string functions_json(std::span<const Function* const> functions);

}  // namespace botec
