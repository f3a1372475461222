// ARS-7 without AES instructions: the same rounds by table lookups. Slow (about 25 ns a word), for machines without them.
// ARS: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011). One AES round (FIPS 197):
// substitute bytes, shift rows, mix columns, add the round key; the last round does not mix. Round keys are a Weyl sequence.
#include <array>
#include <cstdint>

#include "kernels/isa.h"

namespace botec::kernels {
namespace {

// The AES field: bytes as polynomials over GF(2) modulo x⁸ + x⁴ + x³ + x + 1.
constexpr std::uint8_t times_x(std::uint8_t a) {
  return static_cast<std::uint8_t>((a << 1) ^ ((a & 0x80) != 0 ? 0x1B : 0));
}

constexpr std::uint8_t multiply(std::uint8_t a, std::uint8_t b) {
  std::uint8_t product = 0;
  for (int bit = 0; bit < 8; ++bit, a = times_x(a))
    if (((b >> bit) & 1) != 0) product ^= a;
  return product;
}

constexpr std::uint8_t substitute(std::uint8_t a) {
  std::uint8_t inverse = 1;  // a^254, which is 1/a, and 0 for 0
  for (int i = 0; i < 254; ++i) inverse = multiply(inverse, a);
  std::uint8_t result = 0x63;
  for (int turn = 0; turn < 5; ++turn)
    result = static_cast<std::uint8_t>(result ^ (inverse << turn) ^ (inverse >> (8 - turn)));
  return result;
}

constexpr std::array<std::uint8_t, 256> make_substitution() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned a = 0; a < 256; ++a) table[a] = substitute(static_cast<std::uint8_t>(a));
  return table;
}
constexpr std::array<std::uint8_t, 256> substitution = make_substitution();

// A substituted byte of row 0 with the column that mixing makes of it: 2, 1, 1, 3 times.
constexpr std::array<std::uint32_t, 256> make_mixed() {
  std::array<std::uint32_t, 256> table{};
  for (unsigned a = 0; a < 256; ++a) {
    const std::uint32_t once = substitution[a];
    const std::uint32_t twice = times_x(substitution[a]);
    table[a] = twice | once << 8 | once << 16 | (once ^ twice) << 24;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> mixed = make_mixed();

struct State {
  std::uint64_t low;   // columns 0 and 1
  std::uint64_t high;  // columns 2 and 3
};

std::uint8_t byte(const State& s, unsigned row, unsigned column) {
  const std::uint64_t half = column < 2 ? s.low : s.high;
  return static_cast<std::uint8_t>(half >> (32 * (column % 2) + 8 * row));
}

std::uint32_t rotated(std::uint32_t x, unsigned bytes) { return bytes == 0 ? x : x << (8 * bytes) | x >> (32 - 8 * bytes); }

State round(const State& s, bool last, const State& key) {
  std::uint32_t column[4] = {};
  for (unsigned c = 0; c < 4; ++c)
    for (unsigned row = 0; row < 4; ++row) {
      const std::uint8_t b = byte(s, row, (c + row) % 4);
      column[c] ^= last ? std::uint32_t{substitution[b]} << (8 * row) : rotated(mixed[b], row);
    }
  return {(column[0] | std::uint64_t{column[1]} << 32) ^ key.low, (column[2] | std::uint64_t{column[3]} << 32) ^ key.high};
}

}  // namespace

void random_words_portable(std::uint64_t* out, std::uint64_t key_low, std::uint64_t key_high, std::uint64_t counter_low,
                           std::uint64_t counter_high, std::size_t n) {
  for (std::size_t i = 0; i < n; i += 2) {
    State key{key_low, key_high};
    State state{(counter_low + i / 2) ^ key.low, counter_high ^ key.high};
    for (int r = 1; r <= 7; ++r) {
      key.low += 0x9E3779B97F4A7C15;   // the golden ratio
      key.high += 0xBB67AE8584CAA73B;  // √3 - 1
      state = round(state, r == 7, key);
    }
    out[i] = state.low;
    if (i + 1 < n) out[i + 1] = state.high;
  }
}

}  // namespace botec::kernels
