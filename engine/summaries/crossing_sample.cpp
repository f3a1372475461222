#include "summaries/crossing_sample.h"

#include <algorithm>
#include <cmath>

#include "distributions/distribution.h"
#include "samples/evaluator.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

CrossingSample::CrossingSample(const Program& program, const CrossingLaw& law, std::uint64_t seed, std::uint32_t replicates)
    : program_(program), law_(law), seed_(seed), data_(law.exact() ? 1 : replicates) {
  for (Replicate& replicate : data_) {
    replicate.beside.resize(law.at.size());
    replicate.earliest.resize(law.at.size());
  }
  if (!law.exact()) return;
  for (std::size_t k = 0; k < law.at.size(); ++k) {
    data_[0].beside[k].assign(block, 0.0);
    data_[0].earliest[k].assign(block, 0.0);
  }
  holds_from(0, 0, 1);
  for (const auto& earliest : data_[0].earliest) known_.push_back(earliest[0]);
  for (std::size_t k = 0; k < known_.size(); k += block) above(known_.data() + k, std::min(block, known_.size() - k));
}

void CrossingSample::holds_from(std::uint32_t replicate, std::uint64_t first, std::size_t n) {
  Replicate& data = data_[replicate];
  for (std::size_t k = 0; k < law_.at.size(); ++k) {
    const double* beside = data.beside[k].data() + first;
    double* earliest = data.earliest[k].data() + first;
    for (std::size_t t = 0; t < n; ++t) earliest[t] = law_.fixed[k] ? infinity : (law_.bound[k] - law_.offset[k] - beside[t]) / law_.load[k];
    if (k == 0) continue;
    const double* before = data.earliest[k - 1].data() + first;
    for (std::size_t t = 0; t < n; ++t) earliest[t] = std::min(earliest[t], before[t]);
  }
}

// Made for more points than are asked for, so that going on does not make it again.
const PointSet& CrossingSample::net(std::uint32_t replicate, std::uint64_t points) {
  Replicate& data = data_[replicate];
  if (data.net && points <= data.net_points) return *data.net;
  constexpr std::uint64_t at_first = 8 * block;
  const std::size_t all = law_.normal.size() + law_.others.size();
  const std::uint64_t key = stream_key("beside the direction of a crossing");
  std::vector<Coordinate> coordinates;
  for (std::size_t i = 0; i < all; ++i) coordinates.push_back({key + i, static_cast<std::uint32_t>(i)});
  data.net_points = std::max(at_first, 4 * points);
  data.net.emplace(Design{Method::sobol, seed_, data.net_points}, replicate, coordinates);
  return *data.net;
}

void CrossingSample::extend(std::uint32_t replicate, std::uint64_t from, std::uint64_t points) {
  if (law_.exact()) return;
  const PointSet& points_beside = net(replicate, points);
  Replicate& data = data_[replicate];
  const std::uint64_t size = (points + block - 1) / block * block;
  for (auto* columns : {&data.beside, &data.earliest}) {
    for (auto& column : *columns) column.resize(size, 0.0);
  }
  const std::size_t normals = law_.normal.size(), all = normals + law_.others.size();
  double drawn[block];
  for (std::uint64_t trial = from; trial < points;) {
    const auto n = static_cast<std::size_t>(std::min(points, trial / block * block + block) - trial);
    for (std::size_t i = 0; i < all; ++i) {
      const Sampler* sampler = i < normals ? nullptr : &program_.drawn[law_.others[i - normals].input].sampler;
      if (sampler == nullptr || sampler->wants_normals()) points_beside.normals(i, trial, drawn, n);
      else points_beside.uniforms(i, trial, drawn, n);
      if (sampler != nullptr) sampler->draw(drawn, drawn, n);
      const std::vector<double>& load = sampler == nullptr ? law_.normal[i] : law_.others[i - normals].load;
      for (std::size_t k = 0; k < load.size(); ++k) {
        if (load[k] != 0) kernels::active().add_multiple(data.beside[k].data() + trial, drawn, load[k], n);
      }
    }
    holds_from(replicate, trial, n);
    trial += n;
  }
}

