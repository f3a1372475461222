// The parts of the text report about pooled estimates, and about what evidence leaves of the inputs.
#include <algorithm>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/table.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr int digits_shown = 3;

std::string in_words(const PoolResult& pool) {
  if (pool.method == "mixture") return "one of the sources in each trial";
  if (pool.method == "geometric") return "the product of the densities";
  const std::string on = pool.logarithmic ? " of the logarithms" : "";
  if (pool.method == "quantile") return "the average of the quantiles" + on;
  if (pool.method == "precision") return "weighed by precision" + std::string(pool.logarithmic ? ", on the logarithm" : "");
  return pool.method == "geometric_mean" ? "the geometric mean" : "the mean";
}

std::string spread_sentence(const PoolResult& pool) {
  std::string text;
  if (pool.ratio) text = "The largest median is " + format_number(*pool.ratio, std::nullopt, {digits_shown}) + " times the smallest";
  if (pool.between) {
    const std::string share = format_probability(*pool.between, std::nullopt, 2);
    text += (text.empty() ? "Of the variance " : "; of the variance ") + share + " lies between the sources" + (pool.method == "mixture" ? "" : ", were one of them right");
  }
  return text.empty() ? text : text + ".";
}

void add_pool(std::vector<std::string>& lines, const std::string& name, const std::string& unit, const PoolResult& pool, double level, const TextOptions& options) {
  const PoolWords words = pool_words(pool, unit, level, options);
  for (auto& line : wrap("  " + clean(name, options.ascii) + ": " + words.method, options.width, 4)) lines.push_back(std::move(line));
  TextOptions narrower = options;
  narrower.width -= 2;
  for (const auto& line : lay_out(words.sources, narrower)) lines.push_back("  " + line);
  if (words.spread.empty()) return;
  for (auto& line : wrap("    " + words.spread, options.width, 4)) lines.push_back(std::move(line));
}

}  // namespace

PoolWords pool_words(const PoolResult& pool, const std::string& unit, double level, const TextOptions& options) {
  std::vector<double> values;
  for (const PoolSource& source : pool.sources) {
    for (const auto& value : {source.low, source.median, source.high}) {
      if (value && std::isfinite(*value)) values.push_back(*value);
    }
  }
  const NumberStyle style = common_style(values, options.digits.value_or(digits_shown));
  const bool date = unit == "date";
  const double width = values.empty() ? 0 : *std::max_element(values.begin(), values.end()) - *std::min_element(values.begin(), values.end());
  const auto number = [&](const std::optional<double>& value) { return !value ? std::string("none") : date ? date_text(*value, width) : format_number(*value, 0.0, style); };
  PoolWords words{in_words(pool), spread_sentence(pool), {}};
  words.sources.columns = {{"source", Align::left, 12, 2}, {"weight", Align::right, 0, 1}, {"median", Align::right, 0, 0}, {format_level(level) + " interval", Align::left, 0, 0}};
  for (const PoolSource& source : pool.sources) {
    const bool constant = source.low && source.high && *source.low == *source.high;
    words.sources.rows.push_back({clean(source.name, options.ascii), format_probability(source.weight, 0.0, digits_shown),
                                  date ? number(source.median) : with_unit(number(source.median), clean(unit, options.ascii)),
                                  constant ? "constant" : number(source.low) + " to " + number(source.high)});
  }
  return words;
}

std::vector<std::string> pool_lines(const Result& result, const TextOptions& options) {
  std::vector<std::string> lines;
  for (const OutputResult& output : result.outputs) {
    if (output.pool) add_pool(lines, output.name, output.unit, *output.pool, result.run.interval, options);
  }
  for (const InputResult& input : result.inputs) {
    if (input.pool) add_pool(lines, input.name, input.unit, *input.pool, result.run.interval, options);
  }
  return lines;
}

TextTable posterior_table(const std::vector<InputResult>& inputs, const TextOptions& options) {
  TextTable table;
  table.columns = {{"name", Align::left, 12, 2}, {"before", Align::right, 0, 1}, {"p5", Align::right, 0, 0}, {"median", Align::right, 0, 0}, {"p95", Align::right, 0, 0}, {"unit", Align::left, 6, 3}};
  for (const InputResult& input : inputs) {
    if (!input.posterior || input.quantiles.size() < 3) continue;
    const double before = input.quantiles[input.quantiles.size() / 2].second;
    const auto& after = input.posterior->quantiles;
    const double values[] = {before, after.front().second, after[after.size() / 2].second, after.back().second};
    const NumberStyle style = common_style(values, options.digits.value_or(digits_shown));
    std::vector<std::string> row = {clean(input.name, options.ascii)};
    for (const double value : values) row.push_back(input.unit == "date" ? date_text(value, values[3] - values[1]) : format_number(value, 0.0, style));
    row.push_back(clean(input.unit, options.ascii));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> posterior_lines(const std::vector<InputResult>& inputs, const TextOptions& options) {
  const TextTable table = posterior_table(inputs, options);
  return table.rows.empty() ? std::vector<std::string>{} : lay_out(table, options);
}

}  // namespace botec
