// `observe:` — what was seen of the model's quantities, and how exactly.
#include <fmt/format.h>

#include <cmath>

#include "model/quantity.h"
#include "model/sections.h"

namespace botec {
namespace {

constexpr std::string_view help = "write observe: [{quantity: growth, value: 42%, sd: 10%}]";

// One entry as its keys are read.
struct ObservationDraft {
  Observation observation;
  std::optional<Quantity> value, sd, factor, gsd, count, successes, trials;
  bool has_quantity = false;
  bool good = true;
};

using Row = KeyRow<ObservationDraft>;

void read_observed(const YamlEntry& entry, ObservationDraft& draft, Reading& reading) {
  draft.has_quantity = true;
  draft.good = false;
  if (!want_scalar(*entry.value, "`quantity`", "a formula", reading.diagnostics, std::string(help))) return;
  auto tree = parse_formula(entry.value->text, reading.diagnostics);
  if (!tree) return;
  draft.observation.quantity = std::move(*tree);
  draft.observation.text = entry.value->text.value;
  draft.good = true;
}

template <std::optional<Quantity> ObservationDraft::*member>
void read_number(const YamlEntry& entry, ObservationDraft& draft, Reading& reading) {
  draft.*member = read_quantity(*entry.value, in_backticks(entry.key), reading.diagnostics);
  draft.good = draft.good && draft.*member;
}

void read_remark(const YamlEntry& entry, ObservationDraft&, Reading& reading) { read_text(*entry.value, in_backticks(entry.key), reading.diagnostics); }

constexpr Row rows[] = {
    {"quantity", read_observed},
    {"value", read_number<&ObservationDraft::value>},
    {"sd", read_number<&ObservationDraft::sd>},
    {"factor", read_number<&ObservationDraft::factor>},
    {"gsd", read_number<&ObservationDraft::gsd>},
    {"count", read_number<&ObservationDraft::count>},
    {"successes", read_number<&ObservationDraft::successes>},
    {"trials", read_number<&ObservationDraft::trials>},
    {"source", read_remark},
    {"note", read_remark},
    {"description", read_remark},
};

bool is_count(const Quantity& q) { return q.unit.empty() && q.value >= 0 && q.value == std::floor(q.value) && q.value <= 1e15; }

// What is wrong with the numbers of one entry: a place, a sentence and a hint; nothing when they make an observation.
struct Fault {
  Span span;
  std::string message, help;
};

std::optional<Fault> settle_measurement(ObservationDraft& draft, const Span& place) {
  Observation& result = draft.observation;
  const int spreads = (draft.sd ? 1 : 0) + (draft.factor ? 1 : 0) + (draft.gsd ? 1 : 0);
  if (spreads != 1) return Fault{place, "an observed value needs one of `sd`, `factor` and `gsd`, which say how exactly it is known", std::string(help)};
  result.value = *draft.value;
  if (draft.sd) {
    result.kind = Observation::Kind::normal;
    result.spread = *draft.sd;
    if (!(draft.sd->value > 0)) return Fault{draft.sd->span, "`sd` is above 0", ""};
    return std::nullopt;
  }
  result.kind = Observation::Kind::lognormal;
  result.spread = draft.factor ? *draft.factor : *draft.gsd;
  result.spread_is_factor = draft.factor.has_value();
  if (!result.spread.unit.empty() || !(result.spread.value > 1)) {
    return Fault{result.spread.span, fmt::format("`{}` is a pure number above 1", draft.factor ? "factor" : "gsd"), "an error within a factor of two is `factor: 2`"};
  }
  if (!(draft.value->value > 0)) return Fault{draft.value->span, "an error that is a factor wants a value above 0", "give an `sd` instead"};
  return std::nullopt;
}

std::optional<Fault> settle(ObservationDraft& draft, const Span& place) {
  Observation& result = draft.observation;
  const bool binomial = draft.successes || draft.trials;
  const int ways = (draft.value ? 1 : 0) + (draft.count ? 1 : 0) + (binomial ? 1 : 0);
  if (ways != 1) return Fault{place, "an observation is one of: a `value` with its `sd` or `factor`; a `count`; `successes` and `trials`", std::string(help)};
  if (draft.value) return settle_measurement(draft, place);
  if (draft.sd || draft.factor || draft.gsd) return Fault{place, "counts have no `sd` or `factor`: how far they scatter follows from their law", ""};
  if (draft.count) {
    result.kind = Observation::Kind::poisson;
    result.value = *draft.count;
    if (!is_count(*draft.count)) return Fault{draft.count->span, "`count` is a whole number", ""};
    return std::nullopt;
  }
  if (!draft.successes || !draft.trials) return Fault{place, "`successes` and `trials` belong together", "write {quantity: rate, successes: 7, trials: 10}"};
  result.kind = Observation::Kind::binomial;
  result.value = *draft.successes;
  result.trials = *draft.trials;
  if (!is_count(*draft.successes) || !is_count(*draft.trials) || draft.successes->value > draft.trials->value) {
    return Fault{draft.successes->span, "`successes` and `trials` are whole numbers, and there are no more successes than trials", ""};
  }
  return std::nullopt;
}

}  // namespace

void read_observations(const YamlEntry& entry, Reading& reading) {
  if (!want_list(*entry.value, "`observe`", "a list of observations", reading.diagnostics, std::string(help))) return;
  for (const auto& item : entry.value->items) {
    if (!want_map(*item, "an observation", "a map with `quantity` and `value`", reading.diagnostics, std::string(help))) continue;
    ObservationDraft draft;
    draft.observation.span = item->span;
    const std::size_t errors = reading.diagnostics.error_count();
    read_keys<ObservationDraft>(*item, "an observation", rows, draft, reading);
    if (!draft.has_quantity) {
      reading.diagnostics.error("missing-key", item->span, "an observation has no `quantity`", std::string(help));
    }
    if (reading.diagnostics.error_count() > errors || !draft.good) continue;
    if (auto fault = settle(draft, item->span)) {
      reading.diagnostics.error("bad-observation", fault->span, std::move(fault->message), std::move(fault->help));
      continue;
    }
    reading.model.observations.push_back(std::move(draft.observation));
  }
}

}  // namespace botec
