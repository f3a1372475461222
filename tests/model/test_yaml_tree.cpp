// What YAML can do wrong, and how fast it is told so.
#include <doctest/doctest.h>

#include <string>

#include "model/yaml_tree.h"

namespace botec {
namespace {

struct ReadTree {
  YamlPointer tree;
  std::vector<Diagnostic> diagnostics;
};

ReadTree read(const std::string& text, const YamlLimits& limits = {}) {
  Diagnostics diagnostics;
  ReadTree result;
  result.tree = read_yaml(std::make_shared<SourceFile>("x.yaml", text), diagnostics, limits);
  result.diagnostics = diagnostics.sorted();
  return result;
}

// "kind line:column" of the only complaint.
std::string complaint(const std::string& text, const YamlLimits& limits = {}) {
  const auto result = read(text, limits);
  if (result.diagnostics.size() != 1) return std::to_string(result.diagnostics.size()) + " complaints";
  const auto& d = result.diagnostics[0];
  const auto at = d.span.file->position(d.span.begin);
  return d.kind + " " + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST_CASE("nesting is bounded, whatever it is made of, before any stack runs out") {
  for (const int depth : {65, 500, 10'000, 1'000'000}) {
    CHECK(complaint(repeated("[", depth)).starts_with("too-deep"));
    CHECK(complaint("a: " + repeated("{a: ", depth)).starts_with("too-deep"));
    CHECK(complaint("a: " + repeated("[", depth) + repeated("]", depth)).starts_with("too-deep"));
    CHECK(complaint(repeated("- ", depth)).starts_with("too-deep"));
    CHECK(complaint(repeated("? ", depth)).starts_with("too-deep"));
    CHECK(complaint("a:\n  " + repeated("- ", depth) + "x\n").starts_with("too-deep"));
    if (depth < 500) continue;  // the parser complains first
    CHECK(complaint("a: *b " + repeated("[", depth)).starts_with("too-deep"));
    CHECK(complaint("a: \"x\" " + repeated("[", depth)).starts_with("too-deep"));
  }
  std::string stairs;
  for (int i = 0; i < 1000; ++i) stairs += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(complaint(stairs).starts_with("too-deep"));
  CHECK(read(repeated("[", 64) + repeated("]", 64)).diagnostics.empty());
}

TEST_CASE("brackets in text do not count as nesting") {
  const std::string brackets = repeated("[{(", 500);
  CHECK(read("a: |\n  " + brackets + "\nb: '" + brackets + "'\nc: \"" + brackets + "\"\nd: x " + brackets + "\n")
            .diagnostics.empty());
  CHECK(read("a: one\n  " + brackets + "\n  # no " + brackets + "\nb: 1  # " + brackets + "\n").diagnostics.empty());
}

TEST_CASE("anchors are shared, and counted as what they expand to") {
  const auto result = read("a: &x [1, 2]\nb: *x\nc: *x\n");
  REQUIRE(result.diagnostics.empty());
  CHECK(result.tree->entries[0].value == result.tree->entries[2].value);

  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + repeated(", " + before, 8) + "]\n";
  }
  CHECK(complaint(bomb).starts_with("too-large"));

  std::string chain = "a0: &a0 [x]\n";
  for (int i = 1; i < 5000; ++i)
    chain += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  CHECK(complaint(chain).starts_with("too-deep"));

  CHECK(complaint("a: &x [*x]\n") == "yaml-syntax 1:8");
  CHECK(complaint("a: *nowhere\n") == "yaml-syntax 1:4");
}

TEST_CASE("sizes are bounded") {
  CHECK(complaint(std::string(2000, 'x'), {1000, 64, 1000}) == "too-large 1:1");
  CHECK(complaint("a: [" + repeated("1, ", 2000) + "1]\n", {1u << 20, 64, 1000}).starts_with("too-large"));
  CHECK(complaint("a:\n" + repeated("  - 1\n", 2000), {1u << 20, 64, 1000}).starts_with("too-large"));
}

TEST_CASE("only UTF-8 text is read") {
  CHECK(complaint("a: \xFF\n") == "not-text 1:4");
  CHECK(complaint("b: 1\na: x\xC3") == "not-text 2:5");
  CHECK(complaint("a: \xC0\x80\n") == "not-text 1:4");          // overlong
  CHECK(complaint("a: \xED\xA0\x80\n") == "not-text 1:4");      // a surrogate
  CHECK(complaint("a: \xF4\x90\x80\x80\n") == "not-text 1:4");  // beyond U+10FFFF
  CHECK(complaint(std::string("a: 1\0", 5)) == "not-text 1:5");
  CHECK(complaint("\xFF\xFE"
                  "a\0:") == "not-text 1:1");
  CHECK(complaint("a: \x1B[31m\n") == "not-text 1:4");
  CHECK(read("\xEF\xBB\xBF"
             "a: 1\n")
            .diagnostics.empty());
  CHECK(read("\xEF\xBB\xBF").diagnostics.empty());
}

TEST_CASE("line ends of every system") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto result = read("a: 1" + end + "b:" + end + "  - x" + end + "  - y" + end);
    REQUIRE(result.diagnostics.empty());
    REQUIRE(result.tree->entries.size() == 2);
    CHECK(result.tree->entries[1].value->items[1]->text.value == "y");
  }
  CHECK(complaint("a: 1\r\nb: 2\r\na: 3\r\n") == "duplicate-key 3:1");
}

TEST_CASE("tabs") {
  CHECK(complaint("a:\n\tb: 1\n") == "tab 2:1");
  CHECK(complaint("a:\n  \tb: 1\n") == "tab 2:3");
  CHECK(complaint("a: [1,\n\t2]\nb:\n\tc: 1\n") == "tab 4:1");
  CHECK(complaint("a: 1\n\t# comment\n") == "tab 2:1");
  CHECK(read("a: |\n  x\n  \ty\nb: 1\n").diagnostics.empty());
  CHECK(read("a: 1\n\t\n  \t \nb: [1,\n\t2]\nc: 'x\n\ty'\nd: x\t# comment\n").diagnostics.empty());
}

TEST_CASE("keys") {
  CHECK(complaint("a: 1\nb: 2\na: 3\n") == "duplicate-key 3:1");
  CHECK(complaint("a: {x: 1, \"x\": 2}\n") == "duplicate-key 1:11");
  CHECK(complaint("[a]: 1\n") == "bad-key 1:1");
  CHECK(complaint("{a: 1}: 1\n") == "bad-key 1:1");
  CHECK(complaint(": 1\n") == "bad-key 1:1");
  CHECK(complaint("<<: 1\n") == "not-supported 1:1");
  CHECK(read("null: 1\n~: 2\ntrue: 3\n").tree->entries.size() == 3);
}

TEST_CASE("one document") {
  CHECK(read("---\na: 1\n...\n").diagnostics.empty());
  CHECK(read("%YAML 1.2\n---\na: 1\n").diagnostics.empty());
  CHECK(complaint("a: 1\n---\nb: 2\n") == "yaml-syntax 2:1");
  CHECK(complaint("  a: 1\n b: 2\n") == "yaml-syntax 2:2");
  for (const std::string empty : {"", "\n\n", "# nothing\n", "---\n", "~\n"}) {
    const auto result = read(empty);
    CHECK(result.diagnostics.empty());
    CHECK(result.tree->kind == YamlNode::Kind::nothing);
  }
}

TEST_CASE("complaints about syntax point at the cause") {
  CHECK(complaint("a: 1\nb: \"x\nc: 3\n") == "yaml-syntax 2:4");
  CHECK(complaint("a: 'x\nb: 3\n") == "yaml-syntax 1:4");
  CHECK(complaint("a: [1, [2, 3]\nb: 3\n") == "yaml-syntax 1:4");
  CHECK(complaint("a: {b: {c: 1}\n") == "yaml-syntax 1:4");
  CHECK(complaint("a: b: c\n") == "yaml-syntax 1:5");
  CHECK(complaint("a: 1\nb:2\nc: 3\n") == "yaml-syntax 2:2");
  CHECK(complaint("a: 1\n  b: 2\n") == "yaml-syntax 2:3");
  CHECK(complaint("a: %5\n") == "yaml-syntax 1:4");
  CHECK(complaint("a: @x\n") == "yaml-syntax 1:4");
  CHECK(complaint("a: it's\nb: 'it's'\n") == "yaml-syntax 2:8");
  CHECK(complaint("a: {b: 2 [hour]}\n") == "yaml-syntax 1:10");
  CHECK(complaint("a: \"\\q\"\n") == "yaml-syntax 1:5");
  CHECK(complaint("a: ]\n") == "yaml-syntax 1:4");
}

TEST_CASE("a value that a comma cut is reported once and read as it was meant") {
  const auto map = read("x: {a: f(1, 2, g(3, 4)) day, b: 3}\n");
  REQUIRE(map.diagnostics.size() == 1);
  REQUIRE(map.tree->entries[0].value->entries.size() == 2);
  CHECK(map.tree->entries[0].value->entries[0].value->text.value == "f(1, 2, g(3, 4)) day");
  CHECK(map.tree->entries[0].value->entries[1].key.value == "b");
  const auto list = read("x: [f(1, 2), 3, g(4]\n");
  REQUIRE(list.diagnostics.size() == 1);
  CHECK(list.tree->entries[0].value->items.size() == 3);
}

TEST_CASE("tags without a meaning here") {
  CHECK(complaint("a: !!python/object:os.system ls\n") == "not-supported 1:4");
  CHECK(complaint("a: !mine {b: 1}\n") == "not-supported 1:4");
  CHECK(read("a: !!str 5\nb: !!map {c: 1}\n").diagnostics.empty());
}

}  // namespace
}  // namespace botec
