// How a run is made: the command line's wishes over the model's `run:` over the defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/model.h"
#include "random/design.h"
#include "text/diagnostic.h"

namespace botec {

struct RunSettings {
  Method method = Method::sobol;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 16;
  std::optional<std::uint64_t> samples;   // fixed; empty: until the tolerance is met
  double tolerance = 0.001;
  double level = 0.9;
};

// What may be overridden; the same fields as the façade's RunOptions.
struct SettingWishes {
  std::optional<std::uint64_t> samples;
  std::optional<double> tolerance;
  std::optional<std::string> method;
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replicates;
  std::optional<double> level;
};

RunSettings resolve_settings(const RunDefaults& model, const SettingWishes& wishes);

std::optional<Method> method_named(std::string_view name);   // plain, lhs, sobol
std::string_view method_name(Method method);

}  // namespace botec
