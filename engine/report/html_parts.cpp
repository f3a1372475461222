#include "report/html_parts.h"

#include <algorithm>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/html_text.h"
#include "report/text_report.h"

namespace botec {

TextOptions page_options() {
  TextOptions options;
  options.width = 100000;
  return options;
}

bool is_drawn(const OutputResult& output) {
  return !output.constant && !output.condition && !output.histogram.shares.empty() && output.histogram.high > output.histogram.low;
}

std::string figure(const std::string& kind, const std::string& attributes, const std::string& caption, const std::string& alternative) {
  const std::string canvas = element("canvas", "tabindex=\"0\" role=\"img\" aria-label=\"" + html(alternative) + "\"", html(alternative));
  return element("figure", "data-chart=\"" + kind + "\"" + (attributes.empty() ? "" : " " + attributes),
                 element("div", "class=\"views\"", "") + element("div", "class=\"plot\"", canvas) + element("p", "class=\"spoken\" aria-live=\"polite\"", "") +
                     element("figcaption", "", html(caption))) + "\n";
}

std::string table_of(const TextTable& table, const std::string& name) {
  std::string head, rows;
  std::vector<bool> shown(table.columns.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    shown[i] = std::any_of(table.rows.begin(), table.rows.end(), [i](const auto& row) { return !row[i].empty(); });
    if (shown[i]) head += element("th", "scope=\"col\"", html(table.columns[i].header));
  }
  for (const auto& row : table.rows) {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (shown[i]) cells += i == 0 ? element("th", "scope=\"row\"", html(row[i])) : element("td", "", html(row[i]));
    }
    rows += element("tr", "", cells);
  }
  const bool titled = std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.header.empty(); });
  return element("table", name.empty() ? "" : "class=\"" + name + "\"", (titled ? element("thead", "", element("tr", "", head)) : "") + element("tbody", "", rows));
}

std::string folded(const std::string& table) {
  return element("details", "", "<summary>The same as a table</summary>" + element("div", "class=\"wide\" tabindex=\"0\"", table));
}

std::string headline_html(const OutputResult& output) {
  const std::string sentence = headline(output, page_options()), name = clean(output.name);
  if (!sentence.starts_with(name)) return html(sentence);
  return element("bdi", "", html(name)) + html(std::string_view(sentence).substr(name.size()));
}

std::string value_of(const InputResult& input, double value) {
  return input.unit == "date" ? date_text(value, 0) : with_unit(format_exact(value, 4), input.unit);
}

std::string size_of(const InputResult& input) {
  if (input.distribution == "constant") return input.unit == "date" ? date_text(input.point.value_or(0), 0) : with_unit(format_exact(input.point.value_or(0), 6), input.unit);
  std::vector<double> ends;
  for (const auto& [p, value] : input.quantiles) {
    if (p == 0.05 || p == 0.95) ends.push_back(value);
  }
  if (ends.size() != 2) return "";
  if (input.unit == "date") return date_text(ends[0], ends[1] - ends[0]) + " to " + date_text(ends[1], ends[1] - ends[0]);
  const NumberStyle style = common_style(ends, 3);
  const std::string low = format_number(ends[0], 0.0, style), high = format_number(ends[1], 0.0, style);
  return input.unit == "%" ? low + "% to " + high + "%" : low + " to " + with_unit(high, input.unit);
}

}  // namespace botec