// The probability that the direction goes beyond a place.
void CrossingSample::above(double* places, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  if (!law_.along || law_.against) {
    for (std::size_t t = 0; t < n; ++t) places[t] = -places[t];
  }
  if (!law_.along) return k.normal_cdf(places, places, n);
  const Sampler& sampler = program_.drawn[*law_.along].sampler;
  for (std::size_t t = 0; t < n; ++t) places[t] /= sampler.scale();
  cdf_block(sampler.distribution(), places, places, n, law_.against ? Tail::lower : Tail::upper);
}

// How far on the way from the step before.
double part_of(const CrossingLaw& law, std::size_t step, double y) { return (y - law.at[step - 1]) / (law.at[step] - law.at[step - 1]); }

// Three steps in a row of a block of trials, the crossing at or before a part of the way from one of them to the next. Heights are
// logarithms times the sign, above the bound of the second of the two: height[i] + load[i]·c at the place c along the direction.
struct CrossingSample::Between {
  Between(const CrossingLaw& law, std::size_t second) : row(second >= 2 ? second - 2 : 0), first(second - 1 - row) {
    for (std::size_t i = 0; i < 3; ++i) {
      offset[i] = law.sign * (law.offset[row + i] - law.bound[second]);
      load[i] = law.sign * law.load[row + i];
      bound[i] = law.sign * (law.bound[row + i] - law.bound[second]);
    }
  }
  std::size_t row, first;        // of the three; of the two, among the three
  double offset[3], load[3], bound[3];
  double height[3][block];
  double part[block];
  double before[block];          // from where on the crossing is at or before the first of the two

  void by_logarithm(double* out, std::size_t n) const;
  void by_value(const double* start, double* out, std::size_t n) const;
  void straighter(const double* c, double* out, std::size_t begin, std::size_t n) const;
};

// Where the line through the logarithms is at the bound's.
void CrossingSample::Between::by_logarithm(double* out, std::size_t n) const {
  const std::size_t a = first, b = first + 1;
  const double own = load[a], more = load[b] - load[a], low = bound[a], high = bound[b] - bound[a];
  for (std::size_t t = 0; t < n; ++t) {
    const double above = (low + part[t] * high) - (height[a][t] + part[t] * (height[b][t] - height[a][t]));
    out[t] = above / (own + part[t] * more);
  }
}

// Where the line through the values is at the bound's: by Newton's method on the logarithm of both, which is nearly straight. A step
// squares the error, which is the square of what logarithms differ by between two steps at first: where the last one was short, the
// next would be lost in rounding.
void CrossingSample::Between::by_value(const double* start, double* out, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  const std::size_t a = first, b = first + 1;
  const double own = load[a], more = load[b] - load[a], low = std::exp(bound[a]), high = std::exp(bound[b]) - low;
  double sought[block], grown[block], sum[block], logarithm[block];
  for (std::size_t t = 0; t < n; ++t) sought[t] = low + part[t] * high;
  k.log(sought, sought, n);
  std::copy_n(start, n, out);
  constexpr int rounds = 5;
  constexpr double most = 600, little = 1e-8;   // of a logarithm
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t t = 0; t < n; ++t) grown[t] = std::max(std::min(height[b][t] - height[a][t] + more * out[t], most), -most);
    k.exp(grown, grown, n);
    for (std::size_t t = 0; t < n; ++t) sum[t] = 1 + part[t] * (grown[t] - 1);
    k.log(logarithm, sum, n);
    double largest = 0;
    for (std::size_t t = 0; t < n; ++t) {
      const double excess = height[a][t] + own * out[t] + logarithm[t] - sought[t];
      out[t] -= excess * sum[t] / (own * sum[t] + more * part[t] * grown[t]);
      grown[t] = std::abs(excess);
    }
    for (std::size_t t = 0; t < n; ++t) largest = std::max(largest, grown[t]);
    if (largest < little) return;
  }
}

