#include "result/pool_spread.h"

#include <algorithm>
#include <cmath>

#include "distributions/pool.h"
#include "text/calendar.h"

namespace botec {
namespace {

void add_ratio(PoolResult& pool) {
  double smallest = std::numeric_limits<double>::infinity(), largest = 0;
  for (const PoolSource& source : pool.sources) {
    if (!source.median || !(*source.median > 0)) return;
    smallest = std::min(smallest, *source.median);
    largest = std::max(largest, *source.median);
  }
  if (std::isfinite(largest / smallest)) pool.ratio = largest / smallest;
}

PoolResult pool_of(const PoolFact& fact, double level) {
  PoolResult result;
  result.method = fact.method;
  result.logarithmic = fact.logarithmic;
  std::vector<Moments> parts;
  for (std::size_t i = 0; i < fact.parts.size(); ++i) {
    const Distribution& part = fact.parts[i];
    const double tail = (1 - level) / 2;
    result.sources.push_back({fact.names[i], fact.weights[i], quantile(part, 0.5), quantile(part, tail), quantile(part, tail, Tail::upper)});
    parts.push_back(moments(part));
  }
  add_ratio(result);
  result.between = between_share(parts, fact.weights);
  return result;
}

std::optional<double> median_of(const OutputResult& output) {
  for (const QuantileEstimate& q : output.quantiles) {
    if (std::abs(q.probability - 0.5) < 1e-12) return q.at.value;
  }
  return std::nullopt;
}

// `to`: from the units of a source to that of the pool.
PoolResult pool_of(const ProgramPool& pool, const Program& program, const std::vector<OutputResult>& outputs, double unit) {
  PoolResult result;
  result.method = pool.method;
  result.logarithmic = pool.scale == "log";
  std::vector<Moments> parts;
  for (std::size_t i = 0; i < pool.sources.size(); ++i) {
    const OutputResult& source = outputs[pool.sources[i]];
    const double to = program.outputs[pool.sources[i]].unit.scale / unit;
    const auto shown = [to](const std::optional<double>& value) { return value ? std::optional<double>(*value * to) : std::nullopt; };
    result.sources.push_back({pool.names[i], pool.weights[i], shown(median_of(source)), shown(source.interval.low.value), shown(source.interval.high.value)});
    parts.push_back({shown(source.mean.value), shown(source.sd.value)});
  }
  add_ratio(result);
  result.between = between_share(parts, pool.weights);
  return result;
}

// As a reader counts years; a ratio of them means nothing.
void show_dates(PoolResult& pool) {
  pool.ratio.reset();
  for (PoolSource& source : pool.sources) {
    for (auto* value : {&source.median, &source.low, &source.high}) {
      if (*value) **value = year_of_date(**value);
    }
  }
}

}  // namespace

void add_pools(const Program& program, Result& result) {
  for (const InputFact& fact : program.inputs) {
    if (!fact.pool) continue;
    const auto input = std::find_if(result.inputs.begin(), result.inputs.end(), [&](const InputResult& r) { return r.name == fact.name; });
    if (input == result.inputs.end()) continue;
    input->pool = pool_of(*fact.pool, result.run.interval);
    if (input->unit == "date") show_dates(*input->pool);
  }
  if (result.outputs.size() != program.outputs.size()) return;
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    const auto& pool = program.outputs[i].pool;
    if (!pool) continue;
    result.outputs[i].pool = pool_of(*pool, program, result.outputs, program.outputs[i].unit.scale);
    if (result.outputs[i].unit == "date") result.outputs[i].pool->ratio.reset();   // years are counted from no zero
  }
}

}  // namespace botec
