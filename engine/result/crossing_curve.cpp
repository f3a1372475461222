#include "result/crossing_curve.h"

#include <algorithm>
#include <cmath>

#include "distributions/tail_probability.h"

namespace botec {

CrossingCurve look_at_steps(const ReplicateCdf& few, const ReplicateCdf& all, const std::vector<double>& at) {
  CrossingCurve curve;
  curve.at = at;
  for (const double place : at) curve.average.push_back(mean_of_replicates(few(place)).mean);
  curve.never = mean_of_replicates(all(at.back()));
  curve.never.mean = 1 - curve.never.mean;
  return curve;
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
