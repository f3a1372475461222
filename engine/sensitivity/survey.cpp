#include "sensitivity/survey.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "samples/parallel.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
// Per replicate: a rank correlation is then known to a few thousandths. Where only a scale is looked for, a block of some will do.
constexpr std::uint64_t survey_points = 1024, few_points = n;
constexpr std::uint32_t few_replicates = 4;

// One replicate's draws into their places.
void draw_replicate(const Study& study, std::uint32_t replicate, Survey& result) {
  const auto coordinates = study.draws.coordinates(1);
  const PointSet points(Design{study.options.method, study.options.seed, result.points}, replicate, coordinates);
  const Bank bank(study.tape);
  for (std::uint64_t first = 0; first < result.points; first += n) {
    study.draws.draw(points, 0, first, bank);
    evaluate(study.tape, bank);
    const std::size_t begin = replicate * result.points + first;
    for (std::uint32_t i = 0; i < result.inputs.size(); ++i) std::copy_n(bank.at(i), n, result.inputs[i].data() + begin);
    for (std::size_t target = 0; target < study.targets.size(); ++target) {
      read_target(study, target, bank, result.values[target].data() + begin);
    }
    for (std::size_t t = 0; t < n; ++t) {
      result.kept[begin + t] = std::all_of(study.given.begin(), study.given.end(), [&](Register r) { return bank.at(r)[t] == 1; });
    }
  }
}

// Ranks from 1; equal values share their mean rank.
std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::pair<double, std::uint32_t>> order(values.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = {values[i], i};
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && order[end].first == order[begin].first) ++end;
    for (std::size_t k = begin; k < end; ++k) ranks[order[k].second] = 0.5 * static_cast<double>(begin + end + 1);
    begin = end;
  }
  return ranks;
}

struct RankSums {
  double count = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  RankSums& operator+=(const RankSums& o) {
    count += o.count, x += o.x, y += o.y, xx += o.xx, yy += o.yy, xy += o.xy;
    return *this;
  }
  RankSums& operator-=(const RankSums& o) {
    count -= o.count, x -= o.x, y -= o.y, xx -= o.xx, yy -= o.yy, xy -= o.xy;
    return *this;
  }
  double correlation() const {
    const double vx = xx - x * x / count, vy = yy - y * y / count;
    return vx > 0 && vy > 0 ? (xy - x * y / count) / std::sqrt(vx * vy) : 0;
  }
};

// Spearman's correlation of two columns where both are numbers; `usable` are the trials to look at, in order.
Jackknife spearman(const std::vector<double>& x, const std::vector<double>& y, const std::vector<std::uint32_t>& usable,
                   const std::vector<double>& y_ranks, std::uint64_t points, std::uint32_t replicates) {
  std::vector<double> column;
  column.reserve(usable.size());
  for (const std::uint32_t trial : usable) column.push_back(x[trial]);
  const std::vector<double> x_ranks = ranks_of(column);
  std::vector<RankSums> sums(replicates);
  const double middle = 0.5 * static_cast<double>(usable.size() + 1), unit = 1 / static_cast<double>(y.size());
  for (std::size_t k = 0; k < usable.size(); ++k) {
    const double rx = (x_ranks[k] - middle) * unit, ry = (y_ranks[k] - middle) * unit;
    sums[usable[k] / points] += {1, rx, ry, rx * rx, ry * ry, rx * ry};
  }
  return jackknife(sums, [](const RankSums& s) { return s.correlation(); });
}

Measure measure_of(const Study& study, const StudyTarget& target, const TargetSurvey& found, const std::vector<double>& finite) {
  Measure result;
  std::vector<double> values = finite;
  if (study.options.tail && !target.condition) {
    const bool high = *study.options.tail == TailSide::high;
    result.kind = high ? Measure::Kind::above : Measure::Kind::below;
    result.threshold = quantile_of(values, high ? 0.9 : 0.1);
    for (double& v : values) v = (high ? v > result.threshold : v < result.threshold) ? 1 : 0;
  } else if (found.scale == Scale::logarithmic) {
    result.kind = Measure::Kind::logarithm;
    kernels::active().log(values.data(), values.data(), values.size());
  }
  // The range first: squares of values beyond 1e154 do not exist.
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double range = *most - *least, middle = *least + range / 2;
  if (!(range > 0) || !std::isfinite(range)) return result;
  double mean = 0, squares = 0;
  for (const double v : values) mean += (v - middle) / range;
  mean /= static_cast<double>(values.size());
  for (const double v : values) {
    const double deviation = (v - middle) / range - mean;
    squares += deviation * deviation;
  }
  result.centre = middle + range * mean;
  result.spread = range * std::sqrt(squares / static_cast<double>(values.size()));
  return result;
}

