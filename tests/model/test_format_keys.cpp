// The table of keys, from which the schema and the help are made, against the readers: each key of the table is one that its
// reader knows, and every word of the readers' sources that their reader knows is in the table.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "distributions/family.h"
#include "model/read_model.h"
#include "report/format_keys.h"
#include "support.h"

using namespace botec;

namespace {

// A model around a part's keys, which stand for `KEYS`.
struct Frame {
  std::string_view form, text;
};
constexpr Frame frames[] = {
    {"model", "KEYS"},
    {"input", "inputs: {a: {KEYS}}"},
    {"formula", "formulas: {a: {KEYS}}"},
    {"question", "questions: {a: {KEYS}}"},
    {"observation", "observe: [{KEYS}]"},
    {"correlation", "correlations: [{KEYS}]"},
    {"expectation", "expect: {a: {KEYS}}"},
    {"expectation", "questions: {a: P(1 > 0)}\nexpect: {a: {KEYS}}"},
    {"decision", "decision: {KEYS}"},
    {"table", "data: {a: {KEYS}}"},
    {"trend", "trends: {a: {KEYS}}"},
    {"selection", "trends: {a: {select: {KEYS}}}"},
    {"run", "run: {KEYS}"},
};

bool is_known(const Frame& frame, const std::string& key) {
  std::string text(frame.text);
  text.replace(text.find("KEYS"), 4, key + ": x");
  Diagnostics diagnostics;
  read_model(std::make_shared<const SourceFile>("model.yaml", text), ".", diagnostics);
  const auto list = diagnostics.sorted();
  return std::none_of(list.begin(), list.end(), [](const Diagnostic& d) { return d.kind == "unknown-key" || d.kind == "not-supported"; });
}

// What stands between quotes in the readers: their keys are among these words.
std::set<std::string> words() {
  std::set<std::string> found;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(BOTEC_SOURCE_DIR) / "engine/model")) {
    std::ifstream stream(file.path());
    std::ostringstream text;
    text << stream.rdbuf();
    static const std::regex word("\"([a-z_]+)\"");
    const std::string source = text.str();
    for (std::sregex_iterator at(source.begin(), source.end(), word), end; at != end; ++at) found.insert((*at)[1]);
  }
  for (const FormatKey& key : format_keys()) found.emplace(key.name);
  found.erase("*");
  return found;
}

bool in_table(std::string_view form, std::string_view name) {
  const auto keys = format_keys();
  return std::any_of(keys.begin(), keys.end(), [&](const FormatKey& key) { return key.form == form && key.name == name; });
}

bool is_argument(std::string_view name) {
  const auto families = catalogue();
  return std::any_of(families.begin(), families.end(), [&](const Family* family) {
    return std::any_of(family->parameters.begin(), family->parameters.end(), [&](const Parameter& p) { return p.name == name; });
  });
}

}  // namespace

TEST_CASE("a key is in the table if and only if its reader knows it") {
  const auto all = words();
  CHECK(all.size() > 100);
  for (const std::string& word : all) {
    std::set<std::string_view> known, asked;
    for (const Frame& frame : frames) {
      asked.insert(frame.form);
      if (is_known(frame, word)) known.insert(frame.form);
    }
    for (const auto form : asked) {
      CAPTURE(form);
      CAPTURE(word);
      const bool listed = in_table(form, word) || (form == "input" && is_argument(word));
      CHECK(listed == known.contains(form));
    }
  }
}

TEST_CASE("every part of the table with keys of its own is asked about") {
  for (const FormatKey& key : format_keys()) {
    CAPTURE(key.form);
    CHECK(find_form(key.form) != nullptr);
    const bool free = in_table(key.form, "*");   // over, scenario, columns, exclusion: names are the author's
    const bool framed = std::any_of(std::begin(frames), std::end(frames), [&](const Frame& frame) { return frame.form == key.form; });
    CHECK(free != framed);
  }
}
