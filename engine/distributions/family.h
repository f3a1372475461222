// One row a distribution: everything botec knows about a family stands in the one Family that its file ends with.
// Parameter checks, hints, the listing, the documentation, the tests and the benchmark all walk catalogue().
// Threads: the catalogue is constant.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "distributions/distribution.h"

namespace botec {

// How a parameter behaves when the unit of the variable changes.
enum class Scaling { pure, value, rate, logarithm };  // shape · mean, sd, low · 1/value · mu of a lognormal

struct Parameter {
  std::string_view name;
  Scaling scaling;
  std::string_view meaning;    // one phrase
  std::string_view condition;  // "above 0", "in (0, 1]", "any number": shown, documented and checked as written (conditions.h)
};

// The arguments of one input as numbers in the input's unit. Quantiles are (probability, value) pairs in order of
// probability; a range is the two at its level.
struct Arguments {
  std::map<std::string, double, std::less<>> numbers;
  std::vector<std::pair<double, double>> quantiles;
  std::vector<double> values;    // empirical, categorical
  std::vector<double> weights;   // categorical
  bool smooth = false;           // empirical
};

// Atoms of a distribution: values that have a probability of their own.
enum class Atomicity { none, some, all };

struct Family {
  std::string_view name;
  std::string_view summary;   // one sentence
  std::string_view example;   // the string form of a runnable input: "normal(mean=5, sd=2) day"
  std::span<const Parameter> parameters;          // every named number it understands
  // As documented, first the usual one, and matched as written: names parted by commas, "two quantiles", "one quantile",
  // "quantiles" (any number of them), "values", "weights", "smooth"; what may be left out stands after "; optional".
  std::span<const std::string_view> argument_sets;
  bool from_range = false;    // two quantiles (a range) fix it
  bool discrete = false;

  // Called with arguments that make up one of the sets and keep their conditions; checks what depends on several of
  // them, and never yields an invalid distribution. Null for a mixture, which is not made of numbers.
  Expected<Distribution> (*fit)(const Arguments&) = nullptr;
  // The functions below see x inside the support and p in (0, 1); distribution.cpp answers the rest.
  double (*cdf)(const Distribution&, double x, Tail) = nullptr;
  double (*quantile)(const Distribution&, double p, Tail) = nullptr;
  double (*density)(const Distribution&, double x) = nullptr;
  // Asked only where the density is too small for a double; null where it never is, or is 0 there.
  double (*log_density)(const Distribution&, double x) = nullptr;
  Moments (*moments)(const Distribution&) = nullptr;
  Support (*support)(const Distribution&) = nullptr;
  TailIndices (*tail_indices)(const Distribution&) = nullptr;
  // For families whose atoms depend on the parameters (a mixture, a truncation); null where `discrete` says it all.
  Atomicity (*atomicity)(const Distribution&) = nullptr;
  // All atoms, where they are finitely many and not simply the whole numbers of the support; see atoms().
  std::optional<std::vector<Atom>> (*atoms)(const Distribution&, std::size_t limit) = nullptr;
  // The quantile of a whole block by kernels; null for families without a cheap one, which get a table.
  // Exactly one of u (uniforms) and z (standard normals) is what the family asks for: see `driven_by_normal`.
  void (*quantile_block)(const Distribution&, const double* base, double* out, std::size_t n) = nullptr;
  bool driven_by_normal = false;  // quantile_block wants standard normals (normal, lognormal) instead of uniforms
  // The probability of the tail beyond each x of a block (no NaN), by kernels; null for families without a cheap one.
  void (*cdf_block)(const Distribution&, const double* x, double* out, std::size_t n, Tail) = nullptr;
  bool cheap_cdf = false;   // one call of cdf takes some tens of nanoseconds: no series, no search
  // E[X^order; X <= t] for each t of a block, order 1 or 2; null where there is no closed form.
  void (*partial_moment)(const Distribution&, const double* t, int order, double* out, std::size_t n) = nullptr;
};

// All families a user can name, in the order of the documentation. Internal ones (constant, truncated) are not listed.
std::span<const Family* const> catalogue();
const Family* find_family(std::string_view name);   // null when there is none
std::vector<std::string> family_names();

// Checks names (with "did you mean"), that the set is one of the family's, and every condition; then fits.
// Complaint.argument names the argument at fault; a quantile is named by its percentage: "p5", "p97.5".
Expected<Distribution> make_distribution(std::string_view family, const Arguments& arguments);

}  // namespace botec
