#include "sensitivity/compare_split.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "distributions/family.h"
#include "kernels/kernels.h"
#include "program/closed_form.h"
#include "samples/parallel.h"
#include "sensitivity/compare_mixtures.h"
#include "sensitivity/shapley_game.h"

namespace botec {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Each replicate has orders of its own, so that the spread of the replicates shows what choosing orders does.
std::vector<GamePlan> make_plans(const Pairing& pairing, const CompareOptions& options, std::size_t pairs) {
  const std::size_t players = pairing.changes.size();
  if (players <= options.most_exact) return {all_coalitions(players)};
  std::vector<GamePlan> plans;
  for (std::uint32_t r = 0; r < options.replicates; ++r) {
    Stream random(options.seed, stream_key("orders of compare"), lane_of(Purpose::permutation, r));
    plans.push_back(random_orders(players, pairs, random));
  }
  return plans;
}

// A value that every replicate has within rounding is exact.
SplitValue over_replicates(const std::vector<double>& values) {
  const auto r = static_cast<double>(values.size());
  double mean = 0, squares = 0, size = 0;
  for (const double v : values) mean += (v - values.front()) / r;
  mean += values.front();
  for (const double v : values) {
    squares += (v - mean) * (v - mean);
    size = std::max(size, std::abs(v));
  }
  constexpr double rounding = 1e-12;
  const double error = values.size() < 2 ? 0 : std::sqrt(squares / (r - 1) / r);
  return {mean, error <= rounding * size ? 0 : error};
}

// Logarithms relative to side A, which keeps the digits of a ratio.
Split split_worths(const std::vector<GamePlan>& plans, std::vector<std::vector<double>> worths, bool additive) {
  Split split;
  split.logarithmic = !additive;
  for (const auto& worth : worths) {
    for (const double v : worth) {
      if (!std::isfinite(v)) split.none = NoSplit::not_finite;
      split.logarithmic = split.logarithmic && v > 0;
    }
  }
  if (split.none != NoSplit::none) return split;
  std::vector<double> totals;
  std::vector<std::vector<double>> parts(plans.front().players);
  for (std::size_t r = 0; r < worths.size(); ++r) {
    auto& worth = worths[r];
    const double origin = worth.front();
    split.from += origin / static_cast<double>(worths.size());
    for (double& v : worth) v = split.logarithmic ? std::log(v / origin) : v - origin;
    const auto shares = shapley_values(plans[plans.size() == 1 ? 0 : r], worth);
    for (std::size_t p = 0; p < shares.size(); ++p) parts[p].push_back(shares[p]);
    totals.push_back(worth.back());
  }
  for (const auto& part : parts) split.parts.push_back(over_replicates(part));
  split.total = over_replicates(totals);
  if (!plans.front().orders.empty()) {
    split.all_orders = false;
    for (const GamePlan& plan : plans) split.orders += plan.orders.size();
  }
  return split;
}

std::size_t nodes_of(const Pairing& pairing) {
  return std::max({pairing.sides[0].program.graph.size(), pairing.sides[1].program.graph.size(), std::size_t{1}});
}

// The output's value for one number for each input and side, in every mixture.
Split split_scalars(const Pairing& pairing, const CompareOptions& options, const std::array<std::vector<double>, 2>& numbers) {
  constexpr std::size_t most_work = 50'000'000;   // calls of kernels on single numbers: half a second
  const std::size_t most_pairs = most_work / std::max<std::size_t>(2 * pairing.changes.size() * nodes_of(pairing) * options.replicates, 1);
  const auto plans = make_plans(pairing, options, std::clamp<std::size_t>(most_pairs, 2, 256));
  std::vector<std::vector<double>> worths(plans.size());
  parallel_for(plans.size(), options.threads, [&](std::uint64_t r, std::size_t) {
    std::array<std::vector<double>, 2> inputs;
    for (int s = 0; s < 2; ++s) inputs[s].resize(pairing.input_of[s].size());
    for (const Coalition& changed : plans[r].coalitions) {
      const int formulas = pairing.from_b(pairing.formulas, changed) ? 1 : 0;
      for (std::size_t place = 0; place < inputs[formulas].size(); ++place) {
        const std::uint32_t input = pairing.input_of[formulas][place];
        inputs[formulas][place] = numbers[source_of(pairing, input, formulas, changed)][input];
      }
      worths[r].push_back(evaluate_graph(pairing.sides[formulas].program.graph, inputs[formulas])[pairing.sides[formulas].output]);
    }
  });
  return split_worths(plans, std::move(worths), options.additive);
}

std::array<std::vector<double>, 2> per_input(const Pairing& pairing, double (*number)(const DrawnInput&)) {
  std::array<std::vector<double>, 2> result;
  for (int s = 0; s < 2; ++s) {
    for (const PairedInput& input : pairing.inputs) {
      result[s].push_back(input.place[s] ? number(pairing.sides[s].program.drawn[*input.place[s]]) : nan);
    }
  }
  return result;
}

// What of a law decides whether a closed form exists.
int kind_of(const Sampler& sampler) {
  const auto value = constant_value(sampler.distribution());
  if (value) return *value * sampler.scale() > 0 ? 0 : 1;
  const std::string_view family = sampler.distribution().family->name;
  return family == "normal" ? 2 : family == "lognormal" && sampler.scale() > 0 ? 3 : 4;
}

// Whether every mixture's law is known in closed form. That depends on the kinds of the laws alone, so that only inputs whose
// kind differs are tried both ways.
bool all_closed(const Pairing& pairing) {
  if (pairing.condition || pairing.has_conditions()) return false;
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < pairing.inputs.size(); ++i) {
    const PairedInput& input = pairing.inputs[i];
    if (!input.change) continue;
    const auto kind = [&](int s) { return kind_of(pairing.sides[s].program.drawn[*input.place[s]].sampler); };
    if (input.needed && (kind(0) == 4 || kind(1) == 4)) return false;
    if (kind(0) != kind(1)) open.push_back(i);
  }
  constexpr std::size_t most_open = 8;
  if (open.size() > most_open) return false;
  for (int s = 0; s < 2; ++s) {
    Program mixture = pairing.sides[s].program;
    for (std::size_t set = 0; set < std::size_t{1} << open.size(); ++set) {
      for (std::size_t i = 0; i < open.size(); ++i) {
        const PairedInput& input = pairing.inputs[open[i]];
        const int from = (set >> i & 1) != 0 ? 1 : 0;
        mixture.drawn[*input.place[s]].sampler = pairing.sides[from].program.drawn[*input.place[from]].sampler;
      }
      const auto forms = find_closed_forms(mixture);
      if (forms.empty() || !forms[pairing.sides[s].output]) return false;
    }
  }
  return true;
}

