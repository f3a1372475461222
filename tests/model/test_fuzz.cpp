// Models that were damaged at random must end in a model and diagnostics: no crash, no exception, no place outside the
// file.
#include <fstream>
#include <random>
#include <sstream>

#include "helpers.h"

namespace botec::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped_texts() {
  std::vector<std::string> result;
  for (const std::string folder : {"/models", "/tests/golden/broken"}) {
    for (const auto& entry : fs::directory_iterator(std::string(BOTEC_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      if (text.str().size() < 20'000) result.push_back(text.str());
    }
  }
  std::sort(result.begin(), result.end());  // directories have no order of their own
  return result;
}

class Damage {
 public:
  explicit Damage(std::uint32_t seed) : random_(seed) {}

  std::string apply(std::string text, const std::vector<std::string>& all) {
    for (std::size_t i = 1 + pick(6); i > 0; --i) once(text, all);
    return text;
  }
  std::size_t pick(std::size_t n) { return random_() % n; }

 private:
  void once(std::string& text, const std::vector<std::string>& all) {
    static const std::string pieces[] = {":",
                                         ": ",
                                         "- ",
                                         "? ",
                                         "[",
                                         "]",
                                         "{",
                                         "}",
                                         "\"",
                                         "'",
                                         "|\n",
                                         ">\n",
                                         "&a ",
                                         "*a",
                                         "!!x ",
                                         "#",
                                         " #",
                                         "\t",
                                         "\n",
                                         "\r\n",
                                         "\n\n  ",
                                         "---\n",
                                         "...\n",
                                         "%",
                                         "@",
                                         "`",
                                         "\\",
                                         "\\x4",
                                         "\xC3",
                                         "\xFF",
                                         "\xEF\xBB\xBF",
                                         "\xC2\xA0",
                                         "é",
                                         "1e999",
                                         "nan",
                                         " to ",
                                         "normal(",
                                         ")",
                                         "=",
                                         ",",
                                         "p5",
                                         "to",
                                         "%",
                                         "_",
                                         "~",
                                         "null",
                                         "<<: ",
                                         "0x",
                                         "2020-01-01",
                                         "\x01",
                                         "inputs:\n",
                                         "  ",
                                         "P(",
                                         "5 to 10",
                                         "±"};
    const std::size_t at = pick(text.size() + 1);
    const std::size_t length = std::min(pick(20), text.size() - at);
    switch (pick(6)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, pieces[pick(std::size(pieces))]); break;
      case 2: text.insert(at, text.substr(pick(text.size() + 1), pick(40))); break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(pick(256));
        break;
      case 4: text.replace(at, length, pieces[pick(std::size(pieces))]); break;
      default: {
        const std::string& other = all[pick(all.size())];
        text.insert(at, other.substr(pick(other.size() + 1), pick(200)));
      }
    }
  }

  std::mt19937 random_;
};

void check_places(const ReadText& read, const std::string& text) {
  for (const auto& d : read.diagnostics) {
    CHECK(!d.kind.empty());
    CHECK(!d.message.empty());
    REQUIRE(d.span);
    CHECK(d.span.begin <= d.span.end);
    CHECK(d.span.end <= text.size());
    CHECK(!render(d).empty());
  }
}

TEST_CASE("damaged models are read without harm") {
  const auto texts = shipped_texts();
  REQUIRE(texts.size() > 10);
  Damage damage(7);
  for (int i = 0; i < 4000; ++i) {
    const std::string text = damage.apply(texts[damage.pick(texts.size())], texts);
    INFO(text);
    const ReadText read = read_text_model(text, "/nowhere");
    REQUIRE(read.model);
    check_places(read, text);
  }
}

TEST_CASE("random bytes are read without harm") {
  std::mt19937 random(11);
  constexpr std::string_view alphabet = " \n\t:-?[]{}\"'|>&*!#%@`,ab1.=()\\~<";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t length = random() % 40; length > 0; --length) text += alphabet[random() % alphabet.size()];
    INFO(text);
    check_places(read_text_model(text), text);
  }
}

TEST_CASE("input strings are read without harm") {
  std::mt19937 random(13);
  static const std::string pieces[] = {"normal",     "mixture", "(",       ")",    "[", "]",   ",",    "=",
                                       "components", "values",  "p5",      "mean", "1", "5%",  " to ", " ",
                                       "USD",        "-",       "+",       ".",    "e", "1e9", "file", "column",
                                       "range",      "level",   "weights", "é",    "±", ".."};
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (std::size_t length = 1 + random() % 12; length > 0; --length) text += pieces[random() % std::size(pieces)];
    INFO(text);
    Diagnostics diagnostics;
    const auto source = std::make_shared<SourceFile>("--set", text);
    const auto form =
        read_input_form(ScalarText{text, {}, {source, 0, static_cast<std::uint32_t>(text.size())}}, diagnostics);
    CHECK(form.has_value() == !diagnostics.has_errors());
  }
}

}  // namespace
}  // namespace botec::test
