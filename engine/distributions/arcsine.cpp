// arcsine: parameters {low, high}.
#include <boost/math/constants/constants.hpp>
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace arcsine {
namespace {

constexpr double half_pi = boost::math::constants::half_pi<double>();

double width(const Distribution& d) { return d.parameters[1] - d.parameters[0]; }

Expected<Distribution> fit(const Arguments& arguments) {
  const double low = number(arguments, "low"), high = number(arguments, "high");
  if (auto complaint = not_ordered("low", low, "high", high)) return *complaint;
  if (!usable_width(low, high)) return beyond_doubles("arcsine");
  return Distribution{&arcsine_family, {low, high}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double below = std::sqrt((x - d.parameters[0]) / width(d)), above = std::sqrt((d.parameters[1] - x) / width(d));
  return (tail == Tail::lower ? std::atan2(below, above) : std::atan2(above, below)) / half_pi;
}

double quantile(const Distribution& d, double p, Tail tail) {
  const bool near_low = (tail == Tail::lower) == (p <= 0.5);
  const double s = std::sin(half_pi * (p <= 0.5 ? p : 1 - p)), distance = width(d) * s * s;
  return near_low ? d.parameters[0] + distance : d.parameters[1] - distance;
}

double density(const Distribution& d, double x) {
  const double below = std::sqrt(x - d.parameters[0]), above = std::sqrt(d.parameters[1] - x);
  return 1 / (2 * half_pi) / below / above;
}

Moments moments(const Distribution& d) {
  return {d.parameters[0] / 2 + d.parameters[1] / 2, width(d) / std::sqrt(8.0)};
}

Support support(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

// At an end the density grows like |x|^-1/2.
TailIndices tail_indices(const Distribution& d) {
  const double low = d.parameters[0], high = d.parameters[1];
  TailIndices tails;
  if (low <= 0 && high >= 0) tails.at_zero = low == 0 || high == 0 ? 0.5 : 1;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  const double low = d.parameters[0], high = d.parameters[1], across = width(d);
  in_pieces(u, out, n, [&](const double* from, double* to, std::size_t m) {
    double sine[kernels::block_size];
    nearer_end(from, sine, m);
    kernel.multiply_constant(sine, sine, half_pi, m);
    kernel.sin(sine, sine, m);
    for (std::size_t i = 0; i < m; ++i) {
      const double distance = across * sine[i] * sine[i];
      to[i] = from[i] <= 0.5 ? low + distance : high - distance;
    }
  });
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "any number"},
    {"high", Scaling::value, "the largest value", "above low"},
};
constexpr std::string_view argument_sets[] = {"low, high"};

}  // namespace
}  // namespace arcsine

constinit const Family arcsine_family = {
    .name = "arcsine",
    .summary = "A value that spends most of its time near its two bounds, as an oscillation does.",
    .example = "arcsine(low=0, high=1)",
    .parameters = arcsine::parameters,
    .argument_sets = arcsine::argument_sets,
    .fit = arcsine::fit,
    .cdf = arcsine::cdf,
    .quantile = arcsine::quantile,
    .density = arcsine::density,
    .moments = arcsine::moments,
    .support = arcsine::support,
    .tail_indices = arcsine::tail_indices,
    .quantile_block = arcsine::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
