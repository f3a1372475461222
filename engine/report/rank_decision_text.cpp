// The part of a ranking about the model's decision.
#include <cmath>

#include "report/format_number.h"
#include "report/rank_report.h"

namespace botec {

DecisionWords decision_words(const RankedDecision& decision, const TextOptions& options) {
  const std::string unit = clean(decision.unit, options.ascii);
  std::vector<double> values;
  for (const auto& option : decision.options) values.push_back(*option.expected.value);
  const NumberStyle style = common_style(values, 3);
  const auto amount = [&](const Estimate& e, const NumberStyle& how) { return with_unit(format_number(*e.value, e.standard_error, how), unit); };
  DecisionWords words;
  words.options.columns = {{"", Align::left, 8, 1}, {"", Align::right}, {"", Align::left}};
  for (const auto& option : decision.options) {
    words.options.rows.push_back({clean(option.name, options.ascii), amount(option.expected, style),
                                  option.name == decision.chosen ? (decision.smallest ? "the smallest: chosen" : "the largest: chosen") : ""});
  }
  words.worth.columns = {{"knowing", Align::left, 8, 1}, {"is worth", Align::right}, {"", Align::left, 1, 2}};
  NumberStyle two;
  two.digits = 2;
  const auto row = [&](const std::string& name, const Estimate& e) {
    const double share = *decision.perfect.value > 0 ? *e.value / *decision.perfect.value : 0;
    std::string bar;
    for (long i = std::lround(share * 20); i > 0; --i) bar += options.ascii ? "#" : "█";
    const bool nothing = *e.value <= 2 * e.standard_error.value_or(0) && share < 5e-3;
    words.worth.rows.push_back({name, nothing ? "nothing" : amount(e, two), bar});
  };
  row("everything", decision.perfect);
  for (const auto& entry : decision.partial) row(clean(entry.name, options.ascii) + (entry.group ? " (group)" : ""), entry.value);
  return words;
}

std::vector<std::string> decision_lines(const RankedDecision& decision, const TextOptions& options) {
  DecisionWords words = decision_words(decision, options);
  // Rather no bars than cut ones.
  for (auto& row : words.worth.rows) {
    if (natural_width(words.worth) > options.width) row.back().clear();
  }
  std::vector<std::string> lines = lay_out(words.options, options);
  lines.emplace_back();
  for (auto& line : lay_out(words.worth, options)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace botec
