#include "program/describe_input.h"

#include <cmath>

#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

std::string as_written(const Quantity& q, const std::string& unit) {
  if (q.date) return iso_date(q.value);
  if (q.percent) return shortest(q.value * 100) + "%";
  const std::string own = q.unit.empty() ? unit : q.unit;
  return shortest(q.value) + (own.empty() || own == "date" ? "" : " " + own);
}

}  // namespace

std::string describe(const InputForm& form, const Unit& unit, double level) {
  if (form.kind == InputForm::Kind::constant) return "constant";
  const std::string name = to_text(unit);
  const std::string method = form.method ? form.method.value : "mixture";
  std::string result = form.kind == InputForm::Kind::mixture ? "mixture of " + std::to_string(form.components.size())
                       : form.kind == InputForm::Kind::pool  ? "pool of " + std::to_string(form.components.size()) + " (" + method + ")"
                       : form.family.empty()                 ? (unit.date ? "normal" : "lognormal")
                                                             : form.family;
  if (form.range) {
    const std::string used = shortest(std::round(form.range->level.value_or(level) * 1e6) / 1e4);
    result += ", " + used + "% interval " + as_written(form.range->low, name) + " to " + as_written(form.range->high, name);
  }
  if (form.min) result += ", at least " + as_written(*form.min, name);
  if (form.max) result += ", at most " + as_written(*form.max, name);
  return result;
}

}  // namespace botec
