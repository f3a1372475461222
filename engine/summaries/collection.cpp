#include "summaries/collection.h"

#include <algorithm>
#include <bit>

#include "samples/parallel.h"

namespace botec {
namespace {

// Chunks between two merges. Enough that waiting for the last of a wave is lost in it, few enough that an interruption is
// noticed within milliseconds; in a long run, where few values of a chunk are held, more of them.
constexpr std::uint64_t wave_chunks = 64, long_wave_chunks = 256, long_run = 1u << 24;

// Values over all replicates that histograms and shortest intervals are drawn from. They are sorted twice, at 10 ns each; twice
// as many would make the ends of a shortest interval better by a quarter.
constexpr std::size_t sample_size = 1u << 16, small_sample_size = 1u << 14;

// With little memory brackets narrow at every eighth more values instead of at every doubling: a quarter less is held, for sorting
// it six times as often. And they are a fifth narrower: one run in a hundred or so loses a quantile and is done again.
constexpr double slow_growth = 1.125, narrow_brackets = 0.8;

// A series of many steps has as many outputs. From so many on each of them holds less at a time, so that all of them together
// do not need more than a few hundred megabytes.
constexpr std::size_t few_outputs = 32;

OrderOptions order_options(const CollectOptions& options, double bracket_width, std::uint32_t replicates, std::size_t outputs) {
  const std::size_t many = std::max<std::size_t>(outputs / few_outputs, 1);
  const std::size_t sample = std::max((options.low_memory ? small_sample_size : sample_size) / many, small_sample_size / 2);
  OrderOptions result{options.probabilities, bracket_width, sample / replicates};
  if (many > 1) result.first = std::max<std::uint64_t>(std::bit_floor(result.first / many), 4096);
  if (options.low_memory) {
    result.growth = slow_growth;
    result.width *= narrow_brackets;
  }
  std::sort(result.probabilities.begin(), result.probabilities.end());
  return result;
}

}  // namespace

Collection::Collection(const Program& program, const RunPlan& plan, const CollectOptions& options, double bracket_width)
    : program_(program), plan_(plan), options_(options), order_options_(order_options(options, bracket_width, plan.replicates, program.outputs.size())) {
  plan_.points = 0;
  start_over();
}

void Collection::start_over() {
  const Strand fresh{0, empty_sums(program_), empty_sums(program_), std::vector<OrderStatistics>(program_.outputs.size(), OrderStatistics(order_options_))};
  strands_.assign(plan_.replicates, fresh);
  whole_stage_ = 0;
  done_ = 0;
}

unsigned Collection::threads() const {
  constexpr std::uint64_t small = 200000;   // less work than a thread costs to start is done on the calling one
  return plan_.trials() < small ? 1 : options_.threads;
}

// The next chunks of the replicates before `end`. Brackets stay put within a wave, so a replicate stops where its are due to narrow.
std::vector<Collection::Piece> Collection::next_wave(std::uint32_t begin, std::uint32_t end) const {
  std::vector<Piece> wave;
  const std::uint64_t many = std::max<std::uint64_t>(program_.outputs.size() / few_outputs, 1);
  const std::uint64_t most_chunks = std::max<std::uint64_t>((done_ < long_run ? wave_chunks : long_wave_chunks) / many, 4);
  const std::uint64_t most_trials = threads() == 1 ? chunk_size : most_chunks * chunk_size;   // alone, into memory that is at hand
  std::uint64_t trials = 0;
  for (std::uint32_t r = begin; r < end; ++r) {
    const Strand& strand = strands_[r];
    std::uint64_t most = plan_.points;
    for (const OrderStatistics& order : strand.order) {
      most = std::min(most, strand.points + std::max<std::uint64_t>(order.until_narrowing(), 1));
    }
    for (std::uint64_t first = strand.points; first < most;) {
      // Where little is held, brackets are due within a chunk.
      const std::uint64_t due = order_options_.first < chunk_size ? std::max(most, first + 1) : plan_.points;
      const std::uint64_t last = std::min({(first / chunk_size + 1) * chunk_size, plan_.points, due});
      wave.push_back({r, first, last});
      trials += last - first;
      if (wave.size() == most_chunks || trials >= most_trials) return wave;
      first = last;
    }
  }
  return wave;
}

void Collection::run(const std::vector<Piece>& wave) {
  const auto places = coordinates(program_);
  for (const Piece& piece : wave) {
    auto& points = points_[piece.replicate];
    if (!points) points = std::make_unique<PointSet>(Design{plan_.method, plan_.seed, plan_.points}, piece.replicate, places);
  }
  tallies_.resize(std::max(tallies_.size(), wave.size()));
  evaluators_.resize(std::max(evaluators_.size(), max_workers(threads())));
  parallel_for(wave.size(), threads(), [&](std::uint64_t i, std::size_t worker) {
    auto& evaluator = evaluators_[worker];
    if (!evaluator) evaluator = std::make_unique<Evaluator>(program_, Evaluator::Inputs::not_wanted);
    const Piece& piece = wave[i];
    const Strand& strand = strands_[piece.replicate];
    ChunkTally& tally = tallies_[i];
    for (auto& part : tally.order) part.clear();
    tally.sums = piece.first % chunk_size != 0 ? strand.open : empty_sums(program_);
    collect_chunk(program_, *evaluator, *points_[piece.replicate], piece.replicate, piece.first, piece.last, strand.order, tally);
  });
}

void Collection::merge(const Piece& piece, const ChunkTally& tally) {
  Strand& strand = strands_[piece.replicate];
  strand.points = piece.last;
  if (piece.last % chunk_size == 0) {
    strand.whole.merge(tally.sums);
    strand.open = empty_sums(program_);
  } else {
    strand.open = tally.sums;
  }
  for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
    if (!program_.outputs[i].constant) strand.order[i].merge(tally.order[i]);
  }
}

