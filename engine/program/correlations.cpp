#include "program/correlations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

#include "program/correlation_matrix.h"
#include "program/rank_calibration.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

struct Written {
  std::uint32_t first, second;
  double rank, rho;
  const Correlation* correlation;
};

std::optional<std::uint32_t> find_side(const Symbols& symbols, const Scope& scope, const Text& side, Diagnostics& diagnostics) {
  if (const auto index = symbols.find_input(scope, side.value)) return index;
  if (!scope.model->complete) return std::nullopt;   // it may stand in what could not be read
  const bool formula = symbols.find(scope, side.value).has_value();
  const auto& trends = scope.model->trends;
  const bool trend = std::any_of(trends.begin(), trends.end(), [&](const Trend& t) { return t.name == side.value; });
  std::vector<std::string> names;
  for (const auto& input : symbols.inputs()) {
    if (input.declared != nullptr) names.push_back(input.name);   // not those that rows of a trend are redrawn by
  }
  diagnostics.error("unknown-input", side.span,
                    formula || trend ? "`" + side.value + "` is a " + (trend ? "trend" : "formula") + "; only inputs can be correlated"
                            : "there is no input named `" + side.value + "`",
                    formula || trend ? "" : did_you_mean(side.value, names));
  return std::nullopt;
}

bool varies(const Symbols& symbols, const std::optional<FittedInput>& input, std::uint32_t index, const Text& side,
            Diagnostics& diagnostics) {
  if (!input) return false;
  if (input->draw) {
    diagnostics.error("bad-correlation", side.span, "`" + side.value + "` is drawn by a function of the program, which no correlation can steer");
    return false;
  }
  if (!constant_value(input->distribution)) return true;
  // A scenario or --set may well fix an input that the model correlates: then there is nothing to correlate.
  if (!symbols.inputs()[index].overridden) {
    diagnostics.error("bad-correlation", side.span, "`" + side.value + "` is a constant and cannot be correlated with anything");
  }
  return false;
}

std::optional<Written> read_pair(const Symbols& symbols, const Scope& scope, const Correlation& correlation,
                                 const std::vector<std::optional<FittedInput>>& inputs, Diagnostics& diagnostics) {
  const auto first = find_side(symbols, scope, correlation.first, diagnostics);
  const auto second = find_side(symbols, scope, correlation.second, diagnostics);
  if (!first || !second) return std::nullopt;
  if (*first == *second) {
    diagnostics.error("bad-correlation", correlation.second.span, "`" + correlation.first.value + "` cannot be correlated with itself");
    return std::nullopt;
  }
  const bool both = varies(symbols, inputs[*first], *first, correlation.first, diagnostics) &
                    varies(symbols, inputs[*second], *second, correlation.second, diagnostics);
  if (!both) return std::nullopt;
  const Calibration fitted = calibrate(correlation.rank, inputs[*first]->distribution, inputs[*second]->distribution);
  if (!fitted.attainable) {
    diagnostics.error("bad-correlation", correlation.rank_span,
                      fmt::format("`{}` and `{}` cannot have a rank correlation of {}, because equal values share their rank",
                                  correlation.first.value, correlation.second.value, correlation.rank),
                      fmt::format("the strongest they can have is {:.3f}", std::copysign(std::floor(fitted.most * 1000) / 1000, correlation.rank)));
    return std::nullopt;
  }
  return Written{*first, *second, correlation.rank, fitted.rho, &correlation};
}

