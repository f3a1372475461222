#include "result/assemble.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "distributions/family.h"
#include "random/stream.h"
#include "result/atoms.h"
#include "result/gaps.h"
#include "result/quantile_error.h"
#include "result/series.h"
#include "summaries/intervals.h"

namespace botec {
namespace {

constexpr std::array shown_quantiles = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99};

// Mean and standard error of a statistic over independent replicates.
struct Spread {
  double mean = 0, error = 0;
  bool known = false;
};

Spread spread(const std::vector<double>& values) {
  RunningMoments moments;
  moments.update(values.data(), values.size());
  return {moments.mean, moments.mean_error(), values.size() >= 2};
}

// One output's accumulators and how to read them.
struct Reader {
  const ProgramOutput& output;
  std::size_t index;
  const RunPlan& plan;
  Collected& collected;
  bool escaped = false;
  std::vector<OutputGap> gaps = {};   // in the output's unit

  OrderStatistics& order() { return collected.pooled.order[index]; }
  double points() const { return static_cast<double>(collected.pooled.order[index].count()) / plan.replicates; }   // a replicate
  double jump = 0;   // the widest gap between values, in the unit of the moments, where there are jumps
  double unseen() const { return by_replicate() && !output.continuous ? unseen_share(points()) : 0; }
  bool by_replicate() const { return plan.replicates > 1; }
  Estimate shown_moment(double value, std::optional<double> error) const {
    if (error) *error /= output.moment_scale;
    return shown(value / output.moment_scale, error);
  }
  double shown(double value) const { return value / output.unit.scale; }
  Estimate shown(double value, const std::optional<double>& error) const {
    Estimate estimate{shown(value), {}};
    if (error && (std::isfinite(*error) || !output.infinity)) estimate.standard_error = shown(*error);
    return estimate;
  }

