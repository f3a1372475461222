#include "program/build_input.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "distributions/family.h"
#include "distributions/pool.h"
#include "program/describe_input.h"
#include "text/calendar.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

// The state of one fit: the unit that its numbers are brought to, and where complaints go.
struct Builder {
  const InputForm& form;
  const std::string& name;
  double level;
  UnitSystem& units;
  Diagnostics& diagnostics;
  Unit own;                // the unit of quantities written without one
  Unit unit;               // the unit that all are brought to: own, or that of the mixture this is a component of
  std::optional<PoolFact> pooled_fact = {};

  bool find_unit();
  std::optional<double> number(const Quantity& quantity);
  std::optional<double> years(const Quantity& quantity);
  std::optional<double> argument(const NumberArgument& written, const Family& family);
  std::optional<Arguments> arguments(const Family& family);
  bool add_range(Arguments& arguments);
  std::optional<std::string> family_name();
  std::optional<Distribution> fit();
  std::optional<std::vector<Distribution>> parts();
  std::optional<Distribution> mix();
  std::optional<Distribution> pool_sources();
  std::optional<Distribution> cut(Distribution distribution);
  Span place_of(const Complaint& complaint) const;
};

std::optional<FittedInput> build_in_unit(const InputForm& form, const std::string& name, double level, const Unit& unit,
                                         UnitSystem& units, Diagnostics& diagnostics, const char* whole);

const Quantity* first_with_unit(const InputForm& form) {
  const auto has = [](const Quantity& q) { return !q.unit.empty(); };
  if (has(form.constant)) return &form.constant;
  if (form.range && has(form.range->high)) return &form.range->high;
  if (form.range && has(form.range->low)) return &form.range->low;
  for (const auto& q : form.quantiles) {
    if (has(q.value)) return &q.value;
  }
  for (const auto& n : form.numbers) {
    if (has(n.value) && n.name != "rate") return &n.value;
  }
  for (const auto& v : form.values) {
    if (has(v)) return &v;
  }
  for (const auto* bound : {&form.point, &form.min, &form.max}) {
    if (*bound && has(**bound)) return &**bound;
  }
  return nullptr;
}

bool Builder::find_unit() {
  std::string text = form.unit;
  Span span = form.unit_span;
  const InputForm* holder = &form;
  const Quantity* quantity = first_with_unit(form);
  for (std::size_t i = 0; text.empty() && quantity == nullptr && i < form.components.size(); ++i) {
    holder = &form.components[i];
    text = holder->unit;
    span = holder->unit_span;
    quantity = first_with_unit(*holder);
  }
  if (text.empty() && quantity != nullptr) {
    text = quantity->unit;
    span = quantity->unit_span;
  }
  if (text.empty()) return true;
  const auto found = unit_of(text, span, units, diagnostics);
  if (found) own = *found;
  return found.has_value();
}

// A quantity as a number of `unit`. One without a unit is in the input's own; one with % is a pure number.
std::optional<double> Builder::number(const Quantity& quantity) {
  if (unit.date && (quantity.unit.empty() || (quantity.unit == "date" && !quantity.date))) return date_of_year(quantity.value);
  if (quantity.unit.empty()) {
    const bool percents = quantity.percent && unit.is_pure_number();
    if (percents) return quantity.value / unit.scale;
    return to_text(own) == to_text(unit) ? quantity.value : quantity.value * units.conversion_factor(own, unit);
  }
  const auto written = unit_of(quantity.unit, quantity.unit_span, units, diagnostics);
  if (!written) return std::nullopt;
  if (!units.convertible(*written, unit)) {
    diagnostics.error("unit-mismatch", quantity.unit_span,
                      "`" + name + "` is in " + (unit.factors.empty() ? "pure numbers" : to_text(unit)) + ", and " + to_text(*written) +
                          " cannot be brought to that");
    return std::nullopt;
  }
  if (to_text(*written) == to_text(unit)) return quantity.value;
  return quantity.value * units.conversion_factor(*written, unit);
}

// The spread of a date is a duration, a number of years where nothing else is said.
std::optional<double> Builder::years(const Quantity& quantity) {
  if (quantity.unit.empty()) return quantity.value;
  Unit year = unit;
  year.date = false;
  const auto written = unit_of(quantity.unit, quantity.unit_span, units, diagnostics);
  if (!written) return std::nullopt;
  if (units.convertible(*written, year)) return quantity.value * units.conversion_factor(*written, year);
  diagnostics.error("unit-mismatch", quantity.unit_span, "the spread of a date is a duration, not " + to_text(*written));
  return std::nullopt;
}

