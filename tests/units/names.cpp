#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "units/unit.h"
#include "units/unit_table.h"

using namespace botec;

namespace {

std::string read(UnitSystem& system, std::string_view text) {
  const auto unit = system.parse(text);
  return unit ? to_text(*unit) : "! " + unit.complaint().message;
}

// kind | part at fault | message | help
std::string fault(UnitSystem& system, std::string_view text) {
  const auto unit = system.parse(text);
  if (unit) return "fine: " + to_text(*unit);
  const Complaint& c = unit.complaint();
  return c.kind + " | " + std::string(text.substr(c.begin, c.end - c.begin)) + " | " + c.message + " | " + c.help;
}

}  // namespace

TEST_CASE("names, plurals, prefixes") {
  UnitSystem s;
  CHECK(read(s, "days") == "day");
  CHECK(read(s, "hours") == "hour");
  CHECK(read(s, "hr") == "hr");
  CHECK(read(s, "sec") == "sec");
  CHECK(read(s, "seconds") == "second");
  CHECK(read(s, "metres") == "metre");
  CHECK(read(s, "kilometers") == "kilometer");
  CHECK(read(s, "kilograms") == "kilogram");
  CHECK(read(s, "milligrams") == "milligram");
  CHECK(read(s, "gigabytes") == "gigabyte");
  CHECK(read(s, "gibibytes") == "gibibyte");
  CHECK(read(s, "dollars") == "dollar");
  CHECK(read(s, "megawatts") == "megawatt");
  CHECK(read(s, "Pa") == "Pa");
  CHECK(read(s, "µs") == "µs");
  CHECK(read(s, "kΩ") == "kΩ");
  CHECK(read(s, "das") == "das");
  CHECK(read(s, "ZFLOP") == "ZFLOP");
}

TEST_CASE("shapes of unit expressions") {
  UnitSystem s;
  CHECK(s.declare("TPU"));
  CHECK(s.declare("GPU"));
  CHECK(read(s, "FLOP/s/TPU") == "FLOP/s/TPU");
  CHECK(read(s, "GPU*hour") == "GPU hour");
  CHECK(read(s, "GPU·hours") == "GPU hour");
  CHECK(read(s, " kW  hour ") == "kW hour");
  CHECK(read(s, "m^2") == "m^2");
  CHECK(read(s, "m ^ 2") == "m^2");
  CHECK(read(s, "s^-1") == "1/s");
  CHECK(read(s, "1/day") == "1/day");
  CHECK(read(s, "1 / day") == "1/day");
  CHECK(read(s, "USD/(kW hour)") == "USD/kW/hour");
  CHECK(read(s, "(m/s)^2") == "m^2/s^2");
  CHECK(read(s, "USD/(FLOP/s)") == "USD s/FLOP");
  CHECK(read(s, "PFLOP/s day") == "PFLOP day/s");
  CHECK(read(s, "m*m") == "m^2");
  CHECK(read(s, "day/days") == "");
  CHECK(read(s, "kW hour/day") == "kW hour/day");
  CHECK(read(s, "%") == "%");
  CHECK(read(s, "TPUs") == "TPU");
}

TEST_CASE("what is shown reads back as the same unit") {
  UnitSystem s;
  for (const auto* text : {"FLOP/s", "USD/(kW hour)", "m^3/s^2", "1/day", "kW hour/day", "PFLOP/s day", "%/year", "s^-2 m^-1"}) {
    const auto once = s.parse(text);
    REQUIRE(once);
    const auto twice = s.parse(to_text(*once));
    REQUIRE(twice);
    CHECK(to_text(*once) == to_text(*twice));
    CHECK(s.convertible(*once, *twice));
    CHECK(s.conversion_factor(*once, *twice) == 1);
  }
}

