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

void CrossingSample::extend(std::uint32_t replicate, std::uint64_t from, std::uint64_t points) {
  if (law_.exact()) return;
  std::vector<Coordinate> coordinates;
  const std::size_t normals = law_.normal.size(), all = normals + law_.others.size();
  const std::uint64_t key = stream_key("beside the direction of a crossing");
  for (std::size_t i = 0; i < all; ++i) coordinates.push_back({key + i, static_cast<std::uint32_t>(i)});
  const PointSet net(Design{Method::sobol, seed_, points}, replicate, coordinates);
  Replicate& data = data_[replicate];
  const std::uint64_t size = (points + block - 1) / block * block;
  for (auto* columns : {&data.beside, &data.earliest}) {
    for (auto& column : *columns) column.resize(size);
  }
  double drawn[block];
  for (std::uint64_t trial = from / block * block; trial < points; trial += block) {
    for (auto& column : data.beside) std::fill_n(column.begin() + static_cast<std::ptrdiff_t>(trial), block, 0.0);
    for (std::size_t i = 0; i < all; ++i) {
      const Sampler* sampler = i < normals ? nullptr : &program_.drawn[law_.others[i - normals].input].sampler;
      if (sampler == nullptr || sampler->wants_normals()) net.normals(i, trial, drawn);
      else net.uniforms(i, trial, drawn);
      if (sampler != nullptr) sampler->draw(drawn, drawn, block);
      const std::vector<double>& load = sampler == nullptr ? law_.normal[i] : law_.others[i - normals].load;
      for (std::size_t k = 0; k < load.size(); ++k) {
        if (load[k] == 0) continue;
        double* beside = data.beside[k].data() + trial;
        for (std::size_t t = 0; t < block; ++t) beside[t] += load[k] * drawn[t];
      }
    }
    holds_from(replicate, trial, block);
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

// Three steps in a row of a block of trials, the crossing at or before a part of the way from one of them to the next.
struct CrossingSample::Between {
  const CrossingLaw& law;
  std::size_t step;              // the second of the two
  double part;
  const double* beside[3];       // of the three steps from `row` on
  const double* before;          // from where on the crossing is at or before the first of the two
  std::size_t row() const { return step >= 2 ? step - 2 : 0; }
  std::size_t first() const { return step - 1 - row(); }   // of the two, among the three

  double height(std::size_t i, std::size_t t, double c) const { return law.offset[row() + i] + beside[i][t] + law.load[row() + i] * c; }
  void by_logarithm(double* out, std::size_t n) const;
  void by_value(const double* start, double* out, std::size_t n) const;
  void straighter(const double* c, double* out, std::size_t n) const;
};

// Where the line through the logarithms is at the bound's.
void CrossingSample::Between::by_logarithm(double* out, std::size_t n) const {
  const std::size_t a = row() + first(), b = a + 1;
  const double bound = (1 - part) * law.bound[a] + part * law.bound[b], load = (1 - part) * law.load[a] + part * law.load[b];
  const double offset = (1 - part) * law.offset[a] + part * law.offset[b];
  const double *low = beside[first()], *high = beside[first() + 1];
  for (std::size_t t = 0; t < n; ++t) out[t] = (bound - offset - (1 - part) * low[t] - part * high[t]) / load;
}

// Where the line through the values is at the bound's: by Newton's method on the logarithm of both, which is nearly straight. A step
// squares the error, which is the square of what logarithms differ by between two steps at first.
void CrossingSample::Between::by_value(const double* start, double* out, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  const std::size_t a = row() + first(), b = a + 1;
  const double sign = law.sign, bound = std::log((1 - part) * std::exp(sign * (law.bound[a] - law.bound[b])) + part) + sign * law.bound[b];
  double grown[block], sum[block];
  std::copy_n(start, n, out);
  constexpr int rounds = 5;
  constexpr double most = 600;   // of a logarithm
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t t = 0; t < n; ++t) grown[t] = std::clamp(sign * (height(first() + 1, t, out[t]) - height(first(), t, out[t])), -most, most);
    k.exp(grown, grown, n);
    for (std::size_t t = 0; t < n; ++t) sum[t] = (1 - part) + part * grown[t];
    k.log(sum, sum, n);
    for (std::size_t t = 0; t < n; ++t) {
      const double excess = sign * height(first(), t, out[t]) + sum[t] - bound;
      const double weight = part * grown[t] / ((1 - part) + part * grown[t]);
      out[t] -= excess / (sign * ((1 - weight) * law.load[a] + weight * law.load[b]));
    }
  }
}

