// Redrawn rows in lanes, against plain loops; and redrawings of few rows by a number, against all there are and against those by words.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <utility>

#include "data/line_sums.h"
#include "data/redraw_lanes.h"
#include "data/resampler.h"
#include "kernels/kernels.h"
#include "random/stream.h"
#include "data/points_of.h"
#include "reference/trends_values.h"

namespace botec {
namespace {

std::vector<std::uint64_t> words(std::size_t n, std::uint64_t seed) {
  std::vector<std::uint64_t> result(n);
  Stream stream(seed, stream_key("redraw"));
  for (auto& word : result) word = stream();
  return result;
}

}  // namespace

// What draws with one instruction set draws the same with another: bytes are compared, of what any of them may leave undefined none.
TEST_CASE("lanes of redrawn rows are the same bytes on every instruction set") {
  const auto& data = reference::trend_cases[0];
  std::vector<const redraw::Table*> tables{&redraw::baseline::table};
#if defined(__x86_64__)
  for (const auto* kernels : kernels::available()) {
    if (kernels->isa == "avx2") tables.push_back(&redraw::avx2::table);
    if (kernels->isa == "avx512") tables.push_back(&redraw::avx512::table);
  }
#endif
  const std::size_t n = data.x.size(), groups = n - 1;   // the last two rows have one x
  std::vector<std::uint8_t> counts(n * redraw::lanes);
  std::vector<std::uint32_t> begin, group, first;
  std::vector<std::uint16_t> partners;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (i < groups) begin.push_back(i);
    group.push_back(std::min<std::uint32_t>(i, static_cast<std::uint32_t>(groups - 1)));
    first.push_back(static_cast<std::uint32_t>(partners.size()));
    for (std::size_t j = i + 1; j < n; j += 2) partners.push_back(static_cast<std::uint16_t>(j));
  }
  begin.push_back(static_cast<std::uint32_t>(n));
  first.push_back(static_cast<std::uint32_t>(partners.size()));
  Stream stream(5, stream_key("lanes"));
  for (std::size_t t = 0; t < redraw::lanes; ++t) {
    for (std::size_t k = 0; k < n; ++k) ++counts[stream() % n * redraw::lanes + t];
  }
  std::vector<std::uint16_t> around;   // any pairs will do: two a stretch
  for (std::size_t k = 0; k < 2 * 2 * 2 * redraw::stretches; ++k) around.push_back(static_cast<std::uint16_t>(stream() % n));
  using Out = std::array<double, 6 * redraw::lanes>;
  std::vector<Out> regimes, lines;
  std::vector<double> work(redraw::regimes_work(groups));
  for (const auto* table : tables) {
    std::uint32_t weight[redraw::marks * redraw::lanes], same[redraw::lanes];
    table->weigh_pairs({counts.data(), n, partners.data(), first.data(), group.data(), around.data(), 2, weight, same});
    for (std::size_t t = 0; t < redraw::lanes; ++t) {
      unsigned weighed = 0, together = 0;
      const auto count = [&](std::size_t row) -> unsigned { return counts[row * redraw::lanes + t]; };
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; j += 2) weighed += count(i) * count(j);
        if (i + 2 < n) together += count(i) * count(i);
      }
      const unsigned last = count(n - 2) + count(n - 1);
      std::uint32_t before = weighed;
      for (std::size_t pair = 2 * redraw::stretches; pair-- > 0;) {
        if (pair < around.size() / 4) before -= count(around[2 * pair]) * count(around[2 * pair + 1]);
      }
      for (std::size_t m = 0; m < redraw::marks; ++m) {
        CHECK(weight[m * redraw::lanes + t] == before);
        for (std::size_t pair = 2 * m; pair < 2 * m + 2 && pair < around.size() / 2; ++pair) before += count(around[2 * pair]) * count(around[2 * pair + 1]);
      }
      CHECK(same[t] == together + last * last);
    }
    Out a{}, b{};
    const auto at = [](Out& out, std::size_t k) { return out.data() + k * redraw::lanes; };
    table->split({counts.data(), groups, begin.data(), data.x.data(), data.y.data(), 3, work.data(), at(a, 0), at(a, 1), at(a, 2), at(a, 3), at(a, 4), at(a, 5)});
    CHECK(std::none_of(a.begin(), a.end(), [](double v) { return std::isnan(v); }));
    table->lines({at(a, 0), at(a, 1), at(a, 2), at(a, 3), at(a, 4), 7, 0.5, at(b, 0), at(b, 1), at(b, 2), at(b, 3)});
    regimes.push_back(a);
    lines.push_back(b);
  }
  CHECK(std::all_of(regimes.begin(), regimes.end(), [&](const Out& out) { return std::memcmp(&out, &regimes[0], sizeof out) == 0; }));
  CHECK(std::all_of(lines.begin(), lines.end(), [&](const Out& out) { return std::memcmp(&out, &lines[0], sizeof out) == 0; }));
}

