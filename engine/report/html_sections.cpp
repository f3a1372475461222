// The answer, the questions, the scenarios, the warnings and how to get all of it again.
#include "report/html_sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/html_text.h"
#include "report/text_report.h"

namespace botec {
namespace {

TextOptions page_options() {
  TextOptions options;
  options.width = 100000;   // lines are broken by the browser
  return options;
}

bool is_drawn(const OutputResult& output) { return !output.constant && !output.condition && !output.histogram.shares.empty(); }

std::string statistics_table(const OutputResult& output) {
  std::string rows;
  for (const Statistic& s : statistics_of(output, page_options())) {
    rows += element("tr", "", element("th", "scope=\"row\"", html(s.label)) + element("td", "", html(s.value)) + element("td", "class=\"error\"", html(s.error)));
  }
  return element("table", "class=\"statistics\"", element("tbody", "", rows));
}

std::string answer(const PageResult& page, std::size_t side, std::size_t drawn, const OutputResult& output) {
  const std::string sentence = headline(output, page_options());
  std::string text = element("p", "class=\"headline\"", html(sentence));
  if (!output.description.empty()) text += element("p", "", linked(output.description));
  if (output.constant || output.condition) return element("article", "class=\"output\"", text);
  const std::string place = fmt::format("data-side=\"{}\" data-output=\"{}\"", side, drawn);
  if (is_drawn(output) && output.series) {
    text += figure("fan", place, "The median, and the bands that hold half and nine tenths of the trials.", "Fan of " + output.name + " over " + output.series->axis.name);
    text += element("p", "class=\"note\"", "What follows is at the last step, " + html(output.series->axis.labels.back()) + ".");
  }
  if (is_drawn(output) && page.sides.size() == 1) {
    text += figure("distribution", place,
                   "The curve is the density (per factor of ten where the axis is logarithmic); the interval is shaded.", "Distribution of " + sentence);
  }
  text += statistics_table(output);
  if (const std::string never = infinite_sentence(output); !never.empty()) text += element("p", "", html(never));
  return element("article", "class=\"output\"", text);
}

std::string answers_of(const PageResult& page, std::size_t side) {
  std::string text;
  std::size_t drawn = 0;
  for (const OutputResult& output : page.sides[side].run.outputs) {
    text += answer(page, side, drawn, output);
    if (is_drawn(output)) ++drawn;
  }
  return text;
}

std::string scenario_row(const Result& run) {
  std::string sentences;
  for (const OutputResult& output : run.outputs) sentences += element("div", "", html(headline(output, page_options())));
  return element("tr", "", element("th", "scope=\"row\"", html(run.model.scenario)) + element("td", "", sentences));
}

std::string one_of_two(const PageResult& page, std::size_t side) {
  const Result& run = page.sides[side].run;
  const std::string& label = side == 0 ? page.compare->label_a : page.compare->label_b;
  const std::string title = run.model.title.empty() ? label : run.model.title;
  std::string text = element("h3", "", (side == 0 ? "A: " : "B: ") + html(title)) + element("p", "class=\"file\"", html(label));
  if (!run.model.description.empty()) text += element("p", "", linked(run.model.description));
  return element("div", "class=\"side\"", text + answers_of(page, side));
}

}  // namespace

std::string figure(const std::string& kind, const std::string& attributes, const std::string& caption, const std::string& alternative) {
  const std::string canvas = element("canvas", "tabindex=\"0\" role=\"img\" aria-label=\"" + html(alternative) + "\"", html(alternative));
  return element("figure", "data-chart=\"" + kind + "\"" + (attributes.empty() ? "" : " " + attributes),
                 element("div", "class=\"views\"", "") + element("div", "class=\"plot\"", canvas) + element("p", "class=\"spoken\" aria-live=\"polite\"", "") +
                     element("figcaption", "", html(caption))) + "\n";
}

std::string answers_section(const PageResult& page) {
  if (page.sides.size() == 1) return section("answer", "The answer", answers_of(page, 0));
  return section("answer", "Two estimates", element("div", "class=\"sides\"", one_of_two(page, 0) + one_of_two(page, 1)));
}

std::string questions_section(const PageSide& side, std::size_t index) {
  const auto& questions = side.run.questions;
  if (questions.empty()) return {};
  std::string list;
  for (const QuestionResult& question : questions) {
    const std::string sentence = html(question.name) + ": " + html(probability_sentence(question, side.run.run, page_options()));
    list += element("li", "", sentence + (question.description.empty() ? "" : element("div", "class=\"note\"", linked(question.description))));
  }
  const std::string picture = figure("questions", fmt::format("data-side=\"{}\"", index), "Probabilities, with 95% error bars of the sampling.", "Probabilities of the questions");
  return section(index == 0 ? "questions" : "questions-b", index == 0 ? "Questions" : "Questions of B", element("ul", "class=\"questions\"", list) + picture);
}

std::string scenarios_section(const PageResult& page) {
  if (page.scenarios.empty()) return {};
  std::string rows = scenario_row(page.sides.front().run), pictures;
  for (const Result& run : page.scenarios) rows += scenario_row(run);
  std::size_t drawn = 0;
  for (const OutputResult& output : page.sides.front().run.outputs) {
    if (!is_drawn(output)) continue;
    pictures += figure("scenarios", fmt::format("data-output=\"{}\"", drawn++), output.name + " in each scenario.", "Distributions of " + output.name + " in each scenario");
  }
  return section("scenarios", "Scenarios", element("table", "class=\"scenarios\"", element("tbody", "", rows)) + pictures);
}

std::string warnings_section(const PageResult& page) {
  std::vector<std::string> seen;
  std::string list;
  const auto add = [&](const std::vector<Diagnostic>& all) {
    for (const Diagnostic& d : all) {
      std::string text = element("strong", "", html(d.message));
      if (!d.help.empty()) text += " " + html(d.help);
      if (d.span) text += " " + element("span", "class=\"file\"", html(fmt::format("{}:{}", d.span.file->name(), d.span.file->position(d.span.begin).line)));
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      list += element("li", "", text);
    }
  };
  for (const PageSide& side : page.sides) add(side.run.warnings);
  if (page.rank) add(page.rank->warnings);
  return list.empty() ? std::string() : section("warnings", "Warnings", element("ul", "", list));
}

std::string reproduce_section(const PageResult& page) {
  std::string text;
  if (!page.command.empty()) text += element("pre", "", html(page.command));
  for (const PageSide& side : page.sides) {
    for (const auto& line : run_lines(side.run, page_options())) text += element("p", "", html(line));
  }
  std::string rows;
  for (const PageSide& side : page.sides) {
    for (const Fingerprint& file : side.files) {
      const std::string row = element("tr", "", element("td", "", html(file.file)) + element("td", "class=\"hash\"", html(file.sha1)));
      if (rows.find(row) == std::string::npos) rows += row;
    }
  }
  text += element("table", "class=\"files\"", element("thead", "", "<tr><th scope=\"col\">file</th><th scope=\"col\">SHA-1</th></tr>") + element("tbody", "", rows));
  text += element("p", "", "Made by botec " + html(page.version) + ". The result as data: <a id=\"download\" href=\"#\" download=\"result.json\">result.json</a>");
  return section("reproduce", "To get this again", text);
}

}  // namespace botec
