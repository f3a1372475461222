// The sections of a page, each as markup; empty where there is nothing to say.
// Place: report, inside only. Threads: pure functions.
#pragma once

#include <string>

#include "result/page_result.h"

namespace botec {

std::string answers_of(const PageResult& page, std::size_t side);
std::string answers_section(const PageResult& page);
std::string two_estimates_section(const PageResult& page);
std::string comparison_section(const PageResult& page);
std::string questions_section(const PageResult& page, std::size_t side);
std::string ranking_section(const PageResult& page);
std::string decision_section(const PageResult& page);
std::string trends_section(const PageResult& page);
std::string scenarios_section(const PageResult& page);
std::string pools_section(const PageResult& page, std::size_t side);
std::string evidence_section(const PageResult& page, std::size_t side);
std::string expectations_section(const PageResult& page, std::size_t side);
std::string warnings_section(const PageResult& page);
std::string formulas_section(const PageResult& page, std::size_t side);
std::string inputs_section(const PageResult& page, std::size_t side);
std::string reproduce_section(const PageResult& page);

}  // namespace botec
