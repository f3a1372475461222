// Where the ticks of an axis stand and what they are called.
// Place: report. Threads: pure function.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace botec {

struct Tick {
  std::size_t column = 0;
  std::string label;
};

// An axis from low to high (values; powers of ten apart when logarithmic) over `columns` characters.
struct Axis {
  bool logarithmic = false;
  double low = 0, high = 1;
  std::size_t columns = 1;

  // 0 at the left edge, 1 at the right; outside them for values that are not shown.
  double position(double value) const;
  // The column of a value, the outermost ones for values outside.
  std::size_t column(double value) const;
};

// As many ticks at round numbers as have room for their labels.
std::vector<Tick> ticks(const Axis& axis, bool percent);

// The labels under their ticks, as one line.
std::string label_line(const std::vector<Tick>& ticks, std::size_t columns);

}  // namespace botec
