#include "random/sobol.h"

#include <bit>
#include <boost/random/sobol.hpp>
#include <cassert>

namespace botec {

std::uint32_t sobol_table_dimensions() { return boost::random::default_sobol_table::max_dimension; }

// Boost's generator walks the points in Gray-code order: its state number n is the exclusive or of the directions in the
// bits of n ^ (n >> 1), and `seed(n - 1)` moves to it. State 2^(j+1) - 1 is direction j alone, so that the directions come
// out of the public interface and nothing of the table is repeated here.
std::vector<std::uint64_t> sobol_directions(std::uint32_t dimensions, unsigned bits) {
  assert(dimensions <= sobol_table_dimensions() && bits <= sobol_bits);
  std::vector<std::uint64_t> directions(std::size_t{dimensions} * bits);
  if (directions.empty()) return directions;
  boost::random::sobol generator(dimensions);
  for (unsigned j = 0; j < bits; ++j) {
    const std::uint64_t alone = j + 1 == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (j + 1)) - 1;
    generator.seed(alone - 1);
    for (std::uint32_t d = 0; d < dimensions; ++d) directions[std::size_t{d} * bits + j] = generator();
  }
  return directions;
}

void scramble(std::span<std::uint64_t> directions, std::span<const std::uint64_t> rows) {
  assert(rows.size() >= sobol_bits);
  // By columns, of which the first directions need but a few: a product is the exclusive or of those where the direction has a bit.
  std::uint64_t used = 0;
  for (const std::uint64_t direction : directions) used |= direction;
  std::uint64_t column[sobol_bits];
  for (unsigned c = 0; c < sobol_bits; ++c) {
    if ((used >> (63 - c) & 1) == 0) continue;
    column[c] = std::uint64_t{1} << (63 - c);   // the diagonal; above it is nothing
    for (unsigned i = c + 1; i < sobol_bits; ++i) column[c] |= (rows[i] >> (63 - c) & 1) << (63 - i);
  }
  for (std::uint64_t& direction : directions) {
    std::uint64_t product = 0;
    for (std::uint64_t left = direction; left != 0; left &= left - 1) product ^= column[63 - std::countr_zero(left)];
    direction = product;
  }
}

}  // namespace botec
