#include "theory.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "distributions/family.h"

namespace botec::bench {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// E g(X) for g = ((X - centre) / scale)^k, k up to 12, from the quantile function: both halves of (0, 1) in octaves down from
// one half, each in pieces with a Gauss rule of four points.
using Expectations = std::array<double, 13>;

struct Node {
  double at, weight;
};
constexpr Node gauss[] = {{-0.8611363115940526, 0.3478548451374538}, {-0.3399810435848563, 0.6521451548625461},
                          {0.3399810435848563, 0.6521451548625461}, {0.8611363115940526, 0.3478548451374538}};

void add_powers(Expectations& sums, double y, double weight) {
  double power = weight;
  for (double& sum : sums) {
    sum += power;
    power *= y;
  }
}

Expectations continuous(const Distribution& law, double centre, double scale, int pieces) {
  Expectations sums{};
  for (const Tail tail : {Tail::lower, Tail::upper}) {
    for (int octave = 1; octave <= 70; ++octave) {
      const double width = std::ldexp(1.0, -octave - 1) / pieces;
      for (int piece = 0; piece < pieces; ++piece) {
        const double middle = std::ldexp(1.0, -octave - 1) + (piece + 0.5) * width;
        for (const Node& node : gauss) {
          const double x = quantile(law, middle + node.at * width / 2, tail);
          if (std::isfinite(x)) add_powers(sums, (x - centre) / scale, node.weight * width / 2);
        }
      }
    }
  }
  return sums;
}

Expectations discrete(const Distribution& law, double centre, double scale) {
  Expectations sums{};
  if (const auto all = atoms(law)) {
    for (const Atom& atom : *all) add_powers(sums, (atom.value - centre) / scale, atom.probability);
    return sums;
  }
  for (double k = support(law).low; cdf(law, k, Tail::upper) > 1e-30 || cdf(law, k) < 0.5; ++k) add_powers(sums, (k - centre) / scale, density(law, k));
  return sums;
}

// The k-th power, where it has a mean, a variance and a third moment, the quadrature is exact enough, and the mean of n draws
// is nearly normal: skewness 0.01 moves the chance of a false alarm at five standard errors by a fifth.
std::optional<PowerMoment> usable(const Expectations& e, const Expectations& coarse, int k, double heaviest, std::uint64_t draws) {
  const auto n = static_cast<double>(draws);
  if (!(heaviest > 3 * k)) return {};
  const auto at = [&](const Expectations& of, int power) { return of[static_cast<std::size_t>(power)]; };
  const double mean = at(e, k), variance = at(e, 2 * k) - mean * mean;
  const double third = at(e, 3 * k) - 3 * mean * at(e, 2 * k) + 2 * mean * mean * mean;
  if (!(variance > 0)) return {};
  const double error = std::sqrt(variance / n);
  if (!(std::abs(third) / std::pow(variance, 1.5) / std::sqrt(n) < 0.01)) return {};
  if (!(std::abs(mean - at(coarse, k)) < 0.05 * error) || !(std::abs(at(e, 2 * k) - at(coarse, 2 * k)) < 0.01 * variance)) return {};
  return PowerMoment{mean, std::sqrt(variance)};
}

}  // namespace

Cells cells_of(const Distribution& law, std::size_t count) {
  std::vector<double> edges;
  for (std::size_t k = 1; k < count; ++k) {
    const double p = static_cast<double>(k) / static_cast<double>(count);
    const double x = p <= 0.5 ? quantile(law, p) : quantile(law, 1 - p, Tail::upper);
    if (edges.empty() || x > edges.back()) edges.push_back(x);
  }
  Cells cells;
  double before = 0;
  for (const double edge : edges) {
    const double until = cdf(law, edge);
    cells.probability.push_back(until - before);
    before = until;
  }
  cells.probability.push_back(before < 1 ? cdf(law, edges.back(), Tail::upper) : 0);
  double below = 0, variance = 0;
  for (const double p : cells.probability) {
    cells.score.push_back(below + p / 2 - 0.5);
    variance += p * cells.score.back() * cells.score.back();
    below += p;
  }
  for (double& score : cells.score) score /= std::sqrt(variance);
  const std::size_t padded = std::bit_ceil(edges.size() + 1);
  edges.resize(padded - 1, infinity);
  cells.probability.resize(padded, 0);
  cells.score.resize(padded, 0);
  cells.edges = std::move(edges);
  return cells;
}

PowerMoments moments_for(const Distribution& law, std::uint64_t draws) {
  PowerMoments result;
  const Moments known = moments(law);
  if (!known.mean || !known.sd || (has_atoms(law) && !is_discrete(law))) return result;
  result.centre = *known.mean;
  result.scale = *known.sd;
  const TailIndices tails = tail_indices(law);
  const double heaviest = std::min(tails.upper, tails.lower);
  const bool stepwise = is_discrete(law);
  const Expectations fine = stepwise ? discrete(law, result.centre, result.scale) : continuous(law, result.centre, result.scale, 256);
  const Expectations coarse = stepwise ? fine : continuous(law, result.centre, result.scale, 128);
  for (std::size_t i = 0; i < powers.size(); ++i) result.of[i] = usable(fine, coarse, powers[i], heaviest, draws);
  return result;
}

}  // namespace botec::bench
