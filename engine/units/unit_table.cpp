#include "units/unit_table.h"

#include <array>

#include "units/words.h"

namespace botec {
namespace {

constexpr std::array prefixes{
    Prefix{"Q", "quetta", 1, 30},  Prefix{"R", "ronna", 1, 27},   Prefix{"Y", "yotta", 1, 24},
    Prefix{"Z", "zetta", 1, 21},   Prefix{"E", "exa", 1, 18},     Prefix{"P", "peta", 1, 15},
    Prefix{"T", "tera", 1, 12},    Prefix{"G", "giga", 1, 9},     Prefix{"M", "mega", 1, 6},
    Prefix{"k", "kilo", 1, 3},     Prefix{"h", "hecto", 1, 2},    Prefix{"da", "deca", 1, 1},
    Prefix{"d", "deci", 1, -1},    Prefix{"c", "centi", 1, -2},   Prefix{"m", "milli", 1, -3},
    Prefix{"u", "micro", 1, -6},   Prefix{"µ", "micro", 1, -6},   Prefix{"μ", "micro", 1, -6},  // U+00B5 and U+03BC
    Prefix{"n", "nano", 1, -9},    Prefix{"p", "pico", 1, -12},   Prefix{"f", "femto", 1, -15},
    Prefix{"a", "atto", 1, -18},   Prefix{"z", "zepto", 1, -21},  Prefix{"y", "yocto", 1, -24},
    Prefix{"r", "ronto", 1, -27},  Prefix{"q", "quecto", 1, -30},
    Prefix{"Ki", "kibi", 1024.0, 0, true},
    Prefix{"Mi", "mebi", 1048576.0, 0, true},
    Prefix{"Gi", "gibi", 1073741824.0, 0, true},
    Prefix{"Ti", "tebi", 1099511627776.0, 0, true},
    Prefix{"Pi", "pebi", 1125899906842624.0, 0, true},
    Prefix{"Ei", "exbi", 1152921504606846976.0, 0, true},
};

using enum PrefixSet;

constexpr std::array units{
    // The bases of the SI and of what estimates count.
    KnownUnit{"m", "meter metre", si, 1, 0, ""},
    KnownUnit{"s sec", "second", si, 1, 0, ""},
    KnownUnit{"kg", "kilogram", none, 1, 0, ""},
    KnownUnit{"A", "ampere amp", si, 1, 0, ""},
    KnownUnit{"K", "kelvin", si, 1, 0, ""},
    KnownUnit{"mol", "mole", si, 1, 0, ""},
    KnownUnit{"cd", "candela", si, 1, 0, ""},
    KnownUnit{"bit", "bit", information, 1, 0, ""},
    KnownUnit{"FLOP", "", large, 1, 0, ""},
    KnownUnit{"USD", "dollar", none, 1, 0, ""},

    // Pure numbers.
    KnownUnit{"%", "percent", none, 1, -2, "1"},
    KnownUnit{"ppm", "", none, 1, -6, "1"},
    KnownUnit{"rad", "radian", none, 1, 0, "1"},

    // Times. No prefixes: a `Pd` or a `kmin` is a slip.
    KnownUnit{"min", "minute", none, 60, 0, "s"},
    KnownUnit{"h hr", "hour", none, 3600, 0, "s"},
    KnownUnit{"", "day", none, 86400, 0, "s"},
    KnownUnit{"", "week", none, 7, 0, "day"},
    KnownUnit{"", "month", none, 30.4375, 0, "day"},
    KnownUnit{"yr", "year", none, 365.25, 0, "day"},

    // Derived units of the SI, and those accepted beside it.
    KnownUnit{"g", "gram", si, 1, -3, "kg"},
    KnownUnit{"t", "tonne", tonnes, 1000, 0, "kg"},
    KnownUnit{"L l", "liter litre", si, 1, -3, "m^3"},
    KnownUnit{"Hz", "hertz", si, 1, 0, "1/s"},
    KnownUnit{"N", "newton", si, 1, 0, "kg m/s^2"},
    KnownUnit{"Pa", "pascal", si, 1, 0, "N/m^2"},
    KnownUnit{"J", "joule", si, 1, 0, "N m"},
    KnownUnit{"W", "watt", si, 1, 0, "J/s"},
    KnownUnit{"Wh", "watthour", si, 3600, 0, "J"},
    KnownUnit{"eV", "electronvolt", si, 1602176634, -28, "J"},  // exact since the SI of 2019
    KnownUnit{"C", "coulomb", si, 1, 0, "A s"},
    KnownUnit{"V", "volt", si, 1, 0, "W/A"},
    KnownUnit{"ohm Ω Ω", "ohm", si, 1, 0, "V/A"},  // U+03A9 and U+2126
    KnownUnit{"S", "siemens", si, 1, 0, "A/V"},
    KnownUnit{"F", "farad", si, 1, 0, "C/V"},
    KnownUnit{"Wb", "weber", si, 1, 0, "V s"},
    KnownUnit{"T", "tesla", si, 1, 0, "Wb/m^2"},
    KnownUnit{"H", "henry", si, 1, 0, "Wb/A"},
    KnownUnit{"lm", "lumen", si, 1, 0, "cd"},
    KnownUnit{"lx", "lux", si, 1, 0, "cd/m^2"},
    KnownUnit{"Bq", "becquerel", si, 1, 0, "1/s"},
    KnownUnit{"Gy", "gray", si, 1, 0, "J/kg"},
    KnownUnit{"Sv", "sievert", si, 1, 0, "J/kg"},
    KnownUnit{"kat", "katal", si, 1, 0, "mol/s"},
    KnownUnit{"B", "byte", information, 8, 0, "bit"},
};

bool allows(PrefixSet set, const Prefix& prefix) {
  switch (set) {
    case none: return false;
    case si: return !prefix.binary;
    case large: return !prefix.binary && prefix.tens >= 3;
    case tonnes: return !prefix.binary && prefix.tens >= 3 && prefix.tens <= 9;
    case information: return prefix.binary || prefix.tens >= 3;
  }
  return false;
}

const KnownUnit* unit_of_symbol(std::string_view symbol) {
  for (const KnownUnit& unit : units) {
    if (has_word(unit.symbols, symbol)) return &unit;
  }
  return nullptr;
}

// Long names, plurals as well; `singular` is set to the name without its -s.
const KnownUnit* unit_of_name(std::string_view name, std::string_view& singular) {
  for (const KnownUnit& unit : units) {
    if (has_word(unit.names, name)) {
      singular = name;
      return &unit;
    }
    if (name.ends_with('s') && has_word(unit.names, name.substr(0, name.size() - 1))) {
      singular = name.substr(0, name.size() - 1);
      return &unit;
    }
  }
  return nullptr;
}

}  // namespace

std::span<const KnownUnit> known_units() { return units; }
std::span<const Prefix> known_prefixes() { return prefixes; }

std::optional<KnownName> find_known_unit(std::string_view name) {
  std::string_view singular;
  if (const KnownUnit* unit = unit_of_symbol(name)) return KnownName{unit, nullptr, std::string(name)};
  if (const KnownUnit* unit = unit_of_name(name, singular)) return KnownName{unit, nullptr, std::string(singular)};
  for (const Prefix& prefix : prefixes) {
    if (name.starts_with(prefix.symbol)) {
      const KnownUnit* unit = unit_of_symbol(name.substr(prefix.symbol.size()));
      if (unit && allows(unit->prefixes, prefix)) return KnownName{unit, &prefix, std::string(name)};
    }
    if (name.starts_with(prefix.name)) {
      const KnownUnit* unit = unit_of_name(name.substr(prefix.name.size()), singular);
      if (unit && allows(unit->prefixes, prefix)) {
        return KnownName{unit, &prefix, std::string(prefix.name) + std::string(singular)};
      }
    }
  }
  return std::nullopt;
}

std::string spelt_out(const KnownName& name) {
  std::string_view unit = first_word(name.unit->names);
  if (unit.empty()) unit = first_word(name.unit->symbols);
  return std::string(name.prefix ? name.prefix->name : "") + std::string(unit);
}

void for_each_known_name(const std::function<void(const std::string&, bool)>& visit) {
  for (const KnownUnit& unit : units) {
    const auto with_prefixes = [&](std::string_view list, std::string_view Prefix::* part) {
      for_each_word(list, [&](std::string_view word) {
        visit(std::string(word), false);
        for (const Prefix& prefix : prefixes) {
          if (allows(unit.prefixes, prefix)) visit(std::string(prefix.*part) + std::string(word), true);
        }
      });
    };
    with_prefixes(unit.symbols, &Prefix::symbol);
    with_prefixes(unit.names, &Prefix::name);
  }
}

}  // namespace botec
