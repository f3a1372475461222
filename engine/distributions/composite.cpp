#include "distributions/composite.h"

#include <algorithm>
#include <cmath>

#include "distributions/cdf_point.h"
#include "distributions/families.h"

namespace botec {

namespace {

std::optional<std::vector<double>> whole_numbers(double low, double high, std::size_t limit) {
  const double first = std::ceil(low), last = std::floor(high);
  if (last - first >= static_cast<double>(limit)) return std::nullopt;
  std::vector<double> values;
  // Counted apart: past 2^53 adding 1 to a double leads nowhere.
  for (double k = 0; k <= last - first; ++k)
    if (values.empty() || values.back() != first + k) values.push_back(first + k);
  return values;
}

std::optional<std::vector<double>> atoms_of_parts(const Distribution& d, double low, double high, std::size_t limit) {
  std::vector<double> all;
  for (const Distribution& part : d.parts) {
    const auto some = atoms_between(part, low, high, limit);
    if (!some) return std::nullopt;
    all.insert(all.end(), some->begin(), some->end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (all.size() > limit) return std::nullopt;
  return all;
}

}  // namespace

bool on_whole_numbers(const Distribution& d) { return d.family->discrete && !d.family->atoms; }

std::optional<std::vector<double>> atoms_between(const Distribution& d, double low, double high, std::size_t limit) {
  const Support range = support(d);
  low = std::max(low, range.low);
  high = std::min(high, range.high);
  if (!(low <= high) || !has_atoms(d)) return std::vector<double>{};
  if (!d.parts.empty()) return atoms_of_parts(d, low, high, limit);
  if (on_whole_numbers(d)) return whole_numbers(low, high, limit);
  // A family that lists its atoms has them all in memory, so that `limit` need only bound what is returned.
  const auto all = atoms(d, static_cast<std::size_t>(-1));
  if (!all) return std::nullopt;
  std::vector<double> values;
  for (const Atom& atom : *all)
    if (atom.value >= low && atom.value <= high) values.push_back(atom.value);
  if (values.size() > limit) return std::nullopt;
  return values;
}

double cdf_before(const Distribution& d, double x, Tail tail) {
  if (!has_atoms(d) || std::isinf(x)) return cdf(d, x, tail);
  // No double lies between the neighbour and x, and what a density has there is below the rounding of a probability.
  return cdf(d, std::nextafter(x, -std::numeric_limits<double>::infinity()), tail);
}

CdfPoint cdf_point(const Distribution& d, double x, Tail tail) {
  if (d.family == &kernel_density_family) return kernel_density_point(d, x, tail);
  if (d.family == &metalog_family && x > support(d).low && x < support(d).high) return metalog_point(d, x, tail);
  return {cdf(d, x, tail), density(d, x)};
}

}  // namespace botec
