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
  for (std::size_t k = 0; k < law.at.size(); ++k) {
    for (const std::vector<double>& loads : law.normal) loads_.push_back(loads[k]);
  }
  if (!law.exact()) return;
  const std::vector<double> nothing(law.at.size() * block, 0.0);
  add_chunk(0, 0, nothing.data(), 1);
  for (std::size_t k = 0; k < law.at.size(); ++k) known_.push_back(data_[0].chunks[0].earliest(k, 0));
  for (std::size_t k = 0; k < known_.size(); k += block) above(known_.data() + k, std::min(block, known_.size() - k));
}

// `beside`: what the rest of the inputs adds, a block of each step.
void CrossingSample::add_chunk(std::uint32_t replicate, std::uint64_t from, const double* beside, std::size_t n) {
  const std::size_t steps = law_.at.size();
  Chunk& chunk = data_[replicate].chunks.emplace_back(Chunk{from, n, std::make_unique_for_overwrite<double[]>(steps * n), std::make_unique_for_overwrite<std::uint16_t[]>(steps * n)});
  double earliest[block];
  std::fill_n(earliest, n, infinity);
  for (std::size_t k = 0; k < steps; ++k) {
    double* own = chunk.own.get() + k * n;
    std::uint16_t* first = chunk.first.get() + k * n;
    if (k == 0) std::fill_n(first, n, std::uint16_t{0});
    else std::copy_n(first - n, n, first);
    if (law_.fixed[k]) std::fill_n(own, n, infinity);
    else crossing::active().begins(own, earliest, first, beside + k * block, law_.bound[k] - law_.offset[k], law_.load[k], static_cast<std::uint16_t>(k), n);
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
  const std::size_t normals = law_.normal.size(), all = normals + law_.others.size(), steps = law_.at.size();
  std::vector<double> drawn_normals(normals * crossing::stride), sums(steps * block);
  std::vector<double*> beside(steps);
  for (std::size_t k = 0; k < steps; ++k) beside[k] = sums.data() + k * block;
  double drawn[block];
  for (std::uint64_t trial = from; trial < points;) {
    const auto n = static_cast<std::size_t>(std::min(points, trial / block * block + block) - trial);
    for (std::size_t i = 0; i < normals; ++i) points_beside.normals(i, trial, drawn_normals.data() + i * crossing::stride, n);
    crossing::active().add_normals({drawn_normals.data(), loads_.data(), normals, steps}, beside.data(), n);
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
    add_chunk(replicate, trial, sums.data(), n);
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

// A step is at its bound where it begins to hold.
void CrossingSample::set_heights(const Chunk& chunk, std::size_t step, const std::uint16_t* trials, std::size_t count, crossing::Between& at) const {
  const std::size_t row = row_of_three(step);
  for (std::size_t i = 0; i < 3; ++i) {
    const double* own = chunk.own.get() + (row + i) * chunk.n;
    const double bound = at.bound[i], load = at.load[i];
    if (law_.fixed[row + i]) kernels::active().fill(at.height[i], law_.sign * (law_.offset[row + i] - law_.bound[step]), count);
    else for (std::size_t t = 0; t < count; ++t) at.height[i][t] = bound - load * own[trials[t]];
  }
  for (std::size_t t = 0; t < count; ++t) at.before[t] = chunk.earliest(step - 1, trials[t]);
}

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
void CrossingSample::passing(const Chunk& chunk, std::size_t step, double y, double* out, std::size_t n) const {
  const std::uint16_t* first = chunk.first.get() + step * chunk.n;
  double shares[block];
  std::uint16_t which[block];
  std::size_t count = 0;
  for (std::size_t t = 0; t < n; ++t) {
    which[count] = static_cast<std::uint16_t>(t);
    count += first[t] == step ? 1 : 0;
  }
  if (count < n) {
    for (std::size_t t = 0; t < n; ++t) out[t] = chunk.earliest(step - 1, t);
    above(out, n);
  }
  if (count == 0) return;
  crossing::Between at;
  set_steps(law_, step, at);
  kernels::active().fill(at.part, part_of(law_, step, y), count);
  at.shared = true;
  set_heights(chunk, step, which, count, at);
  between_steps(at, shares, count);
  for (std::size_t t = 0; t < count; ++t) out[which[t]] = shares[t];
}

// The steps' probabilities are known; what lies between two of them is worked out pair by pair.
void CrossingSample::exact_probabilities(const double* y, bool closed, double* out, std::size_t n) const {
  const std::size_t last = law_.at.size() - 1;
  const Chunk& chunk = data_[0].chunks[0];
  std::size_t step[block];   // the second of the two that it lies between; 0 where there is nothing to work out
  for (std::size_t t = 0; t < n; ++t) {
    const auto k = static_cast<std::size_t>(std::lower_bound(law_.at.begin(), law_.at.end(), y[t]) - law_.at.begin());
    const bool at_step = k <= last && law_.at[k] == y[t];
    step[t] = 0;
    if (std::isnan(y[t])) out[t] = y[t];
    else if (k == 0) out[t] = at_step && closed ? known_[0] : 0;
    else if (k > last) out[t] = closed && std::isinf(y[t]) ? 1 : known_[last];
    else if (at_step || chunk.first[k] != k) out[t] = known_[at_step ? k : k - 1];
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
    const std::uint16_t only[block] = {};
    set_heights(chunk, k, only, count, at);
    for (std::size_t t = 0; t < count; ++t) at.part[t] = part_of(law_, k, y[which[t]]);
    between_steps(at, shares, count);
    for (std::size_t t = 0; t < count; ++t) out[which[t]] = shares[t];
  }
}

double CrossingSample::probability(std::uint32_t replicate, double y, std::uint64_t points) const {
  const kernels::Table& kernel = kernels::active();
  const auto place = std::lower_bound(law_.at.begin(), law_.at.end(), y);
  const auto k = static_cast<std::size_t>(place - law_.at.begin());
  if (k == 0 && y < law_.at[0]) return 0;
  // A step that never holds by itself is not crossed on the way to.
  const bool between = place != law_.at.end() && *place != y && !law_.fixed[k];
  const std::size_t known = place != law_.at.end() && *place == y ? k : k - 1;   // the last step at or before y
  const std::uint64_t used = law_.exact() ? 1 : points;
  double sum = 0, out[block];
  for (const Chunk& chunk : data_[replicate].chunks) {
    if (chunk.from >= used) break;
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(chunk.n, used - chunk.from));
    if (between) {
      passing(chunk, k, y, out, n);
    } else {
      for (std::size_t t = 0; t < n; ++t) out[t] = chunk.earliest(known, t);
      above(out, n);
    }
    sum += kernel.sum(out, n);
  }
  return sum / static_cast<double>(used);
}

}  // namespace botec