// Brings the replicates [begin, end) to the plan's points; false when interrupted.
bool Collection::advance(std::uint32_t begin, std::uint32_t end) {
  for (;;) {
    for (; begin < end && strands_[begin].points == plan_.points; ++begin) {
      points_[begin].reset();
      if (plan_.replicates == 1) continue;   // goes on right away, or is done
      for (auto& order : strands_[begin].order) order.give_back_memory();
    }
    const auto wave = next_wave(begin, end);
    if (wave.empty()) return true;
    if (options_.interrupted != nullptr && options_.interrupted->load(std::memory_order_relaxed)) return false;
    run(wave);
    for (std::size_t i = 0; i < wave.size(); ++i) {
      merge(wave[i], tallies_[i]);
      done_ += wave[i].last - wave[i].first;
    }
    for (std::uint32_t r = wave.front().replicate; r <= wave.back().replicate; ++r) {
      for (auto& order : strands_[r].order) order.narrow_when_due();
    }
    if (options_.progress) options_.progress(done_, plan_.trials());
  }
}

bool Collection::extend(std::uint64_t points) {
  if (points <= plan_.points) return !interrupted_;
  const bool goes_on = plan_.method != Method::latin_hypercube && plan_.points % kernels::block_size == 0 && !interrupted_;
  if (!goes_on) start_over();
  plan_.points = points;
  points_.clear();
  points_.resize(plan_.replicates);
  // In a long run from nothing the first replicate goes ahead, and the others begin with the brackets that it found.
  const bool ahead = done_ == 0 && plan_.replicates > 1 && points >= order_options_.first;
  bool completed = !ahead || advance(0, 1);
  if (ahead && completed) {
    for (std::uint32_t r = 1; r < plan_.replicates; ++r) {
      for (std::size_t i = 0; i < strands_[r].order.size(); ++i) strands_[r].order[i] = strands_[0].order[i].seeded();
    }
  }
  completed = completed && advance(0, plan_.replicates);
  if (completed) whole_stage_ = points;
  interrupted_ = !completed;
  return completed;
}

Collected Collection::gather(std::vector<Strand> strands) const {
  Collected result;
  result.interrupted = interrupted_;
  result.pooled.sums = empty_sums(program_);
  // Of an interrupted stage those replicates count one by one that have at least all of the stage before.
  const std::uint64_t enough = whole_stage_ > 0 ? whole_stage_ : plan_.points;
  std::vector<Sums> sums;
  for (const Strand& strand : strands) {
    sums.push_back(strand.whole);
    sums.back().merge(strand.open);
    result.pooled.sums.merge(sums.back());
  }
  if (strands.size() == 1) {
    result.pooled.order = std::move(strands[0].order);
    return result;
  }
  for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
    std::vector<const OrderStatistics*> parts;
    for (const Strand& strand : strands) parts.push_back(&strand.order[i]);
    result.pooled.order.push_back(OrderStatistics::pooled(parts));
  }
  for (std::size_t r = 0; r < strands.size(); ++r) {
    if (strands[r].points >= enough) result.replicates.push_back({std::move(sums[r]), std::move(strands[r].order)});
  }
  return result;
}

Collected Collection::look() const { return gather(strands_); }
Collected Collection::finish() && { return gather(std::move(strands_)); }

Collected collect(const Program& program, const RunPlan& plan, const CollectOptions& options, double bracket_width) {
  Collection collection(program, plan, options, bracket_width);
  collection.extend(plan.points);
  return std::move(collection).finish();
}

}  // namespace botec