// So many trials a replicate of every mixture that a second or so is enough for all, in whole blocks.
std::uint64_t points_of(const CompareOptions& options, std::size_t mixtures) {
  constexpr std::uint64_t most_values = 1u << 25, most = 1u << 14, block = kernels::block_size;
  std::uint64_t points = std::bit_floor(std::max<std::uint64_t>(most_values / options.replicates / mixtures, 1));
  points = std::clamp(points, block, most);
  if (options.samples) points = std::max<std::uint64_t>(*options.samples / options.replicates, 1);
  return (points + block - 1) / block * block;
}

Split split_sampled(const Pairing& pairing, const CompareOptions& options) {
  // Orders in so many pairs that a few seconds are enough: 2,048 steps, and 15 billion values of single operations in one block
  // of every mixture and replicate.
  constexpr std::size_t most_steps = 2048, most_values = 15'000'000'000;
  const std::size_t players = std::max<std::size_t>(pairing.changes.size(), 1);
  const std::size_t in_time = most_values / (2 * players * nodes_of(pairing) * kernels::block_size * options.replicates);
  const auto plans = make_plans(pairing, options, std::clamp<std::size_t>(std::min(most_steps / players, in_time), 2, 16));
  const std::uint64_t points = points_of(options, plans.front().coalitions.size());
  const Mixtures mixtures(pairing);
  std::vector<std::vector<double>> worths(options.replicates);
  const auto interrupted = [&] { return options.interrupted != nullptr && options.interrupted->load(std::memory_order_relaxed); };
  std::atomic<std::uint64_t> done = 0;
  parallel_for(options.replicates, options.threads, [&](std::uint64_t r, std::size_t worker) {
    if (interrupted()) return;
    const PointSet design(Design{options.method, options.seed, points}, static_cast<std::uint32_t>(r), mixtures.draws().coordinates());
    worths[r] = mixtures.middles(plans[plans.size() == 1 ? 0 : r].coalitions, design, points);
    const std::uint64_t all = points * plans.front().coalitions.size();
    const std::uint64_t so_far = done += all;
    if (worker == 0 && options.progress) options.progress(so_far, all * options.replicates);
  });
  Split split;
  if (interrupted()) {
    split.none = NoSplit::interrupted;
    return split;
  }
  split = split_worths(plans, std::move(worths), options.additive);
  split.samples = points * options.replicates;
  return split;
}

