// Kernels that draw from laws: the bits of a plain loop on every instruction set, for any n, borders and gaps included.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "kernels/kernels.h"

using namespace botec;
using Values = std::vector<double>;
using kernels::Segment;
using kernels::SegmentTable;

namespace {

// Uniforms of all sizes near both ends, the border at one half, and those beyond the reach of a table.
Values uniforms(std::size_t n) {
  std::mt19937_64 words(7);
  Values u{0.5, std::nextafter(0.5, 1.0), 0.25, 0.75, 0x1p-54, 0x1.8p-54, 0x1p-60, 0.0, 1.0, std::nan(""), 0x1p-53, 1 - 0x1p-53};
  while (u.size() < n) {
    const double x = static_cast<double>(words() >> 11) * 0x1p-53;
    u.push_back(words() % 4 != 0 ? x : std::ldexp(x, -static_cast<int>(words() % 50)));
    if (words() % 8 == 0) u.back() = 1 - u.back();
  }
  return u;
}

// Segments of random widths, several in some cells and many cells in others, with random polynomials; every seventh has no answer.
struct Table {
  std::vector<Segment> segments;
  std::vector<std::uint32_t> guide;
  Table() {
    std::mt19937_64 words(11);
    std::uniform_real_distribution<double> number(-1, 1);
    for (int half = 0; half < 2; ++half) {
      const std::size_t first = segments.size();
      for (double last = 0x1p-54; last < 0.5;) {
        last = std::min(0.5, last * (1 + (words() % 3 == 0 ? 0.002 : 0.7)));
        Segment segment{.last = last, .centre = last * 0.9, .inverse = 1 / last};
        for (double& c : segment.c) c = segments.size() % 7 == 3 ? std::nan("") : number(words);
        segments.push_back(segment);
      }
      for (std::size_t cell = 0; cell < SegmentTable::cells; ++cell) {
        const double octave = std::ldexp(1.0, static_cast<int>(cell / SegmentTable::cells_per_octave) - SegmentTable::octaves - 1);
        const double start = octave * (1 + static_cast<double>(cell % SegmentTable::cells_per_octave) / SegmentTable::cells_per_octave);
        std::size_t k = first;
        while (segments[k].last <= start) ++k;
        guide.push_back(static_cast<std::uint32_t>(k * sizeof(Segment) / sizeof(double)));
      }
    }
  }
  // By going through the segments of the half from the first.
  double at(double u) const {
    const double p = std::min(u, 1 - u);
    if (!(p > 0x1p-54)) return std::nan("");
    std::size_t k = 0;
    if (u > 0.5)
      while (segments[k].last < 0.5) ++k;
    if (u > 0.5) ++k;
    while (p > segments[k].last) ++k;
    const auto& c = segments[k].c;
    const double s = (p - segments[k].centre) * segments[k].inverse, s2 = s * s;
    const double even = (((c[10] * s2 + c[8]) * s2 + c[6]) * s2 + c[4]) * s2 + c[2];
    const double odd = (((c[11] * s2 + c[9]) * s2 + c[7]) * s2 + c[5]) * s2 + c[3];
    return c[0] + (s * c[1] + s2 * (even + s * odd));
  }
};

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace

TEST_CASE("segment_draws finds every segment, and says when one had no answer") {
  const Table table;
  const Values u = uniforms(4000);
  for (const kernels::Table* kernel : kernels::available()) {
    CAPTURE(kernel->isa);
    std::size_t wrong = 0;
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{512}, u.size()}) {
      Values out(n + 1, -7);
      bool complete = true;
      const bool said = kernel->segment_draws(out.data(), u.data(), {table.segments.data(), table.guide.data()}, n);
      for (std::size_t i = 0; i < n; ++i) {
        wrong += same(out[i], table.at(u[i])) ? 0 : 1;
        complete = complete && !std::isnan(table.at(u[i]));
      }
      CHECK(said == complete);
      CHECK(out[n] == -7);
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("segment_draws is complete where every draw has an answer") {
  Table table;
  for (Segment& segment : table.segments) segment.c = {1, 0.5};
  Values u = uniforms(1000);
  std::erase_if(u, [](double x) { return !(std::min(x, 1 - x) > 0x1p-54); });
  Values out(u.size());
  for (const kernels::Table* kernel : kernels::available())
    CHECK(kernel->segment_draws(out.data(), u.data(), {table.segments.data(), table.guide.data()}, u.size()));
}

TEST_CASE("cell_draws finds every cell, to the last bit, and says when one had no answer") {
  using kernels::CellTable;
  constexpr std::size_t degree = std::tuple_size_v<decltype(kernels::Cell::c)> - 1;
  std::mt19937_64 words(17);
  std::uniform_real_distribution<double> number(-1, 1);
  std::vector<kernels::Cell> cells(2 * CellTable::half + 1);
  for (std::size_t k = 0; k < cells.size(); ++k)
    for (double& c : cells[k].c) c = k == 0 || k % 7 == 3 ? std::nan("") : number(words);
  // By going through the cells of the half from the outside in.
  const auto at = [&](double u) {
    const double p = std::min(u, 1 - u), lowest = std::ldexp(0.5, -CellTable::octaves);
    if (!(p > lowest)) return std::nan("");
    std::size_t k = 1;
    double low = lowest, width = lowest / CellTable::per_octave;
    for (int place = 1; p > low + width; ++place, ++k) {
      low += width;
      if (place % CellTable::per_octave == 0) width *= 2;
    }
    const auto& c = cells[k + (u > 0.5 ? CellTable::half : 0)].c;
    const double s = (std::nextafter(p, 0.0) - low) / width - 0.5, s2 = s * s;   // a cell's own end belongs to it
    static_assert(degree == 7);
    return c[0] + (s * c[1] + s2 * ((c[6] * s2 + c[4]) * s2 + c[2] + s * ((c[7] * s2 + c[5]) * s2 + c[3])));
  };
  const Values u = uniforms(4000);
  for (const kernels::Table* kernel : kernels::available()) {
    CAPTURE(kernel->isa);
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{512}, u.size()}) {
      std::size_t wrong = 0;
      Values out(n + 1, -7);
      bool complete = true;
      const bool said = kernel->cell_draws(out.data(), u.data(), {cells.data()}, n);
      for (std::size_t i = 0; i < n; ++i) {
        wrong += same(out[i], at(u[i])) ? 0 : 1;
        complete = complete && !std::isnan(at(u[i]));
      }
      CHECK(wrong == 0);
      CHECK(said == complete);
      CHECK(out[n] == -7);
    }
  }
  for (kernels::Cell& cell : cells) cell.c = {1, 0.5};
  Values inside = u;
  std::erase_if(inside, [](double x) { return !(std::min(x, 1 - x) > std::ldexp(0.5, -CellTable::octaves)); });
  Values out(inside.size());
  for (const kernels::Table* kernel : kernels::available()) CHECK(kernel->cell_draws(out.data(), inside.data(), {cells.data()}, inside.size()));
}

