#include "data/redrawings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "data/line_sums.h"

namespace botec {
namespace {

constexpr std::size_t guides = 4096;

struct Way {
  double slope, probability;
  std::array<std::uint8_t, Redrawings::most_rows> rows;
};

// n! / (n^n Π count!) of the rows, which rise.
double probability_of(const std::uint8_t* rows, std::size_t n) {
  double probability = 1, run = 0;
  for (std::size_t i = 0; i < n; ++i) {
    run = i > 0 && rows[i] == rows[i - 1] ? run + 1 : 1;
    probability *= static_cast<double>(i + 1) / static_cast<double>(n) / run;
  }
  return probability;
}

// The next rising sequence of rows below n; false after the last.
bool next(std::uint8_t* rows, std::size_t n) {
  std::size_t i = n;
  while (i > 0 && rows[i - 1] == n - 1) --i;
  if (i == 0) return false;
  std::fill(rows + (i - 1), rows + n, static_cast<std::uint8_t>(rows[i - 1] + 1));
  return true;
}

}  // namespace

Redrawings::Redrawings(const std::vector<double>& x, const std::vector<double>& y, double least_spread) : n_(x.size()) {
  std::vector<Way> ways;
  Way way{};
  do {
    LineSums sums;
    for (std::size_t i = 0; i < n_; ++i) sums.add(x[way.rows[i]], y[way.rows[i]]);
    if (!(sums.spread_x() > least_spread)) continue;
    way.slope = sums.slope();
    way.probability = probability_of(way.rows.data(), n_);
    ways.push_back(way);
    const double middle = sums.x / sums.n;
    const auto leans = [&](std::uint8_t row) { return std::abs(x[row] - middle); };
    auto& rows = ways.back().rows;
    const auto most = std::max_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(n_), [&](auto a, auto b) { return leans(a) < leans(b); });
    std::swap(rows[0], *most);
  } while (next(way.rows.data(), n_));
  std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.slope < b.slope; });
  double all = 0, until = 0;
  for (const Way& each : ways) all += each.probability;
  for (const Way& each : ways) {
    until += each.probability / all;
    until_.push_back(until);
    rows_.insert(rows_.end(), each.rows.begin(), each.rows.begin() + static_cast<std::ptrdiff_t>(n_));
  }
  until_.back() = 1;
  std::uint32_t k = 0;
  for (std::size_t g = 0; g < guides; ++g) {
    while (until_[k] <= static_cast<double>(g) / guides) ++k;
    guide_.push_back(k);
  }
}

Redrawings::Choice Redrawings::choose(double u) const {
  if (!(u > 0)) u = 0;   // the number that stands for the line as fitted
  std::size_t k = guide_[std::min(static_cast<std::size_t>(u * guides), guides - 1)];
  while (k + 1 < until_.size() && until_[k] <= u) ++k;
  const double before = k > 0 ? until_[k - 1] : 0;
  return {rows_.data() + k * n_, std::clamp((u - before) / (until_[k] - before), 0.0, 1.0)};
}

}  // namespace botec
