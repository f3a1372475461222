#include "report/html_report.h"

#include "report/compare_report.h"
#include "report/html_charts.h"
#include "report/html_sections.h"
#include "report/html_text.h"
#include "report/json_report.h"
#include "report/page_assets.h"
#include "report/rank_report.h"
#include "report/trend_report.h"

namespace botec {
namespace {

std::string title_of(const PageResult& page) {
  const auto name = [](const PageSide& side) { return side.run.model.title.empty() ? side.run.model.file : side.run.model.title; };
  if (page.sides.size() == 1) return name(page.sides.front());
  if (name(page.sides[0]) != name(page.sides[1])) return name(page.sides[0]) + " and " + name(page.sides[1]);
  return name(page.sides[0]) + ": " + page.compare->label_a + " and " + page.compare->label_b;
}

// The answers as data, as the commands give them with --format json.
std::string results_json(const PageResult& page) {
  std::string text = "{\"run\": " + json_report(page.sides.front().run);
  if (page.sides.size() == 2) text += ", \"run_b\": " + json_report(page.sides[1].run);
  if (page.rank) text += ", \"rank\": " + rank_json(*page.rank);
  if (page.trends) text += ", \"trend\": " + trend_json(*page.trends);
  if (page.compare) text += ", \"compare\": " + compare_json(*page.compare);
  if (!page.scenarios.empty()) {
    text += ", \"scenarios\": [";
    for (std::size_t i = 0; i < page.scenarios.size(); ++i) text += (i > 0 ? ", " : "") + json_report(page.scenarios[i]);
    text += "]";
  }
  return text + "}";
}

// Links to the sections of a page, which begin as section() begins them.
std::string contents(std::string_view sections) {
  constexpr std::string_view begin = "<section id=\"", heading = "<h2>", end = "</h2>";
  std::string list;
  for (std::size_t at = sections.find(begin); at != std::string_view::npos; at = sections.find(begin, at + 1)) {
    const std::size_t id = at + begin.size(), title = sections.find(heading, at) + heading.size();
    list += element("li", "", element("a", "href=\"#" + std::string(sections.substr(id, sections.find('"', id) - id)) + "\"", sections.substr(title, sections.find(end, title) - title)));
  }
  return element("nav", "aria-label=\"On this page\" class=\"screen\"", element("ul", "", list)) + "\n";
}

std::string body(const PageResult& page) {
  const bool two = page.sides.size() == 2;
  const ModelInfo& model = page.sides.front().run.model;
  std::string text = element("h1", "", html(title_of(page)));
  if (!model.description.empty() && (!two || model.description == page.sides[1].run.model.description)) text += element("p", "class=\"description\"", linked(model.description));
  if (!two && model.scenario != "base") text += element("p", "class=\"scenario\"", "Scenario: " + html(model.scenario));
  const std::string header = element("header", "", text) + "\n";
  text = (two ? two_estimates_section(page) + comparison_section(page) : answers_section(page));
  for (std::size_t i = 0; i < page.sides.size(); ++i) text += questions_section(page, i);
  text += decision_section(page) + ranking_section(page) + trends_section(page) + scenarios_section(page) + warnings_section(page);
  for (std::size_t i = 0; i < page.sides.size(); ++i) text += evidence_section(page, i) + pools_section(page, i);
  for (std::size_t i = 0; i < page.sides.size(); ++i) text += formulas_section(page, i) + inputs_section(page, i);
  for (std::size_t i = 0; i < page.sides.size(); ++i) text += expectations_section(page, i);
  text += reproduce_section(page);
  return header + contents(text) + "<main>\n" + text + "</main>\n";
}

}  // namespace

std::string html_report(const PageResult& page) {
  std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
  // Nothing but what stands in this file may run or be shown, and nothing may be asked of the network.
  text += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n";
  text += element("title", "", html(title_of(page))) + "\n<style>\n" + std::string(page_style()) + "</style>\n</head>\n<body>\n";
  text += body(page) + script_json("result", results_json(page)) + script_json("charts", charts_json(page).dump());
  text += "<script>\n" + std::string(chart_library()) + "\n</script>\n<script>\n\"use strict\";\n(() => {\n" + std::string(page_script()) + "})();\n</script>\n";
  return text + "</body>\n</html>\n";
}

}  // namespace botec
