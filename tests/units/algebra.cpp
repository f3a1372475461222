#include <doctest/doctest.h>

#include <limits>

#include "units/unit.h"

using namespace botec;

namespace {

struct Bench {
  UnitSystem system;

  Bench() {
    CHECK(system.declare("TPU"));
    CHECK(system.declare("agent"));
    CHECK(system.declare("board", 4, unit("TPU")));
    CHECK(system.declare("dozen", 12, Unit{}));
    CHECK(system.declare("sprint", 0.5, unit("month")));
  }
  Unit unit(std::string_view text) {
    const auto result = system.parse(text);
    INFO(std::string(text));
    REQUIRE_MESSAGE(result, (result ? "" : result.complaint().message));
    return *result;
  }
  std::string times(std::string_view a, std::string_view b) { return to_text(*system.multiply(unit(a), unit(b))); }
  std::string over(std::string_view a, std::string_view b) { return to_text(*system.divide(unit(a), unit(b))); }
  double factor(std::string_view a, std::string_view b) {
    CHECK(system.convertible(unit(a), unit(b)));
    return system.conversion_factor(unit(a), unit(b));
  }
};

}  // namespace

TEST_CASE("a product is written the way a forecaster would write it") {
  Bench b;
  CHECK(b.times("FLOP/s", "day") == "FLOP");
  CHECK(b.times("USD/hour", "day") == "USD");
  CHECK(b.times("kW", "day") == "kW day");
  CHECK(b.times("km", "m") == "km^2");
  CHECK(b.times("m", "km") == "m^2");
  CHECK(b.times("km", "m^2") == "m^3");
  CHECK(b.times("m/s^2", "day") == "m/s");
  CHECK(b.times("TPU/agent", "agent") == "TPU");
  CHECK(b.times("TPU/agent", "board") == "TPU^2/agent");
  CHECK(b.times("GHz", "s") == "");
  CHECK(b.times("GHz", "FLOP") == "GHz FLOP");
  CHECK(b.times("GHz FLOP", "day") == "FLOP");
  CHECK(b.times("kW hour", "USD/kWh") == "USD");
  CHECK(b.times("USD/kWh", "MW day") == "USD");
  CHECK(b.times("USD/L", "m^3") == "USD");
  CHECK(b.times("L", "1/m^2") == "m");
  CHECK(b.over("km", "hour") == "km/hour");
  CHECK(b.over("FLOP", "PFLOP/s") == "s");
  CHECK(b.over("FLOP", "FLOP/s day") == "");   // (FLOP/s)·day is a number of FLOP
  CHECK(b.over("USD", "USD") == "");
  CHECK(b.over("J", "kW hour") == "");
}

TEST_CASE("a chain of factors cancels as it goes") {
  Bench b;
  Unit unit = b.unit("TPU/agent");
  for (const auto* text : {"agent", "FLOP/s/TPU", "days"}) unit = *b.system.multiply(unit, b.unit(text));
  CHECK(to_text(unit) == "FLOP");
  CHECK(unit.scale == 1);
  CHECK(to_text(*b.system.multiply(b.unit("FLOP/s/TPU"), b.unit("day"))) == "FLOP/TPU");
}

TEST_CASE("the scale is that of the names which remain") {
  Bench b;
  CHECK(b.system.multiply(b.unit("kW"), b.unit("day"))->scale == 86400e3);
  CHECK(b.system.multiply(b.unit("USD/hour"), b.unit("day"))->scale == 1);
  CHECK(b.system.multiply(b.unit("km"), b.unit("m"))->scale == 1e6);
  CHECK(b.system.multiply(b.unit("TPU"), b.unit("board"))->scale == 1);
  CHECK(b.system.multiply(b.unit("board"), b.unit("TPU"))->scale == 16);
  CHECK(b.system.divide(b.unit("board"), b.unit("TPU"))->scale == 1);
  CHECK(b.system.divide(Unit{}, b.unit("hour"))->scale == 1.0 / 3600);
}

TEST_CASE("pure numbers") {
  Bench b;
  CHECK(b.unit("%").is_pure_number());
  CHECK(b.unit("%").scale == 0.01);
  CHECK(b.unit("1").is_pure_number());
  CHECK(b.unit("hour/day").is_pure_number());
  CHECK(to_text(b.unit("hour/day")) == "hour/day");
  CHECK(b.unit("dozen").scale == 12);
  CHECK(to_text(b.unit("%/year")) == "%/year");
  CHECK(b.times("%", "USD") == "USD");
  CHECK(b.times("%", "%") == "");
  CHECK(b.times("hour/day", "kW") == "kW");
  CHECK(b.times("%/year", "year") == "");
  CHECK(b.times("%/year", "USD") == "USD/year");
  CHECK(b.times("dozen TPU", "USD/TPU") == "USD");
  CHECK(b.factor("%", "1") == 0.01);
  CHECK(b.factor("1", "%") == 100);
  CHECK(to_text(*b.system.divide(Unit{}, b.unit("%/year"))) == "year");
  CHECK(to_text(*b.system.raise(b.unit("%"), 2)) == "");
}