// The inputs of each connected set, by repeated merging.
std::vector<std::vector<std::uint32_t>> connected(const std::vector<CorrelatedPair>& pairs) {
  std::map<std::uint32_t, std::uint32_t> leader;
  const auto find = [&leader](std::uint32_t i) {
    while (leader.try_emplace(i, i).first->second != i) i = leader[i];
    return i;
  };
  for (const auto& pair : pairs) {
    const auto a = find(pair.first), b = find(pair.second);
    leader[std::max(a, b)] = std::min(a, b);
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (const auto& [input, parent] : leader) groups[find(input)].push_back(input);
  std::vector<std::vector<std::uint32_t>> result;
  for (auto& [first, group] : groups) result.push_back(std::move(group));
  return result;
}

SquareMatrix matrix_of(const std::vector<std::uint32_t>& group, const std::vector<CorrelatedPair>& pairs) {
  SquareMatrix matrix = identity(group.size());
  const auto place = [&group](std::uint32_t input) {
    return static_cast<std::size_t>(std::find(group.begin(), group.end(), input) - group.begin());
  };
  for (const auto& pair : pairs) {
    const std::size_t i = place(pair.first), j = place(pair.second);
    if (i == group.size() || j == group.size()) continue;
    matrix(i, j) = matrix(j, i) = pair.rho;
  }
  return matrix;
}

// Rank correlations to two decimals near a possible matrix; moved towards 0 until rounding leaves them possible.
std::vector<double> possible_ranks(const std::vector<Written>& clash, const std::vector<std::uint32_t>& rows,
                                   const SquareMatrix& nearest) {
  const auto place = [&rows](std::uint32_t input) {
    return static_cast<std::size_t>(std::find(rows.begin(), rows.end(), input) - rows.begin());
  };
  std::vector<double> ranks;
  for (double keep = 1; keep > 0; keep -= 0.01) {
    ranks.clear();
    SquareMatrix trial = identity(rows.size());
    for (const Written& w : clash) {
      const double rho = keep * nearest(place(w.first), place(w.second));
      const double rank = std::trunc(600 / std::numbers::pi * std::asin(rho / 2)) / 100;
      ranks.push_back(rank);
      trial(place(w.first), place(w.second)) = trial(place(w.second), place(w.first)) = 2 * std::sin(std::numbers::pi / 6 * rank);
    }
    if (is_possible(trial)) break;
  }
  return ranks;
}

void report_clash(const Symbols& symbols, const std::vector<Written>& written, const std::vector<std::uint32_t>& group,
                  const SquareMatrix& matrix, Diagnostics& diagnostics) {
  std::vector<std::uint32_t> rows;
  for (const std::size_t row : smallest_clash(matrix)) rows.push_back(group[row]);
  const auto inside = [&rows](std::uint32_t input) { return std::find(rows.begin(), rows.end(), input) != rows.end(); };
  std::vector<Written> clash;
  std::vector<CorrelatedPair> pairs;
  for (const Written& w : written) {
    if (!inside(w.first) || !inside(w.second)) continue;
    clash.push_back(w);
    pairs.push_back({w.first, w.second, w.rho});
  }
  const auto ranks = possible_ranks(clash, rows, nearest_possible(matrix_of(rows, pairs)));
  std::string names, help;
  for (const std::uint32_t row : rows) names += (names.empty() ? "`" : ", `") + symbols.inputs()[row].name + "`";
  for (std::size_t i = 0; i < clash.size(); ++i) {
    help += fmt::format("{}{} with {}: {}", i == 0 ? "" : ", ", symbols.inputs()[clash[i].first].name,
                        symbols.inputs()[clash[i].second].name, ranks[i]);
  }
  diagnostics.error("impossible-correlations", clash.front().correlation->rank_span,
                    "the correlations among " + names + " cannot all hold together (a pair that is not listed counts as 0)",
                    "the nearest possible: " + help);
}

}  // namespace

std::vector<CorrelatedPair> find_correlations(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& inputs,
                                              Diagnostics& diagnostics) {
  std::vector<Written> written;
  for (const Scope& scope : symbols.scopes()) {
    for (const Correlation& correlation : scope.model->correlations) {
      const auto pair = read_pair(symbols, scope, correlation, inputs, diagnostics);
      if (!pair) continue;
      const bool repeated = std::any_of(written.begin(), written.end(), [&](const Written& w) {
        return std::minmax(w.first, w.second) == std::minmax(pair->first, pair->second);
      });
      if (repeated) {
        diagnostics.error("bad-correlation", correlation.span, "`" + correlation.first.value + "` and `" + correlation.second.value + "` are correlated twice");
        continue;
      }
      written.push_back(*pair);
    }
  }
  std::vector<CorrelatedPair> pairs;
  for (const Written& w : written) pairs.push_back({w.first, w.second, w.rho});
  for (const auto& group : connected(pairs)) {
    const SquareMatrix matrix = matrix_of(group, pairs);
    if (!is_possible(matrix)) report_clash(symbols, written, group, matrix, diagnostics);
  }
  return pairs;
}

namespace {

// Autocorrelation over n steps needs n multiplications a trial instead of n²/2: every row of the triangle is then the one above it,
// times a number, with one entry more.
std::vector<double> chain_of(const std::vector<double>& triangle, std::size_t n) {
  constexpr std::size_t long_enough = 8;
  if (n < long_enough) return {};
  std::vector<double> leans{0.0};
  for (std::size_t i = 1; i < n; ++i) {
    const double *row = triangle.data() + i * n, *above = row - n;
    const double lean = row[i - 1] / above[i - 1];
    for (std::size_t j = 0; j < i; ++j) {
      if (std::abs(row[j] - lean * above[j]) > 1e-12) return {};
    }
    leans.push_back(lean);
  }
  return leans;
}

}  // namespace

std::vector<CopulaGroup> make_copulas(const std::vector<CorrelatedPair>& pairs, const std::vector<std::uint32_t>& drawn_of) {
  std::vector<CopulaGroup> result;
  for (const auto& group : connected(pairs)) {
    std::vector<std::uint32_t> drawn;
    for (const std::uint32_t input : group) {
      if (drawn_of[input] != 0xFFFFFFFF) drawn.push_back(input);
    }
    if (drawn.size() < 2) continue;
    CopulaGroup copula;
    copula.cholesky = cholesky(matrix_of(drawn, pairs));
    copula.leans = chain_of(copula.cholesky, drawn.size());
    for (const std::uint32_t input : drawn) copula.inputs.push_back(drawn_of[input]);
    result.push_back(std::move(copula));
  }
  return result;
}

}  // namespace botec
