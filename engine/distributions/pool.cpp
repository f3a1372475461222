#include "distributions/pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/moment_quadrature.h"
#include "distributions/pool_laws.h"

namespace botec {
namespace {

// Clemen and Winkler (1999) review the first two; quantile averaging is Vincent's (Ratcliff 1979; Lichtendahl, Grushka-Cockayne
// and Winkler 2013); precision weighting is the fixed-effect estimate of meta-analysis.
constexpr PoolMethodRow rows[] = {
    {PoolMethod::mixture, "mixture", "One of the sources is right, each with its weight as probability (linear pool)."},
    {PoolMethod::geometric, "geometric", "The product of the densities, each raised to its weight (logarithmic pool)."},
    {PoolMethod::quantile, "quantile", "The average of the quantiles (Vincent's average)."},
    {PoolMethod::precision, "precision", "Independent measurements of one value, weighed by 1/variance."},
};

bool every_part_is(std::span<const Distribution> parts, const Family& family) {
  return std::all_of(parts.begin(), parts.end(), [&](const Distribution& d) { return d.family == &family; });
}

std::optional<Complaint> wrong_weights(std::size_t parts, const std::vector<double>& weights) {
  if (weights.size() != parts) {
    return bad_argument("weights", fmt::format("{} weight{} for {} source{}", weights.size(), weights.size() == 1 ? "" : "s", parts, parts == 1 ? "" : "s"),
                        "give one weight for each source, or none for equal weights");
  }
  for (const double weight : weights) {
    if (!(weight >= 0) || std::isinf(weight)) return bad_argument("weights", fmt::format("a weight must be 0 or more and finite, not {}", show(weight)));
  }
  if (*std::max_element(weights.begin(), weights.end()) == 0) return bad_argument("weights", "all weights are 0", "at least one source needs a weight above 0");
  return std::nullopt;
}

// The product of normal densities with these powers, which sum to 1: precisions add.
Expected<Distribution> geometric_of_normals(const Family& family, std::span<const Distribution> parts, std::span<const double> weights) {
  double precision = 0, mean = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double part = weights[i] / parts[i].parameters[1] / parts[i].parameters[1];
    precision += part;
    mean += part * parts[i].parameters[0];
  }
  return location_scale(family, {mean / precision, 1 / std::sqrt(precision)});
}

// Of lognormals ∏ f^w carries 1/x once, because the powers sum to 1, so that it is the same on the logarithm.
Expected<Distribution> geometric_pool(std::vector<Distribution> parts, std::vector<double> weights) {
  for (const Family* family : {&normal_family, &lognormal_family}) {
    if (every_part_is(parts, *family)) return geometric_of_normals(*family, parts, weights);
  }
  const auto atoms = std::count_if(parts.begin(), parts.end(), has_atoms);
  const bool discrete = std::all_of(parts.begin(), parts.end(), is_discrete);
  const bool constants = std::any_of(parts.begin(), parts.end(), [](const Distribution& d) { return constant_value(d).has_value(); });
  if (constants) {
    return bad_argument("pool", "a geometric pool multiplies densities, and a constant has none", "give the constant a range, or write `method: mixture`");
  }
  if (discrete) return discrete_geometric_pool(parts, weights);
  if (atoms > 0) {
    return bad_argument("pool", "a geometric pool multiplies densities, and one source has values with a probability of their own while another has none",
                        "write `method: mixture`");
  }
  return numeric_geometric_pool(std::move(parts), std::move(weights));
}

Expected<Distribution> quantile_pool(std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic) {
  const Family& law = logarithmic ? lognormal_family : normal_family;
  if (every_part_is(parts, law)) {
    double location = 0, scale = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      location += weights[i] * parts[i].parameters[0];
      scale += weights[i] * parts[i].parameters[1];
    }
    return location_scale(law, {location, scale});
  }
  bool varies = false;
  double fixed = 0;   // the average of constants
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = constant_value(parts[i]);
    varies = varies || !value;
    if (value) fixed += weights[i] * (logarithmic ? std::log(*value) : *value);
    if (!value && has_atoms(parts[i])) {
      return bad_argument("pool", "the quantiles of discrete values jump, and their average would take values that no source has", "write `method: mixture`");
    }
  }
  if (!varies) return constant(logarithmic ? std::exp(fixed) : fixed);
  return numeric_quantile_pool(std::move(parts), std::move(weights), logarithmic);
}