  double pooled_quantile(double p);
  Estimate quantile(double p);
  template <class Statistic>
  std::optional<double> replicate_error(Statistic statistic) const;
  Estimate mean() const;
  InfiniteValues infinite_values() const;
  Estimate sd() const;
  IntervalEstimate shortest(const std::vector<double>& sample, double level);
  Histogram histogram(const std::vector<double>& sample, double level);
};

// A share of trials: by the replicates, or as independent draws.
Estimate share_of(double p, const std::vector<double>& replicates, double n, const RunPlan& plan) {
  double error = std::sqrt(p * (1 - p) / n);
  if (plan.replicates > 1) {
    const Spread found = spread(replicates);
    if (!found.known) return {p, std::nullopt};
    error = std::hypot(found.error, unseen_share(n / plan.replicates));
  }
  // Never seen, or never failed: up to three in n would go unseen with 95%.
  if (p == 0 || p == 1) error = std::max(error, std::min(1.5 / n, 0.5));
  return {p, error};
}

double Reader::pooled_quantile(double p) {
  const auto value = order().quantile(p);
  if (!value) escaped = true;
  return value.value_or(0);
}

template <class Statistic>
std::optional<double> Reader::replicate_error(Statistic statistic) const {
  std::vector<double> values;
  for (const Tally& tally : collected.replicates) {
    if (tally.sums.outputs[index].moments.count > 0) values.push_back(statistic(tally));
  }
  const Spread found = spread(values);
  return found.known ? std::optional<double>(found.error) : std::nullopt;
}

Estimate Reader::quantile(double p) {
  const double pooled = pooled_quantile(p);
  if (std::isinf(pooled)) return {pooled, std::nullopt};
  const auto gap = output.condition ? std::nullopt : gap_at(p, index, collected, plan);
  const auto bounds = quantile_bounds(p, gap ? gap->low : pooled, index, collected, plan, escaped);
  if (gap) {
    const double low = bounds ? std::min(bounds->low, gap->low) : gap->low, high = bounds ? std::max(bounds->high, gap->high) : gap->high;
    gaps.push_back({p, shown(low), shown(high)});
    return shown(gap->low, std::nullopt);
  }
  // An infinite one is beyond the finite values, of which some replicates may be and others not.
  if (!bounds || std::isinf(bounds->low) || std::isinf(bounds->high)) return shown(pooled, std::nullopt);
  return shown(pooled, error_of_sides(pooled - bounds->low, bounds->high - pooled, bounds->atom));
}

Estimate Reader::mean() const {
  if (output.no_mean) return {};
  const RunningMoments& moments = collected.pooled.sums.outputs[index].moments;
  auto error = by_replicate() ? replicate_error([&](const Tally& t) { return t.sums.outputs[index].moments.mean; })
                              : std::optional<double>(moments.mean_error());
  if (error) error = std::hypot(*error, moment_jump(jump, moments.sd(), unseen()).mean);
  if (output.no_variance) error.reset();   // without a variance the mean converges, at no rate that this could state
  return shown_moment(moments.mean, error);
}

Estimate Reader::sd() const {
  if (output.no_mean || output.no_variance) return {};
  const RunningMoments& moments = collected.pooled.sums.outputs[index].moments;
  // n - 1 corrects for a mean that independent draws miss; the mean of a stratified design is far better than that, and
  // dividing by n - 1 would be an error larger than the one stated.
  const auto spread_of = [](const RunningMoments& m) { return std::sqrt(m.m2 / static_cast<double>(m.count)); };
  auto error = by_replicate() ? replicate_error([&](const Tally& t) { return spread_of(t.sums.outputs[index].moments); })
                              : std::optional<double>(moments.sd_error());
  if (error) error = std::hypot(*error, moment_jump(jump, moments.sd(), unseen()).sd);
  if (!output.fourth_moment) error.reset();
  return shown_moment(by_replicate() ? spread_of(moments) : moments.sd(), error);
}

InfiniteValues Reader::infinite_values() const {
  const auto share = [this](const Tally& tally) {
    const OutputSums& sums = tally.sums.outputs[index];
    return static_cast<double>(sums.infinite) / static_cast<double>(std::max<std::uint64_t>(sums.infinite + sums.moments.count, 1));
  };
  std::vector<double> replicates;
  for (const Tally& tally : collected.replicates) replicates.push_back(share(tally));
  const OutputSums& sums = collected.pooled.sums.outputs[index];
  const Infinity& infinity = *output.infinity;
  return {share_of(share(collected.pooled), replicates, static_cast<double>(sums.infinite + sums.moments.count), plan), infinity.cause, infinity.shown, infinity.never};
}

// Sorted values dealt out at random into so many sorted batches, always in the same way. A power of two up to 16.
std::vector<std::vector<double>> random_batches(const std::vector<double>& sorted, std::size_t count) {
  std::vector<std::vector<double>> result(count);
  for (auto& batch : result) batch.reserve(sorted.size() / count + sorted.size() / (8 * count) + 16);
  Stream words(0, stream_key("random batches"));
  constexpr std::size_t each = 16;   // four bits of a word choose a batch
  for (std::size_t i = 0; i < sorted.size();) {
    const std::size_t end = std::min(i + each, sorted.size());
    for (std::uint64_t word = words(); i < end; ++i, word >>= 4) result[word & (count - 1)].push_back(sorted[i]);
  }
  return result;
}

// The ends of a shortest interval wander like n^(-1/3) (the density is flat where the two ends trade off), so their
// spread over short batches is scaled by that law.
IntervalEstimate Reader::shortest(const std::vector<double>& sample, double level) {
  IntervalEstimate result;
  result.level = level;
  if (sample.empty()) return result;
  constexpr std::size_t batches = 16;
  const auto [low, high] = shortest_interval(sample, level);
  std::vector<double> lows, highs;
  if (sample.size() >= 64 * batches) {
    for (const std::vector<double>& batch : random_batches(sample, batches)) {
      const auto [batch_low, batch_high] = shortest_interval(batch, level);
      lows.push_back(batch_low);
      highs.push_back(batch_high);
    }
  }
  const double shrink = std::sqrt(static_cast<double>(batches)) / std::cbrt(static_cast<double>(batches));
  result.low.value = shown(low);
  result.high.value = shown(high);
  if (lows.size() == batches) {
    result.low.standard_error = shown(spread(lows).error * shrink);
    result.high.standard_error = shown(spread(highs).error * shrink);
  }
  return result;
}

Histogram Reader::histogram(const std::vector<double>& sample, double level) {
  constexpr std::size_t bins = 144;   // two a column of the widest picture
  Histogram result;
  if (sample.empty()) return result;
  const auto at = [&sample](double p) { return sample[static_cast<std::size_t>(p * static_cast<double>(sample.size() - 1))]; };
  const double from = at(0.001), to = at(0.999);
  const double low = at((1 - level) / 2), high = at((1 + level) / 2);
  constexpr double wide = 10;   // a spread that a linear axis shows badly
  result.logarithmic = low > 0 && from > 0 && high / low > wide;
  const BinnedShares shares = bin(sample, from, to > from ? to : from + std::max(std::abs(from) * 1e-9, 1e-300), bins, result.logarithmic);
  result.low = shown(from);
  result.high = shown(to);
  result.shares = shares.shares;
  result.below = shares.below;
  result.above = shares.above;
  return result;
}

OutputResult constant_output(const ProgramOutput& output, double level) {
  OutputResult result;
  const Estimate exact{*output.constant, 0.0};
  result.mean = exact;
  result.sd = {0.0, 0.0};
  for (const double p : shown_quantiles) result.quantiles.push_back({p, exact});
  result.interval = result.shortest = {level, exact, exact};
  result.minimum = result.maximum = *output.constant;
  result.constant = output.constant;
  if (output.infinity) {
    const bool infinite = std::isinf(*output.constant);
    result.infinite = InfiniteValues{{infinite ? 1.0 : 0.0, 0.0}, output.infinity->cause, output.infinity->shown, output.infinity->never};
    if (infinite) result.mean = result.sd = {};
  }
  return result;
}

OutputResult varying_output(Reader& reader, double level, bool known_law) {
  OutputResult result;
  const OutputSums& sums = reader.collected.pooled.sums.outputs[reader.index];
  result.non_finite = sums.non_finite;
  if (reader.output.infinity && sums.moments.count + sums.infinite > 0) result.infinite = reader.infinite_values();
  if (sums.moments.count + sums.infinite == 0) return result;
  const bool finite = sums.infinite == 0;
  if (reader.unseen() > 0) reader.jump = widest_gap_of(reader.order().sample()) * reader.output.moment_scale;
  if (finite) result.mean = reader.mean();
  if (finite) result.sd = reader.sd();
  result.minimum = reader.shown(sums.minimum);
  result.maximum = reader.shown(sums.maximum);
  if (known_law && finite && !result.infinite && sums.non_finite == 0) return result;
  const std::vector<double>& sample = reader.order().sorted_sample();
  result.shortest.level = level;
  if (finite && !reader.output.brief) result.shortest = reader.shortest(sample, level);
  if (!reader.output.brief) result.histogram = reader.histogram(sample, level);
  for (const double p : shown_quantiles) result.quantiles.push_back({p, reader.quantile(p)});
  result.interval = {level, reader.quantile((1 - level) / 2), reader.quantile((1 + level) / 2)};
  std::sort(reader.gaps.begin(), reader.gaps.end(), [](const OutputGap& a, const OutputGap& b) { return a.probability < b.probability; });
  for (const OutputGap& gap : reader.gaps) {   // ends of the interval that are quantiles shown besides are there twice
    if (result.gaps.empty() || gap.probability - result.gaps.back().probability > 1e-12) result.gaps.push_back(gap);
  }
  if (!reader.output.condition) result.atoms = find_atoms(result, sample, reader.output.unit.scale);
  const double finite_share = 1 - (result.infinite ? *result.infinite->probability.value : 0);
  for (OutputAtom& atom : result.atoms) atom.probability *= finite_share;
  return result;
}

}  // namespace

