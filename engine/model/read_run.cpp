// `run:` — the author's defaults.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>

#include "model/quantity.h"
#include "model/sections.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53: whole numbers beyond it are not all doubles

// A whole number from `low` to `high`, written in any way a number can be.
template <class Whole>
std::optional<Setting<Whole>> read_whole(const YamlEntry& entry, Whole low, Whole high, std::string_view what,
                                         Reading& reading) {
  const std::string who = in_backticks(entry.key);
  if (!want_scalar(*entry.value, who, "a whole number", reading.diagnostics)) return std::nullopt;
  const std::string& text = entry.value->text.value;
  std::uint64_t exact = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exact);
  bool good = error == std::errc() && end == text.data() + text.size();
  if (!good) {
    const auto number = read_pure_number(*entry.value, who, reading.diagnostics);
    if (!number) return std::nullopt;
    good = *number >= 0 && *number <= largest_exact && *number == std::floor(*number);
    exact = good ? static_cast<std::uint64_t>(*number) : 0;
  }
  if (good && exact >= low && exact <= high) return Setting<Whole>{static_cast<Whole>(exact), entry.value->span};
  reading.diagnostics.error("bad-setting", entry.value->span, fmt::format("{} is {}", who, what));
  return std::nullopt;
}

void read_interval(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  if (const auto level = read_level(*entry.value, "`interval`", reading.diagnostics))
    run.interval = {*level, entry.value->span};
}

void read_samples(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  run.samples = read_whole<std::uint64_t>(entry, 1, static_cast<std::uint64_t>(largest_exact),
                                          "a whole number of at least 1", reading);
}

void read_tolerance(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  const auto tolerance = read_pure_number(*entry.value, "`tolerance`", reading.diagnostics);
  if (!tolerance) return;
  if (*tolerance > 0 && *tolerance < 1) {
    run.tolerance = {*tolerance, entry.value->span};
  } else {
    reading.diagnostics.error("bad-setting", entry.value->span,
                              "`tolerance` is a share above 0% and below 100%, such as 0.1%");
  }
}

void read_method(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  const std::vector<std::string> methods{"plain", "lhs", "sobol"};
  const Text method = read_text(*entry.value, "`method`", reading.diagnostics);
  if (!method) return;
  for (const auto& known : methods) {
    if (method.value == known) run.method = {known, method.span};
  }
  if (run.method) return;
  const std::string nearest = did_you_mean(method.value, methods);
  reading.diagnostics.error("bad-setting", method.span,
                            fmt::format("there is no method {}", in_backticks(entry.value->text)),
                            nearest.empty() ? "the methods are plain, lhs and sobol" : nearest);
}

void read_replicates(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  run.replicates = read_whole<std::uint32_t>(entry, 2, 1u << 20, "a whole number of at least 2", reading);
}

void read_seed(const YamlEntry& entry, RunDefaults& run, Reading& reading) {
  run.seed = read_whole<std::uint64_t>(entry, 0, std::numeric_limits<std::uint64_t>::max(),
                                       "a whole number from 0 to 2^64 - 1", reading);
}

constexpr KeyRow<RunDefaults> rows[] = {
    {"interval", read_interval}, {"samples", read_samples},       {"tolerance", read_tolerance},
    {"method", read_method},     {"replicates", read_replicates}, {"seed", read_seed},
};

}  // namespace

std::optional<double> read_level(const YamlNode& node, std::string_view who, Diagnostics& diagnostics) {
  const auto level = read_pure_number(node, who, diagnostics);
  if (!level) return std::nullopt;
  if (*level > 0 && *level < 1) return level;
  diagnostics.error("bad-setting", node.span, fmt::format("{} lies between 0% and 100%", who),
                    *level > 1 && *level < 100 ? fmt::format("write {}%", shortest(*level)) : "");
  return std::nullopt;
}

void read_run(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`run`", "a map of settings", reading.diagnostics, "write run: {interval: 90%, seed: 1}"))
    return;
  read_keys<RunDefaults>(*entry.value, "`run`", rows, reading.model.run, reading);
}

}  // namespace botec
