// mixture: parts with weights; parameters are the weights, scaled to sum to 1. Parts without weight and mixtures inside
// mixtures do not survive the making: every part has a weight above 0 and is no mixture itself.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/monotone_inverse.h"

namespace botec {

namespace mixture_law {
namespace {

double weighted(const Distribution& d, double (*question)(const Distribution&, double), double x) {
  double sum = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) sum += d.parameters[i] * question(d.parts[i], x);
  return sum;
}

double cdf(const Distribution& d, double x, Tail tail) {
  double sum = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) sum += d.parameters[i] * botec::cdf(d.parts[i], x, tail);
  return sum;
}

Atomicity atomicity(const Distribution& d) {
  const auto count = std::count_if(d.parts.begin(), d.parts.end(), [](const Distribution& part) { return is_discrete(part); });
  if (count == std::ssize(d.parts)) return Atomicity::all;
  return count > 0 || std::any_of(d.parts.begin(), d.parts.end(), has_atoms) ? Atomicity::some : Atomicity::none;
}

// P(X = x) of a part, 0 where the part is continuous there.
double atom_at(const Distribution& part, double x) {
  const auto values = atoms_between(part, x, x, 1);
  if (!values || values->empty()) return 0.0;
  return is_discrete(part) ? botec::density(part, x) : 1.0;
}

double density(const Distribution& d, double x) {
  if (atomicity(d) == Atomicity::some && weighted(d, atom_at, x) > 0) return std::numeric_limits<double>::quiet_NaN();
  return weighted(d, botec::density, x);
}

double log_density(const Distribution& d, double x) {
  double largest = -std::numeric_limits<double>::infinity(), sum = 0;
  std::vector<double> logs;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    logs.push_back(std::log(d.parameters[i]) + botec::log_density(d.parts[i], x));
    largest = std::max(largest, logs.back());
  }
  if (std::isinf(largest)) return largest;
  for (const double value : logs) sum += std::exp(value - largest);
  return largest + std::log(sum);
}

// Atoms come first: the answer is either one of them or lies strictly between two. More than this are left to the bisection.
constexpr std::size_t most_atoms = 100000;

double quantile(const Distribution& d, double p, Tail tail) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Distribution& part : d.parts) {
    const double x = botec::quantile(part, p, tail);
    low = std::min(low, x);
    high = std::max(high, x);
  }
  const auto reached = [&](double probability) { return tail == Tail::lower ? probability >= p : probability <= p; };
  if (const auto values = atoms_between(d, low, high, most_atoms); values && !values->empty()) {
    const auto first = std::partition_point(values->begin(), values->end(),
                                            [&](double x) { return !reached(botec::cdf(d, x, tail)); });
    if (first != values->end()) {
      if (!reached(cdf_before(d, *first, tail))) return *first;
      high = *first;
    }
    if (first != values->begin()) low = *std::prev(first);
  }
  return invert_cdf([&](double x) { return cdf_point(d, x, tail); }, p, tail, low, high);
}

Moments moments(const Distribution& d) {
  std::vector<Moments> parts;
  for (const Distribution& part : d.parts) parts.push_back(botec::moments(part));
  Moments result;
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].mean) return result;
    mean += d.parameters[i] * *parts[i].mean;
  }
  result.mean = mean;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].sd) return result;
    const double away = *parts[i].mean - mean;
    variance += d.parameters[i] * (*parts[i].sd * *parts[i].sd + away * away);
  }
  result.sd = std::sqrt(variance);
  return result;
}

Support support(const Distribution& d) {
  Support whole = botec::support(d.parts.front());
  for (const Distribution& part : d.parts) {
    const Support range = botec::support(part);
    whole = {std::min(whole.low, range.low), std::max(whole.high, range.high)};
  }
  return whole;
}

