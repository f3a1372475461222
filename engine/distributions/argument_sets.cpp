#include "distributions/argument_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "distributions/fitting.h"
#include "text/nearest_name.h"

namespace botec {

namespace {

using Names = std::vector<std::string>;

struct ArgumentSet {
  Names required;
  Names optional;
};

bool contains(const Names& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

// Every way of asking for quantiles counts as one name here; how many they must be is checked apart.
constexpr std::string_view quantiles_name = "quantiles";

Names split_names(std::string_view text) {
  Names names;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    std::string_view name = text.substr(0, comma);
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    if (name.find("quantile") != std::string_view::npos) name = quantiles_name;
    if (!name.empty()) names.emplace_back(name);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return names;
}

ArgumentSet parse_set(std::string_view text) {
  constexpr std::string_view separator = "; optional ";
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {split_names(text), {}};
  return {split_names(text.substr(0, at)), split_names(text.substr(at + separator.size()))};
}

Names given_names(const Arguments& arguments) {
  Names names;
  for (const auto& [name, value] : arguments.numbers) names.push_back(name);
  if (!arguments.quantiles.empty()) names.emplace_back(quantiles_name);
  if (!arguments.values.empty()) names.emplace_back("values");
  if (!arguments.weights.empty()) names.emplace_back("weights");
  if (arguments.smooth) names.emplace_back("smooth");
  return names;
}

Names known_names(const Family& family) {
  Names names;
  for (const std::string_view text : family.argument_sets) {
    const ArgumentSet set = parse_set(text);
    for (const Names& part : {set.required, set.optional})
      for (const std::string& name : part)
        if (!contains(names, name)) names.push_back(name);
  }
  return names;
}

std::string join_names(const Names& names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    text += names[i];
  }
  return text;
}

// What other programs call our arguments. The first of ours that the family knows is what was meant.
struct Alias {
  std::string_view theirs;
  std::array<std::string_view, 3> ours;
};
constexpr Alias aliases[] = {
    {"std", {"sd", "scale"}},           {"stdev", {"sd", "scale"}},    {"stddev", {"sd", "scale"}},
    {"sigma", {"sigma", "sd", "scale"}}, {"mu", {"mu", "mean", "location"}}, {"lambda", {"rate", "mean"}},
    {"loc", {"location"}},              {"min", {"low"}},              {"max", {"high"}},
    {"minimum", {"low"}},               {"maximum", {"high"}},         {"a", {"alpha", "low"}},
    {"b", {"beta", "high"}},            {"left", {"low"}},             {"right", {"high"}},
    {"from", {"low"}},                  {"to", {"high"}},              {"probability", {"p"}},
    {"nu", {"df"}},                     {"k", {"shape"}},              {"theta", {"scale"}},
    {"trials", {"n"}},                  {"r", {"successes"}},          {"likeliest", {"mode"}},
    {"peak", {"mode"}},                 {"xm", {"low"}},               {"average", {"mean"}},
};

std::string hint_for(const std::string& name, const Names& known) {
  for (const Alias& alias : aliases) {
    if (alias.theirs != name) continue;
    for (const std::string_view ours : alias.ours)
      if (contains(known, ours)) return fmt::format("did you mean `{}`?", ours);
  }
  return did_you_mean(name, known);
}

// What the user would call it: quantiles by their percentages.
Names spoken_names(const Names& names, const Arguments& arguments) {
  Names spoken;
  for (const std::string& name : names) {
    if (name != quantiles_name) {
      spoken.push_back(name);
    } else {
      for (const auto& quantile : arguments.quantiles) spoken.push_back(quantile_name(quantile.first));
    }
  }
  return spoken;
}

}  // namespace

QuantileUse quantile_use(const Family& family) {
  for (const std::string_view set : family.argument_sets) {
    if (set.find("quantile") == std::string_view::npos) continue;
    if (set.substr(0, 4) == "two ") return QuantileUse::two;
    if (set.substr(0, 4) == "one ") return QuantileUse::one;
    return QuantileUse::many;
  }
  return QuantileUse::never;
}

std::string describe_sets(const Family& family) {
  Names sets;
  for (const std::string_view set : family.argument_sets) sets.emplace_back(set.substr(0, set.find(';')));
  return join_names(sets, "or");
}

std::optional<Complaint> check_argument_names(const Family& family, const Arguments& arguments) {
  const Names known = known_names(family);
  for (const std::string& name : given_names(arguments)) {
    if (name == quantiles_name || contains(known, name)) continue;
    std::string help = hint_for(name, known);
    if (help.empty()) help = fmt::format("give {}", describe_sets(family));
    return complain(kind_unknown_argument, name, fmt::format("{} has no argument `{}`", family.name, name), std::move(help));
  }
  return std::nullopt;
}

std::optional<Complaint> check_argument_set(const Family& family, const Arguments& arguments) {
  const Names given = given_names(arguments);
  std::size_t best_overlap = 0;
  std::optional<ArgumentSet> best;
  for (const std::string_view text : family.argument_sets) {
    ArgumentSet set = parse_set(text);
    const auto is_given = [&](const std::string& name) { return contains(given, name); };
    const auto belongs = [&](const std::string& name) { return contains(set.required, name) || contains(set.optional, name); };
    if (!std::all_of(given.begin(), given.end(), belongs)) continue;
    const auto overlap = static_cast<std::size_t>(std::count_if(set.required.begin(), set.required.end(), is_given));
    if (overlap == set.required.size()) return std::nullopt;
    if (overlap > best_overlap) {
      best_overlap = overlap;
      best = std::move(set);
    }
  }
  const std::string wanted = describe_sets(family);
  if (best) {
    Names missing;
    for (const std::string& name : best->required)
      if (!contains(given, name)) missing.push_back(name == quantiles_name ? "quantiles" : name);
    return complain(kind_missing_argument, {},
                    fmt::format("{} lacks {}", family.name, join_names(missing, "and")), fmt::format("give {}", wanted));
  }
  const Names spoken = spoken_names(given, arguments);
  if (spoken.size() < 2 || given.empty())
    return complain(kind_missing_argument, {}, fmt::format("{} needs {}", family.name, wanted));
  return complain(kind_conflicting_arguments, spoken.back(),
                  fmt::format("{} takes {}, not {} together", family.name, wanted, join_names(spoken, "and")),
                  "keep one set and remove the rest");
}

}  // namespace botec
