#include "result/weighted.h"

#include <algorithm>
#include <cmath>

#include "result/assemble.h"
#include "result/non_finite.h"
#include "text/calendar.h"

namespace botec {
namespace {

// One output's values and how to read them.
struct Reader {
  const ProgramOutput& output;
  const WeightedValues& values;
  double level;

  double shown(double value) const { return value / output.unit.scale; }
  Estimate shown(const WeightedError& found) const {
    Estimate estimate{shown(found.value), {}};
    if (found.error) estimate.standard_error = shown(*found.error);
    return estimate;
  }
  void add_moments(OutputResult& result) const;
  IntervalEstimate shortest() const;
  Histogram histogram() const;
  void add_atoms(OutputResult& result) const;
};

void Reader::add_moments(OutputResult& result) const {
  if (output.no_mean) return;
  const double scale = output.moment_scale;
  const WeightedError mean = values.mean([&](double x) { return x * scale; });
  result.mean = shown({mean.value / scale, mean.error ? std::optional<double>(*mean.error / scale) : std::nullopt});
  if (output.no_variance) {
    result.mean.standard_error.reset();
    return;
  }
  const WeightedError variance = values.mean([&](double x) { return std::pow(x * scale - mean.value, 2); });
  const double sd = std::sqrt(variance.value);
  // d sd = d variance / (2 sd)
  std::optional<double> error;
  if (variance.error && sd > 0 && output.fourth_moment) error = *variance.error / (2 * sd) / scale;
  result.sd = shown({sd / scale, sd > 0 ? error : std::optional<double>(0.0)});
}

// Over the replicates, whose own ends wander like n^(-1/3).
IntervalEstimate Reader::shortest() const {
  IntervalEstimate result;
  result.level = level;
  const auto [low, high] = values.shortest(level);
  result.low.value = shown(low);
  result.high.value = shown(high);
  const auto [lows, highs] = values.replicate_shortest(level);
  const auto error = [&](const std::vector<double>& ends) -> std::optional<double> {
    if (ends.size() < 2) return std::nullopt;
    RunningMoments moments;
    moments.update(ends.data(), ends.size());
    return shown(moments.sd() / std::cbrt(static_cast<double>(ends.size())));
  };
  result.low.standard_error = error(lows);
  result.high.standard_error = error(highs);
  return result;
}

Histogram Reader::histogram() const {
  constexpr std::size_t bins = 144;   // two a column of the widest picture
  constexpr double wide = 10;         // a spread that a linear axis shows badly
  const double from = values.quantile(0.001), to = values.quantile(0.999), low = values.quantile((1 - level) / 2), high = values.quantile((1 + level) / 2);
  Histogram result;
  if (!std::isfinite(from) || !std::isfinite(to)) return result;
  result.logarithmic = low > 0 && from > 0 && high / low > wide;
  const double end = to > from ? to : from + std::max(std::abs(from) * 1e-9, 1e-300);
  BinnedShares shares = values.bin(from, end, bins, result.logarithmic);
  result.low = shown(from);
  result.high = shown(to);
  result.shares = std::move(shares.shares);
  result.below = shares.below;
  result.above = shares.above;
  return result;
}

void Reader::add_atoms(OutputResult& result) const {
  std::vector<double> candidates;
  for (const double p : standard_probabilities()) candidates.push_back(values.quantile(p));
  for (const double p : {(1 - level) / 2, (1 + level) / 2}) candidates.push_back(values.quantile(p));
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  constexpr double least = 0.005;   // less would not be worth telling
  for (const double value : candidates) {
    const double share = std::isfinite(value) ? values.share_of(value) : 0;
    if (share >= least) result.atoms.push_back({shown(value), share});
  }
}

void read(const Reader& reader, OutputResult& result) {
  const WeightedValues& values = reader.values;
  if (values.empty()) return;
  const double infinite = reader.output.infinity ? values.share_infinite() : 0;
  if (reader.output.infinity) {
    const auto& why = *reader.output.infinity;
    const WeightedError share = values.mean([](double x) { return std::isinf(x) ? 1.0 : 0.0; });
    result.infinite = InfiniteValues{{share.value, share.error}, why.cause, why.shown, why.never};
  }
  if (infinite == 0) {
    reader.add_moments(result);
    result.shortest = reader.shortest();
  }
  result.histogram = reader.histogram();
  for (const double p : standard_probabilities()) result.quantiles.push_back({p, reader.shown(values.quantile_error(p))});
  result.interval = {reader.level, reader.shown(values.quantile_error((1 - reader.level) / 2)), reader.shown(values.quantile_error((1 + reader.level) / 2))};
  if (!reader.output.condition) reader.add_atoms(result);
  result.minimum = reader.shown(values.minimum());
  result.maximum = reader.shown(values.maximum());
}

OutputResult constant_output(const ProgramOutput& output, double level) {
  OutputResult result;
  const Estimate exact{*output.constant, 0.0};
  result.mean = exact;
  result.sd = {0.0, 0.0};
  for (const double p : standard_probabilities()) result.quantiles.push_back({p, exact});
  result.interval = result.shortest = {level, exact, exact};
  result.minimum = result.maximum = *output.constant;
  result.constant = output.constant;
  return result;
}

bool fault(const ProgramOutput& output, double value) { return std::isnan(value) || (std::isinf(value) && !output.infinity); }

// Values with the faulty ones, which have been reported, left out.
std::vector<std::vector<double>> without_faults(const ProgramOutput& output, const WeightedCollection::Column& column) {
  auto values = column;
  for (auto& replicate : values) {
    for (double& value : replicate) {
      if (fault(output, value)) value = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return values;
}

}  // namespace

std::vector<OutputResult> assemble_weighted_outputs(const Program& program, const WeightedCollection& collection, const Weights& weights, double level) {
  std::vector<OutputResult> results;
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    const ProgramOutput& output = program.outputs[i];
    OutputResult result;
    if (output.constant) {
      result = constant_output(output, level);
    } else {
      const WeightedValues values(without_faults(output, collection.output(i)), weights);
      read({output, values, level}, result);
    }
    describe_output(output, result);
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<QuestionResult> assemble_weighted_questions(const Program& program, const WeightedCollection& collection, const Weights& weights) {
  std::vector<QuestionResult> results;
  for (std::size_t i = 0; i < program.questions.size(); ++i) {
    const ProgramQuestion& question = program.questions[i];
    Estimate answer;
    if (question.constant) {
      answer = {*question.constant, 0.0};
    } else {
      auto answers = collection.question(i);
      const auto* valid = collection.valid(i);
      for (std::size_t r = 0; valid != nullptr && r < answers.size(); ++r) {
        for (std::size_t t = 0; t < answers[r].size(); ++t) {
          if ((*valid)[r][t] == 0) answers[r][t] = std::numeric_limits<double>::quiet_NaN();
        }
      }
      const WeightedValues values(answers, weights);
      if (!values.empty()) {
        WeightedError p = values.mean([](double x) { return x; });
        // Never seen, or never failed: up to three in n would go unseen with 95%; and a net's replicates may agree on a wrong share.
        const double n = std::max(weights.effective(), 1.0);
        if (p.error) *p.error = std::hypot(*p.error, collection.plan().replicates > 1 ? unseen_share(n / collection.plan().replicates) : 0);
        if (p.error && (p.value <= 0 || p.value >= 1)) p.error = std::max(*p.error, std::min(1.5 / n, 0.5));
        answer = {p.value, p.error};
      }
    }
    QuestionResult result;
    result.name = question.name;
    result.text = question.text;
    result.description = question.description;
    result.probability = answer;
    results.push_back(std::move(result));
  }
  return results;
}

void add_posteriors(const Program& program, const WeightedCollection& collection, const Weights& weights, std::vector<InputResult>& inputs) {
  constexpr double enough = 100;   // of trials, for a quantile of 5% to mean something
  if (weights.effective() < enough) return;
  for (std::size_t i = 0; i < program.drawn.size(); ++i) {
    const DrawnInput& drawn = program.drawn[i];
    const auto input = std::find_if(inputs.begin(), inputs.end(), [&](const InputResult& r) { return r.name == drawn.name; });
    if (input == inputs.end()) continue;
    const WeightedValues values(collection.input(i), weights, 1 / drawn.sampler.scale());
    if (values.empty()) continue;
    InputPosterior posterior;
    const double mean = values.mean([](double x) { return x; }).value;
    const auto shown = [&](double value) { return input->unit == "date" ? year_of_date(value) : value; };
    if (input->mean) posterior.mean = shown(mean);
    if (input->sd) posterior.sd = std::sqrt(values.mean([&](double x) { return (x - mean) * (x - mean); }).value);
    for (const auto& [p, prior] : input->quantiles) posterior.quantiles.emplace_back(p, shown(values.quantile(p)));
    input->posterior = std::move(posterior);
  }
}

void report_weighted_faults(const Program& program, const WeightedCollection& collection, const Weights& weights, Diagnostics& diagnostics) {
  Collected collected;
  collected.pooled.sums = empty_sums(program);
  collected.pooled.sums.kept = weights.positive;
  const auto count = [&](const auto& column, const auto& bad, std::uint64_t& number, TrialNumber& first) {
    for (std::uint32_t r = 0; r < column.size(); ++r) {
      for (std::uint64_t t = 0; t < column[r].size(); ++t) {
        if (weights.of[r][t] == 0 || !bad(column[r][t])) continue;
        if (number++ == 0) first = {r, t};
      }
    }
  };
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    if (program.outputs[i].constant) continue;
    OutputSums& sums = collected.pooled.sums.outputs[i];
    count(collection.output(i), [&](double value) { return fault(program.outputs[i], value); }, sums.non_finite, sums.first_non_finite);
  }
  for (std::size_t i = 0; i < program.questions.size(); ++i) {
    QuestionSums& sums = collected.pooled.sums.questions[i];
    if (program.questions[i].constant || collection.valid(i) == nullptr) continue;
    count(*collection.valid(i), [](double valid) { return valid == 0; }, sums.not_a_number, sums.first_not_a_number);
  }
  report_non_finite(program, collection.plan(), collected, diagnostics);
}

}  // namespace botec
