// The sections of a page, each as markup; an empty text where there is nothing to say.
// Place: report, inside only. Threads: pure functions.
#pragma once

#include <string>

#include "result/page_result.h"

namespace botec {

std::string answers_section(const PageResult& page);
std::string questions_section(const PageSide& side, std::size_t index);
std::string comparison_section(const PageResult& page);
std::string ranking_section(const PageResult& page);
std::string trends_section(const PageResult& page);
std::string scenarios_section(const PageResult& page);
std::string inputs_section(const PageSide& side, std::size_t index, const std::string& heading);
std::string formulas_section(const PageSide& side, std::size_t index, const std::string& heading);
std::string warnings_section(const PageResult& page);
std::string reproduce_section(const PageResult& page);

// A chart's place: the script finds it by its kind and numbers. `alternative` says in words what it shows.
std::string figure(const std::string& kind, const std::string& attributes, const std::string& caption, const std::string& alternative);

}  // namespace botec