TEST_CASE("powers and roots") {
  Bench b;
  CHECK(to_text(*b.system.raise(b.unit("m/s"), 2)) == "m^2/s^2");
  CHECK(to_text(*b.system.raise(b.unit("m/s"), -1)) == "s/m");
  CHECK(to_text(*b.system.raise(b.unit("m/s"), 0)) == "");
  CHECK(to_text(*b.system.root(b.unit("m^2/s^4"), 2)) == "m/s^2");
  CHECK(to_text(*b.system.root(b.unit("km m"), 2)) == "km");
  CHECK(to_text(*b.system.root(b.unit("L/m"), 2)) == "m");
  CHECK(to_text(*b.system.root(b.unit("J/kg"), 2)) == "m/s");
  CHECK(b.system.root(b.unit("J/kg"), 2)->scale == 1);
  CHECK(to_text(*b.system.root(b.unit("USD"), 1)) == "USD");
  const auto failed = b.system.root(b.unit("USD"), 2);
  REQUIRE_FALSE(failed);
  CHECK(failed.complaint().kind == "unit-power");
  CHECK(failed.complaint().message == "the square root of `USD` is not a unit with whole powers");
  CHECK_FALSE(b.system.root(b.unit("m"), 0));
  CHECK_FALSE(b.system.root(b.unit("m"), -2));
}

TEST_CASE("powers that grow without end are refused, not overflowed") {
  Bench b;
  CHECK_FALSE(b.system.raise(b.unit("m"), 101));
  CHECK_FALSE(b.system.raise(b.unit("m"), std::numeric_limits<int>::min()));
  CHECK_FALSE(b.system.raise(b.unit("km^60"), 2));
  CHECK_FALSE(b.system.raise(b.unit("YFLOP"), 20));   // 10^480 FLOP^20
  Unit unit = b.unit("m");
  int doublings = 0;
  for (; doublings < 40; ++doublings) {
    const auto next = b.system.multiply(unit, unit);
    if (!next) break;
    unit = *next;
  }
  CHECK(doublings == 6);   // m^64; m^128 is beyond 100
}

TEST_CASE("conversions") {
  Bench b;
  CHECK(b.factor("month", "day") == 30.4375);
  CHECK(b.factor("year", "month") == 12);
  CHECK(b.factor("year", "days") == 365.25);
  CHECK(b.factor("day", "s") == 86400);
  CHECK(b.factor("week", "hour") == 168);
  CHECK(b.factor("us", "ms") == 0.001);
  CHECK(b.factor("ms", "us") == 1000);
  CHECK(b.factor("mg", "kg") == 1e-6);
  CHECK(b.factor("L", "m^3") == 0.001);
  CHECK(b.factor("m^3", "mL") == 1e6);
  CHECK(b.factor("kW hour", "J") == 3.6e6);
  CHECK(b.factor("kWh", "kW hour") == 1);
  CHECK(b.factor("eV", "J") == doctest::Approx(1.602176634e-19).epsilon(1e-15));
  CHECK(b.factor("GiB", "B") == 1073741824);
  CHECK(b.factor("GB", "bit") == 8e9);
  CHECK(b.factor("Gbit/s", "MB/s") == 125);
  CHECK(b.factor("PFLOP/s day", "FLOP") == 8.64e19);
  CHECK(b.factor("USD/hour", "USD/day") == 24);
  CHECK(b.factor("km/h", "m/s") == 1000.0 / 3600);
  CHECK(b.factor("board", "TPU") == 4);
  CHECK(b.factor("ohm", "V/A") == 1);
  CHECK(b.factor("N m", "J") == 1);
  CHECK(b.factor("Hz", "1/day") == 86400);
  CHECK(b.factor("tonne", "g") == 1e6);
  CHECK(b.factor("percent", "ppm") == 1e4);
}

TEST_CASE("what does not convert") {
  Bench b;
  const auto convert = [&](std::string_view x, std::string_view y) { return b.system.convertible(b.unit(x), b.unit(y)); };
  CHECK_FALSE(convert("day", "USD"));
  CHECK_FALSE(convert("s", "Hz"));          // reciprocals are not the same thing
  CHECK_FALSE(convert("USD/day", "day/USD"));
  CHECK_FALSE(convert("FLOP", "FLOP/s"));
  CHECK_FALSE(convert("TPU", "agent"));
  CHECK_FALSE(convert("bit", "1"));
  CHECK_FALSE(convert("FLOP", "1"));
  CHECK(convert("%", "1"));
  CHECK(convert("rad", "hour/day"));
}

TEST_CASE("conventions are told") {
  Bench b;
  CHECK(b.system.convention(b.unit("USD/month")) == "1 month = 30.4375 days");
  CHECK(b.system.convention(b.unit("years")) == "1 year = 365.25 days");
  CHECK(b.system.convention(b.unit("month/year")) == "1 month = 30.4375 days, 1 year = 365.25 days");
  CHECK(b.system.convention(b.unit("sprint")) == "1 month = 30.4375 days");
  CHECK(b.system.convention(b.unit("day")) == "");
  CHECK(b.system.convention(Unit{}) == "");
}
