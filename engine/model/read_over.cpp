// `over:` — the coordinate of series.
#include <fmt/format.h>

#include "model/input_text.h"
#include "model/quantity.h"
#include "model/sections.h"

namespace botec {

void read_over(const YamlEntry& entry, Reading& reading) {
  constexpr std::string_view help = "write `over: {year: 2024 to 2035}`";
  const bool complete = reading.model.complete;
  reading.model.complete = false;   // until the coordinate is known
  if (!want_map(*entry.value, "`over`", "a map of a coordinate and its range", reading.diagnostics, std::string(help))) return;
  Over over;
  over.span = entry.value->span;
  bool good = true;
  for (const auto& [key, value] : entry.value->entries) {
    if (key.value == "step") {
      over.step = read_quantity(*value, "`step`", reading.diagnostics);
      good = good && over.step;
      continue;
    }
    if (over.name_span) {
      reading.diagnostics.error("over", key.span, fmt::format("`over` has one coordinate, and {} is a second", in_backticks(key)), "the keys are a name of yours and `step`");
      good = false;
      continue;
    }
    over.name = key.value;
    over.name_span = key.span;
    good = claim_name(key, "a coordinate", reading) && good;
    const auto range = want_scalar(*value, in_backticks(key), "its two ends", reading.diagnostics, std::string(help))
                           ? read_range(value->text, {0, value->text.value.size()}, reading.diagnostics)
                           : std::nullopt;
    good = good && range;
    if (!range) continue;
    over.low = range->low;
    over.high = range->high;
    over.span = range->span;
  }
  if (!over.name_span) {
    reading.diagnostics.error("missing-key", entry.key.span, "`over` has no coordinate", std::string(help));
    return;
  }
  if (!good) return;
  reading.model.complete = complete;
  reading.model.over = std::move(over);
}

}  // namespace botec
