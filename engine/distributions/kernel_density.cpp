// `empirical` with smooth: the average of normals around the values, all with the bandwidth of Silverman's rule,
// 0.9 min(sd, IQR/1.34) n^(-1/5) (B. W. Silverman, Density Estimation, 1986, equation 3.31). The quartiles are those that
// spreadsheets and R give; where they are equal the sd stands alone.
// parameters {bandwidth, number of values, number of cells}; data {values in increasing order, cells}.
//
// Many values are summed by the expansion of the fast Gauss transform (Greengard and Strain, SIAM J. Sci. Stat. Comput. 12
// (1991) 79-94): a cell half a bandwidth wide is its centre and the moments of its values about it, and its share of the cdf at
// distance t is a series in Hermite polynomials of t.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>

#include "distributions/cdf_point.h"
#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/monotone_inverse.h"
#include "distributions/tail_probability.h"
#include "kernels/kernels.h"

namespace botec {

namespace kernel_density_law {
namespace {

// From so many values on, cells are faster than the plain sum, however the values lie.
constexpr std::size_t few = 32;
constexpr double cell_width = 0.5;  // in bandwidths
// |d|^k/k! |He_k(t)| with |d| <= 1/4: below 1e-14 of the term that leads at |t| = 9 after 22 terms, at |t| = 4 after 16.
constexpr std::size_t terms = 22, terms_near = 16;
constexpr double near = 4;
// A cell with fewer values than this costs less value by value.
constexpr double sparse = 2;
constexpr double saturated = 9;  // bandwidths away a normal cdf is 1 to rounding

struct Cell {
  double centre, first, count;    // first: index of its first value
  std::array<double, terms> moment;  // mean of d^k / k!, d the distance from the centre in bandwidths, times count
};
constexpr std::size_t cell_size = 3 + terms;

double bandwidth(const Distribution& d) { return d.parameters[0]; }
std::size_t count(const Distribution& d) { return static_cast<std::size_t>(d.parameters[1]); }
std::size_t cell_count(const Distribution& d) { return static_cast<std::size_t>(d.parameters[2]); }
const double* values(const Distribution& d) { return d.data->data(); }
const double* cell(const Distribution& d, std::size_t i) { return d.data->data() + count(d) + i * cell_size; }

struct Sums {
  double probability = 0, density = 0;
};

void add_plainly(Sums& sums, const double* from, const double* to, double x, double h, Tail tail) {
  constexpr std::size_t block = kernels::block_size;
  double z[block], exponents[block];
  const kernels::Table& kernel = kernels::active();
  for (; from < to; from += block) {
    const std::size_t n = std::min(block, static_cast<std::size_t>(to - from));
    for (std::size_t i = 0; i < n; ++i) {
      z[i] = (tail == Tail::lower ? x - from[i] : from[i] - x) / h;
      exponents[i] = -0.5 * z[i] * z[i];
    }
    kernel.normal_cdf(z, z, n);
    kernel.exp(exponents, exponents, n);
    for (std::size_t i = 0; i < n; ++i) sums.probability += z[i], sums.density += exponents[i];
  }
}

void add_cell(Sums& sums, const double* row, double x, double h, Tail tail) {
  const double t = (x - row[0]) / h, weight = std::exp(-0.5 * t * t);
  const double* const moment = row + 3;
  const std::size_t n = std::abs(t) <= near ? terms_near : terms;
  // He_0 = 1, He_1 = t, He_{k+1} = t He_k - k He_{k-1}
  double before = 0, hermite = 1, of_cdf = 0, of_density = moment[0];
  for (std::size_t k = 1; k < n; ++k) {
    of_cdf += moment[k] * hermite;
    const double next = t * hermite - static_cast<double>(k - 1) * before;
    before = hermite;
    hermite = next;
    of_density += moment[k] * hermite;
  }
  constexpr double one_div_root_two_pi = 0.39894228040143268;
  const double correction = of_cdf * weight * one_div_root_two_pi;
  sums.probability += moment[0] * standard_normal_cdf(t, tail) + (tail == Tail::lower ? -correction : correction);
  sums.density += of_density * weight;
}

// How far from x values still count, in bandwidths: beyond, a value adds less than 1e-24 of what the nearest one does.
double reach(double nearest) { return std::sqrt(nearest * nearest + 110); }

Sums sums_at(const Distribution& d, double x, Tail tail) {
  const double h = bandwidth(d);
  const std::size_t n = count(d);
  const double* const v = values(d);
  Sums sums;
  if (cell_count(d) == 0) {
    add_plainly(sums, v, v + n, x, h, tail);
    return sums;
  }
  const double below = std::max(0.0, v[0] - x) / h, above = std::max(0.0, x - v[n - 1]) / h;
  const bool lower = tail == Tail::lower;
  const double left = x - h * (lower ? saturated : reach(above)), right = x + h * (lower ? reach(below) : saturated);
  const auto cells = std::views::iota(std::size_t{0}, cell_count(d));
  const auto first = *std::ranges::partition_point(cells, [&](std::size_t i) { return cell(d, i)[0] < left; });
  std::size_t i = first;
  for (; i < cell_count(d) && cell(d, i)[0] <= right; ++i) {
    const double* const row = cell(d, i);
    const double* const start = v + static_cast<std::size_t>(row[1]);
    if (row[2] < sparse) add_plainly(sums, start, start + static_cast<std::size_t>(row[2]), x, h, tail);
    else add_cell(sums, row, x, h, tail);
  }
  // What lies beyond on the saturated side counts fully.
  const double* const edge = lower ? cell(d, std::min(first, cell_count(d) - 1)) : cell(d, std::min(i, cell_count(d) - 1));
  if (lower) sums.probability += first < cell_count(d) ? edge[1] : static_cast<double>(n);
  else sums.probability += i < cell_count(d) ? static_cast<double>(n) - edge[1] : 0;
  return sums;
}

std::vector<double> cells_of(const std::vector<double>& sorted, double h) {
  std::vector<double> rows;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i;
    while (end < sorted.size() && sorted[end] - sorted[i] <= cell_width * h) ++end;
    const double centre = sorted[i] / 2 + sorted[end - 1] / 2;
    std::array<double, terms> moment{};
    for (std::size_t j = i; j < end; ++j) {
      double term = 1;
      for (std::size_t k = 0; k < terms; ++k) {
        moment[k] += term;
        term *= (sorted[j] - centre) / h / static_cast<double>(k + 1);
      }
    }
    rows.insert(rows.end(), {centre, static_cast<double>(i), static_cast<double>(end - i)});
    rows.insert(rows.end(), moment.begin(), moment.end());
    i = end;
  }
  return rows;
}

// Linear between order statistics: the definition of spreadsheets, and R's default.
double sample_quantile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1), whole = std::floor(at);
  const auto i = static_cast<std::size_t>(whole);
  return i + 1 < sorted.size() ? sorted[i] + (at - whole) * (sorted[i + 1] - sorted[i]) : sorted[i];
}

