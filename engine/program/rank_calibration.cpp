#include "program/rank_calibration.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include <boost/math/special_functions/erf.hpp>

namespace botec {
namespace {

constexpr std::size_t terms = 400;   // of the Hermite series; the remainder is below 1e-4 of a rank correlation even at rho = 1

double density_at(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

// The mean rank of each value of a margin as a function of the normal z behind it, in normalised Hermite polynomials:
// rank(z) = Σ a_k h_k(z). For a step function the integrals are closed: ∫ over [z, ∞) of h_k φ = h_{k-1}(z) φ(z) / √k.
// Coefficients start at k = 1; sum of squares is the variance of the ranks.
struct RankSeries {
  std::vector<double> a;
  double variance = 0;
};

// The steps of a margin: at normal score z the mean rank jumps by `jump`.
struct Step {
  double z;
  double jump;
};

RankSeries series_of(const std::vector<Step>& steps, double variance) {
  RankSeries result{std::vector<double>(terms, 0.0), variance};
  for (const Step& step : steps) {
    double before = 0, here = 1;   // h_{-1}, h_0 at z
    const double weight = step.jump * density_at(step.z);
    for (std::size_t k = 1; k <= terms; ++k) {
      result.a[k - 1] += weight * here / std::sqrt(static_cast<double>(k));
      const double next = (step.z * here - std::sqrt(static_cast<double>(k - 1)) * before) / std::sqrt(static_cast<double>(k));
      before = here;
      here = next;
    }
  }
  return result;
}

// For a uniform rank the coefficients are known: only odd k, a_k² = 12⁻¹-normalised terms of 6/π·asin(ρ/2).
RankSeries continuous_series() {
  // rank = Φ(z): a_k = ∫ Φ h_k φ = ∫ φ² h_{k-1} / √k, which for even k-1 = 2m is
  // (-1)^m √((2m)!) / (m! 4^m · 2√π · √k)  (Hermite integrals against exp(-z²)).
  RankSeries result{std::vector<double>(terms, 0.0), 1.0 / 12};
  double ratio = 1;   // √((2m)!) / (m! 4^m), by recurrence
  for (std::size_t m = 0; 2 * m + 1 <= terms; ++m) {
    const auto k = static_cast<double>(2 * m + 1);
    result.a[2 * m] = (m % 2 == 0 ? 1 : -1) * ratio / (2 * std::sqrt(std::numbers::pi) * std::sqrt(k));
    const auto next = static_cast<double>(m + 1);
    ratio *= std::sqrt((2 * next - 1) * (2 * next)) / (4 * next);
  }
  return result;
}

// The atoms of a law on the whole numbers that has no end, as far as its probability reaches.
std::optional<std::vector<Atom>> whole_number_atoms(const Distribution& d, std::size_t limit) {
  if (auto list = atoms(d, limit)) return list;
  if (!is_discrete(d)) return std::nullopt;
  constexpr double rest = 1e-13;
  const double first = quantile(d, rest), last = quantile(d, rest, Tail::upper);
  if (!(last - first < static_cast<double>(limit))) return std::nullopt;
  std::vector<Atom> result;
  for (double x = first; x <= last; ++x) result.push_back({x, density(d, x)});
  return result;
}

// Only atoms have ties. A margin that is partly continuous is treated as steps of a fine grid between its atoms.
std::optional<RankSeries> series(const Distribution& d) {
  if (!has_atoms(d)) return continuous_series();
  const auto list = whole_number_atoms(d, 4096);
  if (!list || list->empty()) return continuous_series();   // so many atoms that ties hardly matter
  double total = 0;
  for (const Atom& atom : *list) total += atom.probability;
  std::vector<Step> steps;
  double below = 0, previous_rank = 0, variance = 0;
  bool first = true;
  const auto add = [&](double probability) {
    if (probability <= 0) return;
    const double rank = below + probability / 2;
    if (!first) {
      const double p = std::clamp(below, 1e-300, 1 - 1e-16);
      steps.push_back({-std::numbers::sqrt2 * boost::math::erfc_inv(2 * p), rank - previous_rank});
    }
    first = false;
    variance += probability * (rank - 0.5) * (rank - 0.5);
    previous_rank = rank;
    below += probability;
  };
  const auto add_continuous = [&](double probability) {
    const int pieces = std::max(1, static_cast<int>(std::ceil(probability * 2000)));
    for (int i = 0; i < pieces && probability > 1e-15; ++i) add(probability / pieces);
  };
  for (const Atom& atom : *list) {
    if (total < 1 - 1e-9) add_continuous(cdf(d, atom.value) - atom.probability - below);
    add(atom.probability);
  }
  if (total < 1 - 1e-9) add_continuous(1 - below);
  return series_of(steps, variance);
}

double correlation_at(double rho, const RankSeries& first, const RankSeries& second) {
  double sum = 0, power = rho;
  for (std::size_t k = 0; k < terms; ++k, power *= rho) sum += first.a[k] * second.a[k] * power;
  return sum / std::sqrt(first.variance * second.variance);
}

double between(double rho, const Distribution& first, const Distribution& second, const RankSeries& a, const RankSeries& b) {
  if (!has_atoms(first) && !has_atoms(second)) return 6 / std::numbers::pi * std::asin(rho / 2);
  return correlation_at(rho, a, b);
}

}  // namespace

double spearman_of(double rho, const Distribution& first, const Distribution& second) {
  return between(rho, first, second, *series(first), *series(second));
}

Calibration calibrate(double rank, const Distribution& first, const Distribution& second) {
  if (!has_atoms(first) && !has_atoms(second)) return {2 * std::sin(std::numbers::pi / 6 * rank), true, 1};
  const RankSeries a = *series(first), b = *series(second);
  const double sign = rank < 0 ? -1 : 1;
  Calibration result;
  result.most = sign * correlation_at(sign, a, b);
  if (std::abs(rank) > result.most + 1e-3) {
    result.attainable = false;
    return result;
  }
  double low = 0, high = 1;   // the correlation grows with rho
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (sign * correlation_at(sign * middle, a, b) < std::abs(rank) ? low : high) = middle;
  }
  result.rho = sign * (low + high) / 2;
  return result;
}

}  // namespace botec
