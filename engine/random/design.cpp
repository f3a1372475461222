#include "random/design.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "random/permutation.h"
#include "random/sobol.h"

namespace botec {
namespace {

constexpr unsigned low_bits = std::bit_width(kernels::block_size - 1);
static_assert(std::size_t{1} << low_bits == kernels::block_size);

// Key of a dimension's scramble: dimensions have no names, and must not meet the names' keys.
std::uint64_t dimension_key(std::uint32_t dimension) {
  return stream_key("sobol") + dimension;
}

// Number of directions that the numbers of a design's trials need, whole blocks included.
unsigned bits_of(std::uint64_t points) {
  return std::max<unsigned>(low_bits, static_cast<unsigned>(std::bit_width(std::max<std::uint64_t>(points, 1) - 1)));
}

}  // namespace

std::uint32_t sobol_dimensions() { return sobol_table_dimensions(); }

PointSet::PointSet(const Design& design, std::uint32_t replicate, std::span<const Coordinate> inputs)
    : design_(design), replicate_(replicate), coordinates_(inputs.begin(), inputs.end()) {
  if (design.method == Method::latin_hypercube) {
    for (const Coordinate& c : coordinates_) {
      Stream stream(design.seed, c.key, lane_of(Purpose::permutation, replicate));
      std::uint64_t keys[kernels::Permutation::rounds];
      std::generate(std::begin(keys), std::end(keys), std::ref(stream));
      permutations_.push_back(make_permutation(std::max<std::uint64_t>(design.points, 1), keys));
    }
  }
  if (design.method == Method::sobol) {
    std::uint32_t dimensions = 0;
    for (const Coordinate& c : coordinates_)
      if (c.dimension < sobol_table_dimensions()) dimensions = std::max(dimensions, c.dimension + 1);
    const unsigned bits = bits_of(design.points);
    const std::vector<std::uint64_t> directions = sobol_directions(dimensions, bits);
    for (const Coordinate& c : coordinates_) {
      Net& net = nets_.emplace_back();
      if (c.dimension >= dimensions) continue;
      const auto begin = directions.begin() + std::ptrdiff_t{c.dimension} * bits;
      std::vector<std::uint64_t> scrambled(begin, begin + bits);
      Stream stream(design.seed, dimension_key(c.dimension), lane_of(Purpose::scramble, replicate));
      std::uint64_t rows[sobol_bits];
      std::generate(std::begin(rows), std::end(rows), std::ref(stream));
      scramble(scrambled, rows);
      net.pattern.assign(kernels::block_size, stream());  // the digital shift
      for (unsigned j = 0; j < low_bits; ++j) {
        const std::size_t half = std::size_t{1} << j;   // numbers with bit j are those below it, and that bit
        for (std::size_t k = 0; k < half; ++k) net.pattern[half + k] = net.pattern[k] ^ scrambled[j];
      }
      net.directions.assign(scrambled.begin() + low_bits, scrambled.end());
    }
  }
}

void PointSet::draws(std::size_t input, std::uint64_t first_trial, std::uint64_t* words, std::size_t count) const {
  kernels::active().random_words(words, design_.seed, coordinates_[input].key, first_trial / 2,
                                 lane_of(Purpose::draws, replicate_), count);
}

void PointSet::uniforms(std::size_t input, std::uint64_t first_trial, double* out) const {
  assert(first_trial % kernels::block_size == 0);
  uniforms(input, first_trial, out, kernels::block_size);
}

void PointSet::uniforms(std::size_t input, std::uint64_t first_trial, double* out, std::size_t count) const {
  const std::size_t place = first_trial % kernels::block_size;
  assert(first_trial % 2 == 0 && place + count <= kernels::block_size);
  const kernels::Table& kernel = kernels::active();
  if (!chosen_.empty()) {
    std::copy_n(chosen_[input].begin() + static_cast<std::ptrdiff_t>(place), count, out);
    return;
  }
  if (in_net(input)) {
    const Net& net = nets_[input];
    std::uint64_t high = 0;
    for (std::size_t j = 0; j < net.directions.size(); ++j)
      if ((first_trial >> (low_bits + j) & 1) != 0) high ^= net.directions[j];
    kernel.net_to_uniforms(out, net.pattern.data() + place, high, count);
    return;
  }
  std::uint64_t words[kernels::block_size];
  draws(input, first_trial, words, count);
  if (design_.method == Method::latin_hypercube)
    kernel.strata_to_uniforms(out, permutations_[input], first_trial, words, count);
  else
    kernel.words_to_uniforms(out, words, count);
}

void PointSet::normals(std::size_t input, std::uint64_t first_trial, double* out) const {
  const kernels::Table& kernel = kernels::active();
  if (design_.method == Method::plain) {
    std::uint64_t words[kernels::block_size];
    draws(input, first_trial, words, kernels::block_size);
    kernel.words_to_normals(out, words, kernels::block_size);
    return;
  }
  normals(input, first_trial, out, kernels::block_size);
}

void PointSet::normals(std::size_t input, std::uint64_t first_trial, double* out, std::size_t count) const {
  assert(design_.method != Method::plain);
  uniforms(input, first_trial, out, count);
  kernels::active().normal_quantile(out, out, count);
}

}  // namespace botec
