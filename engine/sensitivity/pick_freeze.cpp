#include "sensitivity/pick_freeze.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "samples/parallel.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr std::uint64_t chunk_points = 2048;   // four blocks: many short tasks, because each is some dozen evaluations a point

// A value that is finite but has no logarithm is not measured; a value that is not finite is not the logarithm's fault.
bool measured(const Measure& how, double* values) {
  double raw[n];
  std::copy_n(values, n, raw);
  measure(how, raw, values);
  if (how.kind != Measure::Kind::logarithm || kernels::active().all_finite(values, n)) return false;
  return std::any_of(raw, raw + n, [](double v) { return std::isfinite(v) && v <= 0; });
}

// The four evaluations of a block, and room for their differences.
struct Quadruple {
  double a[n], b[n], ab[n], ba[n];
  double by_factor[n], by_factor_too[n], difference[n];
};

// Trials of which one of the four is not finite are left out of all.
std::size_t drop_non_finite(Quadruple& q) {
  const auto finite = kernels::active().all_finite;
  if (finite(q.a, n) && finite(q.b, n) && finite(q.ab, n) && finite(q.ba, n)) return n;
  std::size_t kept = 0;
  for (std::size_t t = 0; t < n; ++t) {
    if (!std::isfinite(q.a[t]) || !std::isfinite(q.b[t]) || !std::isfinite(q.ab[t]) || !std::isfinite(q.ba[t])) continue;
    q.a[kept] = q.a[t], q.b[kept] = q.b[t], q.ab[kept] = q.ab[t], q.ba[kept] = q.ba[t];
    ++kept;
  }
  return kept;
}

// Sums that do not involve the factor.
void add_unchanged(const Quadruple& q, double* difference, std::size_t m, PairSums& s) {
  const kernels::Table& k = kernels::active();
  s.of[PairSums::a] = k.sum(q.a, m);
  s.of[PairSums::b] = k.sum(q.b, m);
  s.of[PairSums::a2] = k.sum_squares(q.a, 0, m);
  s.of[PairSums::b2] = k.sum_squares(q.b, 0, m);
  s.of[PairSums::a_times_b] = k.sum_products(q.a, 0, q.b, 0, m);
  k.sub(difference, q.a, q.b, m);
  s.of[PairSums::a_minus_b2] = k.sum_squares(difference, 0, m);
}

// `unchanged`: the same sums for every factor, computed once a block; not usable where trials were dropped.
PairSums sums_of(Quadruple& q, const PairSums& unchanged) {
  const std::size_t m = drop_non_finite(q);
  PairSums s = unchanged;
  if (m < n) add_unchanged(q, q.difference, m, s);
  const kernels::Table& k = kernels::active();
  s.of[PairSums::count] = static_cast<double>(m);
  s.of[PairSums::ab] = k.sum(q.ab, m);
  s.of[PairSums::ba] = k.sum(q.ba, m);
  s.of[PairSums::ab2] = k.sum_squares(q.ab, 0, m);
  s.of[PairSums::ba2] = k.sum_squares(q.ba, 0, m);
  s.of[PairSums::b_times_ab] = k.sum_products(q.b, 0, q.ab, 0, m);
  s.of[PairSums::a_times_ba] = k.sum_products(q.a, 0, q.ba, 0, m);
  k.sub(q.by_factor, q.a, q.ab, m);
  k.sub(q.by_factor_too, q.ba, q.b, m);
  k.sub(q.difference, q.ab, q.ba, m);
  s.of[PairSums::a_minus_ab2] = k.sum_squares(q.by_factor, 0, m);
  s.of[PairSums::b_minus_ba2] = k.sum_squares(q.by_factor_too, 0, m);
  s.of[PairSums::ab_minus_ba2] = k.sum_squares(q.difference, 0, m);
  s.of[PairSums::both_differences] = k.sum_products(q.by_factor, 0, q.by_factor_too, 0, m);
  return s;
}

// What one thread works with.
struct Workspace {
  explicit Workspace(const Study& study)
      : a(study.tape), b(study.tape), changed(study.tape), values(study.targets.size() * 3 * n), unchanged(study.targets.size()) {}
  Bank a, b, changed;
  std::vector<double> values;   // per target: of A, of B, of A with the factor from B
  std::vector<PairSums> unchanged;
  Quadruple four;

  double* of(std::size_t target, std::size_t which) { return values.data() + (target * 3 + which) * n; }
};

struct ChunkSums {
  std::vector<std::vector<PairSums>> sums;   // per target and factor
  std::vector<bool> not_positive;
};

