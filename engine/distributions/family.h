// One row a distribution: everything botec knows about a family stands in the one Family that its file ends with.
// Parameter checks, hints, the listing, the documentation, the tests and the benchmark all walk catalogue().
// Threads: the catalogue is constant.
#pragma once

#include <map>
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
  std::string_view condition;  // "above 0", "in (0, 1]"; shown and documented, checked by `fit`
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

struct Family {
  std::string_view name;
  std::string_view summary;   // one sentence
  std::string_view example;   // the string form of a runnable input: "normal(mean=5, sd=2) day"
  std::span<const Parameter> parameters;          // every named number it understands
  std::span<const std::string_view> argument_sets; // as documented, first the usual one: "mean, sd", "two quantiles"
  bool from_range = false;    // two quantiles (a range) fix it
  bool discrete = false;

  Expected<Distribution> (*fit)(const Arguments&) = nullptr;   // never yields an invalid distribution
  double (*cdf)(const Distribution&, double x, Tail) = nullptr;
  double (*quantile)(const Distribution&, double p, Tail) = nullptr;
  double (*density)(const Distribution&, double x) = nullptr;
  Moments (*moments)(const Distribution&) = nullptr;
  Support (*support)(const Distribution&) = nullptr;
  TailIndices (*tail_indices)(const Distribution&) = nullptr;
  // The quantile of a whole block by kernels; null for families without a cheap one, which get a table.
  // Exactly one of u (uniforms) and z (standard normals) is what the family asks for: see `driven_by_normal`.
  void (*quantile_block)(const Distribution&, const double* base, double* out, std::size_t n) = nullptr;
  bool driven_by_normal = false;  // quantile_block wants standard normals (normal, lognormal) instead of uniforms
};

// All families a user can name, in the order of the documentation. Internal ones (constant, truncated) are not listed.
std::span<const Family* const> catalogue();
const Family* find_family(std::string_view name);   // null when there is none
std::vector<std::string> family_names();

// Checks names (with "did you mean"), that the set is one of the family's, and every condition; then fits.
// Complaint.argument names the argument at fault.
Expected<Distribution> make_distribution(std::string_view family, const Arguments& arguments);

}  // namespace botec
