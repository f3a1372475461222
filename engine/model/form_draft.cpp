#include "model/form_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "data/csv_column.h"
#include "distributions/family.h"
#include "distributions/pool.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

void fail(FormDraft& draft, Diagnostics& diagnostics, std::string kind, const Span& span, std::string message,
          std::string help = {}) {
  diagnostics.error(std::move(kind), span, std::move(message), std::move(help));
  draft.ok = false;
}

// The ways of saying what a value is, of which an input takes one.
struct Way {
  std::string_view name;
  Span FormDraft::*place;
};
constexpr Way ways[] = {{"value", &FormDraft::value},
                        {"range", &FormDraft::range},
                        {"values", &FormDraft::values},
                        {"components", &FormDraft::components},
                        {"pool", &FormDraft::pool},
                        {"file", &FormDraft::file}};

// Numbers that a range already fixes, whatever the family.
bool fixed_by_range(std::string_view name) {
  constexpr std::string_view names[] = {"mean",  "sd",       "median", "gsd",  "mu",
                                        "sigma", "location", "scale",  "rate", "mode"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

void conflict(FormDraft& draft, Diagnostics& diagnostics, const Span& span, std::string_view first,
              std::string_view second, std::string help = "keep one of them") {
  fail(draft, diagnostics, "conflicting-arguments", span,
       fmt::format("`{}` and `{}` cannot stand together", first, second), std::move(help));
}

void check_one_way(FormDraft& draft, Diagnostics& diagnostics) {
  const Way* given = nullptr;
  for (const Way& way : ways) {
    if (!(draft.*way.place)) continue;
    if (given != nullptr) return conflict(draft, diagnostics, draft.*way.place, given->name, way.name);
    given = &way;
  }
  if (given == nullptr) return;
  const InputForm& form = draft.form;
  if (!form.quantiles.empty()) {
    const std::string name = fmt::format("p{}", shortest(form.quantiles.front().probability * 100));
    conflict(draft, diagnostics, form.quantiles.front().span, given->name, name,
             draft.range ? "write the range as two quantiles, such as `p5` and `p95`" : "keep one of them");
    return;
  }
  for (const auto& number : form.numbers) {
    if (draft.range && !fixed_by_range(number.name)) continue;
    return conflict(draft, diagnostics, number.span, given->name, number.name);
  }
  if (!draft.value) return;
  if (form.family_span)
    return conflict(draft, diagnostics, form.family_span, "value", "distribution", "a constant has no distribution");
  for (const auto& [name, place] : {std::pair{"min", draft.min}, {"max", draft.max}, {"point", draft.point}}) {
    if (place)
      return conflict(draft, diagnostics, place, "value", name,
                      "a constant has nothing to cut off and is its own point");
  }
}

// An argument that is there twice; keys of a map are different as text, but p5 and p5.0 are one.
void check_repeated(FormDraft& draft, Diagnostics& diagnostics) {
  std::set<std::string_view> names;
  for (const auto& number : draft.form.numbers) {
    if (names.insert(number.name).second) continue;
    return fail(draft, diagnostics, "conflicting-arguments", number.span,
                fmt::format("`{}` is given twice", number.name));
  }
  std::set<double> probabilities;
  for (const auto& quantile : draft.form.quantiles) {
    if (probabilities.insert(quantile.probability).second) continue;
    return fail(draft, diagnostics, "conflicting-arguments", quantile.span,
                fmt::format("`p{}` is given twice", shortest(quantile.probability * 100)));
  }
}

void check_companions(FormDraft& draft, Diagnostics& diagnostics) {
  const auto needs = [&](const Span& key, std::string_view name, bool there, std::string_view other) {
    if (key && !there)
      fail(draft, diagnostics, "missing-key", key, fmt::format("`{}` needs {} beside it", name, other));
  };
  needs(draft.level, "level", static_cast<bool>(draft.range), "`range`");
  needs(draft.file, "file", static_cast<bool>(draft.column), "`column`, the name of a column in the file,");
  needs(draft.column, "column", static_cast<bool>(draft.file), "`file`");
  needs(draft.smooth, "smooth", draft.values || draft.file, "`values` or `file`");
  needs(draft.weights, "weights", draft.values || draft.components || draft.pool, "`values`, `components` or `pool`");
  needs(draft.form.method.span, "method", static_cast<bool>(draft.pool), "`pool`");
  needs(draft.form.scale.span, "scale", static_cast<bool>(draft.pool), "`pool`, or a `distribution` that has one,");
}

void check_weights(FormDraft& draft, Diagnostics& diagnostics) {
  for (const auto& weight : draft.form.weights) {
    if (weight.unit.empty()) continue;
    return fail(draft, diagnostics, "bad-number", weight.unit_span, "a weight is a number without a unit");
  }
}

// The family, where the arguments alone say which it is.
void check_family(FormDraft& draft, Diagnostics& diagnostics) {
  InputForm& form = draft.form;
  if (form.family == "mixture" && !draft.components) {
    return fail(draft, diagnostics, "missing-key", form.family_span, "a mixture needs `components`, a list of inputs");
  }
  if (draft.pool) {
    if (!form.family.empty()) conflict(draft, diagnostics, form.family_span, "pool", "distribution", "the distribution follows from the sources");
    return;
  }
  if (draft.components) {
    if (form.family.empty()) form.family = "mixture";
    if (form.family != "mixture")
      conflict(draft, diagnostics, form.family_span, "components", form.family, "only a mixture has components");
    return;
  }
  if (draft.file && form.family.empty()) form.family = "empirical";
  if (draft.file && form.family != "empirical") {
    return conflict(draft, diagnostics, form.family_span, "file", form.family,
                    "numbers from a file are `distribution: empirical`");
  }
  if (!form.family.empty() || draft.value || draft.range) return;
  if (draft.values) {
    return fail(draft, diagnostics, "missing-key", draft.values, "which distribution has these values?",
                "add `distribution: empirical` or `distribution: categorical`");
  }
  if (!form.numbers.empty() && form.quantiles.empty()) {
    const std::string family = form.numbers.front().name == "mean" ? "normal" : "…";
    return fail(draft, diagnostics, "missing-key", form.numbers.front().span,
                fmt::format("which distribution has this {}?", form.numbers.front().name),
                fmt::format("add `distribution: {}`", family));
  }
  if (form.quantiles.size() == 1) {
    return fail(draft, diagnostics, "missing-key", form.quantiles.front().span,
                "one quantile does not fix a distribution", "give a second one");
  }
  if (form.numbers.empty() && form.quantiles.empty()) {
    fail(draft, diagnostics, "missing-key", form.span, "this input has no value",
         "give it a `value`, a `range`, or a `distribution` with its arguments");
  }
}

// The unit of the first quantity that has one, where none is said for the whole.
void find_unit(InputForm& form) {
  if (!form.unit.empty()) return;
  const auto take = [&form](const Quantity& quantity) {
    if (!form.unit.empty() || quantity.unit.empty()) return;
    form.unit = quantity.unit;
    form.unit_span = quantity.unit_span;
  };
  take(form.constant);
  if (form.range) take(form.range->high);
  for (const auto& quantile : form.quantiles) take(quantile.value);
  if (const Family* family = find_family(form.family)) {
    for (const auto& number : form.numbers) {
      for (const auto& parameter : family->parameters) {
        if (parameter.name == number.name && parameter.scaling == Scaling::value) take(number.value);
      }
    }
  }
  for (const auto& value : form.values) take(value);
  for (const auto& component : form.components) {
    if (form.unit.empty()) {
      form.unit = component.unit;
      form.unit_span = component.unit_span;
    }
  }
}

void check_pool(FormDraft& draft, Diagnostics& diagnostics) {
  const InputForm& form = draft.form;
  std::vector<std::string> names;
  for (const PoolMethodRow& row : pool_methods()) names.emplace_back(row.name);
  if (form.method && std::find(names.begin(), names.end(), form.method.value) == names.end()) {
    const std::string nearest = did_you_mean(form.method.value, names);
    fail(draft, diagnostics, "bad-pool", form.method.span, fmt::format("there is no method `{}` of pooling estimates", form.method.value),
         nearest.empty() ? "write mixture, geometric, quantile or precision" : nearest);
  }
  if (form.scale && form.scale.value != "log" && form.scale.value != "linear") {
    fail(draft, diagnostics, "bad-pool", form.scale.span, "`scale` of a pool is `log` or `linear`");
  }
}

void read_column(FormDraft& draft, const std::filesystem::path& directory, Diagnostics& diagnostics) {
  InputForm& form = draft.form;
  const auto column =
      read_csv_column(directory / std::filesystem::path(form.file.value), form.file.value, form.column.value);
  if (!column) {
    diagnostics.error(column.complaint(), column.complaint().argument == "column" ? form.column.span : form.file.span);
    draft.ok = false;
    return;
  }
  form.values.resize(column->values.size());
  for (std::size_t i = 0; i < form.values.size(); ++i) form.values[i].value = column->values[i];
  form.values_span = form.file.span;
}

}  // namespace

void set_family(FormDraft& draft, const Text& name, Diagnostics& diagnostics) {
  draft.form.family = name.value;
  draft.form.family_span = name.span;
  if (find_family(name.value) != nullptr || name.value == "mixture") return;
  auto names = family_names();
  names.emplace_back("mixture");
  std::string help = did_you_mean(name.value, names);
  if (name.value == "N" || name.value == "norm" || name.value == "Gaussian" || name.value == "gaussian")
    help = "write `normal(mean=5, sd=2)`";
  if (name.value == "U" || name.value == "unif") help = "write `uniform(low=1, high=2)`";
  if (name.value.find('(') != std::string::npos) help = "write the name alone, and its arguments as keys beside it";
  fail(draft, diagnostics, "unknown-distribution", name.span, fmt::format("there is no distribution `{}`", name.value),
       std::move(help));
}

std::optional<double> quantile_probability(std::string_view name) {
  if (name.size() < 2 || name[0] != 'p' || !((name[1] >= '0' && name[1] <= '9') || name[1] == '.')) return std::nullopt;
  // As hundredths in decimal, so that p97.5 is the double nearest to 0.975.
  const std::string digits = std::string(name.substr(1)) + "e-2";
  double value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  const bool plain = name.find_first_not_of("0123456789.", 1) == std::string_view::npos;
  const bool leading_zero = name[1] == '0' && name.size() > 2 && name[2] != '.';
  return whole && plain && !leading_zero && value <= 1 ? value : -1;
}

bool is_parameter(std::string_view name) {
  for (const Family* family : catalogue()) {
    for (const auto& parameter : family->parameters) {
      if (parameter.name == name) return true;
    }
  }
  return false;
}

void set_quantile(FormDraft& draft, std::string_view name, const Span& span, const Quantity& value,
                  Diagnostics& diagnostics) {
  const double probability = quantile_probability(name).value_or(-1);
  if (probability < 0) {
    return fail(draft, diagnostics, "bad-number", span, fmt::format("`{}` is not a percentile", name),
                "percentiles go from p0 to p100, as in p5 or p97.5");
  }
  draft.form.quantiles.push_back({probability, value, span});
}

void set_number(FormDraft& draft, std::string_view name, const Span& span, const Quantity& value) {
  draft.form.numbers.push_back({std::string(name), value, span});
}

void set_level(FormDraft& draft, const Span& span, const Quantity& value, Diagnostics& diagnostics) {
  draft.level = span;
  draft.range_level = value;
  if (value.unit.empty() && value.value > 0 && value.value < 1) return;
  const bool percents = value.unit.empty() && value.value > 1 && value.value < 100;
  fail(draft, diagnostics, "bad-setting", value.span, "a level lies between 0% and 100%",
       percents ? fmt::format("write {}%", shortest(value.value)) : "");
}

InputForm settle(FormDraft draft, const std::filesystem::path& directory, Diagnostics& diagnostics) {
  InputForm& form = draft.form;
  if (draft.ok) check_repeated(draft, diagnostics);
  if (draft.ok) check_one_way(draft, diagnostics);
  if (draft.ok) check_companions(draft, diagnostics);
  if (draft.ok) check_family(draft, diagnostics);
  if (draft.ok) check_weights(draft, diagnostics);
  if (draft.ok && draft.pool) check_pool(draft, diagnostics);
  if (form.range && draft.range_level) {
    form.range->level = draft.range_level->value;
    form.range->level_span = draft.range_level->span;
  }
  if (draft.ok && draft.file) read_column(draft, directory, diagnostics);
  form.kind = draft.value                ? InputForm::Kind::constant
              : draft.pool               ? InputForm::Kind::pool
              : form.family == "mixture" ? InputForm::Kind::mixture
                                         : InputForm::Kind::distribution;
  find_unit(form);
  for (const auto& component : form.components) draft.ok = draft.ok && !component.failed;
  form.failed = !draft.ok;
  return std::move(draft.form);
}

}  // namespace botec