// Above 0 where the three logarithms less those of the bounds are straighter than the values are (as in program/crossing.cpp).
void CrossingSample::Between::straighter(const double* c, double* out, std::size_t begin, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  double value[3][block], logarithm[3][block];
  for (std::size_t i = 0; i < 3; ++i) {
    const double at = load[i], less = bound[i], plain = std::exp(bound[i]);
    const double* own = height[i] + begin;
    for (std::size_t t = 0; t < n; ++t) logarithm[i][t] = own[t] + at * c[t];
    k.exp(value[i], logarithm[i], n);
    for (std::size_t t = 0; t < n; ++t) {
      logarithm[i][t] -= less;
      value[i][t] -= plain;
    }
  }
  const double *plain_a = value[first], *plain_b = value[first + 1], *logarithm_a = logarithm[first], *logarithm_b = logarithm[first + 1];
  for (std::size_t t = 0; t < n; ++t) {
    const double bend_of_logarithms = std::abs(logarithm[0][t] + logarithm[2][t] - 2 * logarithm[1][t]);
    const double bend_of_values = std::abs(value[0][t] + value[2][t] - 2 * value[1][t]);
    out[t] = bend_of_values * std::abs(logarithm_b[t] - logarithm_a[t]) - bend_of_logarithms * std::abs(plain_b[t] - plain_a[t]);
  }
}

// Where between the places that the two scales give in a trial the straighter scale changes, once; by halving.
double CrossingSample::change_of_scale(const Between& at, std::size_t trial, double from, double to, bool begins) {
  constexpr int halvings = 30;
  for (int halving = 0; halving < halvings; ++halving) {
    const double middle = (from + to) / 2;
    double by_logarithm;
    at.straighter(&middle, &by_logarithm, trial, 1);
    ((by_logarithm > 0) == begins ? from : to) = middle;
  }
  return to;
}

// Beyond the later of the places that the two scales give the crossing is at or before y, and before the earlier one it is not.
// Between them, which is a stretch as small as the square of a step's growth, it is where the scale of the earlier place is taken.
void CrossingSample::between_steps(const Between& at, double* out, std::size_t n) const {
  double logarithm[block], value[block], choice[2][block], low[block], high[block];
  at.by_logarithm(logarithm, n);
  at.by_value(logarithm, value, n);
  at.straighter(logarithm, choice[0], 0, n);
  at.straighter(value, choice[1], 0, n);
  bool alike = true;
  for (std::size_t t = 0; t < n; ++t) {
    const bool first = choice[0][t] > 0, second = choice[1][t] > 0;   // by logarithms, at either place
    low[t] = first ? logarithm[t] : value[t];
    alike = alike && first == second;
  }
  std::copy_n(low, n, high);
  double stretch[block];
  bool changes = false;
  for (std::size_t t = 0; t < n && !alike; ++t) {
    const bool begins = choice[0][t] > 0;
    stretch[t] = high[t];
    if (begins == (choice[1][t] > 0)) continue;
    const double change = change_of_scale(at, t, logarithm[t], value[t], begins);
    // Logarithms are taken at their own place, values at theirs: from the earlier place to the change, and again from the later one.
    // Otherwise each is taken where only the other would do, and the change decides.
    low[t] = begins ? std::min(logarithm[t], value[t]) : change;
    high[t] = begins ? std::max(logarithm[t], value[t]) : change;
    stretch[t] = begins ? change : high[t];
    changes = changes || low[t] != high[t];
  }
  const kernels::Table& k = kernels::active();
  k.min(out, low, at.before, n);
  above(out, n);
  if (!changes) return;
  k.min(high, high, at.before, n);
  k.min(stretch, stretch, at.before, n);
  above(high, n);
  above(stretch, n);
  for (std::size_t t = 0; t < n; ++t) out[t] += high[t] - stretch[t];
}