std::optional<double> Builder::argument(const NumberArgument& written, const Family& family) {
  const auto known = std::find_if(family.parameters.begin(), family.parameters.end(),
                                  [&](const Parameter& p) { return p.name == written.name; });
  const Scaling scaling = known == family.parameters.end() ? Scaling::value : known->scaling;
  if (unit.date && (written.name == "sd" || written.name == "scale")) return years(written.value);
  if (scaling == Scaling::value) return number(written.value);
  if (written.value.unit.empty()) {
    const double factor = scaling == Scaling::pure || to_text(own) == to_text(unit) ? 1 : units.conversion_factor(own, unit);
    if (scaling == Scaling::rate) return written.value.value / factor;
    return scaling == Scaling::logarithm ? written.value.value + std::log(factor) : written.value.value;
  }
  const auto given = unit_of(written.value.unit, written.value.unit_span, units, diagnostics);
  if (!given) return std::nullopt;
  const auto inverse = units.divide(Unit{}, unit);
  const Unit wanted = scaling == Scaling::rate && inverse ? *inverse : Unit{};
  if (!units.convertible(*given, wanted)) {
    diagnostics.error("unit-mismatch", written.value.unit_span,
                      "`" + written.name + "` of `" + name + "` wants " +
                          (wanted.factors.empty() ? "a pure number" : to_text(wanted)) + ", not " + to_text(*given));
    return std::nullopt;
  }
  return written.value.value * units.conversion_factor(*given, wanted);
}

bool Builder::add_range(Arguments& result) {
  if (!form.range) return true;
  Range range = *form.range;
  if (range.low.unit.empty() && !range.high.unit.empty()) {   // `60 to 120 days`: the unit stands once, at the end
    range.low.unit = range.high.unit;
    range.low.unit_span = range.high.unit_span;
  }
  const auto low = number(range.low);
  const auto high = number(range.high);
  if (!low || !high) return false;
  const double used = range.level.value_or(level);
  if (*low >= *high) {
    const bool in_units = range.low.value < range.high.value && range.low.unit != range.high.unit;
    const bool percents = range.high.percent && !range.low.percent && range.low.value <= range.high.value * 100;
    const std::string written = range.low.date ? iso_date(range.low.value) : shortest(range.low.value);
    std::string help = "write the smaller end first";
    if (percents) help = "did you mean " + written + "% to " + shortest(range.high.value * 100) + "%?";
    if (*low == *high) help = "a value without uncertainty is written as a constant: " + written;
    diagnostics.error(*low == *high ? "zero-width-range" : "reversed-range", range.span,
                      *low == *high ? "the range of `" + name + "` has no width"
                      : in_units    ? "the range of `" + name + "` is reversed once both ends are in one unit (" +
                                       shortest(*low) + " to " + shortest(*high) + " " + to_text(unit) + ")"
                                    : "the range of `" + name + "` is reversed: its low end is above its high end",
                      help);
    return false;
  }
  result.quantiles.emplace_back((1 - used) / 2, *low);
  result.quantiles.emplace_back((1 + used) / 2, *high);
  return true;
}

std::optional<Arguments> Builder::arguments(const Family& family) {
  Arguments result;
  bool good = add_range(result);
  for (const auto& written : form.quantiles) {
    const auto value = number(written.value);
    if (value) result.quantiles.emplace_back(written.probability, *value);
    good = good && value;
  }
  std::sort(result.quantiles.begin(), result.quantiles.end());
  for (const auto& written : form.numbers) {
    const auto value = argument(written, family);
    if (value) result.numbers[written.name] = *value;
    good = good && value;
  }
  for (const auto& written : form.values) {
    const auto value = number(written);
    if (value) result.values.push_back(*value);
    good = good && value;
    if (!value) break;   // one complaint about a list is enough
  }
  for (const auto& weight : form.weights) result.weights.push_back(weight.value);
  result.smooth = form.smooth;
  if (!good) return std::nullopt;
  return result;
}