double cdf(const Distribution& d, double x, Tail tail) { return sums_at(d, x, tail).probability / d.parameters[1]; }

double normaliser(const Distribution& d) { return d.parameters[1] * bandwidth(d) * 2.5066282746310005; }  // n h sqrt(2 pi)

double density(const Distribution& d, double x) { return sums_at(d, x, Tail::lower).density / normaliser(d); }

// Counted from the nearest value, whose term is then 1.
double log_density(const Distribution& d, double x) {
  const double h = bandwidth(d), *const v = values(d), *const end = v + count(d);
  const double* const at = std::lower_bound(v, end, x);
  const double nearest = at == end ? end[-1] : at == v || *at - x < x - at[-1] ? *at : at[-1];
  const double least = (x - nearest) * (x - nearest);
  double sum = 0;
  for (const double* value = v; value < end; ++value) sum += std::exp((least - (x - *value) * (x - *value)) / (2 * h * h));
  return std::log(sum) - least / (2 * h * h) - std::log(normaliser(d));
}

double quantile(const Distribution& d, double p, Tail tail) {
  // The law lies between the normals around the smallest and the largest value.
  const double z = bandwidth(d) * standard_normal_quantile(p, tail);
  const double low = values(d)[0] + z, high = values(d)[count(d) - 1] + z, slack = (high - low) * 1e-12 + bandwidth(d) * 1e-9;
  return invert_cdf([&](double x) { return kernel_density_point(d, x, tail); }, p, tail, low - slack, high + slack);
}

Moments moments(const Distribution& d) {
  const SampleMoments m = sample_moments({values(d), values(d) + count(d)});
  return {m.mean, std::hypot(std::sqrt(m.variance), bandwidth(d))};
}

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution&) {
  TailIndices tails;
  tails.at_zero = 1;
  return tails;
}

}  // namespace
}  // namespace kernel_density_law

constinit const Family kernel_density_family = {
    .name = "smoothed empirical",
    .summary = "A smooth curve around observed values.",
    .example = "empirical(values=[3, 5, 5, 8], smooth=true)",
    .parameters = {},
    .argument_sets = {},
    .cdf = kernel_density_law::cdf,
    .quantile = kernel_density_law::quantile,
    .density = kernel_density_law::density,
    .log_density = kernel_density_law::log_density,
    .moments = kernel_density_law::moments,
    .support = kernel_density_law::support,
    .tail_indices = kernel_density_law::tail_indices,
};

CdfPoint kernel_density_point(const Distribution& d, double x, Tail tail) {
  const kernel_density_law::Sums sums = kernel_density_law::sums_at(d, x, tail);
  return {sums.probability / d.parameters[1], sums.density / kernel_density_law::normaliser(d)};
}

Expected<Distribution> kernel_density(std::vector<double> sorted) {
  using namespace kernel_density_law;
  if (sorted.front() == sorted.back())
    return bad_argument("values", fmt::format("a smooth curve needs at least two different values, and all are {}", show(sorted.front())),
                        "leave out `smooth`, or write a constant");
  const double n = static_cast<double>(sorted.size());
  const double sd = std::sqrt(sample_moments(sorted).variance * n / (n - 1));
  const double iqr = sample_quantile(sorted, 0.75) - sample_quantile(sorted, 0.25);
  const double h = 0.9 * (iqr > 0 ? std::min(sd, iqr / 1.34) : sd) * std::pow(n, -0.2);
  if (!(h > 0) || !std::isfinite(h)) return beyond_doubles("empirical");
  double cells = 0;
  if (sorted.size() > few) {
    const std::vector<double> rows = cells_of(sorted, h);
    sorted.insert(sorted.end(), rows.begin(), rows.end());
    cells = static_cast<double>(rows.size() / cell_size);
  }
  return Distribution{&kernel_density_family, {h, n, cells}, {}, std::make_shared<const std::vector<double>>(std::move(sorted))};
}

}  // namespace botec
