// The answer as a table: one row a statistic, for spreadsheets and scripts that want no JSON.
// Place: result → report. Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "result/result.h"

namespace botec {

// `kind,name,quantity,value,standard_error,unit,band`; an empty field where a value does not exist. The band is `line` or `prediction`
// of what rests on trends.
std::string csv_report(const Result& result);

// A field as RFC 4180 wants it: quoted where it holds a comma, a quote or a line break.
std::string csv_field(std::string_view text);

}  // namespace botec
