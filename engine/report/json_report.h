// The answers for machines: one JSON object, in the order in which COMMANDS documents its keys.
// Place: result → report. Promise: the same Result gives the same bytes; nothing depends on time or machine; what does not
// exist or is not finite is null. Threads: pure functions.
#pragma once

#include <span>
#include <string>

#include "result/check_result.h"
#include "result/result.h"

namespace botec {

// `botec run MODEL --format json`.
std::string json_report(const Result& result);

// `botec check MODEL… --format json`.
std::string json_check(std::span<const CheckedFile> files);

// {"schema": 1, "errors": […]} and "warnings" where there are some.
std::string json_errors(std::span<const Diagnostic> diagnostics);

// {"schema": 1, "KEY": "text"}: an answer that is text.
std::string json_of_text(std::string_view key, std::string_view text);

}  // namespace botec
