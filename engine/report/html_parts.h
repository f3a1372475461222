// What several sections of a page are made of: figures, tables, an input's size in words.
// Place: report, inside only. Threads: pure functions.
#pragma once

#include <cstddef>
#include <string>

#include "report/table.h"
#include "report/terminal_text.h"
#include "result/result.h"

namespace botec {

inline constexpr std::size_t most_ranked = 12;   // inputs that a picture of a ranking shows; its table has all

TextOptions page_options();   // lines are broken by the browser

// Has it a distribution to draw?
bool is_drawn(const OutputResult& output);

// A place for a chart that page.js draws: `kind` is how its builder is called, `attributes` say of what.
std::string figure(const std::string& kind, const std::string& attributes, const std::string& caption, const std::string& alternative);

// Columns without any text are left out.
std::string table_of(const TextTable& table, const std::string& name);
// The table, to be unfolded below a picture of the same.
std::string folded(const std::string& table);

// "training_compute: 3.0e22 FLOP (…)", the name by itself so that it may run from right to left.
std::string headline_html(const OutputResult& output);

// "5% to 40%", "8 TPU/agent", "Aug 2030 to Feb 2035".
std::string size_of(const InputResult& input);
std::string value_of(const InputResult& input, double value);

}  // namespace botec
