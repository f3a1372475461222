// The law whose density is the normalised product ∏ f_i^w_i: parameters {weights…, log of the normaliser}, data {nodes, P(X <= node),
// P(X > node)}, each as many. Between nodes the density is integrated when asked.
#include <algorithm>
#include <cmath>

#include "distributions/composite.h"
#include "distributions/family.h"
#include "distributions/fitting.h"
#include "distributions/moment_quadrature.h"
#include "distributions/monotone_inverse.h"
#include "distributions/pool_laws.h"

namespace botec {

namespace geometric_pool_law {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double log_product(const std::vector<Distribution>& parts, const std::vector<double>& weights, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double log = botec::log_density(parts[i], x);
    if (log == -infinity) return log;
    sum += weights[i] * log;
  }
  return sum;
}

std::size_t count(const Distribution& d) { return d.data->size() / 3; }
double node(const Distribution& d, std::size_t i) { return (*d.data)[i]; }
double below(const Distribution& d, std::size_t i) { return (*d.data)[count(d) + i]; }
double above(const Distribution& d, std::size_t i) { return (*d.data)[2 * count(d) + i]; }

double log_density(const Distribution& d, double x) { return log_product(d.parts, d.parameters, x) - d.parameters.back(); }
double density(const Distribution& d, double x) { return std::exp(geometric_pool_law::log_density(d, x)); }

double cdf(const Distribution& d, double x, Tail tail) {
  const auto first = d.data->begin(), last = first + static_cast<std::ptrdiff_t>(count(d));
  const auto at = static_cast<std::size_t>(std::upper_bound(first, last, x) - first);   // the first node above x
  if (at == 0) return tail == Tail::lower ? 0.0 : 1.0;
  if (at == count(d)) return tail == Tail::lower ? 1.0 : 0.0;
  const auto f = [&](double t) { return geometric_pool_law::density(d, t); };
  return tail == Tail::lower ? below(d, at - 1) + integrate_panel(f, node(d, at - 1), x) : above(d, at) + integrate_panel(f, x, node(d, at));
}

double quantile(const Distribution& d, double p, Tail tail) {
  // The nodes bracket it.
  std::size_t low = 0, high = count(d) - 1;
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    const bool enough = tail == Tail::lower ? below(d, middle) >= p : above(d, middle) <= p;
    (enough ? high : low) = middle;
  }
  return invert_cdf([&](double x) { return CdfPoint{geometric_pool_law::cdf(d, x, tail), geometric_pool_law::density(d, x)}; }, p, tail, node(d, low), node(d, high));
}

Support support(const Distribution& d) {
  Support common;
  for (const Distribution& part : d.parts) {
    const Support range = botec::support(part);
    common = {std::max(common.low, range.low), std::min(common.high, range.high)};
  }
  return common;
}

// Powers of densities multiply, so that what is linear in their exponents is averaged.
TailIndices tail_indices(const Distribution& d) {
  TailIndices sum{0, 0, 0, 0, 0};
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    const TailIndices tails = botec::tail_indices(d.parts[i]);
    const double w = d.parameters[i];
    sum.upper += w * tails.upper;
    sum.lower += w * tails.lower;
    sum.at_zero += w * tails.at_zero;
    sum.exponential_upper += w * tails.exponential_upper;
    sum.exponential_lower += w * tails.exponential_lower;
  }
  const Support common = geometric_pool_law::support(d);
  if (common.low < 0 && common.high > 0) sum.at_zero = 1;
  if (common.low > 0 || common.high < 0) sum.at_zero = TailIndices::none;
  if (std::isfinite(common.high)) sum.upper = sum.exponential_upper = TailIndices::none;
  if (std::isfinite(common.low)) sum.lower = sum.exponential_lower = TailIndices::none;
  return sum;
}

Moments moments(const Distribution& d) {
  return moments_by_density([&](double x) { return geometric_pool_law::density(d, x); },
                            [&](double p, Tail tail) { return geometric_pool_law::quantile(d, p, tail); }, geometric_pool_law::tail_indices(d));
}

constinit const Family family = {
    .name = "geometric pool",
    .summary = "The law whose density is a product of powers of those of its sources.",
    .example = "",
    .parameters = {},
    .argument_sets = {},
    .cdf = geometric_pool_law::cdf,
    .quantile = geometric_pool_law::quantile,
    .density = geometric_pool_law::density,
    .log_density = geometric_pool_law::log_density,
    .moments = geometric_pool_law::moments,
    .support = geometric_pool_law::support,
    .tail_indices = geometric_pool_law::tail_indices,
};

