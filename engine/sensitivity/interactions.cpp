#include "sensitivity/interactions.h"

#include <algorithm>
#include <cmath>

#include "samples/parallel.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;

struct Pair {
  std::size_t first, second;   // places in the list of inputs
  Exchange both;
};

struct MixedSums {
  std::vector<double> squares, count;   // per pair
  double values = 0, mean = 0, mean_square = 0;

  MixedSums& operator+=(const MixedSums& o) { return add(o, 1); }
  MixedSums& operator-=(const MixedSums& o) { return add(o, -1); }
  MixedSums& add(const MixedSums& o, double sign) {
    for (std::size_t p = 0; p < squares.size(); ++p) squares[p] += sign * o.squares[p], count[p] += sign * o.count[p];
    values += sign * o.values, mean += sign * o.mean, mean_square += sign * o.mean_square;
    return *this;
  }
  double variance() const { return mean_square / values - mean / values * (mean / values); }
};

struct Task {
  const Study& study;
  std::size_t target;
  const Measure& how;
  const std::vector<std::size_t>& inputs;
  std::vector<Pair> pairs;

  MixedSums run(std::uint32_t replicate, std::uint64_t points) const;
  void add_values(const double* values, MixedSums& sums) const;
};

void Task::add_values(const double* values, MixedSums& sums) const {
  for (std::size_t t = 0; t < n; ++t) {
    if (!std::isfinite(values[t])) continue;
    sums.values += 1;
    sums.mean += values[t];
    sums.mean_square += values[t] * values[t];
  }
}

MixedSums Task::run(std::uint32_t replicate, std::uint64_t points) const {
  MixedSums sums{std::vector<double>(pairs.size(), 0.0), std::vector<double>(pairs.size(), 0.0)};
  const auto coordinates = study.draws.coordinates(2);
  const PointSet set(Design{study.options.method, study.options.seed, points}, replicate, coordinates);
  const Bank a(study.tape), b(study.tape), changed(study.tape);
  std::vector<double> whole(n), raw(n), mixed(n), single(inputs.size() * n);
  const auto evaluate_exchange = [&](const Exchange& e, double* out) {
    exchange(e, study.draws, a, b, changed);
    read_target(study, target, e, a, changed, raw.data());
    measure(how, raw.data(), out);
  };
  for (std::uint64_t first = 0; first < points; first += n) {
    study.draws.draw(set, 0, first, a);
    study.draws.draw(set, 1, first, b);
    evaluate(study.tape, a);
    read_target(study, target, a, raw.data());
    measure(how, raw.data(), whole.data());
    add_values(whole.data(), sums);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      evaluate_exchange(study.prepared_factors[inputs[i]].exchange, single.data() + i * n);
      add_values(single.data() + i * n, sums);
    }
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      evaluate_exchange(pairs[p].both, mixed.data());
      const double* x = single.data() + pairs[p].first * n;
      const double* y = single.data() + pairs[p].second * n;
      for (std::size_t t = 0; t < n; ++t) {
        const double difference = whole[t] - x[t] - y[t] + mixed[t];
        if (!std::isfinite(difference)) continue;
        sums.squares[p] += difference * difference;
        sums.count[p] += 1;
      }
    }
  }
  return sums;
}

}  // namespace

std::vector<PairShare> pair_shares(const Study& study, std::size_t target, const Measure& how, const std::vector<std::size_t>& inputs,
                                   std::uint64_t points) {
  Task task{study, target, how, inputs, {}};
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::size_t j = i + 1; j < inputs.size(); ++j) {
      const std::uint32_t both[] = {static_cast<std::uint32_t>(inputs[i]), static_cast<std::uint32_t>(inputs[j])};
      task.pairs.push_back({i, j, make_exchange(study.draws, study.tape, both)});
    }
  }
  std::vector<MixedSums> replicates(study.options.replicates);
  parallel_for(replicates.size(), study.options.threads,
               [&](std::uint64_t r, std::size_t) { replicates[r] = task.run(static_cast<std::uint32_t>(r), points); });
  std::vector<PairShare> result;
  for (std::size_t p = 0; p < task.pairs.size(); ++p) {
    const auto share = [p](const MixedSums& s) {
      const double value = s.squares[p] / s.count[p] / 4 / s.variance();
      return std::isfinite(value) ? value : 0.0;
    };
    result.push_back({inputs[task.pairs[p].first], inputs[task.pairs[p].second], jackknife(replicates, share)});
  }
  std::stable_sort(result.begin(), result.end(), [](const PairShare& x, const PairShare& y) { return x.share.value > y.share.value; });
  return result;
}

}  // namespace botec