MomentJump moment_jump(double jump, double sd, double unseen) {
  const double height = std::max(jump, 2 * sd);
  return {height * unseen, sd > 0 ? (height * height / (2 * sd) - sd) * unseen : 0};
}

double unseen_share(double points) { return 0.08 / std::max(points, 1.0); }

std::span<const double> standard_probabilities() { return shown_quantiles; }

std::vector<double> wanted_probabilities(double level) {
  std::vector<double> result(shown_quantiles.begin(), shown_quantiles.end());
  result.push_back((1 - level) / 2);
  result.push_back((1 + level) / 2);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end(), [](double a, double b) { return std::abs(a - b) < 1e-12; }), result.end());
  return result;
}

void describe_output(const ProgramOutput& output, OutputResult& result) {
  result.name = output.name;
  result.band = output.band == Band::line ? "line" : output.band == Band::prediction ? "prediction" : "";
  result.unit = to_text(output.unit);
  result.description = output.description;
  if (std::isfinite(output.point)) result.point = output.point;
  result.condition = output.condition;
}

std::optional<std::vector<OutputResult>> assemble_outputs(const Program& program, const RunPlan& plan, Collected& collected, double level, bool known_laws) {
  std::vector<OutputResult> results;
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    const ProgramOutput& output = program.outputs[i];
    Reader reader{output, i, plan, collected};
    OutputResult result = output.constant ? constant_output(output, level) : varying_output(reader, level, known_laws && output.conditioning && output.conditioning->is_value());
    if (reader.escaped) return std::nullopt;
    describe_output(output, result);
    results.push_back(std::move(result));
  }
  return results;
}

