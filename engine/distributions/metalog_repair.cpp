#include "distributions/metalog_repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions/fitting.h"
#include "distributions/linear_system.h"

namespace botec::metalog {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The slope of the curve at many t is linear in the z of the quantiles: one row of factors for each t.
std::vector<std::vector<double>> slope_factors(Basis basis, const std::vector<double>& t) {
  const std::size_t n = t.size();
  // Solving with the transposed system gives a row of slopes · basis^-1.
  LinearSystem::Rows transposed(n, std::vector<long double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = basis_values(basis, t[i]);
    for (std::size_t j = 0; j < n; ++j) transposed[j][i] = row[j];
  }
  const LinearSystem system(transposed);
  std::vector<double> places = {-infinity, infinity};
  for (double at = -40; at <= 40; at += std::abs(at) < 8 ? 0.05 : 0.5) places.push_back(at);
  std::vector<std::vector<double>> factors;
  for (const double at : places) {
    const auto row = system.solve(basis_slopes(basis, at));
    factors.emplace_back(row.begin(), row.end());
  }
  return factors;
}

// The moves of z_i that make all slopes positive: an open interval, empty where low >= high.
struct Moves {
  double low = -infinity, high = infinity;
};
Moves moves_of(std::size_t i, const std::vector<std::vector<double>>& factors, const std::vector<double>& z) {
  Moves moves;
  for (const auto& row : factors) {
    double slope = 0;
    for (std::size_t j = 0; j < z.size(); ++j) slope += row[j] * z[j];
    if (row[i] > 0) moves.low = std::max(moves.low, -slope / row[i]);
    else if (row[i] < 0) moves.high = std::min(moves.high, -slope / row[i]);
    else if (slope <= 0) return {0, 0};
  }
  return moves;
}

double rounded(double x, int digits) { return std::strtod(fmt::format("{:.{}g}", x, digits).c_str(), nullptr); }

// The value with the fewest digits that the move allows and that is proved to do, or NaN.
double repaired_value(std::size_t i, const Moves& moves, const Bounds& b, Basis basis, const std::vector<double>& t,
                      std::vector<double> z) {
  const double z_i = z[i], width = std::min(moves.high - moves.low, 1e6 * (std::abs(moves.low) + std::abs(moves.high)));
  // A move must be up or down; a little inside the interval, so that the density is not 0 anywhere.
  for (const double share : {0.03, 0.1, 0.3, 0.5})
    for (int digits = 2; digits <= 6; ++digits) {
      const double move = moves.low > 0 ? moves.low + share * width : moves.high - share * width;
      const double x = rounded(from_unbounded(b, z_i + move), digits);
      if (!(x > b.low && x < b.high)) continue;
      z[i] = to_unbounded(b, x);
      if (!(z[i] - z_i > moves.low && z[i] - z_i < moves.high)) continue;
      const auto curve = curve_through(basis, t, z);
      if (curve && increases(curve_of(*curve))) return x;
    }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double to_unbounded(const Bounds& b, double x) {
  if (std::isfinite(b.low) && std::isfinite(b.high)) return std::log((x - b.low) / (b.high - x));
  if (std::isfinite(b.low)) return std::log(x - b.low);
  return std::isfinite(b.high) ? -std::log(b.high - x) : x;
}

double from_unbounded(const Bounds& b, double z) {
  if (std::isfinite(b.low) && std::isfinite(b.high)) {
    const double e = std::exp(-std::abs(z)), share = (b.high - b.low) * (e / (1 + e));
    return z < 0 ? b.low + share : b.high - share;
  }
  if (std::isfinite(b.low)) return b.low + std::exp(z);
  return std::isfinite(b.high) ? b.high - std::exp(-z) : z;
}

double unbounded_slope(const Bounds& b, double x) {
  if (std::isfinite(b.low) && std::isfinite(b.high)) return (b.high - b.low) / (x - b.low) / (b.high - x);
  if (std::isfinite(b.low)) return 1 / (x - b.low);
  return std::isfinite(b.high) ? 1 / (b.high - x) : 1;
}

Complaint how_to_repair(const Arguments& arguments, const Bounds& b, Basis basis, const std::vector<double>& t,
                       const std::vector<double>& z) {
  const auto& points = arguments.quantiles;
  const auto factors = slope_factors(basis, t);
  double smallest = infinity, value = 0;
  std::size_t which = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Moves moves = moves_of(i, factors, z);
    if (!(moves.low < moves.high) || (moves.low <= 0 && moves.high >= 0)) continue;
    const double x = repaired_value(i, moves, b, basis, t, z);
    const double size = points[i].second == 0 ? points.back().second - points.front().second : std::abs(points[i].second);
    const double change = std::abs(x - points[i].second) / size;
    if (change < smallest) smallest = change, value = x, which = i;
  }
  const std::string problem = "no metalog goes through these quantiles: its curve would fall somewhere between or beyond them";
  if (std::isinf(smallest))
    return complain(kind_impossible_fit, {}, problem, "moving one quantile is not enough: leave some out, or use `distribution: cdf`");
  const std::string name = quantile_name(points[which].first);
  return complain(kind_impossible_fit, name, problem,
                  fmt::format("move {} from {} to about {}, or use `distribution: cdf`", name, show(points[which].second), show(value)));
}

}  // namespace botec::metalog
