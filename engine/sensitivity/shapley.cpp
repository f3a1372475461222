#include "sensitivity/shapley.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "samples/parallel.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr std::uint64_t chunk_points = 2048;

// Trials that share an order. Effects vary far more between orders than between trials, so that many orders of few trials say more than
// few of many: with a whole block each, the shares of thirty correlated inputs needed eight times the trials. Fewer than 64 would leave
// the kernels little to do at a time.
constexpr std::size_t lane = 64;
static_assert(n % lane == 0);

// Another order for every pair of lanes, and its reverse for the second of the two: what one puts early the other puts late.
std::vector<std::size_t> order_of(const Study& study, std::size_t players, std::uint32_t replicate, std::uint64_t first_trial) {
  const std::uint64_t place = first_trial / lane;
  Stream words(study.options.seed, stream_key("order of players"), replicate);
  words.jump(place / 2 * players);
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t k = players; k > 1; --k) std::swap(order[k - 1], order[words() % k]);
  if (place % 2 == 1) std::reverse(order.begin(), order.end());
  return order;
}

// What one thread works with.
struct Workspace {
  explicit Workspace(const ShapleyGame& game)
      : a(game.tape), mixed(game.tape), values((game.players.size() + 1) * lane + n), known(game.players.size()) {}
  Bank a, mixed;                  // mixed: B, and then A's inputs one after another
  std::vector<double> values;     // of the target, after each step
  std::vector<char> known;        // per player, in the order that is played
  std::vector<double> left;       // covariances of the players' normals, given those that are known
  double whole[n], gap[n];
};

void read(const ShapleyGame& game, const Bank& bank, std::size_t first, std::size_t count, double* out) {
  std::copy_n(bank.at(game.value) + first, count, out);
  for (std::size_t t = 0; game.valid && t < count; ++t) {
    if (bank.at(*game.valid)[first + t] != 1) out[t] = std::nan("");
  }
}

// The next player's value of A becomes known in the lane from `first` on; those correlated with it and not known yet follow, by the
// regression on it of what is left of them.
void learn(const Study& study, const ShapleyGame& game, std::size_t next, std::size_t first, Workspace& w) {
  constexpr double vanishing = 1e-10;   // of a normal that those known determine
  const std::size_t size = game.players.size();
  const std::uint32_t input = game.players[next];
  const double own = w.left[next * size + next];
  const double* to = w.a.base(input) + first;
  double* from = w.mixed.base(input) + first;
  w.known[next] = 1;
  for (const std::size_t follower : game.partners[next]) {
    if (w.known[follower] != 0) continue;
    const double weight = own < vanishing ? 0 : w.left[follower * size + next] / own;
    double* base = w.mixed.base(game.players[follower]) + first;
    for (std::size_t t = 0; t < lane; ++t) base[t] += weight * (to[t] - from[t]);
    study.draws.value(game.players[follower], base, w.mixed.at(game.players[follower]) + first, lane);
    for (const std::size_t other : game.partners[next]) {
      if (w.known[other] == 0) w.left[follower * size + other] -= weight * w.left[next * size + other];
    }
  }
  std::copy_n(to, lane, from);
  std::copy_n(w.a.at(input) + first, lane, w.mixed.at(input) + first);
  replay(game.replays[next], w.mixed, w.mixed, first, lane);
}

// Trials that are not finite at any step are left out of all. `steps` rows of a lane each.
std::size_t drop_non_finite(double* values, std::size_t steps, double* whole) {
  if (kernels::active().all_finite(values, steps * lane) && kernels::active().all_finite(whole, lane)) return lane;
  std::size_t kept = 0;
  for (std::size_t t = 0; t < lane; ++t) {
    bool finite = std::isfinite(whole[t]);
    for (std::size_t s = 0; s < steps; ++s) finite = finite && std::isfinite(values[s * lane + t]);
    if (!finite) continue;
    for (std::size_t s = 0; s < steps; ++s) values[s * lane + kept] = values[s * lane + t];
    whole[kept++] = whole[t];
  }
  return kept;
}

// E[Var(Y | known)] is half the mean square of what a second draw of the rest changes, so that each step is worth by how much
// that square falls.
void play_lane(const Study& study, const ShapleyGame& game, const Measure& how, const std::vector<std::size_t>& order, std::size_t first, Workspace& w, Shapley::Sums& sums) {
  const kernels::Table& k = kernels::active();
  w.left = game.correlation;
  w.known.assign(game.players.size(), 0);
  for (std::size_t step = 0; step < order.size(); ++step) {
    learn(study, game, order[step], first, w);
    read(game, w.mixed, first, lane, w.values.data() + (step + 1) * lane);
  }
  // Block by block, as a measure is taken; what stands behind the last lane is not looked at.
  for (std::size_t begin = lane; begin < (order.size() + 1) * lane; begin += n) measure(how, w.values.data() + begin, w.values.data() + begin);
  const std::size_t m = drop_non_finite(w.values.data(), order.size() + 1, w.whole + first);
  double before = 0;
  for (std::size_t step = 0; step <= order.size(); ++step) {
    k.sub(w.gap, w.whole + first, w.values.data() + step * lane, m);
    const double left = k.sum_squares(w.gap, 0, m);
    if (step == 0) sums.of.back() += left;
    else sums.of[order[step - 1]] += before - left;
    before = left;
  }
}

