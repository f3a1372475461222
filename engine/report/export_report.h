// Files for other programs.
// Place: result → report. Promise: the same result gives the same bytes; nothing in them depends on time. Threads: pure functions.
#pragma once

#include <string>

#include "result/export_result.h"

namespace botec {

std::string metaculus_json(const MetaculusExport& result);
std::string sipmath_json(const SipLibrary& library);

// What was changed to keep the platform's rules, in a sentence or two for a person; empty where nothing was.
std::string metaculus_note(const MetaculusExport& result);

}  // namespace botec
