#include "units/unit_hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "text/nearest_name.h"
#include "units/unit_grammar.h"
#include "units/unit_table.h"
#include "units/words.h"

namespace botec {
namespace {

struct Habit {
  std::string_view names;   // separated by spaces
  std::string_view help;
};

constexpr std::array habits{
    Habit{"hrs", "write `hour`"},
    Habit{"mins", "write `minute`"},
    Habit{"secs", "write `s`"},
    Habit{"yrs", "write `year`"},
    Habit{"usd Usd", "write `USD`"},
    Habit{"per", "write `/`, as in `USD/hour`"},
    Habit{"x times", "a pure number has no unit"},
    Habit{"b", "write `bit` or `B` (a byte of 8 bits)"},
    Habit{"kb Kb Mb Gb Tb Pb", "write `Gbit` for bits or `GB` for bytes"},
    Habit{"bps", "write `bit/s`"},
    Habit{"kbps Kbps", "write `kbit/s`"},
    Habit{"Mbps mbps", "write `Mbit/s`"},
    Habit{"Gbps gbps", "write `Gbit/s`"},
    Habit{"Tbps", "write `Tbit/s`"},
    Habit{"rpm", "write `1/min`"},
    Habit{"mph", "declare `mile: 1609.344 m` under `units:` and write `mile/hour`"},
    Habit{"kmh kph kmph", "write `km/h`"},
    Habit{"EUR euro euros", "declare it under `units:` with the rate that you assume, as in `EUR: 1.1 USD`"},
    Habit{"GBP pounds", "declare it under `units:`, as in `GBP: 1.3 USD` or `pound: 0.45359237 kg`"},
    Habit{"cent cents", "declare it under `units:`, as in `cent: 0.01 USD`"},
    Habit{"degC celsius Celsius degF fahrenheit Fahrenheit", "scales with a zero of their own are not supported: write `K`"},
    Habit{"deg degree degrees", "write angles in `rad`"},
    Habit{"ton tons", "write `tonne` (1000 kg)"},
    Habit{"mile miles mi", "declare it under `units:`, as in `mile: 1609.344 m`"},
    Habit{"foot feet ft", "declare it under `units:`, as in `foot: 0.3048 m`"},
    Habit{"inch inches", "declare it under `units:`, as in `inch: 0.0254 m`"},
    Habit{"lb lbs pound", "declare it under `units:`, as in `pound: 0.45359237 kg`"},
    Habit{"gallon gallons", "declare it under `units:`, as in `gallon: 3.785411784 L`"},
    Habit{"acre acres", "declare it under `units:`, as in `acre: 4046.8564224 m^2`"},
    Habit{"hectare hectares ha", "declare it under `units:`, as in `hectare: 10000 m^2`"},
    Habit{"decade decades", "declare it under `units:`, as in `decade: 10 year`"},
    Habit{"calorie calories kcal", "declare it under `units:`, as in `kcal: 4184 J`"},
    Habit{"date dates", "`date` stands alone: `unit: date`"},
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// FLOPS, TFLOPs, petaflops, flop: the one word that some write for a count and others for a rate.
std::string floating_point_help(std::string_view name) {
  const std::string small = lower(name);
  const std::size_t at = small.rfind("flop");
  if (at == std::string::npos || (small.size() != at + 4 && small.substr(at + 4) != "s")) return {};
  for (const Prefix& prefix : known_prefixes()) {
    if (prefix.tens < 3) continue;
    if (small.substr(0, at) != lower(prefix.symbol) && small.substr(0, at) != prefix.name) continue;
    const std::string unit = std::string(prefix.symbol) + "FLOP";
    return "write `" + unit + "/s` for a rate, or `" + unit + "` for a count";
  }
  return at == 0 ? "write `FLOP/s` for a rate, or `FLOP` for a count" : std::string();
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += i + 1 == names.size() ? " or " : ", ";
    result += "`" + names[i] + "`";
  }
  return result;
}

// One letter added, lost, replaced, or two neighbours swapped.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  a.remove_prefix(at);
  b.remove_prefix(at);
  if (a.size() < b.size()) return a == b.substr(1);
  const bool swapped = a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
  return a.empty() || swapped || a.substr(1) == b.substr(1);
}

// The same letters in another case (`gb`, `MWH`), else a small slip. Among the many names with a prefix only a single slip in a
// name of some length counts: `GPU` is not a misspelt `GPa`, nor `parameter` a terameter.
std::string nearest_help(std::string_view name, const std::vector<std::string>& declared) {
  constexpr std::size_t shortest_slip = 5;
  std::vector<std::string> same_letters;
  std::vector<std::string> candidates = declared;
  const std::string small = lower(name);
  const auto consider = [&](const std::string& known, bool prefixed) {
    if (lower(known) == small) same_letters.push_back(known);
    if (!prefixed || (name.size() >= shortest_slip && one_slip(lower(known), small))) candidates.push_back(known);
    const std::string plural = lower(known) + "s";   // `dyas` is nearer to `days` than to `day`
    if (!prefixed && known.size() > 2 && plural != small && one_slip(plural, small)) candidates.push_back(known + "s");
  };
  for (const std::string& one : declared) consider(one, false);
  for_each_known_name(consider);
  if (!same_letters.empty() && same_letters.size() <= 3) return "did you mean " + quoted_list(same_letters) + "?";
  return name.size() < 3 ? std::string() : did_you_mean(name, candidates);
}

// `m2` for `m^2`.
std::string power_help(std::string_view name) {
  std::size_t letters = name.size();
  while (letters > 0 && name[letters - 1] >= '0' && name[letters - 1] <= '9') --letters;
  if (letters == name.size() || !find_known_unit(name.substr(0, letters))) return {};
  return "write a power as `" + std::string(name.substr(0, letters)) + "^" + std::string(name.substr(letters)) + "`";
}

std::string declare_help(std::string_view name) {
  if (name == "to") return "a range has two ends, as in `5 to 10`";
  std::string singular(name);
  if (singular.size() > 3 && singular.ends_with('s') && !singular.ends_with("ss")) singular.pop_back();
  if (!looks_like_unit_name(singular)) return {};
  return "a thing that is counted is declared under `units:`, as in `" + singular + ":`";
}

}  // namespace

