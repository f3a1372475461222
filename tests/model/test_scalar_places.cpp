// Each byte of a scalar's value knows where it stands. Scalars are built piece by piece with the places written down on
// the way.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "model/yaml_tree.h"

namespace botec {
namespace {

constexpr std::uint32_t anywhere = 0xFFFFFFFF;  // a fold stands for white space that has no one place

struct Built {
  std::string file;
  std::string value;
  std::vector<std::uint32_t> places;

  void raw(const std::string& text) { file += text; }
  void same(const std::string& text) {
    for (const char c : text) {
      places.push_back(static_cast<std::uint32_t>(file.size()));
      file += c;
      value += c;
    }
  }
  void stands_for(const std::string& written, const std::string& meant) {
    for (const char c : meant) {
      places.push_back(static_cast<std::uint32_t>(file.size()));
      value += c;
    }
    file += written;
  }
  void fold(const std::string& written, const std::string& meant) {
    file += written;
    value += meant;
    places.insert(places.end(), meant.size(), anywhere);
  }
};

struct Generator {
  std::mt19937 random;
  std::string line_end = "\n";

  std::size_t pick(std::size_t n) { return random() % n; }
  std::string word() {
    static const std::string words[] = {"a", "tpus", "é",   "1.5M", "日本", "[hour]",
                                        "*", "x_1",  "(b)", "😀",    "90%",  "A-B"};
    return words[pick(std::size(words))];
  }
  std::string blanks() { return std::string(1 + pick(3), ' '); }

  // Words with blanks between them, no blank at either end.
  void line(Built& built) {
    built.same("w" + word());
    for (std::size_t i = pick(4); i > 0; --i) built.same(blanks() + word());
  }

  // The break between two lines of a plain or quoted scalar.
  void flow_break(Built& built) {
    const std::size_t breaks = 1 + pick(3);
    std::string written = pick(2) == 0 ? "" : "  ";
    for (std::size_t i = 0; i < breaks; ++i) written += line_end;
    built.fold(written + blanks() + " ", breaks == 1 ? " " : std::string(breaks - 1, '\n'));
  }

  void plain(Built& built) {
    line(built);
    for (std::size_t i = pick(3); i > 0; --i) {
      flow_break(built);
      line(built);
    }
  }

  void single_quoted(Built& built) {
    built.raw("'");
    if (pick(3) == 0) built.same("  ");
    for (std::size_t i = pick(4); i > 0; --i) {
      line(built);
      built.stands_for("''", "'");
      if (pick(2) == 0) {
        line(built);
        flow_break(built);
      }
    }
    line(built);
    if (pick(3) == 0) built.same(" ");
    built.raw("'");
  }

  void double_quoted(Built& built) {
    built.raw("\"");
    for (std::size_t i = 1 + pick(4); i > 0; --i) {
      line(built);
      switch (pick(7)) {
        case 0: built.stands_for("\\\"", "\""); break;
        case 1: built.stands_for("\\n", "\n"); break;
        case 2: built.stands_for("\\x41", "A"); break;
        case 3: built.stands_for("\\u00e9", "é"); break;
        case 4: built.stands_for("\\U0001F600", "😀"); break;
        case 5: built.raw("\\" + line_end + blanks()); break;
        default: flow_break(built);
      }
    }
    line(built);
    built.raw("\"");
  }

  void literal(Built& built, const std::string& header) {
    built.raw(header + line_end);
    for (std::size_t i = 1 + pick(3); i > 0; --i) {
      built.raw("    ");
      if (pick(3) == 0 && !built.value.empty()) built.same("  ");
      line(built);
      for (std::size_t k = 1 + pick(2); k > 0; --k) built.fold(line_end, "\n");
    }
    while (built.value.ends_with("\n\n")) {  // clipped
      built.value.pop_back();
      built.places.pop_back();
    }
    if (header.find('-') != std::string::npos && built.value.ends_with('\n')) {
      built.value.pop_back();
      built.places.pop_back();
    }
  }

  void folded(Built& built) {
    built.raw(">-" + line_end);
    for (std::size_t i = 1 + pick(3); i > 0; --i) {
      built.raw("    ");
      line(built);
      const std::size_t breaks = i == 1 ? 0 : 1 + pick(3);
      std::string written;
      for (std::size_t k = 0; k < breaks; ++k) written += line_end;
      built.fold(written, breaks == 0 ? "" : breaks == 1 ? " " : std::string(breaks - 1, '\n'));
    }
    built.raw(line_end);
  }

  Built scalar(std::size_t style) {
    Built built;
    if (pick(4) == 0) built.raw("\xEF\xBB\xBF");
    built.raw("first: \"é\"" + line_end + (pick(2) == 0 ? "'größe': " : "k: "));
    if (pick(4) == 0) built.raw("&anchor ");
    if (pick(4) == 0) built.raw("!!str ");
    switch (style) {
      case 0: plain(built); break;
      case 1: single_quoted(built); break;
      case 2: double_quoted(built); break;
      case 3: literal(built, "|"); break;
      case 4: literal(built, "|-  # a comment"); break;
      default: folded(built); break;
    }
    if (style < 3) built.raw(line_end);
    built.raw("last: 1" + line_end);
    return built;
  }
};

void check(const Built& built) {
  INFO(built.file);
  Diagnostics diagnostics;
  const auto tree = read_yaml(std::make_shared<SourceFile>("x", built.file), diagnostics);
  REQUIRE(diagnostics.sorted().empty());
  REQUIRE(tree->entries.size() == 3);
  const ScalarText& text = tree->entries[1].value->text;
  CHECK(text.value == built.value);
  REQUIRE(text.value.size() == built.places.size());
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < text.value.size(); ++i) {
    const std::uint32_t place = text.part(i, i + 1).begin;
    INFO("byte " << i);
    CHECK(place >= before);
    before = place;
    if (built.places[i] != anywhere) CHECK(place == built.places[i]);
  }
}

TEST_CASE("every byte of a scalar knows its place, in every style") {
  Generator generator{std::mt19937(20240611), "\n"};
  for (int i = 0; i < 3000; ++i) {
    generator.line_end = i % 2 == 0 ? "\n" : "\r\n";
    check(generator.scalar(static_cast<std::size_t>(i) % 6));
  }
}

TEST_CASE("a scalar's span covers its quotes and ends with its text") {
  const auto spanned = [](const std::string& file) {
    Diagnostics diagnostics;
    const auto tree = read_yaml(std::make_shared<SourceFile>("x", file), diagnostics);
    REQUIRE(tree);
    const Span& span = tree->entries[0].value->span;
    return file.substr(span.begin, span.end - span.begin);
  };
  CHECK(spanned("k: abc  # comment\n") == "abc");
  CHECK(spanned("k: \"a b\"  # comment\n") == "\"a b\"");
  CHECK(spanned("k: ''\n") == "''");
  CHECK(spanned("k: &x !!str 'a'\n") == "'a'");
  CHECK(spanned("k: |\n  a\n  b\n\n\nl: 1\n") == "|\n  a\n  b");
  CHECK(spanned("k: one\n  two\nl: 1\n") == "one\n  two");
  CHECK(spanned("k: {a: é, b: [c, d]}\n") == "{a: é, b: [c, d");
}

}  // namespace
}  // namespace botec