// Output positive, interval over more than a factor of 3: what widens it is a matter of ratios.
Scale scale_of(const Study& study, const StudyTarget& target, const TargetSurvey& found, bool not_positive) {
  constexpr double wide = 3;
  if (target.condition || study.options.tail || !found.positive || not_positive) return Scale::linear;
  return study.options.scale.value_or(found.high / found.low > wide ? Scale::logarithmic : Scale::linear);
}

TargetSurvey look_at(const Study& study, std::size_t index, const Survey& all, bool not_positive) {
  const StudyTarget& target = study.targets[index];
  const std::vector<double>& values = all.values[index];
  TargetSurvey found;
  std::vector<double> finite;
  std::vector<std::uint32_t> usable;
  for (std::uint32_t t = 0; t < values.size(); ++t) {
    if (all.kept[t] == 0) continue;
    ++found.kept;
    if (std::isfinite(values[t])) {
      finite.push_back(values[t]);
      usable.push_back(t);
    } else if (++found.non_finite == 1) {
      found.first_non_finite = {static_cast<std::uint32_t>(t / all.points), t % all.points};
    }
  }
  if (finite.empty()) return found;
  const auto [least, most] = std::minmax_element(finite.begin(), finite.end());
  found.varies = *least < *most;
  found.positive = *least > 0;
  std::vector<double> sorted = finite;
  found.median = quantile_of(sorted, 0.5);
  std::tie(found.low, found.high) = interval_of(sorted, study.options.level);
  found.scale = scale_of(study, target, found, not_positive);
  found.measure = measure_of(study, target, found, finite);
  if (!found.varies || study.options.shares_only) return found;
  const std::vector<double> y_ranks = ranks_of(finite);
  found.spearman.resize(study.inputs());
  parallel_for(study.inputs(), study.options.threads, [&](std::uint64_t i, std::size_t) {
    found.spearman[i] = spearman(all.inputs[i], values, usable, y_ranks, all.points, study.options.replicates);
  });
  return found;
}

// Everything before `from` is known to be smaller.
double quantile_behind(std::vector<double>& values, double p, std::ptrdiff_t from) {
  const auto count = static_cast<double>(values.size());
  const double place = std::clamp(count * p - 0.5, 0.0, count - 1);
  const auto below = static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin() + std::min(from, below), values.begin() + below, values.end());
  const double low = values[static_cast<std::size_t>(below)];
  if (static_cast<double>(below) == place) return low;
  const double high = *std::min_element(values.begin() + below + 1, values.end());
  return low + (place - static_cast<double>(below)) * (high - low);
}

}  // namespace

double quantile_of(std::vector<double>& values, double p) { return quantile_behind(values, p, 0); }

// The upper end is looked for behind the lower one.
std::pair<double, double> interval_of(std::vector<double>& values, double level) {
  const double p = (1 - level) / 2;
  const double low = quantile_of(values, p);
  const auto behind = static_cast<std::ptrdiff_t>(std::max(0.0, static_cast<double>(values.size()) * p - 0.5));
  return {low, quantile_behind(values, 1 - p, behind)};
}

Survey survey(const Study& study, const std::vector<bool>& linear) {
  Survey result;
  const bool scale_only = study.options.shares_only && study.given.empty();
  result.points = scale_only ? few_points : survey_points;
  const std::uint32_t replicates = scale_only ? std::min(study.options.replicates, few_replicates) : study.options.replicates;
  const std::size_t trials = result.points * replicates;
  result.kept.assign(trials, 1);
  result.values.assign(study.targets.size(), std::vector<double>(trials));
  if (!scale_only) result.inputs.assign(study.inputs(), std::vector<double>(trials));
  parallel_for(replicates, study.options.threads,
               [&](std::uint64_t r, std::size_t) { draw_replicate(study, static_cast<std::uint32_t>(r), result); });
  for (std::size_t i = 0; i < study.targets.size(); ++i) result.targets.push_back(look_at(study, i, result, linear[i]));
  return result;
}

}  // namespace botec