void play_block(const Study& study, const ShapleyGame& game, const Measure& how, const PointSet& points, std::uint32_t replicate,
                std::uint64_t trial, Workspace& w, Shapley::Sums& sums) {
  study.draws.draw(points, 0, trial, w.a);
  study.draws.draw(points, 1, trial, w.mixed);
  evaluate(game.tape, w.a);
  evaluate(game.tape, w.mixed);
  double raw[n], begin[n];
  read(game, w.a, 0, n, raw);
  measure(how, raw, w.whole);
  read(game, w.mixed, 0, n, raw);
  measure(how, raw, begin);
  for (std::size_t first = 0; first < n; first += lane) {
    std::copy_n(begin + first, lane, w.values.data());
    play_lane(study, game, how, order_of(study, game.players.size(), replicate, trial + first), first, w, sums);
  }
}

ShapleyGame make_game(const Study& study, std::size_t target) {
  ShapleyGame game;
  game.target = target;
  const StudyTarget& what = study.targets[target];
  std::vector<NodeId> roots{what.node};
  if (what.valid) roots.push_back(*what.valid);
  game.tape = make_tape(study.program.graph, roots, static_cast<std::uint32_t>(study.inputs()));
  game.value = game.tape.register_of[what.node];
  if (what.valid) game.valid = game.tape.register_of[*what.valid];
  for (std::uint32_t i = 0; i < study.inputs(); ++i) {
    if (study.prepared_factors[i].reaches[target]) game.players.push_back(i);
  }
  const std::size_t size = game.players.size();
  game.correlation.assign(size * size, 0.0);
  game.partners.resize(size);
  for (std::size_t p = 0; p < size; ++p) {
    game.correlation[p * size + p] = 1;
    const auto joint = study.draws.joint_of(game.players[p]);
    std::vector<std::uint32_t> moved{game.players[p]};
    for (std::size_t q = 0; joint && q < size; ++q) {
      if (q == p || study.draws.joint_of(game.players[q]) != joint) continue;
      game.correlation[p * size + q] = study.draws.correlation(game.players[p], game.players[q]);
      game.partners[p].push_back(q);
      moved.push_back(game.players[q]);
    }
    game.replays.push_back(make_replay(game.tape, moved));
  }
  return game;
}

}  // namespace

Shapley::Sums& Shapley::Sums::operator+=(const Sums& other) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] += other.of[i];
  return *this;
}

Shapley::Sums& Shapley::Sums::operator-=(const Sums& other) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] -= other.of[i];
  return *this;
}

Shapley begin_shapley(const Study& study, const std::vector<std::size_t>& targets) {
  Shapley result;
  for (const std::size_t target : targets) {
    result.games.push_back(make_game(study, target));
    const std::size_t size = result.games.back().players.size() + 1;
    result.sums.emplace_back(study.options.replicates, Shapley::Sums{std::vector<double>(size, 0.0)});
  }
  return result;
}

void extend(const Study& study, const std::vector<Measure>& measures, std::uint64_t points, std::uint64_t most, Shapley& result) {
  const auto coordinates = study.draws.coordinates(2);
  const std::uint64_t begin = result.points;
  const std::uint64_t per = (points - begin + chunk_points - 1) / chunk_points;
  for (std::size_t g = 0; g < result.games.size(); ++g) {
    const ShapleyGame& game = result.games[g];
    std::vector<std::unique_ptr<Workspace>> workspaces(max_workers(study.options.threads));
    for (std::uint32_t replicate = 0; replicate < study.options.replicates; ++replicate) {
      if (study.interrupted()) return;
      const PointSet set(Design{study.options.method, study.options.seed, most}, replicate, coordinates);
      std::vector<Shapley::Sums> chunks(per, Shapley::Sums{std::vector<double>(game.players.size() + 1, 0.0)});
      parallel_for(per, study.options.threads, [&](std::uint64_t i, std::size_t worker) {
        auto& workspace = workspaces[worker];
        if (!workspace) workspace = std::make_unique<Workspace>(game);
        const std::uint64_t first = begin + i * chunk_points, last = std::min(first + chunk_points, points);
        for (std::uint64_t trial = first; trial < last; trial += n) {
          play_block(study, game, measures[game.target], set, replicate, trial, *workspace, chunks[i]);
        }
      });
      for (const auto& chunk : chunks) result.sums[g][replicate] += chunk;
    }
  }
  result.points = points;
}

std::vector<Jackknife> shapley_effects(const Shapley& found, std::size_t game) {
  std::vector<Jackknife> effects;
  for (std::size_t p = 0; p < found.games[game].players.size(); ++p) {
    effects.push_back(jackknife(found.sums[game], [p](const Shapley::Sums& s) { return s.of.back() > 0 ? s.of[p] / s.of.back() : 0.0; }));
  }
  return effects;
}

}  // namespace botec
