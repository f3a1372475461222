// The one table of units that botec knows, and the prefixes they take. A closed vocabulary: what is not a row here, a row
// with a prefix its row allows, or declared by the model, is not a unit.
// Place: read by units/unit_system.cpp, by hints and by the tests. Threads: constant.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace botec {

enum class PrefixSet {
  none,
  si,           // all from quecto to quetta
  large,        // kilo and above: nobody has a milliFLOP
  tonnes,       // kilo, mega, giga: `ft` is a foot to most readers and must not be a femtotonne
  information,  // kilo and above, and the binary ones: kB, GiB
};

struct Prefix {
  std::string_view symbol;
  std::string_view name;
  double factor;   // factor × 10^tens, so that powers of ten stay exact
  int tens;
  bool binary = false;
};

struct KnownUnit {
  std::string_view symbols;   // separated by spaces; take prefix symbols; have no plural
  std::string_view names;     // separated by spaces; take prefix names; plural in -s
  PrefixSet prefixes;
  double factor;              // factor × 10^tens of …
  int tens;
  std::string_view of;        // … this product of earlier rows; empty for a dimension of its own, "1" for a pure number
};

std::span<const KnownUnit> known_units();
std::span<const Prefix> known_prefixes();

// A written name, taken apart.
struct KnownName {
  const KnownUnit* unit = nullptr;
  const Prefix* prefix = nullptr;   // null when there is none
  std::string shown;                // as written, a plural without its -s
};

std::optional<KnownName> find_known_unit(std::string_view name);

// "teravolt", for a reader who did not know that TV is one.
std::string spelt_out(const KnownName& name);

// Every name that find_known_unit understands, without plurals: those without a prefix, and those with one.
void for_each_known_name(const std::function<void(const std::string& name, bool prefixed)>& visit);

}  // namespace botec
