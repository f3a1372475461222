// Numbers as people write them in estimates: 1_000, 4.2e14, 1.5M, 5%. Used by formulas and by quantities alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace botec {

struct WrittenNumber {
  double value = 0;         // with suffix and percent sign applied
  std::size_t length = 0;   // bytes taken
  bool percent = false;     // ended in %
  char suffix = 0;          // k, M, B or T, or 0
  bool overflow = false;    // too large for a double (1e400): value is infinite
};

// Reads a number at the start of `text` (no sign): digits with `_` between them, a fraction, an exponent, then at most one
// of the suffixes k M B T, or %, written right against the digits. A suffix counts only when no letter follows
// it (`5 MW` is written with a space, `5MW` is not a number). Nothing when there is no number.
std::optional<WrittenNumber> read_number(std::string_view text);

// The fewest digits that read back as the same double: 0.1, 1e+22, 3.14e23.
std::string shortest(double value);

}  // namespace botec
