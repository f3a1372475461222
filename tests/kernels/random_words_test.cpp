// ARS-7 against the vectors published with Random123, and what is made of its words.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

#include "kernels/kernels.h"
#include "random/permutation.h"
#include "random/stream.h"

using namespace botec;
using Words = std::vector<std::uint64_t>;

namespace {

struct KnownAnswer {
  std::uint32_t counter[4];
  std::uint32_t key[4];
  std::uint32_t words[4];
};

// From the file kat_vectors of Random123 (D. E. Shaw Research), the lines "ars4x32 7".
constexpr KnownAnswer known[] = {
    {{0x00000001, 0, 0, 0}, {0, 0, 0, 0x80000000}, {0x26789d39, 0x0b35b558, 0xd134c70a, 0x05f21058}},
    {{0x00000100, 0, 0, 0}, {0, 0, 0, 0x80000000}, {0xb090f71b, 0x0c24e6cd, 0x14c39853, 0x29eea7a1}},
    {{0, 0x01000000, 0, 0}, {0, 0, 0, 0x80000000}, {0xc82ecfc9, 0x246d99da, 0xee5a939a, 0xdf4e2ec7}},
    {{0, 0, 0x000000ff, 0}, {0, 0, 0, 0xff000000}, {0xbc596afa, 0xad59cb47, 0x76aa9deb, 0x205ddf74}},
    {{0, 0, 0, 0x00ff0000}, {0, 0, 0, 0xff000000}, {0xf51f42bb, 0x714a3ba4, 0xecf49d28, 0x3297feaf}},
    {{0x886a3f24, 0xd308a385, 0x2e8a1913, 0x44737003}, {0, 0, 0, 0xff000000}, {0x5fe80073, 0x4be63b93, 0xc8bc6459, 0x3647869c}},
    {{0x223809a4, 0xd0319f29, 0x98fa2e08, 0x896c4eec}, {0, 0, 0, 0xff000000}, {0xb0e3dd9a, 0xf2f1c750, 0x7a819dcf, 0xb5da4539}},
    {{0xe6212845, 0x7713d038, 0xcf6654be, 0x6c0ce934}, {0, 0, 0, 0x80000000}, {0x394a7bc3, 0x4d049c56, 0xb0e3d5a5, 0xdcb070b5}},
};

std::uint64_t joined(std::uint32_t low, std::uint32_t high) { return low | std::uint64_t{high} << 32; }

Words words_of(const kernels::Table& table, std::uint64_t k0, std::uint64_t k1, std::uint64_t c0, std::uint64_t c1, std::size_t n) {
  Words out(n + 1, 0x5555);
  table.random_words(out.data(), k0, k1, c0, c1, n);
  CHECK(out.back() == 0x5555);  // nothing is written past the end
  out.pop_back();
  return out;
}

}  // namespace

TEST_CASE("ARS-7 gives the published words") {
  for (const kernels::Table* table : kernels::available())
    for (const KnownAnswer& k : known) {
      const Words out = words_of(*table, joined(k.key[0], k.key[1]), joined(k.key[2], k.key[3]),
                                 joined(k.counter[0], k.counter[1]), joined(k.counter[2], k.counter[3]), 2);
      CHECK(out[0] == joined(k.words[0], k.words[1]));
      CHECK(out[1] == joined(k.words[2], k.words[3]));
    }
}

TEST_CASE("every form of ARS-7 gives the same words, wherever one starts and stops") {
  const kernels::Table& baseline = *kernels::available().front();
  const Words all = words_of(baseline, 7, 11, 1000, 3, 2000);
  for (const kernels::Table* table : kernels::available())
    for (const std::size_t n : {0, 1, 2, 15, 16, 17, 63, 64, 65, 511, 512, 513})
      for (const std::size_t first : {0, 1, 5, 100}) {
        const Words out = words_of(*table, 7, 11, 1000 + first, 3, n);
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(2 * first);
        CHECK(std::equal(out.begin(), out.end(), begin));
      }
  const Words wrapped = words_of(baseline, 1, 2, ~std::uint64_t{0} - 3, 9, 128);  // the low counter wraps without a carry
  for (const kernels::Table* table : kernels::available())
    CHECK(words_of(*table, 1, 2, ~std::uint64_t{0} - 3, 9, 128) == wrapped);
  CHECK(wrapped[8] == words_of(baseline, 1, 2, 0, 9, 2)[0]);
}

