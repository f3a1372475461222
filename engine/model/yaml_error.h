// The YAML parser's complaints in the user's words.
// Place: behind yaml_tree.cpp. Threads: pure.
#pragma once

#include <string_view>

#include "model/yaml_prescan.h"
#include "text/diagnostic.h"

namespace botec {

// `message` is the parser's own; `at` the byte of text it stopped at. The complaint's begin and end are bytes of text.
Complaint yaml_complaint(std::string_view message, std::size_t at, std::string_view text, const Prescan& prescan);

}  // namespace botec
