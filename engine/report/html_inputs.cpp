// What was put in: each input with its density, range, source and note; the formulas, with links from every name.
#include <algorithm>

#include <fmt/format.h>

#include "report/html_formula.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/html_text.h"
#include "report/text_report.h"

namespace botec {
namespace {

const char* kind_of_input(std::size_t side) { return side == 0 ? "input" : "input-b"; }

// What evidence leaves of the input, in the style of its size.
std::string posterior_line(const InputResult& input) {
  InputResult after = input;
  after.quantiles = input.posterior->quantiles;
  return "Given the evidence: " + size_of(after);
}

std::string input_card(const PageSide& whole, const InputResult& input, std::size_t side) {
  const std::string size = size_of(input);
  std::string text = element("h3", "", html(input.name)) + element("p", "class=\"size\"", html(size));
  const auto curve = std::find_if(whole.curves.begin(), whole.curves.end(), [&](const InputCurve& c) { return c.name == input.name; });
  if (curve != whole.curves.end()) {
    const std::string alternative = html("Density of " + input.name + ", " + size);
    text += element("div", fmt::format("class=\"spark\" data-spark=\"{}\" data-side=\"{}\"", curve - whole.curves.begin(), side),
                    element("div", "class=\"small\"", element("canvas", "tabindex=\"0\" role=\"img\" aria-label=\"" + alternative + "\"", alternative)) +
                        element("p", "class=\"spoken\" aria-live=\"polite\"", ""));
  }
  std::string law = "5% to 95%; " + input.description;
  if (input.author_point && input.point) law += "; point estimate " + value_of(input, *input.point);
  text += element("p", "class=\"law\"", html(law));
  if (input.posterior && input.quantiles.size() == input.posterior->quantiles.size()) text += element("p", "class=\"posterior\"", html(posterior_line(input)));
  if (input.pool) text += element("p", "class=\"law\"", "Pooled from " + fmt::format("{}", input.pool->sources.size()) + " sources: " + element("a", "href=\"#" + anchor(side == 0 ? "pool" : "pool-b", input.name) + "\"", "what each says"));
  if (!input.note.empty()) text += element("p", "class=\"note\"", linked(input.note));
  if (!input.source.empty()) text += element("p", "class=\"source\"", linked(input.source));
  return element("article", "class=\"input\" id=\"" + anchor(kind_of_input(side), input.name) + "\"", text);
}

std::string constant_row(const InputResult& input, std::size_t side) {
  std::string more;
  if (!input.note.empty()) more += element("div", "class=\"note\"", linked(input.note));
  if (!input.source.empty()) more += element("div", "class=\"source\"", linked(input.source));
  return element("tr", "id=\"" + anchor(kind_of_input(side), input.name) + "\"",
                 element("th", "scope=\"row\"", html(input.name)) + element("td", "", html(size_of(input))) + element("td", "", more));
}

const InputResult* find(const PageSide& side, const std::string& name) {
  const auto found = std::find_if(side.run.inputs.begin(), side.run.inputs.end(), [&](const InputResult& i) { return i.name == name; });
  return found == side.run.inputs.end() ? nullptr : &*found;
}

// Would its card on B's side say what A's does?
bool as_in_a(const PageResult& page, std::size_t side, const InputResult& input) {
  if (side == 0) return false;
  const InputResult* a = find(page.sides[0], input.name);
  return a != nullptr && a->unit == input.unit && a->distribution == input.distribution && a->description == input.description && a->point == input.point &&
         a->quantiles == input.quantiles && a->source == input.source && a->note == input.note && !input.pool && !input.posterior;
}

// Where a name in a formula leads: to a formula, an input, or the trend that it is a figure of.
std::string target_of(const PageResult& page, std::size_t side, const std::string& full) {
  for (const PageFormula& other : page.sides[side].formulas) {
    if (other.name == full) return anchor(side == 0 ? "formula" : "formula-b", full);
  }
  if (const InputResult* input = find(page.sides[side], full)) return anchor(as_in_a(page, side, *input) ? "input" : kind_of_input(side), full);
  if (!page.trends) return {};
  for (const TrendReport& trend : page.trends->trends) {
    if (full == trend.name || full.starts_with(trend.name + ".")) return anchor("trend", trend.name);
  }
  return {};
}

bool same_formulas(const PageResult& page) {
  const auto& a = page.sides[0].formulas;
  const auto& b = page.sides[1].formulas;
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PageFormula& x, const PageFormula& y) {
    return x.name == y.name && x.text == y.text && x.unit == y.unit && x.description == y.description;
  });
}

}  // namespace

std::string inputs_section(const PageResult& page, std::size_t side) {
  std::string cards, rows, alike;
  for (const InputResult& input : page.sides[side].run.inputs) {
    if (as_in_a(page, side, input)) alike += (alike.empty() ? "" : ", ") + element("a", "href=\"#" + anchor("input", input.name) + "\"", html(input.name));
    else if (input.distribution == "constant") rows += constant_row(input, side);
    else cards += input_card(page.sides[side], input, side);
  }
  std::string text = cards.empty() ? "" : element("div", "class=\"cards\"", cards);
  if (!rows.empty()) text += element("h3", "", "Constants") + element("table", "class=\"constants\"", element("tbody", "", rows));
  if (!alike.empty()) text += element("p", "", "As in A: " + alike + ".");
  const bool two = page.sides.size() == 2;
  return section(side == 0 ? "inputs" : "inputs-b", two ? (side == 0 ? "Inputs of A" : "Inputs of B") : "Inputs", text);
}

std::string formulas_section(const PageResult& page, std::size_t side) {
  const bool two = page.sides.size() == 2, both = two && same_formulas(page);
  if (both && side == 1) return {};
  std::string list;
  for (const PageFormula& formula : page.sides[side].formulas) {
    const std::size_t dot = formula.name.rfind('.');
    const std::string prefix = dot == std::string::npos ? "" : formula.name.substr(0, dot + 1);
    const NameTarget target = [&](const std::string& name) { return target_of(page, side, prefix + name); };
    const std::string shown = formula.tree->empty() ? html(formula.text) : typeset(*formula.tree, target);
    const std::string unit = formula.unit.empty() ? "" : element("span", "class=\"unit\"", " in " + html(formula.unit));
    list += element("dt", "id=\"" + anchor(side == 0 ? "formula" : "formula-b", formula.name) + "\"", html(formula.name) + unit);
    list += element("dd", "", element("div", "class=\"formula\"", "= " + shown) + (formula.description.empty() ? "" : element("p", "class=\"note\"", linked(formula.description))));
  }
  if (list.empty()) return {};
  const std::string heading = both ? "Formulas of both" : !two ? "Formulas" : side == 0 ? "Formulas of A" : "Formulas of B";
  return section(side == 0 ? "formulas" : "formulas-b", heading, element("dl", "", list));
}

}  // namespace botec
