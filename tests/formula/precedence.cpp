#include <doctest/doctest.h>

#include "helpers.h"

using namespace botec;
using namespace botec::testing;

TEST_CASE("what binds tighter") {
  CHECK(tree_of("a + b * c") == "(a + (b * c))");
  CHECK(tree_of("a * b + c") == "((a * b) + c)");
  CHECK(tree_of("a - b - c") == "((a - b) - c)");
  CHECK(tree_of("a / b / c * d") == "(((a / b) / c) * d)");
  CHECK(tree_of("a ^ b ^ c") == "(a ^ (b ^ c))");
  CHECK(tree_of("-a ^ b") == "(-(a ^ b))");
  CHECK(tree_of("-a * b") == "((-a) * b)");
  CHECK(tree_of("a * -b ^ c") == "(a * (-(b ^ c)))");
  CHECK(tree_of("a ^ -b ^ c") == "(a ^ (-(b ^ c)))");
  CHECK(tree_of("a ^ -b * c") == "((a ^ (-b)) * c)");
  CHECK(tree_of("--a") == "(-(-a))");
  CHECK(tree_of("+a - +b") == "(a - b)");
  CHECK(tree_of("a < b + c") == "(a < (b + c))");
  CHECK(tree_of("not a < b") == "(not (a < b))");
  CHECK(tree_of("not a and b") == "((not a) and b)");
  CHECK(tree_of("not not a") == "(not (not a))");
  CHECK(tree_of("a or b and not c < d + e * f ^ g") == "(a or (b and (not (c < (d + (e * (f ^ g)))))))");
  CHECK(tree_of("a and b or c") == "((a and b) or c)");
  CHECK(tree_of("a <-b") == "(a < (-b))");
  CHECK(tree_of("(a + b) * c") == "((a + b) * c)");
  CHECK(tree_of("if(a < b, c + d, -e)") == "if((a < b), (c + d), (-e))");
  CHECK(tree_of("max(a, b, min(c, d))") == "max(a, b, min(c, d))");
}

TEST_CASE("values of the precedence rules") {
  CHECK(value_of("-2^2") == -4);
  CHECK(value_of("2^-1") == 0.5);
  CHECK(value_of("2^3^2") == 512);
  CHECK(value_of("7 - 2 - 1") == 4);
  CHECK(value_of("-(3) * -2") == 6);
  CHECK(value_of("50% * 1_000") == 500);
  CHECK(value_of("1.5M + 2k") == 1502000);
  CHECK(value_of("100 * 5% + 1") == 6);
  CHECK(value_of("min(5)") == 5);
}

TEST_CASE("signs of other keyboards") {
  CHECK(tree_of("a × b · c ÷ d") == "(((a * b) * c) / d)");
  CHECK(tree_of("a − b") == "(a - b)");
  CHECK(tree_of("a ≤ b or a ≥ c or a ≠ d") == "(((a <= b) or (a >= c)) or (a != d))");
  CHECK(tree_of("a\u00a0+\u202fb") == "(a + b)");
}

TEST_CASE("numbers, units and names") {
  CHECK(tree_of("3.14e23 [FLOP]") == "3.14e+23 [FLOP]");
  CHECK(tree_of("2 [ kW hour ]") == "2 [kW hour]");
  CHECK(tree_of("2[hour]*x") == "(2 [hour] * x)");
  CHECK(tree_of("hardware.v100_peak * 2") == "(hardware.v100_peak * 2)");
  CHECK(tree_of("a\n  + b\n  + c\n") == "((a + b) + c)");
  CHECK(tree_of("negate + P_1 + andy") == "((negate + P_1) + andy)");
  CHECK(value_of("0." + std::string(400, '0') + "1e10") == 0);   // too small is 0, too large an error
  CHECK(value_of("0." + std::string(400, '0') + "1e402") == 10);
  CHECK(tree_of(".5 + 1.") == "(0.5 + 1)");
  CHECK(tree_of("2010 - 01 - 01") == "((2010 - 1) - 1)");

  const auto tree = parse("x + 12 [USD/hour]");
  REQUIRE(tree);
  CHECK(tree->nodes[1].unit_span.begin == 8);
  CHECK(tree->nodes[1].unit_span.end == 16);
  CHECK(tree->nodes[1].span.begin == 4);
  CHECK(tree->nodes[1].span.end == 17);
}

TEST_CASE("a bare zero suits any unit") {
  CHECK(parse("0")->root().is_zero_literal);
  CHECK(parse("0.0")->root().is_zero_literal);
  CHECK(parse("(0)")->root().is_zero_literal);
  CHECK_FALSE(parse("0%")->root().is_zero_literal);
  CHECK_FALSE(parse("0 [day]")->root().is_zero_literal);
  CHECK_FALSE(parse("1")->root().is_zero_literal);
  CHECK_FALSE(parse("x")->root().is_zero_literal);
}

TEST_CASE("every part knows its place") {
  const std::string_view text = "(a + b) * max(c, -d)";
  const auto tree = parse(text);
  REQUIRE(tree);
  const auto at = [&](const Span& span) { return std::string(text.substr(span.begin, span.end - span.begin)); };
  std::string spans;
  std::string places;
  for (const FormulaNode& node : tree->nodes) {
    spans += at(node.span) + "|";
    places += at(node.place) + "|";
  }
  CHECK(spans == "a|b|a + b|c|d|-d|max(c, -d)|(a + b) * max(c, -d)|");
  CHECK(places == "a|b|+|c|d|-|max|*|");
}

TEST_CASE("children stand before their parents, and the root last") {
  const auto tree = parse("if(a < b and c > 2, max(a, b, c) ^ 2, -(a + b) / 3 [day])");
  REQUIRE(tree);
  std::vector<int> parents(tree->nodes.size(), 0);
  for (std::size_t i = 0; i < tree->nodes.size(); ++i) {
    for (const auto child : tree->children_of(tree->nodes[i])) {
      CHECK(child < i);
      ++parents[child];
    }
  }
  CHECK(parents.back() == 0);
  parents.pop_back();
  for (const int count : parents) CHECK(count == 1);
}

TEST_CASE("questions and conditions") {
  CHECK(bracketed(*parse("P(a > 3 [FLOP])", parse_question)) == "(a > 3 [FLOP])");
  CHECK(bracketed(*parse(" P ( not flag ) ", parse_question)) == "(not flag)");
  CHECK(bracketed(*parse("P(flag)", parse_question)) == "flag");
  CHECK(bracketed(*parse("P(if(a > b, c > d, flag))", parse_question)) == "if((a > b), (c > d), flag)");
  CHECK(bracketed(*parse("end - start > 15 days", parse_condition)) == "((end - start) > 15 [days])");
  CHECK(bracketed(*parse("end - start > 15 [days]", parse_condition)) == "((end - start) > 15 [days])");
}

TEST_CASE("names that a user may give") {
  for (const auto* name : {"a", "_x", "training_compute", "v100", "andy", "negate", "p"}) CHECK(is_name(name));
  for (const auto* name : {"", "1a", "and", "or", "not", "if", "P", "exp", "max", "a.b", "a b", "größe", "a-b"}) CHECK_FALSE(is_name(name));
}