// Sums of eight trials at a time against sums of one, for as many rows as they may have, to 1e-12 of their size.
TEST_CASE("sums of eight trials are those of each") {
  const redraw::Table& table = redraw::active();
  Stream stream(8, stream_key("sums"));
  for (std::size_t n = 1; n <= redraw::most_summed && table.sum_rows != nullptr; ++n) {
    const std::size_t stride = (n + 7) / 8 * 8;
    std::vector<double> x((n + 15) / 16 * 16), y(x.size());
    for (std::size_t i = 0; i < n; ++i) {
      x[i] = static_cast<double>(stream() % 1000) - 500;
      y[i] = static_cast<double>(stream() % 1000) / 7;
    }
    const auto w = words(8 * stride, n);
    for (const bool noisy : {false, true}) {
      double sums[5][8];
      table.sum_rows({w.data(), stride, n, x.data(), y.data(), noisy, -3, 6 * 0x1p-32, sums[0], sums[1], sums[2], sums[3], sums[4]});
      for (std::size_t t = 0; t < 8; ++t) {
        LineSums expected;
        for (std::size_t i = 0; i < n; ++i) {
          const std::uint64_t word = w[t * stride + (noisy ? i : i / 2)], half = noisy || i % 2 == 0 ? word >> 32 : word & 0xffffffffu;
          const std::size_t row = half * n >> 32;
          expected.add(x[row], y[row] + (noisy ? static_cast<double>(word & 0xffffffffu) * 6 * 0x1p-32 - 3 : 0));
        }
        const double all[5] = {expected.x, expected.y, expected.xx, expected.xy, expected.yy};
        for (std::size_t k = 0; k < 5; ++k) CHECK(std::abs(sums[k][t] - all[k]) < 1e-12 * 500 * 500 * static_cast<double>(n));
      }
    }
  }
}

// Few rows are redrawn by the digits of a number. Of 2^20 numbers in the middles of equal cells each redrawing gets its share to one
// cell (and one more for rounding), for it takes an unbroken stretch of them; so does each slope, as many times as redrawings give it.
TEST_CASE("of few rows a number chooses the redrawing by its probability") {
  const std::vector<std::pair<std::vector<double>, std::vector<double>>> cases = {
      {{1, 2}, {3, 5}}, {{0, 1, 1}, {0, 1, 2}}, {{0, 1, 3, 4.5}, {0.1, 1.3, 2.0, 7.7}}, {{0, 1, 3, 4.5, 6}, {0.1, 1.3, 2.0, 7.7, 5}}};
  constexpr std::size_t cells = 1u << 20;
  std::vector<double> u(cells), slopes(cells);
  for (std::size_t k = 0; k < cells; ++k) u[k] = (static_cast<double>(k) + 0.5) / cells;
  for (const auto& [x, y] : cases) {
    const TrendPoints points = points_of(x, y);
    const std::size_t n = x.size();
    std::map<double, std::pair<double, double>> expected;   // by slope: sequences, and cells that it may be off
    const auto place = [&](double slope) {
      const auto at = expected.lower_bound(slope - 1e-9);
      return at != expected.end() && at->first < slope + 1e-9 ? at : expected.end();
    };
    double all = 0;
    std::map<std::vector<std::size_t>, bool> ways;
    for (std::size_t code = 0; code < static_cast<std::size_t>(std::pow(n, n) + 0.5); ++code) {
      std::vector<std::size_t> rows;
      for (std::size_t rest = code, i = 0; i < n; ++i, rest /= n) rows.push_back(rest % n);
      std::sort(rows.begin(), rows.end());
      TrendPoints drawn;
      for (const auto row : rows) {
        drawn.x.push_back(x[row]);
        drawn.y.push_back(y[row]);
        drawn.rows.push_back(0);
      }
      const auto fit = fit_line(drawn, FitMethod::least_squares);
      if (!fit) continue;
      ++all;
      auto at = place(fit->slope);
      if (at == expected.end()) at = expected.emplace(fit->slope, std::pair{0.0, 1.0}).first;
      at->second.first += 1;
      if (!std::exchange(ways[rows], true)) at->second.second += 1;
    }
    LineDraws out;
    out.slope = slopes.data();
    Resampler(points, FitMethod::least_squares, TrendScale::linear, 1).draw_at(u.data(), cells, out);
    std::map<double, double> seen;
    bool known = true, ordered = true;
    for (std::size_t k = 0; k < cells; ++k) {
      const auto at = place(slopes[k]);
      known = known && at != expected.end();
      ordered = ordered && (k == 0 || slopes[k] >= slopes[k - 1] - 1e-9);
      if (at != expected.end()) seen[at->first] += 1;
    }
    CHECK(known);
    CHECK(ordered);
    for (const auto& [slope, share] : expected) CHECK(std::abs(seen[slope] - share.first / all * cells) <= share.second);
  }
}