TEST_CASE("uniform is its formula, to the last bit, and stays below its end") {
  const Values u = uniforms(1000);
  for (const kernels::UniformLaw law : {kernels::UniformLaw{2, 5, 3}, kernels::UniformLaw{-0.1, 0.2, 0.2 + 0.1}}) {
    for (const kernels::Table* kernel : kernels::available()) {
      Values out = u;
      kernel->uniform(out.data(), out.data(), law, out.size());
      for (std::size_t i = 0; i < u.size(); ++i) {
        const double expected = std::min(law.high, std::fma(law.width, u[i], law.low));
        CHECK((out[i] == expected || (std::isnan(out[i]) && std::isnan(u[i]))));
      }
    }
  }
}

TEST_CASE("triangular is its formula, to the last bit, also where a side has no width") {
  const kernels::Triangular laws[] = {{0.25, 1, 5, 2, -std::sqrt(12.0)}, {0, 1, 5, 0, -4}, {1, 1, 5, 4, 0}};
  const Values u = uniforms(600);
  for (const kernels::Table* kernel : kernels::available())
    for (const auto& law : laws) {
      Values out = u;
      kernel->triangular(out.data(), out.data(), law, out.size());
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < u.size(); ++i) {
        const double x = u[i] <= law.below ? law.low + law.left * std::sqrt(u[i]) : law.high + law.right * std::sqrt(1 - u[i]);
        wrong += same(out[i], std::min(std::max(x, law.low), law.high)) ? 0 : 1;
      }
      CHECK(wrong == 0);
    }
}
