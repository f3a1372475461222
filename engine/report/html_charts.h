// The figures behind the charts of a page, as JSON for its script.
// Place: result → report, inside only. Threads: pure functions.
#pragma once

#include "report/json_text.h"
#include "result/page_result.h"

namespace botec {

Json charts_json(const PageResult& page);

}  // namespace botec
