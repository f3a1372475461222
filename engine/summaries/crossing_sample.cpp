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
  for (std::size_t k = 0; k < law.at.size(); ++k) {
    for (const std::vector<double>& loads : law.normal) loads_.push_back(loads[k]);
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
    double* earliest = data.earliest[k].data() + first;
    const double* before = k == 0 ? nullptr : data.earliest[k - 1].data() + first;
    if (!law_.fixed[k]) crossing::active().begins(earliest, data.beside[k].data() + first, before, law_.bound[k] - law_.offset[k], law_.load[k], n);
    else if (before != nullptr) std::copy_n(before, n, earliest);
    else std::fill_n(earliest, n, infinity);
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
    for (auto& column : *columns) column.resize(size);
  }
  const std::size_t normals = law_.normal.size(), all = normals + law_.others.size();
  std::vector<double> drawn_normals(normals * crossing::stride);
  std::vector<double*> beside(law_.at.size());
  double drawn[block];
  for (std::uint64_t trial = from; trial < points;) {
    const auto n = static_cast<std::size_t>(std::min(points, trial / block * block + block) - trial);
    for (std::size_t k = 0; k < beside.size(); ++k) beside[k] = data.beside[k].data() + trial;
    for (std::size_t i = 0; i < normals; ++i) points_beside.normals(i, trial, drawn_normals.data() + i * crossing::stride, n);
    crossing::active().add_normals({drawn_normals.data(), loads_.data(), normals, beside.size()}, beside.data(), n);
    for (std::size_t i = normals; i < all; ++i) {
      const Sampler& sampler = program_.drawn[law_.others[i - normals].input].sampler;
      if (sampler.wants_normals()) points_beside.normals(i, trial, drawn, n);
      else points_beside.uniforms(i, trial, drawn, n);
      sampler.draw(drawn, drawn, n);
      const std::vector<double>& load = law_.others[i - normals].load;
      for (std::size_t k = 0; k < load.size(); ++k) {
        if (load[k] != 0) kernels::active().add_multiple(beside[k], drawn, load[k], n);
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

// The first of the three steps in a row by which the straighter scale is chosen.
std::size_t row_of_three(std::size_t second) { return second >= 2 ? second - 2 : 0; }

// How far on the way from the step before.
double part_of(const CrossingLaw& law, std::size_t step, double y) { return (y - law.at[step - 1]) / (law.at[step] - law.at[step - 1]); }

// The three steps around the second of two, but for their heights.
void set_steps(const CrossingLaw& law, std::size_t second, crossing::Between& at) {
  const std::size_t row = row_of_three(second);
  at.first = second - 1 - row;
  for (std::size_t i = 0; i < 3; ++i) {
    at.load[i] = law.sign * law.load[row + i];
    at.bound[i] = law.sign * (law.bound[row + i] - law.bound[second]);
    at.plain[i] = std::exp(at.bound[i]);
  }
}

double height_offset(const CrossingLaw& law, std::size_t second, std::size_t i) { return law.sign * (law.offset[row_of_three(second) + i] - law.bound[second]); }

// The probability that the direction goes beyond where the crossing is at or before its place.
void CrossingSample::between_steps(const crossing::Between& at, double* out, std::size_t n) const {
  double stretch[block], high[block];
  const bool changes = crossing::active().between(at, out, stretch, high, n);
  const kernels::Table& k = kernels::active();
  k.min(out, out, at.before, n);
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
  crossing::Between at;
  set_steps(law_, step, at);
  kernels::active().fill(at.part, part_of(law_, step, y), count);
  at.shared = true;
  for (std::size_t i = 0; i < 3; ++i) {
    const double* all = data.beside[row_of_three(step) + i].data() + trial;
    const double offset = height_offset(law_, step, i), sign = law_.sign;
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
    crossing::Between at;
    set_steps(law_, k, at);
    double shares[block];
    for (std::size_t i = 0; i < 3; ++i) kernels::active().fill(at.height[i], height_offset(law_, k, i), count);
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
