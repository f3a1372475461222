// The keys of model files and of files of forecasts, one row each: what `botec schema` and `botec help format` say of them.
// Place: report, beside the readers of both. Promise: a key is here if and only if a reader knows it (tests/model).
// Threads: constant.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace botec {

// What a value may look like is said in these words, alternatives parted by " or ":
//   a word of schema_words() (quantity, text, …) or a form; "map of X", by names; "list of X"; "collection of X", a list or a map;
//   "one of a, b, c".
enum class FormatFile { model, forecasts };

// A part of a file that has keys of its own.
struct FormatForm {
  std::string_view name;
  std::string_view place;        // how a model comes to it: "inputs: NAME:"
  std::string_view meaning;
  std::string_view shorter;      // what may stand instead of the map with keys
  std::string_view ways;         // sets of keys of which there is at least one; "quantile" is any p5, p50 …
  bool one_way = false;          // exactly one
  FormatFile file = FormatFile::model;
  std::string_view also = "";    // other forms whose keys may stand here too: "forecast, input", or some of them: "model: title units"
};

struct FormatKey {
  std::string_view form;
  std::string_view name;         // "*": names of the author's
  std::string_view holds;
  std::string_view meaning;      // one or two sentences
  std::string_view example;      // JSON where it is a list or a map
  std::string_view needs = "";   // keys that must stand beside it
};

// What a word says that is one of few: of `fit: theil_sen` that it is not moved by wild rows.
struct FormatWord {
  std::string_view form, key, word, meaning;
};

std::span<const FormatForm> format_forms();
std::span<const FormatKey> format_keys();
std::span<const FormatWord> format_words();
// A form's own keys, then those it shares.
std::vector<const FormatKey*> keys_of(const FormatForm& form);
const FormatForm* find_form(std::string_view name);

}  // namespace botec
