#include "result/crossing_curve.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "distributions/tail_probability.h"

namespace botec {

void look_at_steps(CrossingCurve& curve, const ReplicateCdf& few, const ReplicateCdf& all, const std::vector<double>& at) {
  if (curve.at.empty()) {
    curve.at = at;
    for (const double place : at) curve.average.push_back(mean_of_replicates(few(place)).mean);
  }
  curve.never = mean_of_replicates(all(at.back()));
  curve.never.mean = 1 - curve.never.mean;
}

ReplicateCdf by_half_steps(ReplicateCdf cdf, const std::vector<double>& at) {
  auto known = std::make_shared<std::vector<std::vector<double>>>(2 * at.size());
  const auto node = [cdf, known, &at](std::size_t half) -> const std::vector<double>& {
    std::vector<double>& values = (*known)[half];
    if (values.empty()) values = cdf(half % 2 == 0 ? at[half / 2] : at[half / 2] + (at[half / 2 + 1] - at[half / 2]) / 2);
    return values;
  };
  return [cdf, node, &at](double y) {
    const auto above = std::upper_bound(at.begin(), at.end(), y);
    if (above == at.begin() || above == at.end()) return cdf(y);
    const auto k = static_cast<std::size_t>(above - at.begin()) - 1;
    const double part = (y - at[k]) / (at[k + 1] - at[k]);
    const std::vector<double>&low = node(2 * k), &middle = node(2 * k + 1), &high = node(2 * k + 2);
    std::vector<double> values;
    for (std::size_t r = 0; r < low.size(); ++r) {
      const double rise = high[r] - low[r], bend = 4 * (middle[r] - (low[r] + high[r]) / 2) * part * (1 - part);
      const double least = part < 0.5 ? low[r] : middle[r], most = part < 0.5 ? middle[r] : high[r];
      values.push_back(std::clamp(low[r] + part * rise + bend, least, std::max(least, most)));
    }
    return values;
  };
}

Start CrossingCurve::start(double p) const {
  const auto above = std::lower_bound(average.begin(), average.end(), p);
  if (above == average.begin()) return {at.front(), at[1] - at[0]};
  const auto k = std::min(static_cast<std::size_t>(above - average.begin()), at.size() - 1);
  const double width = at[k] - at[k - 1], rise = average[k] - average[k - 1];
  if (!(rise > 0)) return {at[k], width};
  const double place = at[k - 1] + width * std::clamp((p - average[k - 1]) / rise, 0.0, 1.0);
  const double density = rise / width, height = std::exp(-0.5 * std::pow(standard_normal_quantile(p, Tail::lower), 2)) / std::sqrt(2 * std::acos(-1.0));
  return {place, height / density};
}

ReplicateCdf where_it_comes(ReplicateCdf cdf, double last) {
  std::vector<double> whole = cdf(last);
  return [cdf = std::move(cdf), whole = std::move(whole)](double y) {
    std::vector<double> values = cdf(y);
    for (std::size_t r = 0; r < values.size(); ++r) values[r] /= whole[r];
    return values;
  };
}

}  // namespace botec
