#include "units/unit_entries.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "units/unit_grammar.h"
#include "units/unit_table.h"
#include "units/words.h"

namespace botec {
namespace {

// Far beyond any estimate, and far below the 32767 at which UDUNITS-2 would overflow.
constexpr int greatest_reach = 1000;

// Exact up to 10^22; a scale beyond is no count of anything.
double power_of_ten(int tens) {
  double result = 1;
  for (; tens >= 22; tens -= 22) result *= 1e22;
  for (; tens > 0; --tens) result *= 10;
  return result;
}

UnitFactors factors_of(std::string_view definition) {
  UnitFactors factors;
  const auto terms = read_unit_terms(definition);
  for (const UnitTerm& term : *terms) factors.push_back({std::string(term.name), term.exponent});
  return factors;
}

}  // namespace

double Scale::value() const {
  return tens >= 0 ? numerator * power_of_ten(tens) / denominator : numerator / (denominator * power_of_ten(-tens));
}

UnitEntries::UnitEntries() { add_known(); }

UnitEntry UnitEntries::entry(std::string_view shown, const Dimension& dimension, const Scale& scale) {
  UnitEntry made{std::string(shown), dimension, dimensions_.powers(dimension), scale};
  if (made.powers.empty()) return made;
  for (const auto& [base, power] : made.powers) {
    made.power = std::gcd(made.power, power);
    made.reach += std::abs(power);
  }
  if (made.powers.front().second < 0) made.power = -made.power;
  auto direction = made.powers;
  for (auto& [base, power] : direction) power /= made.power;
  made.direction = directions_.try_emplace(direction, static_cast<int>(directions_.size())).first->second;
  return made;
}

const UnitEntry* UnitEntries::add(std::string_view key, UnitEntry made) {
  return &entries_.insert_or_assign(std::string(key), std::move(made)).first->second;
}

// Rows only; a name with a prefix is made when it is first asked for.
void UnitEntries::add_known() {
  for (const KnownUnit& row : known_units()) {
    const std::string_view name = row.symbols.empty() ? first_word(row.names) : first_word(row.symbols);
    UnitEntry made;
    if (row.of.empty()) {
      made = entry(name, dimensions_.new_base(), {row.factor, 1, row.tens});
      bases_.emplace_back(name);
    } else {
      const UnitFactors of = factors_of(row.of);
      const Expected<Unit> unit = make(of);
      Scale scale = scale_of(of);
      scale.numerator *= row.factor;
      scale.tens += row.tens;
      made = entry(name, unit->handle, scale);
    }
    made.month = has_word(row.names, "month");
    made.year = has_word(row.names, "year");
    const auto add_all = [&](std::string_view list) {
      for_each_word(list, [&](std::string_view word) {
        made.shown = word;
        add(word, made);
      });
    };
    add_all(row.names);
    add_all(row.symbols);
  }
}

const UnitEntry* UnitEntries::find(std::string_view name) {
  const auto at = entries_.find(std::string(name));
  if (at != entries_.end()) return &at->second;
  if (const auto known = find_known_unit(name)) {
    std::string base = known->shown;
    if (known->prefix) {
      const bool short_form = has_word(known->unit->symbols, base.substr(known->prefix->symbol.size())) &&
                              base.starts_with(known->prefix->symbol);
      base = base.substr(short_form ? known->prefix->symbol.size() : known->prefix->name.size());
    }
    UnitEntry made = entries_.at(base);
    made.shown = known->shown;
    if (known->prefix) {
      made.scale.numerator *= known->prefix->factor;
      made.scale.tens += known->prefix->tens;
    }
    const UnitEntry* shown = add(known->shown, made);
    return name == known->shown ? shown : add(name, std::move(made));
  }
  // The plural of a declared name.
  if (name.ends_with('s') && is_declared(name.substr(0, name.size() - 1))) return find(name.substr(0, name.size() - 1));
  return nullptr;
}

bool UnitEntries::is_declared(std::string_view name) const {
  return std::find(declared_.begin(), declared_.end(), name) != declared_.end();
}

Expected<Unit> UnitEntries::declared(std::string_view name, UnitEntry made) {
  declared_.emplace_back(name);
  add(name, std::move(made));
  return make({{std::string(name), 1}});
}

Expected<Unit> UnitEntries::declare_base(std::string_view name) {
  bases_.emplace_back(name);
  return declared(name, entry(name, dimensions_.new_base(), {}));
}

Expected<Unit> UnitEntries::declare_multiple(std::string_view name, double factor, const UnitFactors& of) {
  const Expected<Unit> unit = make(of);
  if (!unit) return unit;
  Scale scale = scale_of(of);
  scale.numerator *= factor;
  if (!std::isnormal(scale.value())) {
    return Complaint{"unit-name", "a unit of this size is beyond what can be computed with", {}, "factor", 0, 0};
  }
  UnitEntry made = entry(name, unit->handle, scale);
  for (const auto& part : of) {
    made.month = made.month || find(part.name)->month;
    made.year = made.year || find(part.name)->year;
  }
  return declared(name, std::move(made));
}

Scale UnitEntries::scale_of(const UnitFactors& factors) {
  Scale scale;
  for (const auto& [name, exponent] : factors) {
    const Scale& one = find(name)->scale;
    for (int i = 0; i < std::abs(exponent); ++i) {
      scale.numerator *= exponent > 0 ? one.numerator : one.denominator;
      scale.denominator *= exponent > 0 ? one.denominator : one.numerator;
    }
    scale.tens += exponent * one.tens;
  }
  return scale;
}

Expected<Unit> UnitEntries::make(UnitFactors factors) {
  const Complaint too_high{"unit-power", "the powers of this unit are beyond what can be computed with", {}, {}, 0, 0};
  int reach = 0;
  for (const auto& [name, exponent] : factors) {
    if (std::abs(exponent) > greatest_unit_power) return too_high;
    reach += std::abs(exponent) * find(name)->reach;
    if (reach > greatest_reach) return too_high;
  }
  Unit unit;
  for (const auto& [name, exponent] : factors) {
    unit.handle = dimensions_.multiply(unit.handle, dimensions_.raise(find(name)->dimension, exponent));
  }
  unit.scale = scale_of(factors).value();
  if (!std::isnormal(unit.scale)) return too_high;
  unit.factors = std::move(factors);
  return unit;
}

}  // namespace botec