TEST_CASE("unknown names come with a hint") {
  UnitSystem s;
  CHECK(s.declare("agent"));
  CHECK(fault(s, "chp") == "unknown-unit | chp | `chp` is not a known unit | a thing that is counted is declared under `units:`, as in `chp:`");
  CHECK(fault(s, "USD/hrs") == "unknown-unit | hrs | `hrs` is not a known unit | write `hour`");
  CHECK(fault(s, "FLOPS") == "unknown-unit | FLOPS | `FLOPS` is not a known unit | write `FLOP/s` for a rate, or `FLOP` for a count");
  CHECK(fault(s, "TFLOPs") == "unknown-unit | TFLOPs | `TFLOPs` is not a known unit | write `TFLOP/s` for a rate, or `TFLOP` for a count");
  CHECK(fault(s, "petaflops").ends_with("write `PFLOP/s` for a rate, or `PFLOP` for a count"));
  CHECK(fault(s, "tokens").ends_with("a thing that is counted is declared under `units:`, as in `token:`"));
  CHECK(fault(s, "GPU").ends_with("a thing that is counted is declared under `units:`, as in `GPU:`"));
  CHECK(fault(s, "$/hour") == "unit-syntax | $ | `$` is not a name of units | write `USD`");
  CHECK(fault(s, "PF-days") == "unknown-unit | PF-days | `PF-days` is not a known unit | write `PFLOP/s day`, or declare a name for it under "
                               "`units:`, as in `pf_day: 1 PFLOP/s day`");
  CHECK(read(s, "PFLOP day/s") == "PFLOP day/s");
  CHECK(s.declare("pf_day", 1, *s.parse("PFLOP/s day")));
  CHECK(read(s, "pf_day") == "pf_day");
  CHECK(fault(s, "petaflop/s-day").starts_with("unknown-unit | petaflop/s-day |"));
  CHECK(fault(s, "gb").ends_with("did you mean `GB`?"));
  CHECK(fault(s, "mw").ends_with("did you mean `MW` or `mW`?"));
  CHECK(fault(s, "agnet").ends_with("did you mean `agent`?"));
  CHECK(fault(s, "hous").ends_with("did you mean `hour`?"));
  CHECK(fault(s, "Days").ends_with("did you mean `day`?"));
  CHECK(fault(s, "kilometr").ends_with("did you mean `kilometer`?"));
  CHECK(fault(s, "TFLPO").ends_with("did you mean `TFLOP`?"));
  CHECK(fault(s, "megawat").ends_with("did you mean `megawatt`?"));
  CHECK(fault(s, "parameter").ends_with("as in `parameter:`"));
  CHECK(fault(s, "m2") == "unknown-unit | m2 | `m2` is not a known unit | write a power as `m^2`");
  CHECK(fault(s, "kagent").starts_with("unknown-unit"));   // prefixes are not for declared units
  CHECK(fault(s, "kmin").starts_with("unknown-unit"));
  CHECK(fault(s, "ft").ends_with("as in `foot: 0.3048 m`"));
}

TEST_CASE("declarations") {
  UnitSystem s;
  const auto refused = [&](std::string_view name) {
    const auto unit = s.declare(name);
    return unit ? std::string("fine") : unit.complaint().kind + ": " + unit.complaint().message;
  };
  CHECK(refused("Pa") == "unit-name: `Pa` already means pascal");
  CHECK(refused("TV") == "unit-name: `TV` already means teravolt");
  CHECK(refused("days") == "unit-name: `days` is a known unit already");
  CHECK(refused("day") == "unit-name: `day` is a known unit already");
  CHECK(refused("gpu-hour") == "unit-name: `gpu-hour` cannot be the name of a unit");
  CHECK(refused("") == "unit-name: `` cannot be the name of a unit");
  CHECK(refused("2x") == "unit-name: `2x` cannot be the name of a unit");
  CHECK(refused("per") == "unit-name: `per` cannot be the name of a unit");
  CHECK(refused("TPU") == "fine");
  CHECK(refused("TPU") == "unit-name: `TPU` is declared twice");
  CHECK(refused("TPUs") == "unit-name: `TPUs` is understood as the plural of `TPU` already");
  CHECK(refused("cats") == "fine");
  CHECK(refused("cat") == "unit-name: `cat` and `cats` would be mistaken for each other");
  const Unit tpu = *s.parse("TPU");
  for (const double factor : {0.0, -1.0, std::nan(""), HUGE_VAL, 1e-320}) {
    const auto unit = s.declare("pod", factor, tpu);
    REQUIRE_FALSE(unit);
    CHECK(unit.complaint().kind == "unit-name");
    CHECK(unit.complaint().argument == "factor");
  }
  CHECK(s.declare("pod", 1024, tpu));
  CHECK(s.declare("hall", 16, *s.parse("pods")));
  CHECK(s.conversion_factor(*s.parse("hall"), tpu) == 16384);
}

TEST_CASE("every row of the table is found under each of its names, and no name is taken twice") {
  std::vector<std::string> all;
  UnitSystem s;
  for_each_known_name([&](const std::string& name, bool) {
    CHECK_MESSAGE(s.parse(name), name);
    all.push_back(name);
  });
  CHECK(all.size() > 1000);
  // `bit` is its own symbol and name; and no two rows claim one name.
  for (const KnownUnit& unit : known_units()) {
    const std::string_view name = unit.symbols.empty() ? unit.names : unit.symbols;
    const auto found = find_known_unit(name.substr(0, name.find(' ')));
    REQUIRE(found);
    CHECK(found->unit == &unit);
  }
  std::vector<std::string> names = s.names();
  CHECK(std::find(names.begin(), names.end(), "week") != names.end());
  CHECK(std::find(names.begin(), names.end(), "kW") == names.end());
}