std::optional<std::string> Builder::family_name() {
  if (!form.family.empty()) {
    constexpr std::string_view with_zero[] = {"lognormal", "loguniform", "exponential", "gamma", "weibull", "pareto", "rayleigh", "chi_squared", "inverse_gamma"};
    if (unit.date && std::find(std::begin(with_zero), std::end(with_zero), form.family) != std::end(with_zero)) {
      diagnostics.error("bad-input", form.family_span, "a date cannot be " + form.family + ", because no date is a zero to count from",
                        "write `distribution: normal`, or a duration after a fixed date");
      return std::nullopt;
    }
    if (find_family(form.family) != nullptr) return form.family;
    diagnostics.error("unknown-distribution", form.family_span, "there is no distribution named `" + form.family + "`",
                      did_you_mean(form.family, family_names()));
    return std::nullopt;
  }
  if (form.range || form.quantiles.size() == 2) return unit.date ? "normal" : "lognormal";
  if (form.quantiles.size() > 2) {
    diagnostics.error("bad-input", form.span,
                      "`" + name + "` has " + std::to_string(form.quantiles.size()) + " quantiles and no distribution",
                      "add `distribution: metalog` (a smooth curve through all of them) or `distribution: cdf` "
                      "(straight lines between them)");
    return std::nullopt;
  }
  diagnostics.error("bad-input", form.span, "`" + name + "` does not say which distribution its numbers belong to",
                    "add `distribution: …`, or write a range such as 10 to 80");
  return std::nullopt;
}

Span Builder::place_of(const Complaint& complaint) const {
  for (const auto& n : form.numbers) {
    if (n.name == complaint.argument) return n.value.span ? n.value.span : n.span;
  }
  for (const auto& q : form.quantiles) {
    if ("p" + shortest(q.probability * 100) == complaint.argument) return q.value.span;
  }
  if (complaint.argument == "weights" && form.weights_span) return form.weights_span;
  if (complaint.argument == "values" && form.values_span) return form.values_span;
  if (form.range) return form.range->span;
  return form.span;
}

std::optional<Distribution> Builder::fit() {
  const auto family = family_name();
  if (!family) return std::nullopt;
  const auto given = arguments(*find_family(*family));
  if (!given) return std::nullopt;
  auto made = make_distribution(*family, *given);
  if (!made) {
    diagnostics.error(made.complaint(), place_of(made.complaint()));
    return std::nullopt;
  }
  return std::move(*made);
}

// The components of a mixture or the sources of a pool.
std::optional<std::vector<Distribution>> Builder::parts() {
  std::vector<Distribution> parts;
  bool good = true;
  for (const InputForm& component : form.components) {
    // Each component is brought to the mixture's unit; one that names none is in it already.
    auto fitted = build_in_unit(component, name, level, unit, units, diagnostics, form.kind == InputForm::Kind::pool ? "pool" : "mixture");
    good = good && fitted;
    if (fitted) parts.push_back(std::move(fitted->distribution));
  }
  if (!good) return std::nullopt;
  return parts;
}

std::optional<Distribution> Builder::pool_sources() {
  auto sources = parts();
  if (!sources) return std::nullopt;
  PoolFact fact;
  for (const auto& weight : form.weights) fact.weights.push_back(weight.value);
  const auto methods = pool_methods();
  const auto row = form.method ? std::find_if(methods.begin(), methods.end(), [&](const PoolMethodRow& r) { return r.name == form.method.value; }) : methods.begin();
  fact.method = row->name;
  fact.logarithmic = !unit.date && (form.scale ? form.scale.value == "log" : all_positive(*sources));   // no date is a zero
  auto pooled = pool(row->method, *sources, fact.weights, fact.logarithmic);
  if (!pooled) {
    const Complaint& complaint = pooled.complaint();
    const Span place = complaint.argument == "weights" && form.weights_span ? form.weights_span : form.scale && complaint.argument == "scale" ? form.scale.span : form.span;
    diagnostics.error("bad-pool", place, complaint.message, complaint.help);
    return std::nullopt;
  }
  if (fact.weights.empty()) fact.weights.assign(sources->size(), 1.0);
  const double sum = std::accumulate(fact.weights.begin(), fact.weights.end(), 0.0);
  for (double& weight : fact.weights) weight /= sum;
  for (std::size_t i = 0; i < sources->size(); ++i) {
    const std::string& given = form.component_names[i].empty() ? form.components[i].source.value : form.component_names[i];
    fact.names.push_back(given.empty() ? "source " + std::to_string(i + 1) : given);
  }
  fact.parts = std::move(*sources);
  pooled_fact = std::move(fact);
  return std::move(*pooled);
}