Expected<Distribution> precision_pool(std::span<const Distribution> parts, std::span<const double> weights, bool logarithmic) {
  double precision = 0, mean = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Moments m = logarithmic ? log_moments(parts[i]) : moments(parts[i]);
    if (!m.mean || !m.sd) return bad_argument("pool", "a source has no variance, so that its precision is unknown", "write `method: mixture`, or bound that source with `max`");
    if (!(*m.sd > 0)) return bad_argument("pool", "a source without an error has infinite precision: the others would not count", "give every source a range");
    const double part = weights[i] * static_cast<double>(parts.size()) / *m.sd / *m.sd;
    precision += part;
    mean += part * *m.mean;
  }
  return location_scale(logarithmic ? lognormal_family : normal_family, {mean / precision, 1 / std::sqrt(precision)});
}

}  // namespace

std::span<const PoolMethodRow> pool_methods() { return rows; }

bool all_positive(std::span<const Distribution> parts) {
  return std::all_of(parts.begin(), parts.end(), [](const Distribution& d) {
    if (const auto value = constant_value(d)) return *value > 0;
    return support(d).low >= 0 && tail_indices(d).at_zero > 0;
  });
}

Moments log_moments(const Distribution& d) {
  if (const auto value = constant_value(d)) return {std::log(*value), 0.0};
  if (d.family == &lognormal_family) return {d.parameters[0], d.parameters[1]};
  const Moments found = moments_by_quantile([&](double p, Tail tail) { return std::log(quantile(d, p, tail)); }, TailIndices{});
  const bool usable = found.mean && found.sd && std::isfinite(*found.mean) && std::isfinite(*found.sd);
  return usable ? found : Moments{};
}

std::optional<double> between_share(std::span<const Moments> parts, std::span<const double> weights) {
  double mean = 0, within = 0, between = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].mean || !parts[i].sd) return std::nullopt;
    mean += weights[i] * *parts[i].mean;
    within += weights[i] * *parts[i].sd * *parts[i].sd;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) between += weights[i] * (*parts[i].mean - mean) * (*parts[i].mean - mean);
  const double share = between / (within + between);
  return std::isfinite(share) ? std::optional<double>(share) : std::nullopt;
}

Expected<Distribution> pool(PoolMethod method, std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic) {
  if (parts.empty()) return complain(kind_missing_argument, "pool", "a pool needs at least one source");
  if (weights.empty()) weights.assign(parts.size(), 1.0);
  if (auto complaint = wrong_weights(parts.size(), weights)) return *complaint;
  if (logarithmic && method != PoolMethod::mixture && method != PoolMethod::geometric && !all_positive(parts)) {
    return bad_argument("scale", "a source reaches 0 or below, which has no logarithm", "write `scale: linear`");
  }
  if (method == PoolMethod::mixture) return mixture(std::move(parts), std::move(weights));
  std::vector<Distribution> counted;
  std::vector<double> shares;
  const double largest = *std::max_element(weights.begin(), weights.end());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (weights[i] == 0) continue;
    counted.push_back(std::move(parts[i]));
    shares.push_back(weights[i] / largest);
  }
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
  if (counted.size() == 1) return Distribution(std::move(counted.front()));
  switch (method) {
    case PoolMethod::geometric: return geometric_pool(std::move(counted), std::move(shares));
    case PoolMethod::quantile: return quantile_pool(std::move(counted), std::move(shares), logarithmic);
    case PoolMethod::precision: return precision_pool(counted, shares, logarithmic);
    case PoolMethod::mixture: break;
  }
  return mixture(std::move(counted), std::move(shares));
}

}  // namespace botec
