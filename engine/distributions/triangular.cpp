// triangular: parameters {low, mode, high}.
#include <cmath>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "kernels/kernels.h"

namespace botec {

namespace triangular {
namespace {

struct Sides {
  double width, left, right;  // high - low, mode - low, high - mode
};

Sides sides(const Distribution& d) {
  const double low = d.parameters[0], mode = d.parameters[1], high = d.parameters[2];
  return {high - low, mode - low, high - mode};
}

Expected<Distribution> fit(const Arguments& arguments) {
  const double low = number(arguments, "low"), mode = number(arguments, "mode"), high = number(arguments, "high");
  if (auto complaint = mode_outside(low, mode, high)) return *complaint;
  if (!usable_width(low, high)) return beyond_doubles("triangular");
  return Distribution{&triangular_family, {low, mode, high}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const auto [width, left, right] = sides(d);
  const bool on_left = x < d.parameters[1];
  const double side = on_left ? left : right, other_side = on_left ? right : left;
  if ((tail == Tail::lower) == on_left) {
    const double distance = on_left ? x - d.parameters[0] : d.parameters[2] - x;
    return (distance / width) * (distance / side);
  }
  // The other tail as a sum from the mode on, not as 1 minus the above: it may be small where the mode is at an end.
  const double from_mode = std::abs(x - d.parameters[1]);
  return other_side / width + (from_mode == 0 ? 0.0 : from_mode / width * (2 - from_mode / side));
}

double quantile(const Distribution& d, double p, Tail tail) {
  const auto [width, left, right] = sides(d);
  const bool lower = tail == Tail::lower, on_left = lower ? p <= left / width : p >= right / width;
  const double side = on_left ? left : right, outward = on_left == lower ? p : 1 - p;
  const double distance = std::sqrt(outward) * std::sqrt(width) * std::sqrt(side);  // from the end
  if (distance < side / 2) return on_left ? d.parameters[0] + distance : d.parameters[2] - distance;
  // Near the mode: side - distance without its cancellation.
  const double beyond = on_left == lower ? side / width - p : p - (on_left ? right : left) / width;
  const double from_mode = side == 0 ? 0.0 : side * (width / 2 / (side / 2 + distance / 2)) * beyond;
  return on_left ? d.parameters[1] - from_mode : d.parameters[1] + from_mode;
}

double density(const Distribution& d, double x) {
  const auto [width, left, right] = sides(d);
  if (x == d.parameters[1]) return 2 / width;  // also where one side has no width
  return x < d.parameters[1] ? 2 / width * ((x - d.parameters[0]) / left) : 2 / width * ((d.parameters[2] - x) / right);
}

Moments moments(const Distribution& d) {
  const auto [width, left, right] = sides(d);
  const double u = left / width, v = right / width;
  return {d.parameters[0] / 3 + d.parameters[1] / 3 + d.parameters[2] / 3, width * std::sqrt((u * u + u * v + v * v) / 18)};
}

Support support(const Distribution& d) { return {d.parameters[0], d.parameters[2]}; }

// At an end the density rises from 0 like |x|, unless the mode stands there.
TailIndices tail_indices(const Distribution& d) {
  const double low = d.parameters[0], mode = d.parameters[1], high = d.parameters[2];
  TailIndices tails;
  if (low <= 0 && high >= 0) tails.at_zero = (low == 0 || high == 0) && mode != 0 ? 2 : 1;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto [width, left, right] = sides(d);
  const double root = std::sqrt(width);
  kernels::active().triangular(out, u, {left / width, d.parameters[0], d.parameters[2], root * std::sqrt(left), -root * std::sqrt(right)}, n);
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "any number"},
    {"mode", Scaling::value, "the most likely value", "from low to high"},
    {"high", Scaling::value, "the largest value", "above low"},
};
constexpr std::string_view argument_sets[] = {"low, mode, high"};

}  // namespace
}  // namespace triangular

constinit const Family triangular_family = {
    .name = "triangular",
    .summary = "Straight lines up to the most likely value and down again: the least one can say about three numbers.",
    .example = "triangular(low=1, mode=3, high=10)",
    .parameters = triangular::parameters,
    .argument_sets = triangular::argument_sets,
    .fit = triangular::fit,
    .cdf = triangular::cdf,
    .quantile = triangular::quantile,
    .density = triangular::density,
    .moments = triangular::moments,
    .support = triangular::support,
    .tail_indices = triangular::tail_indices,
    .quantile_block = triangular::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