std::optional<Distribution> Builder::mix() {
  auto components = parts();
  if (!components) return std::nullopt;
  std::vector<double> weights;
  for (const auto& weight : form.weights) weights.push_back(weight.value);
  auto mixed = mixture(std::move(*components), std::move(weights));
  if (!mixed) {
    diagnostics.error(mixed.complaint(), place_of(mixed.complaint()));
    return std::nullopt;
  }
  return std::move(*mixed);
}

std::optional<Distribution> Builder::cut(Distribution distribution) {
  if (!form.min && !form.max) return distribution;
  const auto low = form.min ? number(*form.min) : -std::numeric_limits<double>::infinity();
  const auto high = form.max ? number(*form.max) : std::numeric_limits<double>::infinity();
  if (!low || !high) return std::nullopt;
  const Span place = form.max ? form.max->span : form.min->span;
  auto truncated = truncate(distribution, *low, *high);
  if (!truncated) {
    diagnostics.error(truncated.complaint(), place);
    return std::nullopt;
  }
  if (truncated->kept < 0.01) {
    diagnostics.warning("truncation", place,
                        "the bounds of `" + name + "` remove " + shortest(std::round((1 - truncated->kept) * 1e4) / 100) +
                            "% of its distribution",
                        "check the bounds and their unit against the range");
  }
  return std::move(truncated->distribution);
}

}  // namespace

std::optional<Unit> unit_of(const std::string& text, const Span& span, UnitSystem& units, Diagnostics& diagnostics) {
  if (text.empty()) return Unit{};
  auto unit = units.parse(text);
  if (unit) return std::move(*unit);
  const Complaint& complaint = unit.complaint();
  Span place = span;
  if (complaint.end > complaint.begin && span && span.end - span.begin == text.size()) {
    place.begin = span.begin + static_cast<std::uint32_t>(complaint.begin);
    place.end = span.begin + static_cast<std::uint32_t>(complaint.end);
  }
  diagnostics.error(complaint, place);
  return std::nullopt;
}

namespace {

std::optional<FittedInput> build(Builder& builder) {
  const InputForm& form = builder.form;
  std::optional<Distribution> distribution;
  switch (form.kind) {
    case InputForm::Kind::constant: {
      const auto value = builder.number(form.constant);
      if (value) distribution = constant(*value);
      break;
    }
    case InputForm::Kind::distribution: distribution = builder.fit(); break;
    case InputForm::Kind::mixture: distribution = builder.mix(); break;
    case InputForm::Kind::pool: distribution = builder.pool_sources(); break;
  }
  if (distribution) distribution = builder.cut(std::move(*distribution));
  std::optional<double> point;
  if (form.point) point = builder.number(*form.point);
  if (!distribution || (form.point && !point)) return std::nullopt;
  return FittedInput{std::move(*distribution), builder.unit, point, describe(form, builder.unit, builder.level), nullptr, std::move(builder.pooled_fact)};
}

std::optional<FittedInput> build_in_unit(const InputForm& form, const std::string& name, double level, const Unit& unit,
                                         UnitSystem& units, Diagnostics& diagnostics, const char* whole) {
  Builder builder{form, name, level, units, diagnostics, unit, unit};
  if (!builder.find_unit()) return std::nullopt;
  if (!units.convertible(builder.own, unit)) {
    diagnostics.error("unit-mismatch", form.span,
                      "this component is in " + (to_text(builder.own).empty() ? "pure numbers" : to_text(builder.own)) +
                          ", and the " + whole + " `" + name + "` in " + (to_text(unit).empty() ? "pure numbers" : to_text(unit)));
    return std::nullopt;
  }
  return build(builder);
}

}  // namespace

std::optional<FittedInput> build_input(const InputForm& form, const std::string& name, double level, UnitSystem& units,
                                       Diagnostics& diagnostics) {
  if (form.failed || diagnostics.has_error_within(form.span)) return std::nullopt;   // said already, by the reader
  Builder builder{form, name, level, units, diagnostics, {}, {}};
  if (!builder.find_unit()) return std::nullopt;
  builder.unit = builder.own;
  return build(builder);
}

}  // namespace botec
