// What lies behind the answer: the ranking, the inputs, the formulas, and of two estimates why they differ.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/format_number.h"
#include "report/html_formula.h"
#include "report/html_sections.h"
#include "report/html_text.h"
#include "report/terminal_text.h"
#include "report/trend_report.h"

namespace botec {
namespace {

std::string share_text(const Estimate& share) {
  return share.value ? format_probability(std::max(*share.value, 0.0), share.standard_error, 2) : "";
}

std::string estimate_text(const Estimate& e, int digits = 3) {
  if (!e.value) return "";
  NumberStyle style;
  style.digits = digits;
  return format_number(*e.value, e.standard_error, style);
}

std::string ranking_table(const RankedOutput& output) {
  std::string rows;
  for (const RankedFactor& f : output.inputs) {
    rows += element("tr", "", element("th", "scope=\"row\"", html(f.name)) + element("td", "", share_text(f.shapley.value ? f.shapley : f.total)) +
                                  element("td", "", share_text(f.first_order)) + element("td", "", estimate_text(f.swing_low)) + element("td", "", estimate_text(f.swing_high)));
  }
  const std::string unit = output.unit.empty() ? "" : " (" + html(output.unit) + ")";
  const std::string middle = output.scale == "probability" ? "probability" : "median";
  const std::string head = "<tr><th scope=\"col\">input</th><th scope=\"col\">share of the variance</th><th scope=\"col\">alone</th><th scope=\"col\">" + middle +
                           " at its 5%" + unit + "</th><th scope=\"col\">at its 95%" + unit + "</th></tr>";
  return element("details", "", "<summary>The same as a table</summary>" + element("div", "class=\"wide\"", element("table", "", element("thead", "", head) + element("tbody", "", rows))));
}

std::string table_of(const TextTable& table, const std::string& name) {
  std::string head, rows;
  for (const auto& column : table.columns) head += element("th", "scope=\"col\"", html(column.header));
  for (const auto& row : table.rows) {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) cells += i == 0 ? element("th", "scope=\"row\"", html(row[i])) : element("td", "", html(row[i]));
    rows += element("tr", "", cells);
  }
  const bool titled = std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.header.empty(); });
  return element("table", name.empty() ? "" : "class=\"" + name + "\"", (titled ? element("thead", "", element("tr", "", head)) : "") + element("tbody", "", rows));
}

// "5% to 40%", "8 TPU/agent".
std::string size_of(const InputResult& input) {
  if (input.distribution == "constant") return with_unit(format_exact(input.point.value_or(0), 6), input.unit);
  std::vector<double> ends;
  for (const auto& [p, value] : input.quantiles) {
    if (p == 0.05 || p == 0.95) ends.push_back(value);
  }
  if (ends.size() != 2) return "";
  const NumberStyle style = common_style(ends, 3);
  const std::string low = format_number(ends[0], 0.0, style), high = format_number(ends[1], 0.0, style);
  return input.unit == "%" ? low + "% to " + high + "%" : low + " to " + with_unit(high, input.unit);
}

std::string input_card(const InputResult& input, std::size_t side, std::optional<std::size_t> curve) {
  std::string text = element("h3", "", html(input.name)) + element("p", "class=\"size\"", html(size_of(input)));
  if (curve) {
    text += element("div", fmt::format("class=\"spark\" data-spark=\"{}\" data-side=\"{}\"", *curve, side),
                    element("canvas", "role=\"img\" aria-label=\"Density of " + html(input.name) + ", " + html(size_of(input)) + "\"", ""));
    std::string law = "5% to 95%; " + input.description;
    if (input.author_point && input.point) law += "; point estimate " + with_unit(format_exact(*input.point, 4), input.unit);
    text += element("p", "class=\"law\"", html(law));
  }
  if (!input.note.empty()) text += element("p", "class=\"note\"", linked(input.note));
  if (!input.source.empty()) text += element("p", "class=\"source\"", linked(input.source));
  return element("article", "class=\"input\" id=\"" + anchor(side == 0 ? "input" : "input-b", input.name) + "\"", text);
}

std::string constant_row(const InputResult& input, std::size_t side) {
  std::string more;
  if (!input.note.empty()) more += element("div", "class=\"note\"", linked(input.note));
  if (!input.source.empty()) more += element("div", "class=\"source\"", linked(input.source));
  return element("tr", "id=\"" + anchor(side == 0 ? "input" : "input-b", input.name) + "\"",
                 element("th", "scope=\"row\"", html(input.name)) + element("td", "", html(size_of(input))) + element("td", "", more));
}

}  // namespace

std::string ranking_section(const PageResult& page) {
  if (!page.rank) return {};
  std::string text;
  std::size_t index = 0;
  for (const RankedOutput& output : page.rank->outputs) {
    if (output.constant || output.inputs.empty()) continue;
    const std::string strongest = output.inputs.front().name;
    text += element("h3", "", html(output.name));
    if (output.no_shares.empty()) {
      text += figure("shares", fmt::format("data-ranked=\"{}\"", index), "Share of the variance that each input brings, interactions included, with 95% error bars.",
                     "Shares of the variance of " + output.name + "; the strongest input is " + strongest);
    } else {
      text += element("p", "", "There are no shares of the variance: " + html(output.no_shares) + ".");
    }
    const std::string middle = output.scale == "probability" ? "probability" : "median";
    text += figure("tornado", fmt::format("data-ranked=\"{}\"", index), "The " + middle + " when the input is at its own 5% and at its own 95%.",
                   "Swings of " + output.name + " as each input goes from its 5% to its 95%");
    text += ranking_table(output);
    ++index;
  }
  return section("ranking", "What drives it", text);
}