// 1 where the three logarithms less those of the bounds are straighter than the values are (as in program/crossing.cpp), else 0.
void CrossingSample::Between::straighter(const double* c, double* out, std::size_t n) const {
  const kernels::Table& k = kernels::active();
  double value[3][block], bound[3], logarithm_bound[3];
  for (std::size_t i = 0; i < 3; ++i) {
    logarithm_bound[i] = law.sign * (law.bound[row() + i] - law.bound[step]);
    bound[i] = std::exp(logarithm_bound[i]);
    for (std::size_t t = 0; t < n; ++t) out[t] = law.sign * (height(i, t, c[t]) - law.bound[step]);
    k.exp(value[i], out, n);
  }
  const std::size_t f = first();
  for (std::size_t t = 0; t < n; ++t) {
    double plain[3], logarithm[3];
    for (std::size_t i = 0; i < 3; ++i) {
      plain[i] = value[i][t] - bound[i];
      logarithm[i] = law.sign * (height(i, t, c[t]) - law.bound[step]) - logarithm_bound[i];
    }
    const auto bend = [](const double* v) { return std::abs(v[0] + v[2] - 2 * v[1]); };
    out[t] = bend(logarithm) * std::abs(plain[f + 1] - plain[f]) < bend(plain) * std::abs(logarithm[f + 1] - logarithm[f]) ? 1 : 0;
  }
}

// Beyond the later of the places that the two scales give the crossing is at or before y, and before the earlier one it is not.
// Between them, which is a stretch as small as the square of a step's growth, it is where the scale of the earlier place is taken.
void CrossingSample::between_steps(const Between& at, double* out, std::size_t n) const {
  double logarithm[block], value[block], choice[2][block], low[block], high[block];
  at.by_logarithm(logarithm, n);
  at.by_value(logarithm, value, n);
  at.straighter(logarithm, choice[0], n);
  at.straighter(value, choice[1], n);
  for (std::size_t t = 0; t < n; ++t) {
    const bool first = choice[0][t] == 1, second = choice[1][t] == 1;   // by logarithms, at either place
    low[t] = high[t] = first && second ? logarithm[t] : !first && !second ? value[t] : 0;
    if (first == second) continue;
    // The scale changes between the two places, once; by halving.
    double from = logarithm[t], to = value[t];
    const bool begins = first;
    const Between one{at.law, at.step, at.part, {at.beside[0] + t, at.beside[1] + t, at.beside[2] + t}, at.before + t};
    constexpr int halvings = 30;
    for (int halving = 0; halving < halvings; ++halving) {
      const double middle = (from + to) / 2;
      double by_logarithm;
      one.straighter(&middle, &by_logarithm, 1);
      ((by_logarithm == 1) == begins ? from : to) = middle;
    }
    // Logarithms are taken at their own place, values at theirs: from the earlier place to the change, and again from the later one.
    // Otherwise each is taken where only the other would do, and the change decides.
    low[t] = begins ? std::min(logarithm[t], value[t]) : to;
    high[t] = begins ? std::max(logarithm[t], value[t]) : to;
    if (begins) choice[0][t] = to;
  }
  double stretch[block];
  bool changes = false;
  for (std::size_t t = 0; t < n; ++t) {
    changes = changes || low[t] != high[t];
    stretch[t] = std::min(low[t] != high[t] ? choice[0][t] : high[t], at.before[t]);
    low[t] = std::min(low[t], at.before[t]);
    high[t] = std::min(high[t], at.before[t]);
  }
  above(low, n);
  std::copy_n(low, n, out);
  if (!changes) return;
  above(high, n);
  above(stretch, n);
  for (std::size_t t = 0; t < n; ++t) out[t] += high[t] - stretch[t];
}

// Between two steps: only where the second of them holds earlier than all before it is there more to know than at the first.
void CrossingSample::passing(const Replicate& data, std::size_t step, double y, std::uint64_t trial, double* out, std::size_t n) const {
  const double *first = data.earliest[step - 1].data() + trial, *second = data.earliest[step].data() + trial;
  double beside[3][block], before[block], shares[block];
  std::uint16_t which[block];
  std::size_t count = 0;
  for (std::size_t t = 0; t < n; ++t) {
    which[count] = static_cast<std::uint16_t>(t);
    count += second[t] < first[t] ? 1 : 0;
  }
  std::copy_n(first, n, out);
  above(out, n);
  if (count == 0) return;
  const Between at{law_, step, (y - law_.at[step - 1]) / (law_.at[step] - law_.at[step - 1]), {beside[0], beside[1], beside[2]}, before};
  for (std::size_t i = 0; i < 3; ++i) {
    const double* all = data.beside[at.row() + i].data() + trial;
    for (std::size_t t = 0; t < count; ++t) beside[i][t] = all[which[t]];
  }
  for (std::size_t t = 0; t < count; ++t) before[t] = first[which[t]];
  between_steps(at, shares, count);
  for (std::size_t t = 0; t < count; ++t) out[which[t]] = shares[t];
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