TEST_CASE("hostile text is refused clearly and quickly") {
  UnitSystem s;
  const auto start = std::chrono::steady_clock::now();
  CHECK(fault(s, "") == "unit-syntax |  | there is no unit here | ");
  CHECK(fault(s, "   ").starts_with("unit-syntax | "));
  CHECK(fault(s, std::string(10000, '(')).starts_with("unit-syntax"));
  CHECK(fault(s, std::string(500, '(')) == "unit-syntax | ( | brackets are nested too deeply | ");
  CHECK(fault(s, std::string(1000000, 'x')).find("too long") != std::string::npos);
  CHECK(fault(s, std::string(900, 'x')).starts_with("unknown-unit"));
  CHECK(fault(s, "m^999999999").find("units have powers up to 100") != std::string::npos);
  CHECK(fault(s, "((m^50)^50)") == "unit-syntax | (m^50)^50 | units have powers up to 100 | ");
  CHECK(fault(s, "(Wh^99 MW^99 GV^99)").starts_with("unit-power"));
  CHECK(fault(s, "m//s") == "unit-syntax | / | a unit is missing before `/` | write the sign once");
  CHECK(fault(s, "m^^2") == "unit-syntax | ^ | behind `^` stands a whole number, as in `m^2` | ");
  CHECK(fault(s, "m^2^3") == "unit-syntax | ^ | one power is enough | ");
  CHECK(fault(s, "m**2").starts_with("unit-syntax | ** |"));
  CHECK(fault(s, "m^0.5") == "unit-syntax | 0. | a unit has whole powers only | ");
  CHECK(fault(s, "m²") == "unit-syntax | ² | a power is written with `^` | write `m^2` or `m^3`");
  CHECK(fault(s, "/s") == "unit-syntax | / | a unit is missing before `/` | ");
  CHECK(fault(s, "USD/") == "unit-syntax | / | a unit is missing behind `/` | ");
  CHECK(fault(s, "USD/ (") == "unit-syntax | ( | this bracket is not closed | ");
  CHECK(fault(s, "(m") == "unit-syntax | ( | this bracket is not closed | ");
  CHECK(fault(s, "m)") == "unit-syntax | ) | this bracket closes nothing | ");
  CHECK(fault(s, "()") == "unit-syntax | () | there is nothing in the brackets | ");
  CHECK(fault(s, "12 hours") == "unit-syntax | 12 | a unit holds no numbers but powers, as in `m^2` | ");
  CHECK(fault(s, "USD/kW-hour").starts_with("unit-syntax | - |"));
  CHECK(fault(s, "°C").find("temperatures in `K`") != std::string::npos);
  CHECK(fault(s, "\xff\xfe").starts_with("unit-syntax"));
  CHECK(fault(s, "m \xe2\x82").starts_with("unit-syntax"));
  CHECK(fault(s, std::string("m\0s", 3)).starts_with("unit-syntax"));
  CHECK(fault(s, "日").starts_with("unit-syntax | 日 |"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("random text never crashes, and its complaint points inside it") {
  UnitSystem s;
  CHECK(s.declare("TPU"));
  const std::string_view pieces[] = {"kW", "hour", " ", "/", "*", "^", "2", "-", "(", ")", "1", "%", "TPU", "FLOP", "µ", "\xff", "·", "s", "days", "$", "99"};
  std::uint64_t state = 12345;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      text += pieces[(state >> 33) % std::size(pieces)];
    }
    const auto unit = s.parse(text);
    if (unit) {
      const std::string shown = to_text(*unit);
      if (!shown.empty()) CHECK_MESSAGE(s.parse(shown), text);
    } else {
      CHECK(!unit.complaint().message.empty());
      CHECK(unit.complaint().end <= text.size());
      CHECK(unit.complaint().begin <= unit.complaint().end);
    }
  }
}

TEST_CASE("a system costs nothing until it is asked, and little then") {
  const auto microseconds = [](auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
  };
  UnitSystem s;
  const double first = microseconds([&] { (void)s.parse("kW hour"); });
  const double second = microseconds([&] { (void)s.parse("USD/day"); });
  MESSAGE("first question " << first << " us, second " << second << " us");
  CHECK(first < 20000);
}
