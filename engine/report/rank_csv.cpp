#include <cmath>

#include "report/csv_report.h"
#include "report/format_number.h"
#include "report/rank_report.h"

namespace botec {
namespace {

std::string number_field(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? shortest_number(*value) : std::string();
}

// One row a quantity; what does not apply has no row.
void add_factor(std::string& text, const RankedOutput& output, const std::string& kind, const RankedFactor& factor) {
  const std::string lead = csv_field(output.name) + "," + kind + "," + csv_field(factor.name) + ",";
  const auto add = [&](const char* quantity, const Estimate& e, const std::string& unit = {}) {
    if (e.value) text += lead + quantity + "," + number_field(e.value) + "," + number_field(e.standard_error) + "," + csv_field(unit) + "\n";
  };
  if (kind == "input") {
    add("rank", {static_cast<double>(factor.rank), {}});
    add("rank_last", {static_cast<double>(factor.rank_last), {}});
  }
  const std::string width_unit = output.scale == "log" ? "" : output.unit;
  add("known_share", factor.known_share);
  add("halved_share", factor.halved_share);
  add("width_if_known", factor.known_width, width_unit);
  add("width_if_halved", factor.halved_width, width_unit);
  add("first_order", factor.first_order);
  add("total", factor.total);
  add("shapley", factor.shapley);
  add("spearman", factor.spearman);
  add("swing_low", factor.swing_low, output.unit);
  add("swing_high", factor.swing_high, output.unit);
}

}  // namespace

std::string rank_csv(const RankResult& result) {
  std::string text = "output,kind,name,quantity,value,standard_error,unit\n";
  for (const auto& output : result.outputs) {
    for (const auto& factor : output.inputs) add_factor(text, output, "input", factor);
    for (const auto& factor : output.groups) add_factor(text, output, "group", factor);
    for (const auto& pair : output.pairs) {
      text += csv_field(output.name) + ",pair," + csv_field(pair.first + " " + pair.second) + ",share," +
              number_field(pair.share.value) + "," + number_field(pair.share.standard_error) + ",\n";
    }
  }
  if (!result.decision) return text;
  const RankedDecision& decision = *result.decision;
  const auto add = [&](const char* kind, const std::string& name, const char* quantity, const Estimate& e) {
    text += std::string("decision,") + kind + "," + csv_field(name) + "," + quantity + "," + number_field(e.value) + "," +
            number_field(e.standard_error) + "," + csv_field(decision.unit) + "\n";
  };
  for (const auto& option : decision.options) add("option", option.name, "expected", option.expected);
  add("everything", "", "worth_of_knowing", decision.perfect);
  for (const auto& worth : decision.partial) add(worth.group ? "group" : "input", worth.name, "worth_of_knowing", worth.value);
  return text;
}

}  // namespace botec