Complaint unknown_unit(std::string_view name, const std::vector<std::string>& declared) {
  constexpr std::size_t longest_shown = 60;
  const std::string_view dots = name.size() > longest_shown ? "…" : "";
  Complaint complaint{"unknown-unit", fmt::format("`{}{}` is not a known unit", name.substr(0, longest_shown), dots), {}, {}, 0, 0};
  for (const Habit& habit : habits) {
    if (has_word(habit.names, name)) complaint.help = habit.help;
  }
  if (complaint.help.empty()) complaint.help = floating_point_help(name);
  if (complaint.help.empty()) complaint.help = power_help(name);
  if (complaint.help.empty()) complaint.help = nearest_help(name, declared);
  if (complaint.help.empty()) complaint.help = declare_help(name);
  return complaint;
}

std::optional<Complaint> petaflop_day(std::string_view text) {
  constexpr std::size_t longest = 40;
  constexpr std::string_view rates = "pf pfs pf/s pflop pflops pflop/s petaflop petaflops petaflop/s";
  if (text.size() > longest || text.find(' ') != std::string_view::npos) return std::nullopt;
  std::string rate;
  for (const char c : lower(text)) {
    if (c != '-' && c != '_') rate += c;
  }
  if (rate.ends_with('s')) rate.pop_back();
  if (!rate.ends_with("day")) return std::nullopt;
  rate.resize(rate.size() - 3);
  if (!has_word(rates, rate)) return std::nullopt;
  return Complaint{"unknown-unit", fmt::format("`{}` is not a known unit", text),
                   "write `PFLOP/s day`, or declare a name for it under `units:`, as in `pf_day: 1 PFLOP/s day`", {}, 0, text.size()};
}

}  // namespace botec
