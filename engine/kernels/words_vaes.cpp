// ARS-7 by the AES instructions on 512 bits, four counters to a register (see words_portable.cpp for what it is). Eight
// registers at a time, because an instruction takes four cycles and two start in each.
#include <immintrin.h>

#include "kernels/isa.h"

namespace botec::kernels {

void random_words_vaes(std::uint64_t* out, std::uint64_t key_low, std::uint64_t key_high, std::uint64_t counter_low,
                       std::uint64_t counter_high, std::size_t n) {
  constexpr std::size_t together = 8;
  constexpr std::size_t step = 8 * together;
  // _mm512_broadcast_i32x4 would do, but makes g++ 12 warn about its own header.
  const auto pairs = [](std::uint64_t low, std::uint64_t high) {
    const auto l = static_cast<long long>(low);
    const auto h = static_cast<long long>(high);
    return _mm512_set_epi64(h, l, h, l, h, l, h, l);
  };
  const __m512i weyl = pairs(0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B);
  const __m512i four = pairs(4, 0);
  __m512i key[8];
  key[0] = pairs(key_low, key_high);
  for (int r = 1; r < 8; ++r) key[r] = _mm512_add_epi64(key[r - 1], weyl);
  __m512i counter = _mm512_add_epi64(pairs(counter_low, counter_high), _mm512_set_epi64(0, 3, 0, 2, 0, 1, 0, 0));
  for (std::size_t i = 0; i < n; i += step) {
    __m512i state[together];
    for (std::size_t k = 0; k < together; ++k) {
      state[k] = _mm512_xor_si512(key[0], counter);
      counter = _mm512_add_epi64(counter, four);
    }
    for (int r = 1; r < 7; ++r)
      for (std::size_t k = 0; k < together; ++k) state[k] = _mm512_aesenc_epi128(state[k], key[r]);
    for (std::size_t k = 0; k < together; ++k) state[k] = _mm512_aesenclast_epi128(state[k], key[7]);
    if (n - i >= step) {
      for (std::size_t k = 0; k < together; ++k) _mm512_storeu_si512(out + i + 8 * k, state[k]);
    } else {
      std::uint64_t rest[step];
      for (std::size_t k = 0; k < together; ++k) _mm512_storeu_si512(rest + 8 * k, state[k]);
      for (std::size_t k = 0; i + k < n; ++k) out[i + k] = rest[k];
    }
  }
}

}  // namespace botec::kernels
