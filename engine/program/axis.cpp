#include "program/axis.h"

#include <fmt/format.h>

#include <cmath>

#include "program/build_input.h"
#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr std::size_t most_steps = 1200;   // a century of months; every step is computed on its own
constexpr double seconds_per_year = days_per_year * 86400;
// Bare whole numbers in between are years. Others are plain numbers, unless they are written as dates.
constexpr double first_year = 1500, last_year = 3000;

bool is_year(const Quantity& q) {
  return q.date || (q.unit.empty() && !q.percent && q.value == std::round(q.value) && q.value >= first_year && q.value < last_year);
}

double year_of(const Quantity& q) { return q.date ? year_of_date(q.value) : q.value; }

struct Steps {
  double low, high, step;
  int months = 0;   // a whole number of calendar months, where the step is one
};

std::optional<Steps> calendar_steps(const Over& over, UnitSystem& units, Diagnostics& diagnostics) {
  Steps steps{year_of(over.low), year_of(over.high), 1, 0};
  if (!over.step) return steps;
  const Quantity& step = *over.step;
  steps.step = step.value;
  double months = step.value * 12;
  if (!step.unit.empty()) {
    const auto unit = unit_of(step.unit, step.unit_span, units, diagnostics);
    const auto year = units.parse("year"), month = units.parse("month");
    if (!unit) return std::nullopt;
    if (!units.convertible(*unit, *year)) {
      diagnostics.error("over", step.unit_span, "the steps of dates are durations, not " + to_text(*unit), "write `step: 3 months`");
      return std::nullopt;
    }
    steps.step = step.value * units.conversion_factor(*unit, *year);
    months = step.value * units.conversion_factor(*unit, *month);
  }
  const bool whole = std::abs(months - std::round(months)) < 1e-9 && months > 0.5 && months < 1e5;
  const bool first_of_month = iso_date(date_of_year(steps.low)).ends_with("-01");
  if (whole && first_of_month && std::fmod(months, 12) != 0) steps.months = static_cast<int>(std::lround(months));
  return steps;
}

std::optional<Steps> number_steps(const Over& over, const Unit& unit, UnitSystem& units, Diagnostics& diagnostics) {
  bool good = true;
  const auto number = [&](const Quantity& q) {
    if (q.unit.empty()) return q.value;
    const auto own = unit_of(q.unit, q.unit_span, units, diagnostics);
    if (own && units.convertible(*own, unit)) return q.value * units.conversion_factor(*own, unit);
    if (own) diagnostics.error("over", q.unit_span, "the ends and the step of `over` do not have one unit");
    good = false;
    return 0.0;
  };
  Steps steps{number(over.low), number(over.high), over.step ? number(*over.step) : 1, 0};
  return good ? std::optional<Steps>(steps) : std::nullopt;
}

// The months from January of year 0 of a date that is the first of one.
int month_number(double year) {
  const std::string text = iso_date(date_of_year(year));
  return std::stoi(text.substr(0, 4)) * 12 + std::stoi(text.substr(5, 2)) - 1;
}

void add_step(Axis& axis, const Steps& steps, std::size_t k) {
  double at = steps.low + static_cast<double>(k) * steps.step;
  if (steps.months > 0) {
    const int month = month_number(steps.low) + static_cast<int>(k) * steps.months;
    at = year_of_date(*parse_date(fmt::format("{:04}-{:02}", month / 12, month % 12 + 1)));
  }
  axis.at.push_back(at);
  axis.base.push_back(axis.calendar ? base_of_year(at) : at * axis.unit.scale);
  const bool whole_year = axis.calendar && at == std::round(at);
  axis.labels.push_back(whole_year || !axis.calendar ? shortest(at) : iso_date(date_of_year(at)));
}

}  // namespace

double base_of_year(double calendar_year) { return date_of_year(calendar_year) * seconds_per_year; }

std::optional<Axis> make_axis(const Over& over, UnitSystem& units, Diagnostics& diagnostics) {
  Axis axis;
  axis.name = over.name;
  axis.calendar = is_year(over.low) && is_year(over.high);
  const std::string& written = axis.calendar ? "date" : over.low.unit.empty() ? over.high.unit : over.low.unit;
  const auto unit = unit_of(written, over.low.unit.empty() ? over.high.unit_span : over.low.unit_span, units, diagnostics);
  if (!unit) return std::nullopt;
  axis.unit = *unit;
  if (unit->date && !axis.calendar) {
    diagnostics.error("over", over.span, "`over` goes from a date to a number that is no year", "write both ends as years or dates: `2024 to 2035`");
    return std::nullopt;
  }
  const auto steps = axis.calendar ? calendar_steps(over, units, diagnostics) : number_steps(over, *unit, units, diagnostics);
  if (!steps) return std::nullopt;
  if (!(steps->step > 0)) {
    diagnostics.error("over", over.step->span, "a step is above 0");
    return std::nullopt;
  }
  if (!(steps->high > steps->low)) {
    diagnostics.error("over", over.span, "the horizon of `over` is not after its start", "write the earlier end first: `2024 to 2035`");
    return std::nullopt;
  }
  constexpr double rounding = 1e-6;   // of a step
  const double spacing = steps->months > 0 ? steps->months / 12.0 : steps->step;
  const double last = std::floor((steps->high - steps->low) / spacing + rounding);
  if (last < 1 || last + 1 > static_cast<double>(most_steps)) {
    diagnostics.error("over", over.step ? over.step->span : over.span,
                      last < 1 ? "the step of `over` is longer than all of it" : fmt::format("`over` has more than {} steps", most_steps),
                      "choose another `step`");
    return std::nullopt;
  }
  for (std::size_t k = 0; k <= static_cast<std::size_t>(last); ++k) add_step(axis, *steps, k);
  return axis;
}

}  // namespace botec