TEST_CASE("uniforms are the middles of 2^52 cells, never 0 or 1") {
  const Words words{0, 0xFFF, 0x1000, ~std::uint64_t{0}, std::uint64_t{1} << 63};
  for (const kernels::Table* table : kernels::available()) {
    std::vector<double> u(words.size());
    table->words_to_uniforms(u.data(), words.data(), words.size());
    CHECK(u == std::vector<double>{0x1p-53, 0x1p-53, 0x3p-53, 1 - 0x1p-53, 0.5 + 0x1p-53});
    std::vector<double> net(words.size());
    table->net_to_uniforms(net.data(), words.data(), 0xABCDEF0123456789, words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
      CHECK(net[i] == (static_cast<double>((words[i] ^ 0xABCDEF0123456789) >> 12) + 0.5) * 0x1p-52);
  }
}

TEST_CASE("normals are Box and Muller's, on every instruction set") {
  const std::size_t n = kernels::block_size;
  for (const kernels::Table* table : kernels::available()) {
    Words words = words_of(*table, 5, 6, 0, 0, n);
    words[0] = 0;                   // the largest radius
    words[1] = ~std::uint64_t{0};   // the smallest
    words[2 + n / 2] = 0;           // the ends of the angle
    words[3 + n / 2] = ~std::uint64_t{0};
    std::vector<double> z(n);
    table->words_to_normals(z.data(), words.data(), n);
    for (std::size_t k = 0; k < n / 2; ++k) {
      const long double u = (static_cast<long double>(words[k] >> 12) + 0.5L) * 0x1p-52L;
      const std::uint64_t w = words[n / 2 + k];
      const long double v = (static_cast<long double>(w >> 12) + 0.5L) * 0x1p-52L - 0.5L;
      const long double radius = std::sqrt(-2 * std::log(u));
      const long double along = radius * std::cos(std::numbers::pi_v<long double> / 2 * v) * ((w & 1) != 0 ? -1 : 1);
      const long double across = radius * std::sin(std::numbers::pi_v<long double> / 2 * v);
      const bool exchanged = (w & 2) != 0;
      CHECK(z[k] == doctest::Approx(static_cast<double>(exchanged ? across : along)).epsilon(2e-15));
      CHECK(z[n / 2 + k] == doctest::Approx(static_cast<double>(exchanged ? along : across)).epsilon(2e-15));
    }
    std::vector<double> reference(n);
    kernels::available().front()->words_to_normals(reference.data(), words.data(), n);
    CHECK(z == reference);
  }
}

TEST_CASE("strata are a permutation, each point inside its own, for any count") {
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const std::uint64_t count : {1, 2, 3, 5, 10, 511, 512, 1000, 4096, 5000, 65537}) {
      Stream stream(3, count);
      Words keys(kernels::Permutation::rounds);
      for (auto& key : keys) key = stream();
      const kernels::Permutation permutation = make_permutation(count, keys);
      std::vector<int> hits(count);
      std::vector<double> u(kernels::block_size);
      std::vector<double> reference(kernels::block_size);
      for (std::uint64_t first = 0; first < count; first += kernels::block_size) {
        const Words words = words_of(*table, 1, 2, first / 2, 0, kernels::block_size);
        table->strata_to_uniforms(u.data(), permutation, first, words.data(), kernels::block_size);
        kernels::available().front()->strata_to_uniforms(reference.data(), permutation, first, words.data(), kernels::block_size);
        CHECK(u == reference);
        for (std::size_t k = 0; k < kernels::block_size; ++k) {
          CHECK((u[k] > 0 && u[k] < 1));
          if (first + k < count) ++hits[static_cast<std::size_t>(u[k] * static_cast<double>(count))];
        }
      }
      for (const int h : hits) CHECK(h == 1);
    }
  }
}
