#include <doctest/doctest.h>

#include "helpers.h"

using namespace botec;
using namespace botec::testing;

namespace {

// The text of a scalar, where '\n' and the spaces behind it were folded into one space.
ScalarText folded(const std::string& file_text, std::size_t begin, std::size_t end) {
  const auto file = std::make_shared<const SourceFile>("model.yaml", file_text);
  ScalarText text{{}, {}, {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  for (std::size_t i = begin; i < end; ++i) {
    text.offsets.push_back(static_cast<std::uint32_t>(i));
    if (file_text[i] != '\n') {
      text.value += file_text[i];
      continue;
    }
    text.value += ' ';
    while (i + 1 < end && file_text[i + 1] == ' ') ++i;
  }
  text.offsets.push_back(static_cast<std::uint32_t>(end));
  return text;
}

std::string under(const Span& span) { return span.file->text().substr(span.begin, span.end - span.begin); }

}  // namespace

TEST_CASE("places in a plain scalar are counted from its start") {
  const auto file = std::make_shared<const SourceFile>("model.yaml", "cost: a + ln(b)");
  const ScalarText text{"a + ln(b)", {}, {file, 6, 15}};
  Diagnostics diagnostics;
  CHECK_FALSE(parse_formula(text, diagnostics));
  CHECK(under(diagnostics.sorted().front().span) == "ln");
}

TEST_CASE("places in a folded scalar follow its offsets") {
  const std::string file = "cost: >\n  a + b\n    * ln(c)\n  - d";
  const ScalarText text = folded(file, 10, file.size());
  CHECK(text.value == "a + b * ln(c) - d");
  Diagnostics diagnostics;
  CHECK_FALSE(parse_formula(text, diagnostics));
  CHECK(under(diagnostics.sorted().front().span) == "ln");
  CHECK(under(text.part(0, 5)) == "a + b");                   // ends on its own line
  CHECK(under(text.part(4, 7)) == "b\n    *");
  CHECK(text.part(3, 3).begin == text.part(3, 3).end);
  CHECK(text.part(0, 1000).end == file.size());
}

TEST_CASE("an escape of a quoted scalar is one place") {
  const std::string source = R"("a \u00d7 b")";
  const auto file = std::make_shared<const SourceFile>("model.yaml", source);
  const ScalarText text{"a \u00d7 b", {1, 2, 3, 3, 9, 10, 11}, {file, 0, 12}};
  CHECK(under(text.part(2, 4)) == R"(\u00d7)");
  Diagnostics diagnostics;
  const auto tree = parse_formula(text, diagnostics);
  REQUIRE(tree);
  CHECK(under(tree->root().place) == R"(\u00d7)");
  CHECK(under(tree->root().span) == R"(a \u00d7 b)");
}

TEST_CASE("an error of the whole is shown under the whole scalar") {
  const auto file = std::make_shared<const SourceFile>("model.yaml", "cost: 'aaaaaaaaaaaa'");
  Diagnostics diagnostics;
  FormulaLimits limits;
  limits.bytes = 5;
  CHECK_FALSE(parse_formula({"aaaaaaaaaaaa", {}, {file, 6, 20}}, diagnostics, limits));
  CHECK(under(diagnostics.sorted().front().span) == "'aaaaaaaaaaaa'");
}
