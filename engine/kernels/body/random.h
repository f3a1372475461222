// Words to uniforms, normals, points of a net and strata.
#pragma once

#include "kernels/body/exponential.h"
#include "kernels/body/logarithm.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

// 1.m with the top 52 bits of w as m, less 1 - 2^-53: exact, and strictly between 0 and 1.
BOTEC_INLINE double uniform_of(Word w) { return real((w >> 12) | one_bits) - 0x1.fffffffffffffp-1; }

void words_to_uniforms(double* out, const Word* words, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = uniform_of(words[i]);
}

void net_to_uniforms(double* out, const Word* pattern, Word high, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = uniform_of(pattern[i] ^ high);
}

// -2·log u for a normal u < 1, within 2 ULP: the plainest arrangement will do here.
constexpr double minus_two_log_terms[] = {2 * minus_log_terms[0], 2 * minus_log_terms[1], 2 * minus_log_terms[2], 2 * minus_log_terms[3],
                                          2 * minus_log_terms[4], 2 * minus_log_terms[5], 2 * minus_log_terms[6]};
BOTEC_INLINE double minus_two_log(double u) {
  const Split x = split(u, 1023.0);
  const double s = x.f / (2.0 + x.f);
  const double z = s * s;
  return fma(x.e, -2.0 * ln2_high, s * fma(z, polynomial(z, minus_two_log_terms), -4.0));
}

// sin and cos of a number of quarter turns v in [-1/2, 1/2]: v·P(v²) and 1 + v²·Q(v²); minimax fits, within 2^-58 and
// 2^-53.9 of the result.
constexpr double quarter_sin_terms[] = {
    0x1.921fb54442d18p+0, -0x1.4abbce625be41p-1, 0x1.466bc677586dbp-4, -0x1.32d2cce2d27e9p-8, 0x1.50782fc751d7bp-13,
    -0x1.e30060cc32c94p-19, 0x1.e3edcf612507fp-25};
constexpr double quarter_cos_terms[] = {
    -0x1.3bd3cc9be459dp+0, 0x1.03c1f081b0dd8p-2, -0x1.55d3c7dc379bbp-6, 0x1.e1f4fb7d70197p-11, -0x1.a6c9c6f2decbbp-16,
    0x1.f3dbb57c1cc11p-22};

// Box and Muller (1958). The second word's top 52 bits place the angle within ±45° of an axis direction, and its two lowest
// say which: bit 0 turns it round, bit 1 exchanges the axes. |z| is at most 8.57, the radius of the smallest uniform.
void words_to_normals(double* out, const Word* words, std::size_t n) {
  const std::size_t half = n / 2;
  BOTEC_INDEPENDENT
  for (std::size_t k = 0; k < half; ++k) {
    const double radius = __builtin_sqrt(minus_two_log(uniform_of(words[k])));
    const Word w = words[half + k];
    const double v = real((w >> 12) | one_bits) - (1.5 - 0x1p-53);
    const double z = v * v;
    const double along = radius * real(bits(fma(z, polynomial(z, quarter_cos_terms), 1.0)) ^ (w << 63));
    const double across = radius * (v * polynomial(z, quarter_sin_terms));
    const bool exchanged = (w & 2) != 0;
    out[k] = exchanged ? across : along;
    out[half + k] = exchanged ? along : across;
  }
}

// One round of the permutation: a keyed hash of x, spread over 0 … range-1. x and range are below 2^21.
BOTEC_INLINE Word spread(Word x, Word key, Word range) {
  constexpr Word low = 0xFFFFFFFF;
  Word h = ((x + key) & low) * ((key >> 32) | 1);
  h = ((h ^ (h >> 32)) & low) * 0x9E3779B1;
  h = (h ^ (h >> 29)) & low;
  return (h * range) >> 32;
}

// x modulo range, for x below 2·range: as signed numbers, because AVX2 compares no others.
BOTEC_INLINE Word reduced_once(Word x, Word range) {
  const auto less = static_cast<std::int64_t>(x - range);
  return less < 0 ? x : static_cast<Word>(less);
}

constexpr std::size_t strata_chunk = 64;

// Alternating Feistel network on the cells of a grid. Round by round over the whole chunk: the rounds of one element are
// one long chain of dependent products, and only several elements side by side keep the processor busy.
BOTEC_INLINE void permute_cells(Word* cell, std::size_t n, const Permutation& p) {
  Word left[strata_chunk];
  Word right[strata_chunk];
  // cell / right by a division of doubles, which is within one of the answer; the remainder says which way.
  const double divisor = real(p.right | bits(0x1p52)) - 0x1p52;
  for (std::size_t i = 0; i < n; ++i) {
    const double quotient = (real(cell[i] | bits(0x1p52)) - 0x1p52) / divisor;
    const Word l = bits(quotient + 0x1p52) & 0xFFFFFFFFFFFF;  // rounded to the nearest
    const Word r = cell[i] - l * p.right;
    const Word over = r >> 63;  // rounded up: the remainder is negative
    left[i] = l - over;
    right[i] = r + ((Word{0} - over) & p.right);
  }
  for (std::size_t round = 0; round < Permutation::rounds; round += 2) {
    const Word key = p.keys[round];
    const Word next = p.keys[round + 1];
    for (std::size_t i = 0; i < n; ++i) {
      const Word l = left[i] + spread(right[i], key, p.left);
      left[i] = reduced_once(l, p.left);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Word r = right[i] + spread(left[i], next, p.right);
      right[i] = reduced_once(r, p.right);
    }
  }
  for (std::size_t i = 0; i < n; ++i) cell[i] = left[i] * p.right + right[i];
}

// The images of first, first + 1, …: where the network leaves a cell of the grid beyond the last number, its cycle is
// walked on until it comes back.
BOTEC_INLINE void permute(Word* cell, Word first, std::size_t n, const Permutation& p) {
  for (std::size_t i = 0; i < n; ++i) cell[i] = first + i;
  if (first + n > p.count)
    for (std::size_t i = 0; i < n; ++i) cell[i] %= p.count;
  permute_cells(cell, n, p);
  for (std::size_t i = 0; i < n; ++i)
    while (cell[i] >= p.count) permute_cells(cell + i, 1, p);
}

void strata_to_uniforms(double* out, const Permutation& permutation, Word first, const Word* words, std::size_t n) {
  const Permutation p = permutation;
  // The jitter keeps as many bits as its sum with the cell has room for, less two, so that the quotient stays inside its
  // stratum: 50 - digits bits, and half a bit.
  const Word digits = 64 - static_cast<Word>(__builtin_clzll(p.count));
  const double unit = real((1023 - 50 + digits) << 52);
  const double count = static_cast<double>(p.count);
  for (std::size_t begin = 0; begin < n; begin += strata_chunk) {
    const std::size_t size = smaller(strata_chunk, n - begin);
    Word cell[strata_chunk];
    permute(cell, first + begin, size, p);
    for (std::size_t i = 0; i < size; ++i) {
      const double whole = real(cell[i] | bits(0x1p52)) - 0x1p52;
      const double jitter = real((words[begin + i] >> (14 + digits)) | bits(0x1p52)) - (0x1p52 - 0.5);
      out[begin + i] = fma(jitter, unit, whole) / count;
    }
  }
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
