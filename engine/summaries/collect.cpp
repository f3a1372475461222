#include "summaries/collect.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>

#include "samples/parallel.h"

namespace botec {
namespace {

constexpr std::size_t value_budget = 4u << 20;   // doubles held for quantiles over all outputs: 32 MiB

struct Chunk {
  std::uint32_t replicate;
  std::uint64_t first, last;
};

Chunk chunk_at(const RunPlan& plan, std::uint64_t index) {
  const std::uint64_t per = plan.chunks_per_replicate();
  const std::uint64_t first = index % per * chunk_size;
  return {static_cast<std::uint32_t>(index / per), first, std::min(first + chunk_size, plan.points)};
}

std::vector<OrderStatistics> new_order(const Program& program, const CollectOptions& options, std::size_t capacity, double width) {
  return std::vector<OrderStatistics>(program.outputs.size(), OrderStatistics(options.probabilities, capacity, width));
}

// The point sets of the replicates, made when first needed and let go when their replicate is done.
class PointSets {
 public:
  PointSets(const Program& program, const RunPlan& plan) : plan_(plan), coordinates_(coordinates(program)), sets_(plan.replicates) {}
  void prepare(std::uint32_t replicate) {
    if (!sets_[replicate]) sets_[replicate] = std::make_unique<PointSet>(Design{plan_.method, plan_.seed, plan_.points}, replicate, coordinates_);
  }
  const PointSet& operator[](std::uint32_t replicate) const { return *sets_[replicate]; }
  void release(std::uint32_t replicate) { sets_[replicate].reset(); }

 private:
  const RunPlan& plan_;
  std::vector<Coordinate> coordinates_;
  std::vector<std::unique_ptr<PointSet>> sets_;
};

// The accumulators while chunks come in.
struct Gathering {
  const Program& program;
  const RunPlan& plan;
  const CollectOptions& options;
  double width;
  std::size_t capacity;
  Collected result;
  Tally current;   // of the replicate whose chunks are coming in

  bool by_replicate() const { return plan.replicates > 1; }
  void begin_replicate() { current = {empty_sums(program), new_order(program, options, capacity, width)}; }
  void merge(const ChunkTally& chunk);
  void end_replicate() { result.replicates.push_back(std::move(current)); }
};

void Gathering::merge(const ChunkTally& chunk) {
  result.pooled.sums.merge(chunk.sums);
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    if (program.outputs[i].constant) continue;
    result.pooled.order[i].merge(chunk.pooled[i]);
    if (by_replicate()) current.order[i].merge(chunk.replicate[i]);
  }
  if (by_replicate()) current.sums.merge(chunk.sums);
}

}  // namespace

Collected collect(const Program& program, const RunPlan& plan, const CollectOptions& options, double bracket_width) {
  const std::uint64_t total = plan.chunks();
  const bool by_replicate = plan.replicates > 1;
  const std::size_t shares = std::max<std::size_t>(program.outputs.size(), 1) * (by_replicate ? 2 : 1);
  Gathering gathering{program, plan, options, bracket_width, std::max<std::size_t>(value_budget / shares, 1u << 14), {}, {}};
  gathering.result.pooled = {empty_sums(program), new_order(program, options, gathering.capacity, bracket_width)};

  // Less work than a thread costs to start is done on the calling one.
  constexpr std::uint64_t small = 200000;
  const unsigned threads = plan.trials() < small ? 1 : options.threads;
  std::vector<std::unique_ptr<Evaluator>> evaluators(max_workers(threads));
  PointSets points(program, plan);
  // Brackets stay put within a wave. Waves end with a replicate, because the next one starts its own brackets.
  const std::uint64_t wave = std::min<std::uint64_t>(8 * max_workers(threads), 64);
  const std::uint64_t per = plan.chunks_per_replicate();
  std::vector<ChunkTally> tallies;
  for (std::uint64_t done = 0; done < total;) {
    if (options.interrupted != nullptr && options.interrupted->load(std::memory_order_relaxed)) {
      gathering.result.interrupted = true;
      break;
    }
    if (done % per == 0) gathering.begin_replicate();
    // Short replicates share a wave: they have not narrowed anything, so one fresh set of brackets stands for all of them.
    std::uint64_t end = std::min(done + wave, (done / per + 1) * per);
    if (per < wave) end = std::min(total, done + wave / per * per);
    for (std::uint64_t i = done; i < end; ++i) points.prepare(chunk_at(plan, i).replicate);
    tallies.assign(end - done, {});
    parallel_for(end - done, threads, [&](std::uint64_t i, std::size_t worker) {
      auto& evaluator = evaluators[worker];
      if (!evaluator) evaluator = std::make_unique<Evaluator>(program);
      const Chunk chunk = chunk_at(plan, done + i);
      tallies[i] = collect_chunk(program, *evaluator, points[chunk.replicate], chunk.replicate, chunk.first, chunk.last,
                                 gathering.result.pooled.order, by_replicate ? &gathering.current.order : nullptr);
    });
    for (std::uint64_t i = done; i < end; ++i) {
      if (i % per == 0 && i > done) gathering.begin_replicate();
      gathering.merge(tallies[i - done]);
      if ((i + 1) % per == 0 && by_replicate) gathering.end_replicate();
      if ((i + 1) % per == 0) points.release(chunk_at(plan, i).replicate);
    }
    for (auto& order : gathering.result.pooled.order) order.narrow_if_full();
    if (by_replicate) {
      for (auto& order : gathering.current.order) order.narrow_if_full();
    }
    done = end;
    if (options.progress) options.progress(std::min(done * chunk_size, plan.trials()), plan.trials());
  }
  return std::move(gathering.result);
}

}  // namespace botec
