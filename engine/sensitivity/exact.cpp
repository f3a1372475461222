#include "sensitivity/exact.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "sensitivity/linear_solve.h"

namespace botec {
namespace {

constexpr std::size_t most_correlated = 12;   // inputs of one copula: 2¹² sets of them

Jackknife exactly(double value) { return {value, {value, value}}; }

// y = offset + Σ weight · z over correlated standard normals z.
struct Normals {
  const Study& study;
  std::vector<std::uint32_t> inputs;
  std::vector<double> weights;
  double variance = 0;

  double correlation(std::size_t i, std::size_t j) const { return study.draws.correlation(inputs[i], inputs[j]); }
  // Cov(y, z) of an input's z.
  double covariance(std::uint32_t input) const {
    double sum = 0;
    for (std::size_t j = 0; j < inputs.size(); ++j) sum += weights[j] * study.draws.correlation(input, inputs[j]);
    return sum;
  }
  // Var(E[y | the set]).
  double explained(const std::vector<std::uint32_t>& set) const {
    std::vector<double> among, with;
    for (const std::uint32_t i : set) {
      with.push_back(covariance(i));
      for (const std::uint32_t j : set) among.push_back(study.draws.correlation(i, j));
    }
    const auto coefficients = solve(among, with);
    double sum = 0;
    for (std::size_t k = 0; k < set.size(); ++k) sum += coefficients[k] * with[k];
    return sum;
  }
};

// A sum's Shapley effects are those of each set of inputs that are correlated among each other.
double shapley(const Normals& y, std::size_t player) {
  std::vector<std::uint32_t> others;
  for (std::size_t j = 0; j < y.inputs.size(); ++j) {
    const bool joined = y.study.draws.joint_of(y.inputs[player]) && y.study.draws.joint_of(y.inputs[j]) == y.study.draws.joint_of(y.inputs[player]);
    if (j != player && joined) others.push_back(y.inputs[j]);
  }
  const std::size_t d = others.size() + 1;
  std::vector<double> weight(d);   // of sets by their size: size! (d - size - 1)! / d!
  weight[0] = 1 / static_cast<double>(d);
  for (std::size_t size = 1; size < d; ++size) weight[size] = weight[size - 1] * static_cast<double>(size) / static_cast<double>(d - size);
  double sum = 0;
  for (unsigned members = 0; members < 1u << others.size(); ++members) {
    std::vector<std::uint32_t> set;
    for (std::size_t k = 0; k < others.size(); ++k) {
      if (members >> k & 1) set.push_back(others[k]);
    }
    const double before = y.explained(set);
    set.push_back(y.inputs[player]);
    sum += weight[set.size() - 1] * (y.explained(set) - before);
  }
  return sum / y.variance;
}

std::optional<Normals> normals_of(const Study& study, const ClosedForm& form) {
  Normals y{study, {}, {}};
  std::vector<std::size_t> joined(study.draws.joint().size(), 0);
  for (const auto& [input, weight] : form.weights) {
    y.inputs.push_back(input);
    y.weights.push_back(weight);
    if (const auto joint = study.draws.joint_of(input)) ++joined[*joint];
  }
  if (std::any_of(joined.begin(), joined.end(), [](std::size_t n) { return n > most_correlated; })) return std::nullopt;
  for (std::size_t i = 0; i < y.inputs.size(); ++i) {
    for (std::size_t j = 0; j < y.inputs.size(); ++j) y.variance += y.weights[i] * y.weights[j] * y.correlation(i, j);
  }
  return y.variance > 0 ? std::optional(std::move(y)) : std::nullopt;
}

double normal_quantile(double p) {
  kernels::active().normal_quantile(&p, &p, 1);
  return p;
}

}  // namespace

std::optional<ExactRanking> rank_exactly(const Study& study, std::size_t target, Scale scale,
                                         const std::vector<std::optional<ClosedForm>>& forms) {
  const NodeId node = study.targets[target].node;
  if (node >= forms.size() || !forms[node] || forms[node]->logarithmic != (scale == Scale::logarithmic)) return std::nullopt;
  const auto y = normals_of(study, *forms[node]);
  if (!y) return std::nullopt;
  const bool logarithmic = forms[node]->logarithmic;
  const auto shown = [logarithmic](double v) { return logarithmic ? std::exp(v) : v; };
  const double deviation = std::sqrt(y->variance), offset = forms[node]->offset;
  const double width = 2 * normal_quantile((1 + study.options.level) / 2) * deviation;
  const double five = normal_quantile(0.95);
  ExactRanking result;
  result.median = shown(offset);
  result.width = exactly(width);
  const std::size_t factors = study.factors.size();
  result.first_order.resize(factors), result.total.resize(factors), result.shapley.resize(factors);
  result.spearman.resize(factors), result.squeeze.resize(factors), result.swing.resize(factors);
  for (std::size_t f = 0; f < factors; ++f) {
    if (!study.prepared_factors[f].reaches[target]) continue;
    const double share = std::clamp(y->explained(study.factors[f].inputs) / y->variance, 0.0, 1.0);
    const double known = std::sqrt(1 - share), halved = std::sqrt(1 - 0.75 * share);
    result.first_order[f] = result.total[f] = exactly(share);
    result.squeeze[f] = Squeeze{exactly(1 - known), exactly(1 - halved), exactly(width * known), exactly(width * halved)};
    if (f >= study.inputs()) continue;
    const double covariance = y->covariance(static_cast<std::uint32_t>(f));
    result.spearman[f] = exactly(6 / std::numbers::pi * std::asin(std::clamp(covariance / deviation, -1.0, 1.0) / 2));
    result.swing[f] = Swing{exactly(shown(offset - five * covariance)), exactly(shown(offset + five * covariance))};
    const auto player = std::find(y->inputs.begin(), y->inputs.end(), f);
    if (study.prepared_targets[target].correlated) {
      result.shapley[f] = exactly(player == y->inputs.end() ? 0 : shapley(*y, static_cast<std::size_t>(player - y->inputs.begin())));
    }
  }
  return result;
}

}  // namespace botec