std::string trends_section(const PageResult& page) {
  if (!page.trends) return {};
  TextOptions options;
  options.width = 100000;   // lines are broken by the browser
  std::string text;
  for (std::size_t i = 0; i < page.trends->trends.size(); ++i) {
    const TrendReport& trend = page.trends->trends[i];
    const TrendWords words = trend_words(trend, page.trends->run, options);
    text += element("h3", "", html(trend.name)) + (trend.description.empty() ? "" : element("p", "", linked(trend.description)));
    text += figure("trend", fmt::format("data-trend=\"{}\"", i), "Filled points are those the line goes through, hollow ones those that the rule leaves out.",
                   trend.y + " over " + trend.x + " with the line fitted");
    text += table_of(words.figures, "statistics");
    for (const std::string& sentence : words.sentences) text += element("p", "class=\"note\"", html(sentence));
    if (!words.sweep.rows.empty()) text += element("div", "class=\"wide\"", table_of(words.sweep, ""));
    if (!trend.source.empty()) text += element("p", "class=\"source\"", linked(trend.source));
  }
  return section("trends", "Trends", text);
}

std::string inputs_section(const PageSide& side, std::size_t index, const std::string& heading) {
  std::string cards, rows;
  for (const InputResult& input : side.run.inputs) {
    const auto found = std::find_if(side.curves.begin(), side.curves.end(), [&](const InputCurve& c) { return c.name == input.name; });
    const auto place = static_cast<std::size_t>(found - side.curves.begin());
    if (input.distribution == "constant") rows += constant_row(input, index);
    else cards += input_card(input, index, found == side.curves.end() ? std::nullopt : std::optional<std::size_t>(place));
  }
  std::string text = cards.empty() ? "" : element("div", "class=\"cards\"", cards);
  if (!rows.empty()) text += element("h3", "", "Constants") + element("table", "class=\"constants\"", element("tbody", "", rows));
  return section(index == 0 ? "inputs" : "inputs-b", heading, text);
}

std::string formulas_section(const PageSide& side, std::size_t index, const std::string& heading) {
  const std::string formula_kind = index == 0 ? "formula" : "formula-b", input_kind = index == 0 ? "input" : "input-b";
  std::string list;
  for (const PageFormula& formula : side.formulas) {
    const std::size_t dot = formula.name.rfind('.');
    const std::string prefix = dot == std::string::npos ? "" : formula.name.substr(0, dot + 1);
    const NameTarget target = [&](const std::string& name) -> std::string {
      const std::string full = prefix + name;
      for (const PageFormula& other : side.formulas) {
        if (other.name == full) return anchor(formula_kind, full);
      }
      for (const InputResult& input : side.run.inputs) {
        if (input.name == full) return anchor(input_kind, full);
      }
      return {};
    };
    const std::string shown = formula.tree->empty() ? html(formula.text) : typeset(*formula.tree, target);
    const std::string unit = formula.unit.empty() ? "" : element("span", "class=\"unit\"", " in " + html(formula.unit));
    list += element("dt", "id=\"" + anchor(formula_kind, formula.name) + "\"", html(formula.name) + unit);
    list += element("dd", "", element("div", "class=\"formula\"", "= " + shown) + (formula.description.empty() ? "" : element("p", "class=\"note\"", linked(formula.description))));
  }
  return list.empty() ? std::string() : section(index == 0 ? "formulas" : "formulas-b", heading, element("dl", "", list));
}

std::string comparison_section(const PageResult& page) {
  if (!page.compare) return {};
  std::string text;
  for (std::size_t i = 0; i < page.compare->outputs.size(); ++i) {
    const ComparedOutput& output = page.compare->outputs[i];
    text += element("h3", "", html(output.name_a));
    if (!output.question) text += figure("pair", fmt::format("data-split=\"{}\"", i), "Both distributions.", "Distributions of " + output.name_a + " in A and B");
    const bool ratio = output.middle.scale == "ratio";
    if (!output.changes.empty()) {
      text += figure("split", fmt::format("data-split=\"{}\"", i),
                     ratio ? "What each change does: the factors multiply to B over A." : "What each change does: the terms add up to B less A.",
                     "The difference in " + output.name_a + ", split by what changed");
    }
    std::string rows;
    for (const ComparedChange& change : output.changes) {
      const auto side = [](const std::optional<InputResult>& input) { return input ? html(size_of(*input)) : std::string("—"); };
      const Estimate& part = output.middle.why_none.empty() && change.middle.value ? change.middle : change.point;
      rows += element("tr", "", element("th", "scope=\"row\"", html(change.name)) + element("td", "", side(change.a)) + element("td", "", side(change.b)) +
                                    element("td", "", (ratio ? "×" : "") + estimate_text(part, 4)));
    }
    text += element("div", "class=\"wide\"", element("table", "", "<thead><tr><th scope=\"col\">what changed</th><th scope=\"col\">A</th><th scope=\"col\">B</th><th scope=\"col\">effect</th></tr></thead>" + element("tbody", "", rows)));
    if (!output.middle.why_none.empty()) text += element("p", "class=\"note\"", html(output.middle.why_none));
  }
  return section("comparison", "Why they differ", text);
}

}  // namespace botec
