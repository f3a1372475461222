// What the units of kernels/ share among themselves; nobody else includes it.
// Promise: declarations only. A unit compiled for a wide instruction set must not emit a function that the linker could
// hand to others, so there is no inline code here, and units keep their own in unnamed namespaces.
#pragma once

#include "kernels/kernels.h"

namespace botec::kernels {

// One per instruction set, from table_<name>.cpp. Their random_words is the portable one; dispatch.cpp replaces it.
namespace baseline { extern const Table table; }
namespace avx2 { extern const Table table; }
namespace avx512 { extern const Table table; }

// The four forms of ARS-7, from words_<name>.cpp.
using RandomWords = void(std::uint64_t* out, std::uint64_t key_low, std::uint64_t key_high, std::uint64_t counter_low,
                         std::uint64_t counter_high, std::size_t n);
RandomWords random_words_portable;
RandomWords random_words_aesni;
RandomWords random_words_vaes;

// Loops over the C library, from libm.cpp: one copy for all instruction sets.
namespace libm {
void tan(double* out, const double* a, std::size_t n);
void asin(double* out, const double* a, std::size_t n);
void acos(double* out, const double* a, std::size_t n);
void atan(double* out, const double* a, std::size_t n);
void atan2(double* out, const double* y, const double* x, std::size_t n);
void erf(double* out, const double* a, std::size_t n);
void lgamma(double* out, const double* a, std::size_t n);
double sin_of(double x);
double cos_of(double x);
double pow_of(double x, double y);
}  // namespace libm

}  // namespace botec::kernels
