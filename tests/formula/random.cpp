// Formulas that nobody would write: random, mutated, long, deep.
#include <doctest/doctest.h>

#include <chrono>

#include "helpers.h"

using namespace botec;
using namespace botec::testing;

namespace {

// A formula with as few brackets as the rules allow, and the same one with all.
struct Twin {
  std::string sparse;
  std::string full;
  int binding = 9;   // of the outermost sign; 9 where there is none
};

std::string enclosed(const Twin& twin, int at_least) { return twin.binding < at_least ? fmt::format("({})", twin.sparse) : twin.sparse; }

Twin random_formula(Dice& dice, int depth);

Twin random_binary(Dice& dice, int depth) {
  struct Sign {
    const char* text;
    int binding;
  };
  static constexpr Sign signs[] = {{"or", 1}, {"and", 2}, {"<", 4}, {"==", 4}, {">=", 4}, {"+", 5}, {"-", 5}, {"*", 6}, {"/", 6}, {"^", 8}};
  const Sign sign = signs[dice.below(std::size(signs))];
  const Twin a = random_formula(dice, depth - 1);
  const Twin b = random_formula(dice, depth - 1);
  const bool to_the_right = sign.binding == 8;
  const bool chains = sign.binding != 4;
  const std::string space = dice.below(4) == 0 ? "\n " : " ";
  // A minus may follow any sign of arithmetic without brackets.
  const std::string right = b.binding == 7 && sign.binding > 3 ? b.sparse : enclosed(b, to_the_right ? 8 : sign.binding + 1);
  return {enclosed(a, to_the_right || !chains ? sign.binding + 1 : sign.binding) + space + sign.text + space + right,
          fmt::format("({} {} {})", a.full, sign.text, b.full), sign.binding};
}

Twin random_formula(Dice& dice, int depth) {
  static constexpr const char* leaves[] = {"a", "b", "file.name", "0", "1.5", "2 [kW hour]", "x_1", "3e+22"};
  if (depth == 0 || dice.below(6) == 0) {
    const std::string leaf = leaves[dice.below(std::size(leaves))];
    return {leaf, leaf};
  }
  const std::size_t choice = dice.below(8);
  if (choice == 0) {
    const Twin of = random_formula(dice, depth - 1);
    return {fmt::format("-{}", of.binding == 7 ? of.sparse : enclosed(of, 8)), fmt::format("(-{})", of.full), 7};
  }
  if (choice == 1) {
    const Twin of = random_formula(dice, depth - 1);
    return {fmt::format("not {}", enclosed(of, 3)), fmt::format("(not {})", of.full), 3};
  }
  if (choice == 2) {
    const Twin a = random_formula(dice, depth - 1);
    const Twin b = random_formula(dice, depth - 1);
    return {fmt::format("max({}, {})", a.sparse, b.sparse), fmt::format("max({}, {})", a.full, b.full)};
  }
  return random_binary(dice, depth);
}

}  // namespace

TEST_CASE("a random formula and its fully bracketed twin are one tree") {
  Dice dice;
  for (int round = 0; round < 5000; ++round) {
    const Twin twin = random_formula(dice, 5);
    CHECK_MESSAGE(tree_of(twin.sparse) == twin.full, twin.sparse);
    CHECK_MESSAGE(tree_of(twin.full) == twin.full, twin.full);
  }
}

TEST_CASE("a mutated formula is a tree or one error with a place inside it") {
  const std::string_view seeds[] = {
      "tpus * peak * utilization * training_time / 3.14e23 [FLOP]",
      "if(a < b and not c >= 5%, max(a, b, 1_000k), -x ^ 2 ^ -y)",
      "clamp(hardware.v100_peak × 2 [USD/hour], 0, 1e9) ≤ normal_quantile(95%)",
      "P(training_compute > 3.14e23 [FLOP] or x != 2027-06-30)",
  };
  const std::string_view pieces[] = {"(", ")", "[", "]", ",", "^", "-", "not", "%", "1e", ".", "\xff", "×", "\xe2\x82", " ", "\n", "==", "=",
                                     "if(", "2", "k", "_", "\"", std::string_view("\0", 1), "P(", "a.b"};
  Dice dice;
  int fine = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string text(seeds[dice.below(std::size(seeds))]);
    for (std::size_t changes = 1 + dice.below(4); changes > 0; --changes) {
      const std::size_t at = dice.below(text.size() + 1);
      const std::size_t action = dice.below(4);
      if (action == 0) text.insert(at, pieces[dice.below(std::size(pieces))]);
      if (action == 1 && at < text.size()) text.erase(at, 1 + dice.below(6));
      if (action == 2 && at < text.size()) text[at] = static_cast<char>(dice.below(256));
      if (action == 3) text.insert(at, text.substr(dice.below(text.size() + 1), dice.below(12)));
    }
    static constexpr ParseFunction readers[] = {parse_formula, parse_question, parse_condition};
    const ParseFunction reader = readers[dice.below(3)];
    const std::string result = fault(text, reader);
    CHECK_MESSAGE(result != "not exactly one error", text);
    CHECK_MESSAGE(result != "a span outside the text", text);
    if (result == "fine") {
      ++fine;
      const auto tree = parse(text, reader);
      CHECK(tree_of(bracketed(*tree)) == bracketed(*tree));
    }
  }
  CHECK(fine > 1000);
}

TEST_CASE("a long sum is no deep formula") {
  std::string text = "1";
  for (int i = 1; i < 20000; ++i) text += "+1";
  const auto tree = parse(text);
  REQUIRE(tree);
  CHECK(tree->nodes.size() == 39999);
  CHECK(evaluate(*tree) == 20000);
  std::string call = "sum(1";
  for (int i = 1; i < 20000; ++i) call += ",1";
  CHECK(evaluate(*parse(call + ")")) == 20000);
}

TEST_CASE("depth is bounded, whatever it is made of") {
  const auto repeated = [](std::string_view piece, std::size_t count) {
    std::string text;
    while (count-- > 0) text += piece;
    return text;
  };
  CHECK(tree_of(repeated("(", 200).append("a").append(repeated(")", 200))) == "a");
  const auto start = std::chrono::steady_clock::now();
  for (const auto* piece : {"(", "-", "a^", "not ", "abs(", "if(a,", "2^-(", "+", "1 or 2 and 3 < 4 + 5 * ("}) {
    const std::string text = repeated(piece, 60000 / std::string_view(piece).size());
    CHECK_MESSAGE(fault(text).starts_with("too-deep"), piece);
  }
  CHECK(fault(std::string(1000000, '(')).starts_with("too-long"));
  CHECK(fault(std::string(60000, ')')).starts_with("syntax"));
  CHECK(fault(std::string(60000, '9')).starts_with("syntax | 999"));
  CHECK(fault(std::string(60000, 'a')) == "fine");
  CHECK(fault(std::string(60000, 'a') + "(").starts_with("unknown-function"));
  CHECK(fault("2" + std::string(60000, 'a')).starts_with("syntax"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}
