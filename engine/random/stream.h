// Random words of a name under a seed, one by one: the scalar view of what the block generator gives.
// Place: kernels → random → distributions, samples. Promise: word k is a pure function of (seed, key, lane, k), the same on
// every machine, and equals word k of kernels::Table::random_words. Draws from one stream never move another.
// Threads: a Stream belongs to one thread; copies are independent.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace botec {

// A stable hash of a name: FNV-1a of its bytes (64 bits), then the finaliser of SplitMix64. Part of the format: a changed
// hash changes every drawn number.
std::uint64_t stream_key(std::string_view name);

// Words of the streams of one (seed, key) are told apart by their lane, the high half of the counter. Lanes are named so
// that nothing ever draws the same words for two purposes; replicates take consecutive lanes of each.
enum class Purpose : std::uint32_t { draws = 0, scramble = 1, permutation = 2, own_draws = 3 };
constexpr std::uint64_t lane_of(Purpose purpose, std::uint32_t replicate) {
  return std::uint64_t{static_cast<std::uint32_t>(purpose)} << 32 | replicate;
}

// Satisfies std::uniform_random_bit_generator and the generator concept of Boost.Random, so that any of its distributions
// draws from it. ARS-7 (Salmon et al. 2011) of counter (k / 2, lane) under the key (seed, key).
class Stream {
 public:
  using result_type = std::uint64_t;
  static constexpr bool has_fixed_range = true;  // asked for by Boost.Random
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  explicit Stream(std::uint64_t seed = 0, std::uint64_t key = 0, std::uint64_t lane = 0)
      : seed_(seed), key_(key), lane_(lane) {}

  result_type operator()() {
    if (next_ == held) refill();
    return words_[next_++];
  }

  // Back to word 0, of another seed, and of another key and lane where given.
  void seed(std::uint64_t seed = 0) { *this = Stream(seed, key_, lane_); }
  void seed(std::uint64_t seed, std::uint64_t key, std::uint64_t lane = 0) { *this = Stream(seed, key, lane); }

  std::uint64_t position() const { return begin_ + next_ - held; }  // number of the next word
  void jump(std::uint64_t position);                               // go to that word, at no cost
  void discard(std::uint64_t count) { jump(position() + count); }

  friend bool operator==(const Stream& a, const Stream& b) {
    return a.seed_ == b.seed_ && a.key_ == b.key_ && a.lane_ == b.lane_ && a.position() == b.position();
  }

 private:
  static constexpr std::size_t held = 64;
  void refill();

  std::uint64_t seed_;
  std::uint64_t key_;
  std::uint64_t lane_;
  std::uint64_t begin_ = 0;     // number of the word after those held
  std::size_t next_ = held;     // place of the next word; held: none left
  std::array<std::uint64_t, held> words_;
};

}  // namespace botec