namespace {

Estimate probability(const RunPlan& plan, const Collected& collected, std::size_t index) {
  const QuestionSums& sums = collected.pooled.sums.questions[index];
  if (sums.asked == 0) return {};
  const auto n = static_cast<double>(sums.asked);
  const double p = static_cast<double>(sums.yes) / n;
  std::vector<double> values;
  for (const Tally& tally : collected.replicates) {
    const QuestionSums& s = tally.sums.questions[index];
    if (s.asked > 0) values.push_back(static_cast<double>(s.yes) / static_cast<double>(s.asked));
  }
  return share_of(p, values, n, plan);
}

}  // namespace

std::vector<QuestionResult> assemble_questions(const Program& program, const RunPlan& plan, const Collected& collected) {
  std::vector<QuestionResult> results;
  for (std::size_t i = 0; i < program.questions.size(); ++i) {
    const ProgramQuestion& question = program.questions[i];
    const Estimate answer = question.constant ? Estimate{*question.constant, 0.0} : probability(plan, collected, i);
    results.push_back({question.name, question.text, question.description, answer, {}, {}, {}});
  }
  return results;
}

std::vector<InputResult> assemble_inputs(const Program& program) {
  std::vector<InputResult> results;
  for (const InputFact& fact : program.inputs) {
    InputResult result;
    result.name = fact.name;
    result.unit = to_text(fact.unit);
    const bool constant = constant_value(fact.distribution).has_value();
    const Distribution* law = &fact.distribution;
    while (law->family->name == "truncated" && !law->parts.empty()) law = &law->parts[0];
    result.distribution = constant ? "constant" : std::string(law->family->name);
    result.description = fact.description;
    const Moments found = moments(fact.distribution);
    result.mean = found.mean;
    result.sd = found.sd;
    for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) result.quantiles.emplace_back(p, quantile(fact.distribution, p));
    result.author_point = fact.author_point.has_value();
    result.point = fact.author_point ? *fact.author_point : quantile(fact.distribution, 0.5);
    result.source = fact.source;
    result.note = fact.note;
    results.push_back(std::move(result));
  }
  show_dates(results);
  return results;
}

}  // namespace botec
