#include "program/input_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "distributions/family.h"
#include "text/number.h"

namespace botec {
namespace {

// Words in a name that promise a number between 0 and 1.
constexpr std::array probability_words = {"probability", "prob", "chance", "fraction", "share", "proportion",
                                          "utilization", "utilisation", "odds_of", "likelihood"};

bool promises_probability(std::string_view name) {
  return std::any_of(probability_words.begin(), probability_words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

void warn_probability(const InputSymbol& symbol, const FittedInput& input, Diagnostics& diagnostics) {
  if (!input.unit.is_pure_number() || !promises_probability(symbol.name)) return;
  const double one = 1 / input.unit.scale;
  if (const auto value = constant_value(input.distribution)) {
    if (*value >= 0 && *value <= one) return;
    diagnostics.warning("outside-0-1", symbol.form->span, "`" + symbol.name + "` sounds like a probability or a share, and is " + shortest(*value * input.unit.scale),
                        "write percent as 5%, not as 5");
    return;
  }
  const double above = cdf(input.distribution, one, Tail::upper);
  const double below = cdf(input.distribution, 0) - (has_atoms(input.distribution) ? density(input.distribution, 0) : 0);
  constexpr double noticeable = 2e-3;   // less moves no second digit of a 90% interval
  if (!(above > noticeable || below > noticeable)) return;
  const bool high = above >= below;
  diagnostics.warning("outside-0-1", symbol.form->span,
                      fmt::format("`{}` sounds like a probability or a share, and is {} with probability {:.2g}", symbol.name,
                                  high ? "above 1" : "below 0", high ? above : below),
                      high ? "add `max: 1`" : "add `min: 0`");
}

std::string as_written(const Quantity& q) {
  const double factor = q.suffix == 'k' ? 1e3 : q.suffix == 'M' ? 1e6 : q.suffix == 'B' ? 1e9 : q.suffix == 'T' ? 1e12 : 1;
  return shortest(q.percent ? q.value * 100 : q.value / factor) + (q.percent ? "%" : q.suffix ? std::string(1, q.suffix) : "");
}

// `1 to 5M` and `1 to 30%` say something else than they seem to.
void warn_mixed_range(const InputSymbol& symbol, Diagnostics& diagnostics) {
  const InputForm& form = *symbol.form;
  if (!form.range || form.range->low.value == 0) return;
  const Quantity& low = form.range->low;
  const Quantity& high = form.range->high;
  const bool percents = high.percent != low.percent && low.value < high.value;
  const bool suffixes = high.suffix != 0 && low.suffix == 0 && !low.percent && std::abs(high.value) >= 1000 * std::abs(low.value);
  if (!percents && !suffixes) return;
  Quantity likely = low;
  likely.percent = high.percent;
  const std::string meant = shortest(low.percent ? low.value * 100 : low.value);
  diagnostics.warning("mixed-range", form.range->span,
                      "the ends of this range are written differently: " + as_written(low) + " and " + as_written(high),
                      percents && low.percent ? "write both in percent, or neither"
                                              : "did you mean " + meant + (percents ? "%" : std::string(1, high.suffix)) + " to " + as_written(high) + "?");
}

bool equal_distributions(const Distribution& a, const Distribution& b) {
  if (a.family != b.family || a.parameters != b.parameters || a.parts.size() != b.parts.size()) return false;
  if ((a.data == nullptr) != (b.data == nullptr) || (a.data && *a.data != *b.data)) return false;
  for (std::size_t i = 0; i < a.parts.size(); ++i) {
    if (!equal_distributions(a.parts[i], b.parts[i])) return false;
  }
  return true;
}

// Letters only and no plural, so that `training_days` and `training_day` look alike.
std::string bare(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c != '_' && !(c >= '0' && c <= '9')) result += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  while (!result.empty() && result.back() == 's') result.pop_back();
  return result;
}

bool names_alike(std::string_view first, std::string_view second) {
  const std::string a = bare(first), b = bare(second);
  if (a.size() < 3 || b.size() < 3) return false;
  return a == b || a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

void warn_twice(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& inputs, Diagnostics& diagnostics) {
  constexpr std::size_t most = 300;   // pairs of a larger model take too long and are generated anyway
  if (inputs.size() > most) return;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const InputSymbol& first = symbols.inputs()[j];
      const InputSymbol& second = symbols.inputs()[i];
      if (first.step || second.step) continue;
      if (!inputs[i] || !inputs[j] || first.scope != second.scope || !first.scope->prefix.empty()) continue;
      if (first.declared->made || second.declared->made || first.added || second.added) continue;
      if (to_text(inputs[i]->unit) != to_text(inputs[j]->unit)) continue;
      if (!equal_distributions(inputs[i]->distribution, inputs[j]->distribution)) continue;
      const bool constant = constant_value(inputs[i]->distribution).has_value();
      const bool unit = !inputs[i]->unit.factors.empty();
      if (!names_alike(first.name, second.name) && (constant || !unit)) continue;
      diagnostics.warning("entered-twice", second.declared->name_span,
                          "`" + second.name + "` has the same values as `" + first.name + "`" +
                              (constant ? "" : ", and the two are drawn independently"),
                          "if they are one quantity, use one input for both");
      break;
    }
  }
}

}  // namespace

void warn_about_inputs(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& inputs, const std::vector<bool>& used,
                       Diagnostics& diagnostics) {
  const bool library = symbols.root().model->formulas.empty();   // its inputs are for others to use
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const InputSymbol& symbol = symbols.inputs()[i];
    if (symbol.scope != &symbols.root() || symbol.declared->made || symbol.step || symbol.added) continue;
    if (!used[i] && !library) {
      diagnostics.warning("unused-input", symbol.declared->name_span, "nothing uses the input `" + symbol.name + "`",
                          "use it in a formula or delete it");
    }
    if (!inputs[i]) continue;
    warn_probability(symbol, *inputs[i], diagnostics);
    warn_mixed_range(symbol, diagnostics);
  }
  warn_twice(symbols, inputs, diagnostics);
}

}  // namespace botec
