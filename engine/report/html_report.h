// One self-contained page about one estimate, or about two and why they differ: it opens from disk and asks the network for
// nothing. Place: result → report. Promise: the same PageResult gives the same bytes. Threads: pure.
#pragma once

#include <string>

#include "result/page_result.h"

namespace botec {

std::string html_report(const PageResult& page);

}  // namespace botec
