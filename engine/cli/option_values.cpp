#include "cli/option_values.h"

#include <charconv>
#include <cmath>
#include <string>

#include "text/number.h"

namespace botec {
namespace {

std::optional<WrittenNumber> whole_number(std::string_view text) {
  std::string written(text);
  // People write 10K as often as 10k; formulas know the lower case alone.
  if (!written.empty() && written.back() == 'K') written.back() = 'k';
  const auto number = read_number(written);
  if (!number || number->length != written.size() || number->overflow) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::uint64_t> read_count(std::string_view text) {
  const auto number = whole_number(text);
  constexpr double largest = 9007199254740992.0;
  if (!number || number->percent || !(number->value >= 1) || number->value > largest) return std::nullopt;
  if (number->value != std::floor(number->value)) return std::nullopt;
  return static_cast<std::uint64_t>(number->value);
}

std::optional<std::uint64_t> read_seed(std::string_view text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return seed;
}

std::optional<double> read_fraction(std::string_view text) {
  const auto number = whole_number(text);
  if (!number || !(number->value > 0) || !(number->value < 1)) return std::nullopt;
  return number->value;
}

}  // namespace botec
