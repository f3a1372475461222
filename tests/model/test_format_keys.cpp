// The table of keys, from which the schema and the help are made, against the readers: each key of the table is one that its
// reader knows, and every word of the readers' sources that their reader knows is in the table.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <span>
#include <sstream>

#include "distributions/family.h"
#include "model/read_forecasts.h"
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
constexpr Frame forecast_frames[] = {
    {"forecasts", "KEYS"},
    {"forecast_question", "forecasts: {a: {KEYS}}"},
    {"forecast", "forecasts: {a: {forecasts: {ann: {KEYS}}}}"},
};

bool is_known(const Frame& frame, const std::string& key) {
  std::string text(frame.text);
  text.replace(text.find("KEYS"), 4, key + ": x");
  const auto source = std::make_shared<const SourceFile>("model.yaml", text);
  Diagnostics diagnostics;
  if (find_form(frame.form)->file == FormatFile::model) read_model(source, ".", diagnostics);
  else read_forecasts(source, ".", diagnostics);
  const auto list = diagnostics.sorted();
  return std::none_of(list.begin(), list.end(), [](const Diagnostic& d) {
    const bool refused = d.message.find("stands before it already") != std::string::npos || d.help.starts_with("this is a model");
    return d.kind == "unknown-key" || d.kind == "not-supported" || refused;
  });
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
  const auto keys = keys_of(*find_form(form));
  return std::any_of(keys.begin(), keys.end(), [&](const FormatKey* key) { return key->name == name; });
}

bool is_argument(std::string_view name) {
  const auto families = catalogue();
  return std::any_of(families.begin(), families.end(), [&](const Family* family) {
    return std::any_of(family->parameters.begin(), family->parameters.end(), [&](const Parameter& p) { return p.name == name; });
  });
}

}  // namespace

namespace {

void check_table(std::span<const Frame> some) {
  const auto all = words();
  CHECK(all.size() > 100);
  for (const std::string& word : all) {
    std::set<std::string_view> known, asked;
    for (const Frame& frame : some) {
      asked.insert(frame.form);
      if (is_known(frame, word)) known.insert(frame.form);
    }
    for (const auto form : asked) {
      CAPTURE(form);
      CAPTURE(word);
      const bool takes_arguments = form == "input" || form == "forecast" || form == "forecast_question";
      const bool listed = in_table(form, word) || (takes_arguments && is_argument(word));
      CHECK(listed == known.contains(form));
    }
  }
}

}  // namespace

TEST_CASE("a key of a model is in the table if and only if its reader knows it") { check_table(frames); }
TEST_CASE("a key of forecasts is in the table if and only if its reader knows it") { check_table(forecast_frames); }

TEST_CASE("every part of the table with keys of its own is asked about") {
  for (const FormatKey& key : format_keys()) {
    CAPTURE(key.form);
    REQUIRE(find_form(key.form) != nullptr);
    const bool free = in_table(key.form, "*");   // over, scenario, columns, exclusion: names are the author's
    const auto about = [&](const Frame& frame) { return frame.form == key.form; };
    const bool framed = std::any_of(std::begin(frames), std::end(frames), about) ||
                        std::any_of(std::begin(forecast_frames), std::end(forecast_frames), about);
    CHECK(free != framed);
  }
}

TEST_CASE("the words that are explained are words of their keys") {
  for (const FormatWord& row : format_words()) {
    CAPTURE(row.word);
    const auto keys = format_keys();
    const bool of_form = row.key.empty() && find_form(row.form)->shorter.find(row.word) != std::string_view::npos;
    CHECK((of_form || std::any_of(keys.begin(), keys.end(), [&](const FormatKey& key) {
      return key.form == row.form && key.name == row.key && key.holds.find(row.word) != std::string_view::npos;
    })));
  }
}