bool varies(const Pairing& pairing) {
  return pairing.has_conditions() || std::any_of(pairing.inputs.begin(), pairing.inputs.end(), [&](const PairedInput& input) {
           for (int s = 0; s < 2; ++s) {
             if (input.place[s] && !constant_value(pairing.sides[s].program.drawn[*input.place[s]].sampler.distribution())) return input.needed;
           }
           return false;
         });
}

// Never seen, or never failed: up to three in n would go unseen with 95%.
SplitValue share_of_trials(const std::vector<double>& values, std::uint64_t samples) {
  SplitValue share = over_replicates(values);
  if (share.value == 0 || share.value == 1) share.error = std::min(1.5 / static_cast<double>(samples), 0.5);
  return share;
}

}  // namespace

LargerProbability larger_probability(const Pairing& pairing, const CompareOptions& options) {
  constexpr std::uint64_t default_points = 1u << 14, block = kernels::block_size;
  const bool random = varies(pairing);
  std::uint64_t points = options.samples ? std::max<std::uint64_t>(*options.samples / options.replicates, 1) : default_points;
  points = random ? (points + block - 1) / block * block : block;
  const std::uint32_t replicates = random ? options.replicates : 1;
  const Mixtures mixtures(pairing);
  std::vector<double> first(replicates, nan), equal(replicates, nan);
  parallel_for(replicates, options.threads, [&](std::uint64_t r, std::size_t) {
    if (options.interrupted != nullptr && options.interrupted->load(std::memory_order_relaxed)) return;
    const PointSet design(Design{options.method, options.seed, points}, static_cast<std::uint32_t>(r), mixtures.draws().coordinates());
    const Larger found = mixtures.larger(design, points, options.infinite_counts);
    first[r] = found.first;
    equal[r] = found.equal;
  });
  if (std::any_of(first.begin(), first.end(), [](double v) { return std::isnan(v); })) return {};
  if (!random) return {true, {first.front(), 0}, {equal.front(), 0}, 0};
  const std::uint64_t samples = points * replicates;
  return {true, share_of_trials(first, samples), share_of_trials(equal, samples), samples};
}

Split split_points(const Pairing& pairing, const CompareOptions& options) {
  return split_scalars(pairing, options, per_input(pairing, [](const DrawnInput& drawn) { return drawn.point; }));
}

Split split_middles(const Pairing& pairing, const CompareOptions& options) {
  if (!all_closed(pairing)) return split_sampled(pairing, options);
  // All normals behind it at 0 is the median of a sum of them, and of what grows with it: each input stands at its own.
  const auto median = [](const DrawnInput& drawn) { return quantile(drawn.sampler.distribution(), 0.5) * drawn.sampler.scale(); };
  return split_scalars(pairing, options, per_input(pairing, median));
}

}  // namespace botec
