#include "report/terminal_text.h"

#include <doctest/doctest.h>

#include "report/table.h"

using namespace botec;

TEST_CASE("nothing that could steer a terminal survives cleaning") {
  CHECK(clean("a\033[31mb") == "a [31mb");
  CHECK(clean("a\r\n\tb") == "a   b");
  CHECK(clean("a\x7f\xc2\x9b" "b") == "a  b");       // DEL, and CSI as one character
  CHECK(clean("a\x9b" "b") == "a?b");                 // a stray byte
  CHECK(clean("\xe2\x80\xae" "evil") == "?evil");     // right-to-left override
  CHECK(clean("\xc0\xaf\xed\xa0\x80") == "?????");    // overlong form, surrogate
  CHECK(clean("\xf0\x9f") == "??");                   // cut short
  CHECK(clean("Zürich …") == "Zürich …");
  CHECK(clean("Zürich …", true) == "Z?rich .");
  CHECK(clean(std::string_view("a\0b", 3)) == "a b");
  CHECK(clean_lines("a\nb\033") == "a\nb ");
}

TEST_CASE("columns of a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Zürich") == 6);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("e\xcc\x81") == 1);
  CHECK(display_width("█▇") == 2);
}

TEST_CASE("cutting leaves an ellipsis and never half a character") {
  CHECK(cut("abcdef", 6) == "abcdef");
  CHECK(cut("abcdef", 5) == "abcd…");
  CHECK(cut("abcdef", 5, true) == "abc..");
  CHECK(cut("日本語", 4) == "日…");
  CHECK(cut("abc", 1) == "a");
  CHECK(cut("abc", 0).empty());
}

TEST_CASE("padding counts columns") {
  CHECK(pad("ü", 3) == "ü  ");
  CHECK(pad("ü", 3, Align::right) == "  ü");
  CHECK(pad("long", 2) == "long");
}

TEST_CASE("wrapping") {
  CHECK(wrap("", 10) == std::vector<std::string>{""});
  CHECK(wrap("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("  one two three", 9, 4) == std::vector<std::string>{"  one two", "    three"});
  CHECK(wrap("abcdefghij k", 4) == std::vector<std::string>{"abcd", "efgh", "ij k"});
  for (const auto& line : wrap("a sentence with aVeryLongWordThatNeverEndsAndNeverWill in it", 12, 3)) {
    CHECK(display_width(line) <= 12);
  }
}

TEST_CASE("colour only when it is asked for") {
  TextOptions options;
  CHECK(paint("x", Paint::bold, options) == "x");
  options.colour = true;
  CHECK(paint("x", Paint::bold, options) == "\033[1mx\033[0m");
}

TEST_CASE("a table is cut to fit, and columns give way in their order") {
  TextTable table;
  table.columns = {{"name", Align::left, 6, 1}, {"p5", Align::right, 0, 0}, {"source", Align::left, 8, 3}};
  table.rows = {{"population", "10", "https://example.org/a/long/path"}, {"x", "1000", ""}};
  TextOptions options;
  CHECK(lay_out(table, options) == std::vector<std::string>{"  name          p5  source",
                                                            "  population    10  https://example.org/a/long/path",
                                                            "  x           1000"});
  options.width = 40;
  CHECK(lay_out(table, options)[1] == "  population    10  https://example.org…");
  options.width = 20;
  CHECK(lay_out(table, options) == std::vector<std::string>{"  name          p5", "  population    10", "  x           1000"});
  options.width = 14;
  CHECK(lay_out(table, options)[1] == "  popul…    10");
}