TailIndices tail_indices(const Distribution& d) {
  TailIndices whole;
  whole.at_zero = TailIndices::none;
  for (const Distribution& part : d.parts) {
    const TailIndices tails = botec::tail_indices(part);
    whole.upper = std::min(whole.upper, tails.upper);
    whole.lower = std::min(whole.lower, tails.lower);
    whole.at_zero = std::min(whole.at_zero, tails.at_zero);
    whole.exponential_upper = std::min(whole.exponential_upper, tails.exponential_upper);
    whole.exponential_lower = std::min(whole.exponential_lower, tails.exponential_lower);
  }
  return whole;
}

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  std::vector<Atom> all;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    const auto some = botec::atoms(d.parts[i], limit);
    if (!some) return std::nullopt;
    for (const Atom& atom : *some) all.push_back({atom.value, d.parameters[i] * atom.probability});
  }
  std::sort(all.begin(), all.end(), [](const Atom& a, const Atom& b) { return a.value < b.value; });
  std::vector<Atom> merged;
  for (const Atom& atom : all) {
    if (!merged.empty() && merged.back().value == atom.value) merged.back().probability += atom.probability;
    else merged.push_back(atom);
  }
  if (merged.size() > limit) return std::nullopt;
  return merged;
}

std::optional<Complaint> wrong_weights(std::size_t parts, const std::vector<double>& weights) {
  if (parts == 0) return complain(kind_missing_argument, "components", "a mixture needs at least one component");
  if (weights.size() != parts)
    return bad_argument("weights", fmt::format("{} weight{} for {} component{}", weights.size(), weights.size() == 1 ? "" : "s",
                                               parts, parts == 1 ? "" : "s"),
                        "give one weight for each component, or none for equal weights");
  for (const double weight : weights)
    if (!(weight >= 0) || std::isinf(weight))
      return bad_argument("weights", fmt::format("a weight must be 0 or more and finite, not {}", show(weight)));
  const double largest = *std::max_element(weights.begin(), weights.end());
  if (largest == 0) return bad_argument("weights", "all weights are 0", "at least one component needs a weight above 0");
  return std::nullopt;
}

constexpr std::string_view argument_sets[] = {"components; optional weights"};

}  // namespace
}  // namespace mixture_law

constinit const Family mixture_family = {
    .name = "mixture",
    .summary = "One of several distributions, each with its probability.",
    .example = "mixture(components=[normal(mean=0, sd=1), 5], weights=[0.8, 0.2])",
    .parameters = {},
    .argument_sets = mixture_law::argument_sets,
    .cdf = mixture_law::cdf,
    .quantile = mixture_law::quantile,
    .density = mixture_law::density,
    .log_density = mixture_law::log_density,
    .moments = mixture_law::moments,
    .support = mixture_law::support,
    .tail_indices = mixture_law::tail_indices,
    .atomicity = mixture_law::atomicity,
    .atoms = mixture_law::atoms,
};

Expected<Distribution> mixture(std::vector<Distribution> parts, std::vector<double> weights) {
  if (weights.empty()) weights.assign(parts.size(), 1.0);
  if (auto complaint = mixture_law::wrong_weights(parts.size(), weights)) return *complaint;
  // Dividing by the largest first keeps the sum of enormous or tiny weights in range.
  const double largest = *std::max_element(weights.begin(), weights.end());
  for (double& weight : weights) weight /= largest;
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  Distribution d{&mixture_family, {}, {}, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double weight = weights[i] / sum;
    if (weight == 0) continue;
    if (parts[i].family != &mixture_family) {
      d.parts.push_back(std::move(parts[i]));
      d.parameters.push_back(weight);
      continue;
    }
    for (std::size_t j = 0; j < parts[i].parts.size(); ++j) {
      d.parts.push_back(std::move(parts[i].parts[j]));
      d.parameters.push_back(weight * parts[i].parameters[j]);
    }
  }
  if (d.parts.size() == 1) return Distribution(std::move(d.parts.front()));
  return d;
}

}  // namespace botec