// With noise, and by other methods, against the law of words: the distance of Kolmogorov and Smirnov of 200,000 and 2^17 draws. The
// first are independent and the others nearer to their law than that, so that 2.69 · √(1/n + 1/m) is passed once in 1e6; eight are asked.
TEST_CASE("of few rows numbers and words draw the same lines") {
  const TrendPoints points = points_of({0, 1, 3, 4.5, 7, 7, 9, 10}, {0.1, 1.3, 2.0, 7.7, 5, 6, 9, 20});
  constexpr std::size_t m = 200000, n = 1u << 17;
  const auto w = words(m, 3);
  std::vector<double> u(n);
  Stream stream(3, stream_key("numbers"));
  for (std::size_t k = 0; k < n; ++k) u[k] = (static_cast<double>(k) + static_cast<double>(stream() >> 11) * 0x1p-53) / n;
  for (const auto method : {FitMethod::least_squares, FitMethod::theil_sen}) {
    for (const auto scale : {TrendScale::log, TrendScale::linear}) {
      const Resampler resampler(points, method, scale, 2);
      std::vector<double> of_words[2] = {std::vector<double>(m), std::vector<double>(m)}, of_numbers[2] = {std::vector<double>(n), std::vector<double>(n)};
      LineDraws a, b;
      a.slope = of_words[0].data();
      a.level = of_words[1].data();
      b.slope = of_numbers[0].data();
      b.level = of_numbers[1].data();
      resampler.draw(w.data(), m, a);
      resampler.draw_at(u.data(), n, b);
      for (const int part : {0, 1}) {
        std::sort(of_words[part].begin(), of_words[part].end());
        std::sort(of_numbers[part].begin(), of_numbers[part].end());
        double distance = 0;
        for (std::size_t i = 0, j = 0; i < m; ++i) {
          while (j < n && of_numbers[part][j] <= of_words[part][i]) ++j;
          distance = std::max(distance, std::abs(static_cast<double>(i + 1) / m - static_cast<double>(j) / n));
        }
        CAPTURE(part);
        CHECK(distance < 2.69 * std::sqrt(1.0 / m + 1.0 / n));
      }
    }
  }
}

// More rows: the number's digits are the word.
TEST_CASE("of more rows a number is a word") {
  const auto& data = reference::trend_cases[0];
  const Resampler resampler(points_of(data.x, data.y), FitMethod::least_squares, TrendScale::log, 2);
  const double u[2] = {0.25, 0.75};
  const std::uint64_t w[2] = {word_of(0.25), word_of(0.75)};
  double level[4], slope[4];
  LineDraws out;
  out.level = level;
  out.slope = slope;
  resampler.draw_at(u, 2, out);
  out.level = level + 2;
  out.slope = slope + 2;
  resampler.draw(w, 2, out);
  for (const int k : {0, 1}) {
    CHECK(slope[k] == slope[k + 2]);
    CHECK(level[k] == level[k + 2]);
  }
}

}  // namespace botec
