// Nanoseconds an element of every kernel, one block in the first-level cache, on every instruction set this machine has.
// A kernel's answers are compared with the baseline's bits, and with <cmath> where it has the function, before its time is
// reported; a wrong kernel reports an error instead of a time. A kernel of the table that no row measures is an error, too.
#include <benchmark/benchmark.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "formula/function.h"
#include "random/design.h"

using namespace botec;
using kernels::block_size;
using kernels::Table;

namespace {

// The ranges of the project's earlier measurements: exp |x| < 50, log 1e-3 … 1e3, sin |x| < 3.1, pow 0.01 … 100 to 0.3 … 0.5.
struct Operands {
  std::vector<double> centred, positive, unit, exponent, condition, narrow;
  std::vector<std::uint64_t> words;
  Operands() : words(block_size) {
    Stream stream(1, stream_key("bench"));
    for (std::size_t i = 0; i < block_size; ++i) {
      const auto u = [&] { return (static_cast<double>(stream() >> 12) + 0.5) * 0x1p-52; };
      centred.push_back(100 * u() - 50);
      positive.push_back(std::exp(14 * u() - 7));
      unit.push_back(u());
      exponent.push_back(0.3 + 0.2 * u());
      condition.push_back(u() < 0.5 ? 1.0 : 0.0);
      narrow.push_back(6.2 * u() - 3.1);
      words[i] = stream();
    }
  }
};

const Operands& operands() {
  static const Operands all;
  return all;
}

using Run = std::function<void(const Table&, double* out)>;

struct Row {
  std::string name;
  Run run;
  std::function<double(std::size_t)> truth = {};  // element i by <cmath>, to 1e-14; or none
  std::vector<std::size_t> kernels = {};          // that it measures, as places in the table
};

// A table is a name and after it one pointer for each kernel.
constexpr std::size_t kernel_count = (sizeof(Table) - sizeof(Table::isa)) / sizeof(kernels::Unary);
template <class Kernel>
std::size_t place(Kernel Table::* kernel) {
  const Table& table = kernels::active();
  const auto offset = reinterpret_cast<const char*>(&(table.*kernel)) - reinterpret_cast<const char*>(&table);
  return (static_cast<std::size_t>(offset) - sizeof(Table::isa)) / sizeof(kernels::Unary);
}

Row unary(std::string name, kernels::Unary Table::* kernel, const std::vector<double>& a, double (*truth)(double)) {
  return {std::move(name), [=, &a](const Table& t, double* out) { (t.*kernel)(out, a.data(), block_size); },
          [=, &a](std::size_t i) { return truth(a[i]); },
          {place(kernel)}};
}
Row binary(std::string name, kernels::Binary Table::* kernel, const std::vector<double>& a, const std::vector<double>& b,
           double (*truth)(double, double)) {
  return {std::move(name), [=, &a, &b](const Table& t, double* out) { (t.*kernel)(out, a.data(), b.data(), block_size); },
          [=, &a, &b](std::size_t i) { return truth(a[i], b[i]); },
          {place(kernel)}};
}

double normal_cdf(double x) { return 0.5 * std::erfc(-x * std::sqrt(0.5)); }

void add_arithmetic(std::vector<Row>& rows, const Operands& o) {
  const auto& a = o.positive;
  const auto& b = o.narrow;
  rows.push_back(binary("add", &Table::add, a, b, [](double x, double y) { return x + y; }));
  rows.push_back(binary("mul", &Table::mul, a, b, [](double x, double y) { return x * y; }));
  rows.push_back(binary("div", &Table::div, a, b, [](double x, double y) { return x / y; }));
  rows.push_back(binary("min", &Table::min, a, b, [](double x, double y) { return std::fmin(x, y); }));
  rows.push_back(binary("lt", &Table::lt, a, b, [](double x, double y) { return x < y ? 1.0 : 0.0; }));
  rows.push_back(unary("floor", &Table::floor, b, [](double x) { return std::floor(x); }));
  rows.push_back(unary("round", &Table::round, b, [](double x) { return std::round(x); }));
  rows.push_back(unary("sqrt", &Table::sqrt, a, [](double x) { return std::sqrt(x); }));
  rows.push_back({"multiply_constant", [&](const Table& t, double* out) { t.multiply_constant(out, a.data(), 1.1, block_size); },
                  [&](std::size_t i) { return a[i] * 1.1; }, {place(&Table::multiply_constant)}});
  rows.push_back({"pow_constant", [&](const Table& t, double* out) { t.pow_constant(out, o.unit.data(), 0.3, block_size); },
                  [&](std::size_t i) { return std::pow(o.unit[i], 0.3); }, {place(&Table::pow_constant)}});
  rows.push_back({"add_constant", [&](const Table& t, double* out) { t.add_constant(out, a.data(), 1.1, block_size); },
                  [&](std::size_t i) { return a[i] + 1.1; }, {place(&Table::add_constant)}});
  rows.push_back({"fill", [](const Table& t, double* out) { t.fill(out, 1.1, block_size); }, [](std::size_t) { return 1.1; }, {place(&Table::fill)}});
  rows.push_back({"add_multiple", [&](const Table& t, double* out) { t.add_multiple(out, a.data(), 1.1, block_size); }, {}, {place(&Table::add_multiple)}});
  rows.push_back({"linear", [&](const Table& t, double* out) { t.linear(out, a.data(), 1.1, 2.2, block_size); },
                  [&](std::size_t i) { return std::fma(1.1, a[i], 2.2); }, {place(&Table::linear)}});
  rows.push_back({"select", [&](const Table& t, double* out) { t.select(out, o.condition.data(), a.data(), b.data(), block_size); },
                  [&](std::size_t i) { return o.condition[i] != 0 ? a[i] : b[i]; }, {place(&Table::select)}});
  rows.push_back({"clamp", [&](const Table& t, double* out) { t.clamp(out, b.data(), o.unit.data(), o.positive.data(), block_size); },
                  [&](std::size_t i) { return std::fmin(std::fmax(b[i], o.unit[i]), o.positive[i]); }, {place(&Table::clamp)}});
}

void add_functions(std::vector<Row>& rows, const Operands& o) {
  rows.push_back(unary("exp", &Table::exp, o.centred, [](double x) { return std::exp(x); }));
  rows.push_back(unary("exp2", &Table::exp2, o.centred, [](double x) { return std::exp2(x); }));
  rows.push_back(unary("expm1", &Table::expm1, o.narrow, [](double x) { return std::expm1(x); }));
  rows.push_back({"exp_linear", [&](const Table& t, double* out) { t.exp_linear(out, o.narrow.data(), 1.1, 2.2, block_size); },
                  [&](std::size_t i) { return std::exp(std::fma(1.1, o.narrow[i], 2.2)); }, {place(&Table::exp_linear)}});
  rows.push_back({"exp2_linear", [&](const Table& t, double* out) { t.exp2_linear(out, o.narrow.data(), 1.1, 2.2, block_size); },
                  [&](std::size_t i) { return std::exp2(std::fma(1.1, o.narrow[i], 2.2)); }, {place(&Table::exp2_linear)}});
  rows.push_back(unary("log", &Table::log, o.positive, [](double x) { return std::log(x); }));
  rows.push_back(unary("log2", &Table::log2, o.positive, [](double x) { return std::log2(x); }));
  rows.push_back(unary("log10", &Table::log10, o.positive, [](double x) { return std::log10(x); }));
  rows.push_back(unary("log1p", &Table::log1p, o.positive, [](double x) { return std::log1p(x); }));
  rows.push_back(binary("pow", &Table::pow, o.positive, o.exponent, [](double x, double y) { return std::pow(x, y); }));
  rows.push_back(unary("sin", &Table::sin, o.narrow, [](double x) { return std::sin(x); }));
  rows.push_back(unary("cos", &Table::cos, o.narrow, [](double x) { return std::cos(x); }));
  rows.push_back(unary("tan", &Table::tan, o.narrow, [](double x) { return std::tan(x); }));
  rows.push_back(unary("atan", &Table::atan, o.narrow, [](double x) { return std::atan(x); }));
  rows.push_back(unary("asin", &Table::asin, o.unit, [](double x) { return std::asin(x); }));
  rows.push_back(unary("erf", &Table::erf, o.narrow, [](double x) { return std::erf(x); }));
  rows.push_back(unary("lgamma", &Table::lgamma, o.positive, [](double x) { return std::lgamma(x); }));
  rows.push_back(unary("normal_cdf", &Table::normal_cdf, o.narrow, normal_cdf));
  rows.push_back({"normal_quantile", [&](const Table& t, double* out) { t.normal_quantile(out, o.unit.data(), block_size); }, {}, {place(&Table::normal_quantile)}});
}

void add_random(std::vector<Row>& rows, const Operands& o) {
  const auto as_words = [](double* out) { return reinterpret_cast<std::uint64_t*>(out); };
  rows.push_back({"random_words", [=](const Table& t, double* out) { t.random_words(as_words(out), 1, 2, 3, 0, block_size); }, {}, {place(&Table::random_words)}});
  rows.push_back({"words_to_uniforms", [&](const Table& t, double* out) { t.words_to_uniforms(out, o.words.data(), block_size); },
                  [&](std::size_t i) { return (static_cast<double>(o.words[i] >> 12) + 0.5) * 0x1p-52; }, {place(&Table::words_to_uniforms)}});
  rows.push_back({"words_to_normals", [&](const Table& t, double* out) { t.words_to_normals(out, o.words.data(), block_size); }, {}, {place(&Table::words_to_normals)}});
  rows.push_back({"normals", [](const Table& t, double* out) {
                    std::uint64_t words[block_size];
                    t.random_words(words, 1, 2, 3, 0, block_size);
                    t.words_to_normals(out, words, block_size);
                  }, {}});
  rows.push_back({"lognormals", [](const Table& t, double* out) {
                    std::uint64_t words[block_size];
                    t.random_words(words, 1, 2, 3, 0, block_size);
                    t.words_to_normals(out, words, block_size);
                    t.exp_linear(out, out, 0.5, 1.5, block_size);
                  }, {}});
  rows.push_back({"net_to_uniforms", [&](const Table& t, double* out) { t.net_to_uniforms(out, o.words.data(), 12345, block_size); }, {}, {place(&Table::net_to_uniforms)}});
  static const kernels::Permutation permutation = [] {
    kernels::Permutation p{1000003, 1000, 1001, {}};
    Stream stream(5);
    for (auto& key : p.keys) key = stream();
    return p;
  }();
  rows.push_back({"strata_to_uniforms", [&](const Table& t, double* out) {
                    t.strata_to_uniforms(out, permutation, 5120, o.words.data(), block_size);
                  }, {}, {place(&Table::strata_to_uniforms)}});
}

// A square root in pieces of one cell each: what a table costs, whose values the tests of distributions check.
struct RootTable {
  std::vector<kernels::Segment> segments;
  std::vector<std::uint32_t> guide;
  RootTable() {
    for (std::size_t k = 0; k < 2 * kernels::SegmentTable::octaves; ++k) {
      const int octave = kernels::SegmentTable::octaves - static_cast<int>(k) % kernels::SegmentTable::octaves;   // of p, down from 1/2
      const double last = std::ldexp(1.0, -octave);
      segments.push_back({.last = last, .centre = 0.75 * last, .inverse = 4 / last, .c = {std::sqrt(last), 0.1, 0.01, 0.001}});
      for (int cell = 0; cell < kernels::SegmentTable::cells_per_octave; ++cell) guide.push_back(static_cast<std::uint32_t>(k * sizeof(kernels::Segment) / sizeof(double)));
    }
  }
};

void add_laws(std::vector<Row>& rows, const Operands& o) {
  rows.push_back({"triangular", [&](const Table& t, double* out) { t.triangular(out, o.unit.data(), {0.25, 1, 5, 2, -std::sqrt(12.0)}, block_size); },
                  [&](std::size_t i) { return o.unit[i] <= 0.25 ? 1 + 2 * std::sqrt(o.unit[i]) : 5 - std::sqrt(12.0) * std::sqrt(1 - o.unit[i]); },
                  {place(&Table::triangular)}});
  static const RootTable table;
  rows.push_back({"segment_draws", [&](const Table& t, double* out) {
                    t.segment_draws(out, o.unit.data(), {table.segments.data(), table.guide.data()}, block_size);
                  }, {}, {place(&Table::segment_draws)}});
  static const std::vector<kernels::Cell> cells(2 * kernels::CellTable::half + 1, {{0.7, 0.3, 0.1, 0.01, 0.001}});
  rows.push_back({"cell_draws", [&](const Table& t, double* out) { t.cell_draws(out, o.unit.data(), {cells.data()}, block_size); }, {}, {place(&Table::cell_draws)}});
}

void add_reductions(std::vector<Row>& rows, const Operands& o) {
  rows.push_back({"sum", [&](const Table& t, double* out) { out[0] = t.sum(o.narrow.data(), block_size); }, {}, {place(&Table::sum)}});
  rows.push_back({"sum_squares", [&](const Table& t, double* out) { out[0] = t.sum_squares(o.narrow.data(), 0.1, block_size); }, {}, {place(&Table::sum_squares)}});
  rows.push_back({"sum_products", [&](const Table& t, double* out) {
                    out[0] = t.sum_products(o.narrow.data(), 0.1, o.unit.data(), 0.5, block_size);
                  }, {}, {place(&Table::sum_products)}});
  rows.push_back({"add_powers", [&](const Table& t, double* out) {
                    kernels::PowerSums sums;
                    t.add_powers(o.narrow.data(), 1, 0.1, block_size, &sums);
                    out[0] = sums.first, out[1] = sums.second, out[2] = sums.third, out[3] = sums.fourth;
                    out[4] = sums.minimum, out[5] = sums.maximum;
                  }, {}, {place(&Table::add_powers)}});
  rows.push_back({"all_finite", [&](const Table& t, double* out) { out[0] = t.all_finite(o.narrow.data(), block_size) ? 1 : 0; }, {}, {place(&Table::all_finite)}});
}

void add_selections(std::vector<Row>& rows, const Operands& o) {
  rows.push_back({"take_between", [&](const Table& t, double* out) {
                    std::size_t below = 0;
                    t.take_between(out, o.narrow.data(), block_size, 0.1, 0.2, &below);
                  }, {}, {place(&Table::take_between)}});
  // Eleven brackets of one class each in a thousand, as a long run has them.
  static const kernels::Sieve even = [] {
    kernels::Sieve sieve;
    sieve.classes.origin = -3.1;
    sieve.classes.scale = kernels::Classes::last / 6.2;
    for (; sieve.count < 11; ++sieve.count) {
      sieve.low[sieve.count] = static_cast<std::int16_t>(1000 + 2500 * sieve.count);
      sieve.high[sieve.count] = static_cast<std::int16_t>(sieve.low[sieve.count] + 32);
    }
    return sieve;
  }();
  rows.push_back({"classify", [&](const Table& t, double* out) {
                    t.classify(reinterpret_cast<std::int16_t*>(out), o.narrow.data(), block_size, even.classes);
                  }, {}, {place(&Table::classify)}});
  rows.push_back({"sift", [&](const Table& t, double* out) {
                    std::uint64_t below[kernels::Sieve::most] = {};
                    std::int16_t classes[block_size];
                    const std::size_t taken = t.sift(o.narrow.data(), block_size, even, below, out, classes);
                    out[taken] = static_cast<double>(below[5]);
                    for (std::size_t i = taken + 1; i < block_size; ++i) out[i] = 0;
                  }, {}, {place(&Table::sift)}});
  rows.push_back({"extremes", [&](const Table& t, double* out) { t.extremes(o.narrow.data(), block_size, out, out + 1); }, {}, {place(&Table::extremes)}});
}

// The functions of the formula language whose kernels no row above has.
void add_catalogue(std::vector<Row>& rows, const Operands& o) {
  std::set<std::size_t> measured;
  for (const Row& row : rows) measured.insert(row.kernels.begin(), row.kernels.end());
  for (const Function& function : function_catalogue()) {
    const std::size_t at = function.unary ? place(function.unary) : function.binary ? place(function.binary) : place(function.ternary);
    if (!measured.insert(at).second) continue;
    rows.push_back({std::string(function.name), [&, &f = function](const Table& t, double* out) {
                      const auto& a = f.units == UnitRule::logical ? o.condition : o.unit;
                      if (f.unary) (t.*f.unary)(out, a.data(), block_size);
                      else if (f.binary) (t.*f.binary)(out, a.data(), o.condition.data(), block_size);
                      else (t.*f.ternary)(out, o.condition.data(), a.data(), o.narrow.data(), block_size);
                    }, {}, {at}});
  }
}

bool all_measured(const std::vector<Row>& rows) {
  std::set<std::size_t> measured;
  for (const Row& row : rows) measured.insert(row.kernels.begin(), row.kernels.end());
  for (std::size_t k = 0; k < kernel_count; ++k)
    if (!measured.contains(k)) std::fprintf(stderr, "no row measures kernel %zu of the table (counted from 0)\n", k);
  return measured.size() == kernel_count;
}

// Empty where the answers are right.
std::string fault(const Row& row, const Table& table) {
  std::vector<double> got(block_size);
  std::vector<double> baseline(block_size);
  row.run(table, got.data());
  row.run(*kernels::available().front(), baseline.data());
  for (std::size_t i = 0; i < block_size; ++i) {
    if (std::bit_cast<std::uint64_t>(got[i]) != std::bit_cast<std::uint64_t>(baseline[i])) return "not the bits of the baseline";
    if (row.truth && !(std::fabs(got[i] - row.truth(i)) <= 1e-14 * std::fabs(row.truth(i)))) return "wrong value";
  }
  return {};
}

void report(benchmark::State& state) {
  state.counters["per_element"] = benchmark::Counter(
      static_cast<double>(block_size), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void measure(benchmark::State& state, const Row& row, const Table& table) {
  if (const std::string wrong = fault(row, table); !wrong.empty()) {
    state.SkipWithError(wrong.c_str());
    return;
  }
  alignas(64) double out[block_size] = {};
  for (auto _ : state) {
    row.run(table, out);
    benchmark::DoNotOptimize(out);
    benchmark::ClobberMemory();
  }
  report(state);
}

// Points as the engine asks for them: construction is not timed.
void measure_points(benchmark::State& state, Method method, bool normals) {
  const std::vector<Coordinate> inputs{{stream_key("a"), 0}, {stream_key("b"), 1}};
  const PointSet points({method, 1, 1 << 20}, 0, inputs);
  double out[block_size];
  std::uint64_t trial = 0;
  for (auto _ : state) {
    normals ? points.normals(1, trial, out) : points.uniforms(1, trial, out);
    trial = (trial + block_size) % (1 << 20);
    benchmark::DoNotOptimize(out);
    benchmark::ClobberMemory();
  }
  for (const double x : out)
    if (!(normals ? std::isfinite(x) : x > 0 && x < 1)) state.SkipWithError("a point is out of range");
  report(state);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Row> rows;
  add_arithmetic(rows, operands());
  add_functions(rows, operands());
  add_random(rows, operands());
  add_reductions(rows, operands());
  add_laws(rows, operands());
  add_selections(rows, operands());
  add_catalogue(rows, operands());
  const bool complete = all_measured(rows);
  for (const Table* table : kernels::available())
    for (const Row& row : rows)
      benchmark::RegisterBenchmark((std::string(table->isa) + "/" + row.name).c_str(),
                                   [&row, table](benchmark::State& state) { measure(state, row, *table); });
  for (const auto& [name, method] : {std::pair{"plain", Method::plain}, {"latin_hypercube", Method::latin_hypercube}, {"sobol", Method::sobol}})
    for (const bool normals : {false, true})
      benchmark::RegisterBenchmark((std::string("points/") + name + (normals ? "/normals" : "/uniforms")).c_str(),
                                   [method = method, normals](benchmark::State& state) { measure_points(state, method, normals); });
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return complete ? 0 : 1;
}