// Where the parts change: quantiles at tail probabilities 2^-k, closer in the middle, down to where doubles end, and the ends.
std::vector<double> places_of(const std::vector<Distribution>& parts, const Support& common) {
  std::vector<double> places;
  const auto add = [&](double x) {
    if (std::isfinite(x) && x >= common.low && x <= common.high) places.push_back(x);
  };
  add(common.low);
  add(common.high);
  for (const Distribution& part : parts) {
    for (double k = 1; k < 990; k = k < 4 ? k + 0.5 : k * 1.15) {
      add(botec::quantile(part, std::exp2(-k), Tail::lower));
      add(botec::quantile(part, std::exp2(-k), Tail::upper));
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// The highest place found between the neighbours of the best one, by golden sections; sources far apart agree best far from all of
// these quantiles, in a peak much narrower than what lies between them.
double highest_between(const std::function<double(double)>& f, double a, double b) {
  constexpr double section = 0.6180339887498949;
  double c = b - section * (b - a), d = a + section * (b - a), at_c = f(c), at_d = f(d);
  for (int i = 0; i < 100 && b - a > 1e-9 * (std::abs(a) + std::abs(b)); ++i) {
    if (at_c > at_d) {
      b = d, d = c, at_d = at_c;
      at_c = f(c = b - section * (b - a));
    } else {
      a = c, c = d, at_c = at_d;
      at_d = f(d = a + section * (b - a));
    }
  }
  return at_c > at_d ? c : d;
}

// Places around a peak at multiples of how far it takes the density to fall by e.
void add_peak(const std::function<double(double)>& f, double peak, double low, double high, std::vector<double>& places) {
  const double top = f(peak);
  places.push_back(peak);
  for (const double end : {low, high}) {
    double reach = end - peak;
    for (int i = 0; i < 200 && f(peak + reach / 2) < top - 1; ++i) reach /= 2;
    for (double step = reach / 4; std::abs(step) < std::abs(end - peak); step *= 2) places.push_back(peak + step);
  }
}

}  // namespace
}  // namespace geometric_pool_law

Expected<Distribution> numeric_geometric_pool(std::vector<Distribution> parts, std::vector<double> weights) {
  using namespace geometric_pool_law;
  const auto log_f = [&](double x) { return log_product(parts, weights, x); };
  Distribution d{&geometric_pool_law::family, {}, parts, {}};
  std::vector<double> places = places_of(parts, geometric_pool_law::support(d));
  // At an end of a support a density may be infinite or 0 though it is neither beside it.
  std::size_t best = 0;
  double highest = -infinity;
  for (std::size_t i = 1; i + 1 < places.size(); ++i) {
    if (const double here = log_f(places[i]); here > highest && std::isfinite(here)) best = i, highest = here;
  }
  if (places.size() < 3 || highest == -infinity) {
    return bad_argument("pool", "no value is possible under all of the sources, so that the product of their densities is 0 everywhere",
                        "check the sources' bounds and units, or write `method: mixture`");
  }
  const double peak = highest_between(log_f, places[best - 1], places[best + 1]);
  if (std::isfinite(log_f(peak))) {
    add_peak(log_f, peak, places.front(), places.back(), places);
    highest = std::max(highest, log_f(peak));
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  const auto f = [&](double x) { return std::exp(log_f(x) - highest); };
  const std::size_t n = places.size();
  std::vector<double> mass(n, 0.0);   // of the panel that begins at each
  for (std::size_t i = 0; i + 1 < n; ++i) mass[i] = integrate_panel(f, places[i], places[i + 1]);
  std::vector<double> data = places;
  data.resize(3 * n, 0.0);
  for (std::size_t i = 1; i < n; ++i) data[n + i] = data[n + i - 1] + mass[i - 1];
  for (std::size_t i = n - 1; i > 0; --i) data[2 * n + i - 1] = data[2 * n + i] + mass[i - 1];
  const double total = data[2 * n - 1];
  if (!(total > 0) || !std::isfinite(total)) return beyond_doubles("geometric pool");
  for (std::size_t i = n; i < 3 * n; ++i) data[i] /= total;
  weights.push_back(highest + std::log(total));
  d.parameters = std::move(weights);
  d.data = std::make_shared<const std::vector<double>>(std::move(data));
  return d;
}

Expected<Distribution> discrete_geometric_pool(const std::vector<Distribution>& parts, const std::vector<double>& weights) {
  // Values that lie beyond these quantiles of a part have less weight than rounding leaves of the others.
  constexpr double nothing = 1e-30;
  constexpr std::size_t most = 100000;
  double low = -std::numeric_limits<double>::infinity(), high = -low;
  for (const Distribution& part : parts) {
    low = std::max(low, quantile(part, nothing, Tail::lower));
    high = std::min(high, quantile(part, nothing, Tail::upper));
  }
  const auto values = atoms_between(parts.front(), low, high, most);
  if (!values) return bad_argument("pool", "the sources have more values than a geometric pool can list", "write `method: mixture`");
  Arguments arguments;
  std::vector<double> logs;
  for (const double value : *values) {
    double log = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) log += weights[i] * log_density(parts[i], value);
    if (!std::isfinite(log)) continue;
    arguments.values.push_back(value);
    logs.push_back(log);
  }
  if (logs.empty()) {
    return bad_argument("pool", "no value is possible under all of the sources, so that the product of their probabilities is 0", "write `method: mixture`");
  }
  const double highest = *std::max_element(logs.begin(), logs.end());
  for (const double log : logs) arguments.weights.push_back(std::exp(log - highest));
  return make_distribution("categorical", arguments);
}

}  // namespace botec
