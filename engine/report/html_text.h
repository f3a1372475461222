// Text that is safe inside HTML, and the few elements that every section of a page uses.
// Place: report, inside only. Promise: nothing that a model file holds can become markup or script. Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace botec {

// For text and for attributes in double quotes; without control characters and broken UTF-8.
std::string html(std::string_view text);

// <name attributes>content</name>; `attributes` and `content` are markup already.
std::string element(std::string_view name, std::string_view attributes, std::string_view content);

// A section of the page with its heading; nothing when there is no content.
std::string section(std::string_view id, std::string_view heading, std::string_view content);

// A JSON text without its line breaks, that ends neither the script element it stands in nor a comment.
std::string script_json(std::string_view id, std::string_view json);

// Prose: addresses (https://…, example.org/…, arXiv:2107.12808) are links, and what stands between backticks is code.
std::string linked(std::string_view text);

// What an input or a formula is called in links of the page: `input-hardware.peak`.
std::string anchor(std::string_view kind, std::string_view name);

}  // namespace botec
