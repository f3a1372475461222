// Two estimates beside each other, and why they differ.
#include <algorithm>

#include <fmt/format.h>

#include "report/compare_report.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/html_text.h"

namespace botec {
namespace {

std::string one_of_two(const PageResult& page, std::size_t side) {
  const Result& run = page.sides[side].run;
  const std::string& label = side == 0 ? page.compare->label_a : page.compare->label_b;
  const std::string title = run.model.title.empty() ? label : run.model.title;
  std::string text = element("h3", "", (side == 0 ? "A: " : "B: ") + html(title)) + element("p", "class=\"file\"", html(label));
  const bool alike = page.sides[0].run.model.description == page.sides[1].run.model.description;   // it then stands above
  if (!run.model.description.empty() && !alike) text += element("p", "", linked(run.model.description));
  return element("div", "class=\"side\"", text + answers_of(page, side));
}

std::string changed_list(const std::vector<ChangedText>& texts, const std::string& what) {
  std::string rows;
  const auto side = [](const std::optional<std::string>& text) { return !text ? "not there" : text->empty() ? "a pure number" : element("code", "", html(*text)); };
  for (const ChangedText& text : texts) rows += element("tr", "", element("th", "scope=\"row\"", html(text.name)) + element("td", "", side(text.a)) + element("td", "", side(text.b)));
  if (rows.empty()) return {};
  return element("h3", "", what) + element("table", "", "<thead><tr><th scope=\"col\">name</th><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead>" + element("tbody", "", rows));
}

std::string compared(const ComparedOutput& output, std::size_t index) {
  const CompareWords words = compare_words(output, page_options());
  const std::string place = fmt::format("data-split=\"{}\"", index);
  std::string text = element("h3", "", linked(words.heading));
  if (is_drawn(output.a) && is_drawn(output.b)) {
    if (output.a.series && output.b.series && output.a.series->axis.unit == output.b.series->axis.unit) {
      text += figure("fans", place, "The medians, and the bands that hold nine tenths of the trials.", "Fans of " + output.name_a + " in A and B");
    }
    const std::string at = output.a.series ? " at its last step" : "";
    text += figure("pair", place, "Both distributions" + at + (output.unit.empty() || output.unit == "date" ? "." : ", in the unit of A."), "Distributions of " + output.name_a + " in A and B");
  }
  if (output.changes.empty()) text += element("p", "", "Nothing that it depends on differs.");
  const bool by_middle = output.middle.total.value.has_value() && output.middle.why_none.empty();
  const ComparedSplit& split = by_middle ? output.middle : output.point;
  const bool parted = std::any_of(output.changes.begin(), output.changes.end(), [&](const ComparedChange& c) { return (by_middle ? c.middle : c.point).value.has_value(); });
  if (parted) {
    const std::string among = output.changes.size() > most_ranked ? fmt::format(" Shown are the {} strongest of {}.", most_ranked, output.changes.size()) : "";
    text += figure("split", place, (split.scale == "ratio" ? "What each change does: the factors multiply to B over A." : "What each change does: the terms add up to B less A.") + among,
                   "The difference in " + output.name_a + ", split by what changed");
  }
  if (!output.changes.empty()) {
    TextTable table = words.changes;   // without the bars of a terminal
    table.columns.pop_back();
    for (auto& row : table.rows) row.pop_back();
    text += element("div", "class=\"wide\" tabindex=\"0\"", table_of(table, ""));
  }
  for (const std::string& remark : words.remarks) text += element("p", "class=\"note\"", linked(remark));
  for (const std::string& source : words.sources) text += element("p", "class=\"source\"", linked(source));
  return text;
}

}  // namespace

std::string two_estimates_section(const PageResult& page) {
  return section("answer", "Two estimates", element("div", "class=\"sides\"", one_of_two(page, 0) + one_of_two(page, 1)));
}

std::string comparison_section(const PageResult& page) {
  if (!page.compare) return {};
  std::string text;
  for (std::size_t i = 0; i < page.compare->outputs.size(); ++i) text += compared(page.compare->outputs[i], i);
  for (const std::string& line : one_sided_lines(*page.compare, page_options())) text += element("p", "", html(line));
  text += changed_list(page.compare->formulas, "Formulas that differ") + changed_list(page.compare->units, "Units that differ") +
          changed_list(page.compare->correlations, "Rank correlations that differ");
  return section("comparison", "Why they differ", text);
}

}  // namespace botec
