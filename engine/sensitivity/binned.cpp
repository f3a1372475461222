#include "sensitivity/binned.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace botec {
namespace {

struct Bin {
  double count = 0, sum = 0, squares = 0;
};

struct BinSums {
  std::vector<Bin> bins;
  BinSums& operator+=(const BinSums& o) { return add(o, 1); }
  BinSums& operator-=(const BinSums& o) { return add(o, -1); }
  BinSums& add(const BinSums& o, double sign) {
    for (std::size_t b = 0; b < bins.size(); ++b) {
      bins[b].count += sign * o.bins[b].count;
      bins[b].sum += sign * o.bins[b].sum;
      bins[b].squares += sign * o.bins[b].squares;
    }
    return *this;
  }
};

// The variance between bins, less what the scatter within them adds to it.
double share(const BinSums& s) {
  Bin all;
  for (const Bin& bin : s.bins) all = {all.count + bin.count, all.sum + bin.sum, all.squares + bin.squares};
  const double mean = all.sum / all.count, variance = all.squares / all.count - mean * mean;
  double between = 0;
  for (const Bin& bin : s.bins) {
    if (bin.count < 2) continue;
    const double centre = bin.sum / bin.count, within = (bin.squares - bin.sum * centre) / (bin.count - 1);
    between += bin.count / all.count * ((centre - mean) * (centre - mean) - within / bin.count);
  }
  return variance > 0 ? between / variance : 0;
}

}  // namespace

Jackknife binned_first_order(const Survey& survey, std::size_t target, std::size_t input, std::size_t replicates) {
  const std::vector<double>& x = survey.inputs[input];
  std::vector<double> y(survey.values[target].size());
  for (std::size_t t = 0; t < y.size(); t += kernels::block_size) measure(survey.targets[target].measure, survey.values[target].data() + t, y.data() + t);
  std::vector<std::uint32_t> order;
  for (std::uint32_t t = 0; t < y.size(); ++t) {
    if (survey.kept[t] != 0 && std::isfinite(y[t])) order.push_back(t);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t j) { return x[i] < x[j]; });
  // Bins of equal numbers, 1.5 n^(1/3) of them: more follow the curve better, fewer know their means better.
  const auto wanted = static_cast<std::size_t>(std::max(2.0, 1.5 * std::cbrt(static_cast<double>(order.size()))));
  const std::size_t size = std::max<std::size_t>(1, (order.size() + wanted - 1) / wanted);
  std::vector<BinSums> sums(replicates, BinSums{std::vector<Bin>(wanted + 1)});
  std::size_t bin = 0, filled = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    // Equal values stay together.
    if (filled >= size && x[order[k]] != x[order[k - 1]]) ++bin, filled = 0;
    ++filled;
    const double value = y[order[k]];
    Bin& into = sums[order[k] / survey.points].bins[bin];
    into.count += 1, into.sum += value, into.squares += value * value;
  }
  return jackknife(sums, share);
}

}  // namespace botec
