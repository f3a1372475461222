// What data cost: reading and filtering a table of a million rows, and nanoseconds a row and trial of redrawn lines. A wrong
// answer is an error instead of a time.
#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "data/resampler.h"
#include "data/row_formula.h"
#include "data/table.h"
#include "formula/parser.h"

using namespace botec;

namespace {

constexpr std::size_t rows = 1000000;

const std::string& csv() {
  static const std::string text = [] {
    std::mt19937_64 generator(1);
    const char* const kinds[] = {"Language", "Vision", "Games"};
    std::string result = "name,date,domain,size,cost\n";
    for (std::size_t i = 0; i < rows; ++i) {
      char line[160];
      const auto pick = [&](unsigned n) { return static_cast<unsigned>(generator() % n); };
      std::snprintf(line, sizeof line, "system %zu,20%02u-%02u-%02u,%s,%.6g,%.15g\n", i, pick(25), 1 + pick(12), 1 + pick(28), kinds[pick(3)],
                    std::exp(pick(1000) * 0.03), pick(100000) / 7.0);
      result += line;
    }
    return result;
  }();
  return text;
}

void read_rows(benchmark::State& state) {
  csv();
  for (auto _ : state) {
    const auto table = parse_table(csv(), "bench.csv");
    if (!table || table->rows() != rows || table->columns[1].kind != Column::Kind::date) return state.SkipWithError("wrong table");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
}
BENCHMARK(read_rows)->Unit(benchmark::kMillisecond);

void filter(benchmark::State& state) {
  const auto table = parse_table(csv(), "bench.csv");
  const std::string condition = "domain == \"Language\" and size > 10 and date >= \"2012-01-01\" and cost < 10000";
  Diagnostics diagnostics;
  FormulaLimits limits;
  limits.rows = true;
  const auto source = std::make_shared<SourceFile>("bench.yaml", condition);
  const auto tree = parse_condition({condition, {}, Span{source, 0, static_cast<std::uint32_t>(condition.size())}}, diagnostics, limits);
  for (auto _ : state) {
    const auto keep = rows_where(*table, *tree, diagnostics);
    if (!keep || (*keep)[0] > 1) return state.SkipWithError("wrong filter");
    benchmark::DoNotOptimize(filter_rows(*table, *keep));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
}
BENCHMARK(filter)->Unit(benchmark::kMillisecond);

void redraw(benchmark::State& state, FitMethod method, double noise) {
  const auto n = static_cast<std::size_t>(state.range(0));
  TrendPoints points;
  for (std::size_t i = 0; i < n; ++i) {
    const double at = static_cast<double>(i);
    points.x.push_back(2000 + at * 0.37);
    points.y.push_back(at * 0.1 + std::sin(at * 3.3));
    points.rows.push_back(static_cast<std::uint32_t>(i));
  }
  const Resampler resampler(points, method, TrendScale::log, noise);
  constexpr std::size_t block = 512;
  std::vector<std::uint64_t> words(block);
  for (std::size_t i = 0; i < block; ++i) words[i] = i * 0x9e3779b97f4a7c15u;
  std::vector<double> level(block), slope(block), sd(block);
  LineDraws out;
  out.level = level.data();
  out.slope = slope.data();
  out.residual_sd = sd.data();
  for (auto _ : state) {
    resampler.draw(words.data(), block, out);
    words[0] += 1;
  }
  double mean = 0;
  for (const double s : slope) mean += s / block;
  if (method != FitMethod::two_regimes && std::abs(mean - resampler.fit().slope) > 0.2) state.SkipWithError("wrong lines");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * block * n));
}
BENCHMARK_CAPTURE(redraw, least_squares, FitMethod::least_squares, 1.0)->Arg(7)->Arg(20)->Arg(60)->Arg(500);
BENCHMARK_CAPTURE(redraw, least_squares_noise, FitMethod::least_squares, 2.0)->Arg(7)->Arg(20)->Arg(60)->Arg(500);
BENCHMARK_CAPTURE(redraw, two_regimes, FitMethod::two_regimes, 1.0)->Arg(20)->Arg(60)->Arg(300);
BENCHMARK_CAPTURE(redraw, theil_sen, FitMethod::theil_sen, 1.0)->Arg(20)->Arg(60)->Arg(300);
BENCHMARK_CAPTURE(redraw, theil_sen_noise, FitMethod::theil_sen, 2.0)->Arg(20)->Arg(60);

}  // namespace

BENCHMARK_MAIN();