// Between two steps: only where the second of them holds earlier than all before it is there more to know than at the first.
void CrossingSample::passing(const Replicate& data, std::size_t step, double y, std::uint64_t trial, double* out, std::size_t n) const {
  const double *first = data.earliest[step - 1].data() + trial, *second = data.earliest[step].data() + trial;
  double shares[block];
  std::uint16_t which[block];
  std::size_t count = 0;
  for (std::size_t t = 0; t < n; ++t) {
    which[count] = static_cast<std::uint16_t>(t);
    count += second[t] < first[t] ? 1 : 0;
  }
  std::copy_n(first, n, out);
  if (count < n) above(out, n);
  if (count == 0) return;
  Between at(law_, step);
  kernels::active().fill(at.part, part_of(law_, step, y), count);
  for (std::size_t i = 0; i < 3; ++i) {
    const double* all = data.beside[at.row + i].data() + trial;
    const double offset = at.offset[i], sign = law_.sign;
    for (std::size_t t = 0; t < count; ++t) at.height[i][t] = offset + sign * all[which[t]];
  }
  for (std::size_t t = 0; t < count; ++t) at.before[t] = first[which[t]];
  between_steps(at, shares, count);
  for (std::size_t t = 0; t < count; ++t) out[which[t]] = shares[t];
}

// The steps' probabilities are known; what lies between two of them is worked out pair by pair.
void CrossingSample::exact_probabilities(const double* y, bool closed, double* out, std::size_t n) const {
  const std::size_t last = law_.at.size() - 1;
  const Replicate& data = data_[0];
  std::size_t step[block];   // the second of the two that it lies between; 0 where there is nothing to work out
  for (std::size_t t = 0; t < n; ++t) {
    const auto k = static_cast<std::size_t>(std::lower_bound(law_.at.begin(), law_.at.end(), y[t]) - law_.at.begin());
    const bool at_step = k <= last && law_.at[k] == y[t];
    step[t] = 0;
    if (std::isnan(y[t])) out[t] = y[t];
    else if (k == 0) out[t] = at_step && closed ? known_[0] : 0;
    else if (k > last) out[t] = closed && std::isinf(y[t]) ? 1 : known_[last];
    else if (at_step || law_.fixed[k] || !(data.earliest[k][0] < data.earliest[k - 1][0])) out[t] = known_[at_step ? k : k - 1];
    else step[t] = k;
  }
  for (std::size_t k = 1; k <= last; ++k) {
    std::uint16_t which[block];
    std::size_t count = 0;
    for (std::size_t t = 0; t < n; ++t) {
      which[count] = static_cast<std::uint16_t>(t);
      count += step[t] == k ? 1 : 0;
    }
    if (count == 0) continue;
    Between at(law_, k);
    double shares[block];
    for (std::size_t i = 0; i < 3; ++i) kernels::active().fill(at.height[i], at.offset[i], count);
    kernels::active().fill(at.before, data.earliest[k - 1][0], count);
    for (std::size_t t = 0; t < count; ++t) at.part[t] = part_of(law_, k, y[which[t]]);
    between_steps(at, shares, count);
    for (std::size_t t = 0; t < count; ++t) out[which[t]] = shares[t];
  }
}

double CrossingSample::probability(std::uint32_t replicate, double y, std::uint64_t points) const {
  const kernels::Table& kernel = kernels::active();
  const Replicate& data = data_[replicate];
  const auto place = std::lower_bound(law_.at.begin(), law_.at.end(), y);
  const auto k = static_cast<std::size_t>(place - law_.at.begin());
  if (k == 0 && y < law_.at[0]) return 0;
  // A step that never holds by itself is not crossed on the way to.
  const bool between = place != law_.at.end() && *place != y && !law_.fixed[k];
  const std::size_t known = place != law_.at.end() && *place == y ? k : k - 1;   // the last step at or before y
  const std::uint64_t used = law_.exact() ? 1 : points;
  double sum = 0, out[block];
  for (std::uint64_t trial = 0; trial < used; trial += block) {
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, used - trial));
    if (!between) {
      std::copy_n(data.earliest[known].begin() + static_cast<std::ptrdiff_t>(trial), n, out);
      above(out, n);
    } else {
      passing(data, k, y, trial, out, n);
    }
    sum += kernel.sum(out, n);
  }
  return sum / static_cast<double>(used);
}

}  // namespace botec
