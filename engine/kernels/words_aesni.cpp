// ARS-7 by the AES instructions on 128 bits (see words_portable.cpp for what it is). Eight counters at a time, because an
// instruction takes four cycles and two start in each.
#include <immintrin.h>

#include "kernels/isa.h"

namespace botec::kernels {

void random_words_aesni(std::uint64_t* out, std::uint64_t key_low, std::uint64_t key_high, std::uint64_t counter_low,
                        std::uint64_t counter_high, std::size_t n) {
  constexpr std::size_t together = 8;
  const __m128i weyl = _mm_set_epi64x(static_cast<long long>(0xBB67AE8584CAA73B), static_cast<long long>(0x9E3779B97F4A7C15));
  __m128i key[8];
  key[0] = _mm_set_epi64x(static_cast<long long>(key_high), static_cast<long long>(key_low));
  for (int r = 1; r < 8; ++r) key[r] = _mm_add_epi64(key[r - 1], weyl);
  for (std::size_t i = 0; i < n; i += 2 * together) {
    __m128i state[together];
    for (std::size_t k = 0; k < together; ++k)
      state[k] = _mm_xor_si128(key[0], _mm_set_epi64x(static_cast<long long>(counter_high),
                                                     static_cast<long long>(counter_low + i / 2 + k)));
    for (int r = 1; r < 7; ++r)
      for (std::size_t k = 0; k < together; ++k) state[k] = _mm_aesenc_si128(state[k], key[r]);
    for (std::size_t k = 0; k < together; ++k) state[k] = _mm_aesenclast_si128(state[k], key[7]);
    if (n - i >= 2 * together) {
      for (std::size_t k = 0; k < together; ++k) _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i) + k, state[k]);
    } else {
      std::uint64_t rest[2 * together];
      for (std::size_t k = 0; k < together; ++k) _mm_storeu_si128(reinterpret_cast<__m128i*>(rest) + k, state[k]);
      for (std::size_t k = 0; i + k < n; ++k) out[i + k] = rest[k];
    }
  }
}

}  // namespace botec::kernels
