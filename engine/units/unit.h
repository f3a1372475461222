// Units of measurement: the known ones, those a model declares, and their algebra.
// Place: text → units → model and program.
// Promise: a Unit is a small value. Dimensions are UDUNITS-2's (units/dimension.cpp alone includes it); scales are kept as
// whole numbers and powers of ten, so that 1 month is exactly 30.4375 days.
// Threads: a UnitSystem belongs to the one thread that compiles a model; nothing here runs per trial.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

// A product of named units to whole powers, for example FLOP·s⁻¹·TPU⁻¹, that remembers the names the user wrote.
// A default Unit is the pure number 1. `%` is a pure number of scale 0.01, `hour/day` one of scale 1/24.
struct Unit {
  struct Factor {
    std::string name;  // as shown: `day`, `TFLOP`, `TPU`; plurals without their -s
    int exponent = 1;
  };
  std::vector<Factor> factors;          // in the order they are shown
  double scale = 1.0;                   // base units in one of this unit: 86400 for `day`
  std::shared_ptr<const void> handle;   // the dimension; null for a pure number
  bool date = false;                    // a point in time, not a duration: years (text/calendar.h) of 365.25 days

  bool is_pure_number() const { return handle == nullptr; }  // `%` is one as well
};

// "FLOP/s/TPU", "kW hour", "m^2"; an empty string for the pure number 1. parse() reads it back.
std::string to_text(const Unit& unit);

// True for the names that need no declaration: `day`, `days`, `TFLOP`. Asks no UnitSystem.
bool is_known_unit_name(std::string_view name);

// All units given to one UnitSystem must come from it.
class UnitSystem {
 public:
  UnitSystem();   // cheap: the tables are built at the first question that needs them
  ~UnitSystem();
  UnitSystem(UnitSystem&&) noexcept;
  UnitSystem& operator=(UnitSystem&&) noexcept;

  // A new counted thing, its own dimension (`TPU`, `agent`). The plural in -s is understood as well.
  // Complaint `unit-name`: not a possible name, taken by a known unit, declared twice.
  Expected<Unit> declare(std::string_view name);
  // A multiple of something known: `board` = 4 TPU. Factor must be finite and above 0.
  Expected<Unit> declare(std::string_view name, double factor, const Unit& of);

  // Reads `kW hour`, `GPU*hour`, `m^2`, `FLOP/s/TPU`, `1/day` (products, quotients, whole powers, brackets); `/` divides by
  // the one factor behind it. What was written is kept: `kW hour/day` stays so, `days` becomes `day`.
  // Complaint `unknown-unit` with the nearest known name, `unit-syntax` or `unit-power`; begin/end say which part.
  Expected<Unit> parse(std::string_view text);

  // Algebra in which factors of one dimension are brought together and what cancels is dropped, in the names a reader
  // expects: FLOP/s × day is FLOP, km × m is km², kW × hour × USD/kWh is USD. The scale is that of the names which remain,
  // because values are kept in base units. Complaint `unit-power` where the powers grow beyond all sense.
  Expected<Unit> multiply(const Unit& a, const Unit& b);
  Expected<Unit> divide(const Unit& a, const Unit& b);
  Expected<Unit> raise(const Unit& a, int power);
  Expected<Unit> root(const Unit& a, int degree);  // `unit-power` as well when a dimension does not divide

  // A date is no duration, so that these two are not.
  bool convertible(const Unit& a, const Unit& b);
  // value in b = value in a × factor; both must be convertible.
  double conversion_factor(const Unit& from, const Unit& to);

  // All names without a prefix, and the declared ones, for hints and for `botec explain`.
  std::vector<std::string> names();
  // The month/year convention to state in the result if `unit` rests on it: "1 month = 30.4375 days", or empty.
  std::string convention(const Unit& unit);

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace botec
