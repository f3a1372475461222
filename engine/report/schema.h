// JSON Schemas (draft 07) of model files and of files of forecasts, for editors: from the rows of their keys and the catalogue
// of distributions. Place: report. Promise: every file that botec accepts is valid; key names, words and families are checked,
// units and formulas are not. What only editors read (snippets, messages, marked-up descriptions) validators ignore. Threads: pure.
#pragma once

#include <string>

#include "report/format_keys.h"

namespace botec {

std::string schema_json(FormatFile file);

}  // namespace botec
