// The keys of a model file, one row each: what `botec schema` and `botec help format` say of them.
// Place: report, beside the readers of the model. Promise: a key is here if and only if a reader knows it (tests/model).
// Threads: constant.
#pragma once

#include <span>
#include <string_view>

namespace botec {

// What a value may look like is said in these words, alternatives parted by " or ":
//   a word of schema_words() (quantity, text, …) or a form; "map of X", by names; "list of X"; "collection of X", a list or a map;
//   "one of a, b, c".
// A part of a model that has keys of its own.
struct FormatForm {
  std::string_view name;
  std::string_view place;        // how a model comes to it: "inputs: NAME:"
  std::string_view meaning;
  std::string_view shorter;      // what may stand instead of the map with keys
  std::string_view ways;         // sets of keys of which there is at least one; "quantile" is any p5, p50 …
  bool one_way = false;          // exactly one
};

struct FormatKey {
  std::string_view form;
  std::string_view name;         // "*": names of the author's
  std::string_view holds;
  std::string_view meaning;      // one or two sentences
  std::string_view example;      // JSON where it is a list or a map
  std::string_view needs = "";   // keys that must stand beside it
};

std::span<const FormatForm> format_forms();
std::span<const FormatKey> format_keys();
const FormatForm* find_form(std::string_view name);

}  // namespace botec