void add_factor(const Study& study, const std::vector<Measure>& measures, std::size_t factor, Workspace& w, ChunkSums& result) {
  const PreparedFactor& prepared = study.prepared_factors[factor];
  exchange(prepared.exchange, study.draws, w.a, w.b, w.changed, Source::evaluated);
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    if (!prepared.reaches[t]) continue;
    read_target(study, t, prepared.exchange, w.a, w.changed, w.of(t, 2));
    if (measured(measures[t], w.of(t, 2))) result.not_positive[t] = true;
  }
  exchange(prepared.exchange, study.draws, w.b, w.a, w.changed, Source::evaluated);
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    if (!prepared.reaches[t]) continue;
    Quadruple& q = w.four;
    read_target(study, t, prepared.exchange, w.b, w.changed, q.ba);
    if (measured(measures[t], q.ba)) result.not_positive[t] = true;
    std::copy_n(w.of(t, 0), n, q.a);
    std::copy_n(w.of(t, 1), n, q.b);
    std::copy_n(w.of(t, 2), n, q.ab);
    result.sums[t][factor] += sums_of(q, w.unchanged[t]);
  }
}

ChunkSums run_chunk(const Study& study, const std::vector<Measure>& measures, const PointSet& points, std::uint64_t first,
                    std::uint64_t last, Workspace& w) {
  ChunkSums result;
  result.sums.assign(study.targets.size(), std::vector<PairSums>(study.factors.size()));
  result.not_positive.assign(study.targets.size(), false);
  for (std::uint64_t trial = first; trial < last; trial += n) {
    study.draws.draw(points, 0, trial, w.a);
    study.draws.draw(points, 1, trial, w.b);
    evaluate(study.tape, w.a);
    evaluate(study.tape, w.b);
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      read_target(study, t, w.a, w.of(t, 0));
      read_target(study, t, w.b, w.of(t, 1));
      const bool a = measured(measures[t], w.of(t, 0)), b = measured(measures[t], w.of(t, 1));
      if (a || b) result.not_positive[t] = true;
      std::copy_n(w.of(t, 0), n, w.four.a);
      std::copy_n(w.of(t, 1), n, w.four.b);
      add_unchanged(w.four, w.four.difference, n, w.unchanged[t]);
    }
    for (std::size_t factor = 0; factor < study.factors.size(); ++factor) add_factor(study, measures, factor, w, result);
  }
  return result;
}

}  // namespace

PickFreeze begin_pick_freeze(const Study& study) {
  PickFreeze result;
  result.not_positive.assign(study.targets.size(), false);
  result.sums.assign(study.targets.size(), std::vector<std::vector<PairSums>>(study.factors.size()));
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    for (std::size_t t = 0; t < study.targets.size(); ++t) {
      if (study.prepared_factors[f].reaches[t]) result.sums[t][f].resize(study.options.replicates);
    }
  }
  return result;
}

void extend(const Study& study, const std::vector<Measure>& measures, std::uint64_t points, std::uint64_t most, PickFreeze& result) {
  const auto coordinates = study.draws.coordinates(2);
  const std::uint64_t begin = result.points;
  const std::uint64_t per = (points - begin + chunk_points - 1) / chunk_points;
  std::vector<std::unique_ptr<Workspace>> workspaces(max_workers(study.options.threads));
  // Replicates go in waves, so that the sums of few chunks wait to be gathered.
  const auto wave = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, 64 / per));
  for (std::uint32_t from = 0; from < study.options.replicates && !result.interrupted; from += wave) {
    const std::uint32_t count = std::min(wave, study.options.replicates - from);
    std::vector<PointSet> sets;
    for (std::uint32_t r = 0; r < count; ++r) sets.emplace_back(Design{study.options.method, study.options.seed, most}, from + r, coordinates);
    std::vector<ChunkSums> chunks(count * per);
    parallel_for(chunks.size(), study.options.threads, [&](std::uint64_t i, std::size_t worker) {
      auto& workspace = workspaces[worker];
      if (!workspace) workspace = std::make_unique<Workspace>(study);
      const std::uint64_t first = begin + i % per * chunk_points;
      chunks[i] = run_chunk(study, measures, sets[i / per], first, std::min(first + chunk_points, points), *workspace);
    });
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      for (std::size_t t = 0; t < study.targets.size(); ++t) {
        if (chunks[i].not_positive[t]) result.not_positive[t] = true;
        for (std::size_t f = 0; f < study.factors.size(); ++f) {
          if (!result.sums[t][f].empty()) result.sums[t][f][from + i / per] += chunks[i].sums[t][f];
        }
      }
    }
    result.interrupted = study.interrupted();
    const std::uint64_t all = study.options.replicates;
    if (study.options.progress) study.options.progress(begin * all + (points - begin) * (from + count), most * all);
  }
  result.points = points;
}

}  // namespace botec
