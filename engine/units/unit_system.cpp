#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "units/unit_entries.h"
#include "units/unit_grammar.h"
#include "units/unit_hints.h"
#include "units/unit_table.h"

namespace botec {
namespace {

Complaint name_complaint(std::string message, std::string help = {}) {
  return {"unit-name", std::move(message), std::move(help), {}, 0, 0};
}

}  // namespace

std::string to_text(const Unit& unit) {
  if (unit.date) return "date";
  const auto with_power = [](const Unit::Factor& factor) {
    const int power = std::abs(factor.exponent);
    return power == 1 ? factor.name : fmt::format("{}^{}", factor.name, power);
  };
  std::string above;
  std::string below;
  for (const Unit::Factor& factor : unit.factors) {
    std::string& side = factor.exponent > 0 ? above : below;
    if (factor.exponent < 0) side += '/';
    if (factor.exponent > 0 && !side.empty()) side += ' ';
    side += with_power(factor);
  }
  return (above.empty() && !below.empty() ? "1" : above) + below;
}

bool is_known_unit_name(std::string_view name) { return find_known_unit(name).has_value(); }

struct UnitSystem::Tables {
  UnitEntries entries;

  // Built by the first question that needs them.
  static UnitEntries& of(std::unique_ptr<Tables>& tables) {
    if (!tables) tables = std::make_unique<Tables>();
    return tables->entries;
  }
  // What keeps a declaration from being made.
  static std::optional<Complaint> objection(const UnitEntries& entries, std::string_view name);
};

UnitSystem::UnitSystem() = default;
UnitSystem::~UnitSystem() = default;
UnitSystem::UnitSystem(UnitSystem&&) noexcept = default;
UnitSystem& UnitSystem::operator=(UnitSystem&&) noexcept = default;

std::optional<Complaint> UnitSystem::Tables::objection(const UnitEntries& entries, std::string_view name) {
  const std::string quoted = fmt::format("`{}`", name.substr(0, 60));
  if (!looks_like_unit_name(name) || name == "per" || name.size() > 60) {
    return name_complaint(quoted + " cannot be the name of a unit", "use a letter or `_`, then letters, digits and `_`");
  }
  if (name == "date" || name == "dates") return name_complaint(quoted + " is what a point in time is shown in", "choose another name for what you count");
  if (const auto known = find_known_unit(name)) {
    const std::string meaning = spelt_out(*known);
    const bool says_more = meaning != name && meaning + "s" != name;
    return name_complaint(quoted + (says_more ? " already means " + meaning : " is a known unit already"),
                          "choose another name for what you count");
  }
  if (entries.is_declared(name)) return name_complaint(quoted + " is declared twice");
  const std::string plural = std::string(name) + "s";
  if (name.ends_with('s') && entries.is_declared(name.substr(0, name.size() - 1))) {
    return name_complaint(quoted + " is understood as the plural of `" + std::string(name.substr(0, name.size() - 1)) + "` already");
  }
  if (entries.is_declared(plural)) return name_complaint(quoted + " and `" + plural + "` would be mistaken for each other");
  return std::nullopt;
}

Expected<Unit> UnitSystem::declare(std::string_view name) {
  UnitEntries& entries = Tables::of(tables_);
  if (auto objection = Tables::objection(entries, name)) return *objection;
  return entries.declare_base(name);
}

Expected<Unit> UnitSystem::declare(std::string_view name, double factor, const Unit& of) {
  UnitEntries& entries = Tables::of(tables_);
  if (auto objection = Tables::objection(entries, name)) return *objection;
  if (!std::isfinite(factor) || factor <= 0) {
    Complaint complaint = name_complaint("a unit is a multiple above 0 of another");
    complaint.argument = "factor";
    return complaint;
  }
  return entries.declare_multiple(name, factor, of.factors);
}

Expected<Unit> UnitSystem::parse(std::string_view text) {
  UnitEntries& entries = Tables::of(tables_);
  if (text == "date") {
    auto unit = parse("year");
    unit->date = true;
    return unit;
  }
  if (auto complaint = petaflop_day(text); complaint && entries.find(text) == nullptr) return *complaint;
  const auto terms = read_unit_terms(text);
  if (!terms) return terms.complaint();
  UnitFactors factors;
  for (const UnitTerm& term : *terms) {
    const UnitEntry* entry = entries.find(term.name);
    if (entry == nullptr) {
      Complaint complaint = unknown_unit(term.name, entries.declared());
      complaint.begin = term.begin;
      complaint.end = term.begin + term.name.size();
      return complaint;
    }
    factors.push_back({entry->shown, term.exponent});
  }
  return entries.make(by_name(factors));
}

Expected<Unit> UnitSystem::multiply(const Unit& a, const Unit& b) {
  if (b.is_pure_number()) return a.is_pure_number() ? Unit{} : a;
  if (a.is_pure_number()) return b;
  UnitEntries& entries = Tables::of(tables_);
  UnitFactors factors = a.factors;
  factors.insert(factors.end(), b.factors.begin(), b.factors.end());
  return entries.make(entries.merged(factors));
}

Expected<Unit> UnitSystem::divide(const Unit& a, const Unit& b) {
  if (b.is_pure_number()) return a.is_pure_number() ? Unit{} : a;
  UnitEntries& entries = Tables::of(tables_);
  UnitFactors below = inverse(b.factors);
  if (a.is_pure_number()) {
    std::erase_if(below, [&](const auto& f) { return !entries.find(f.name)->dimension; });
    return entries.make(std::move(below));
  }
  UnitFactors factors = a.factors;
  factors.insert(factors.end(), below.begin(), below.end());
  return entries.make(entries.merged(factors));
}

Expected<Unit> UnitSystem::raise(const Unit& a, int power) {
  if (power == 0 || a.is_pure_number()) return Unit{};
  if (std::abs(static_cast<long>(power)) > greatest_unit_power) {
    return Complaint{"unit-power", "the powers of this unit are beyond what can be computed with", {}, {}, 0, 0};
  }
  UnitFactors factors = a.factors;
  for (auto& factor : factors) factor.exponent *= power;
  return Tables::of(tables_).make(std::move(factors));
}

Expected<Unit> UnitSystem::root(const Unit& a, int degree) { return Tables::of(tables_).root(a, degree); }

bool UnitSystem::convertible(const Unit& a, const Unit& b) {
  if (a.date != b.date) return false;
  if (a.is_pure_number() || b.is_pure_number()) return a.is_pure_number() == b.is_pure_number();
  return Tables::of(tables_).dimensions().same(a.handle, b.handle);
}

double UnitSystem::conversion_factor(const Unit& from, const Unit& to) {
  UnitFactors factors = from.factors;
  const UnitFactors below = inverse(to.factors);
  factors.insert(factors.end(), below.begin(), below.end());
  return Tables::of(tables_).scale_of(by_name(factors)).value();
}

std::vector<std::string> UnitSystem::names() {
  std::vector<std::string> result;
  for_each_known_name([&](const std::string& name, bool prefixed) {
    if (!prefixed && (result.empty() || result.back() != name)) result.push_back(name);
  });
  if (tables_) result.insert(result.end(), tables_->entries.declared().begin(), tables_->entries.declared().end());
  return result;
}

std::string UnitSystem::convention(const Unit& unit) {
  bool month = false;
  bool year = false;
  if (unit.date) return "";
  for (const auto& factor : unit.factors) {
    const UnitEntry* entry = Tables::of(tables_).find(factor.name);
    month = month || entry->month;
    year = year || entry->year;
  }
  if (month && year) return "1 month = 30.4375 days, 1 year = 365.25 days";
  if (month) return "1 month = 30.4375 days";
  return year ? "1 year = 365.25 days" : "";
}

}  // namespace botec
