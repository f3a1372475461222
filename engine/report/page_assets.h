// What a page carries beside its text, as it was built in: style, script, and the chart library (Chart.js, MIT licence; its notice
// stands at its head). Place: report, inside only. Threads: constant.
#pragma once

#include <string_view>

namespace botec {

std::string_view page_style();
std::string_view page_script();
std::string_view chart_library();

}  // namespace botec
