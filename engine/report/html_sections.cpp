// The answer, the questions, the scenarios, the warnings and how to get all of it again.
#include "report/html_sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/format_number.h"
#include "report/html_parts.h"
#include "report/html_text.h"
#include "report/series_text.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr std::size_t all_steps = 1000;   // more rows than any reader wants
constexpr std::size_t most_bars = 15;     // in one picture: more would not stand on one sheet of paper

std::string statistics_table(const OutputResult& output) {
  std::string rows;
  for (const Statistic& s : statistics_of(output, page_options())) {
    rows += element("tr", "", element("th", "scope=\"row\"", html(s.label)) + element("td", "", html(s.value)) + element("td", "class=\"error\"", html(s.error)));
  }
  return element("table", "class=\"statistics\"", element("tbody", "", rows));
}

// Of two estimates a distribution stands in the comparison, beside the other's, where the other has it.
bool is_compared(const PageResult& page, std::size_t side, const std::string& name) {
  if (!page.compare) return false;
  return std::any_of(page.compare->outputs.begin(), page.compare->outputs.end(), [&](const ComparedOutput& o) {
    const std::string& own = side == 0 ? o.name_a : o.name_b;   // of a series: its last step
    return own == name || own.starts_with(name + "[");
  });
}

std::string answer(const PageResult& page, std::size_t side, std::size_t drawn, std::size_t condition, const OutputResult& output) {
  std::string text = element("p", "class=\"headline\"", headline_html(output));
  if (!output.description.empty()) text += element("p", "", linked(output.description));
  if (output.condition && !output.constant) {
    text += figure("condition", fmt::format("data-side=\"{}\" data-condition=\"{}\"", side, condition), "The share of the trials in which it is true.", headline(output, page_options()));
  }
  if (output.constant || output.condition) return element("article", "class=\"output\"", text);
  const std::string place = fmt::format("data-side=\"{}\" data-output=\"{}\"", side, drawn);
  if (output.series) {
    if (is_drawn(output)) text += figure("fan", place, "The median, and the bands that hold half and nine tenths of the trials.", "Fan of " + output.name + " over " + output.series->axis.name);
    text += folded(table_of(series_table(*output.series, output.unit, all_steps, page_options()), ""));
    text += element("p", "class=\"note\"", "What follows is at the last step, " + html(output.series->axis.labels.back()) + ".");
  }
  if (is_drawn(output) && !is_compared(page, side, output.name)) {
    const std::string how = output.histogram.logarithmic ? "The curve is the density per factor of ten, for the axis is logarithmic" : "The curve is the density";
    text += figure("distribution", place, how + "; the interval is shaded.", "Distribution of " + headline(output, page_options()));
  }
  text += statistics_table(output);
  if (const std::string band = band_sentence(output); !band.empty()) text += element("p", "class=\"band\"", html(band));
  for (const std::string& remark : remarks_on(output, page_options())) text += element("p", "class=\"remark\"", linked(remark));
  return element("article", "class=\"output\"", text);
}

std::string scenario_row(const Result& run) {
  std::string sentences;
  for (const OutputResult& output : run.outputs) sentences += element("div", "", headline_html(output));
  return element("tr", "", element("th", "scope=\"row\"", html(run.model.scenario)) + element("td", "", sentences));
}

// Also of what was solved without drawing: the ranking may have drawn.
std::string seeds(const PageResult& page) {
  const std::uint64_t a = page.sides.front().run.run.seed, b = page.sides.back().run.run.seed;
  return a == b ? fmt::format(" with seed {}", a) : fmt::format(" with seed {} for A and {} for B", a, b);
}

std::string steps_table(const std::vector<const QuestionResult*>& questions) {
  TextTable table;
  const AxisResult& axis = *questions.front()->axis;
  table.columns.push_back({clean(axis.name)});
  for (const QuestionResult* question : questions) table.columns.push_back({clean(question->name)});
  for (std::size_t k = 0; k < axis.labels.size(); ++k) {
    std::vector<std::string> row = {axis.labels[k]};
    for (const QuestionResult* question : questions) {
      const Estimate& p = question->series[k];
      row.push_back(p.value ? format_probability(*p.value, p.standard_error) : "unknown");
    }
    table.rows.push_back(std::move(row));
  }
  return table_of(table, "");
}

}  // namespace

std::string answers_of(const PageResult& page, std::size_t side) {
  std::string text;
  std::size_t drawn = 0, conditions = 0;
  for (const OutputResult& output : page.sides[side].run.outputs) {
    text += answer(page, side, drawn, conditions, output);
    if (is_drawn(output)) ++drawn;
    if (output.condition) ++conditions;
  }
  return text;
}

std::string answers_section(const PageResult& page) { return section("answer", "The answer", answers_of(page, 0)); }

std::string questions_section(const PageResult& page, std::size_t side) {
  const Result& run = page.sides[side].run;
  if (run.questions.empty()) return {};
  std::string list;
  std::vector<const QuestionResult*> over_steps;
  for (const QuestionResult& question : run.questions) {
    const std::string when = question.axis ? " in " + html(question.axis->labels.back()) : "";
    const std::string sentence = element("bdi", "", html(question.name)) + when + ": " + html(probability_sentence(question, run.run, page_options()));
    list += element("li", "", sentence + (question.description.empty() ? "" : element("div", "class=\"note\"", linked(question.description))));
    if (question.axis) over_steps.push_back(&question);
  }
  std::string text = element("ul", "class=\"questions\"", list);
  const std::string place = fmt::format("data-side=\"{}\"", side);
  for (std::size_t from = 0; from < run.questions.size(); from += most_bars) {
    text += figure("questions", place + fmt::format(" data-from=\"{}\" data-to=\"{}\"", from, from + most_bars), "Probabilities, with 95% error bars of the sampling.", "Probabilities of the questions");
  }
  if (!over_steps.empty()) {
    const std::string& axis = over_steps.front()->axis->name;
    text += figure("steps", place, "Probabilities at every step.", "Probabilities over " + axis) + folded(steps_table(over_steps));
  }
  return section(side == 0 ? "questions" : "questions-b", side == 0 ? "Questions" : "Questions of B", text);
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

std::string expectations_section(const PageResult& page, std::size_t side) {
  std::string list;
  for (const ExpectationResult& e : page.sides[side].run.expectations) {
    list += element("li", "", element("strong", "", e.met ? "met" : "not met") + " " + html(expectation_sentence(e, page_options())));
  }
  return list.empty() ? std::string() : section(side == 0 ? "expectations" : "expectations-b", side == 0 ? "Expectations" : "Expectations of B", element("ul", "", list));
}

std::string warnings_section(const PageResult& page) {
  std::vector<std::string> seen;
  std::string list;
  const auto add = [&](const std::vector<Diagnostic>& all) {
    for (const Diagnostic& d : all) {
      std::string text = element("strong", "", linked(d.message));
      if (!d.help.empty()) text += "; " + linked(d.help);
      if (d.span) text += " " + element("span", "class=\"file\"", html(fmt::format("{}:{}", d.span.file->name(), d.span.file->position(d.span.begin).line)));
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      list += element("li", "", text);
    }
  };
  for (const PageSide& side : page.sides) add(side.run.warnings);
  if (page.rank) add(page.rank->warnings);
  if (page.trends) add(page.trends->warnings);
  return list.empty() ? std::string() : section("warnings", "Warnings", element("ul", "", list));
}

std::string reproduce_section(const PageResult& page) {
  std::string text;
  if (!page.command.empty()) text += element("pre", "", html(page.command));
  std::vector<std::string> said;
  const auto say = [&](const std::string& sentence) {
    if (std::find(said.begin(), said.end(), sentence) != said.end()) return;
    said.push_back(sentence);
    text += element("p", "", linked(sentence));
  };
  const bool alike = page.sides.size() == 2 && run_lines(page.sides[0].run, page_options()) == run_lines(page.sides[1].run, page_options());
  for (std::size_t i = 0; i < page.sides.size(); ++i) {
    const std::string whose = page.sides.size() == 1 || alike ? "" : i == 0 ? "A: " : "B: ";
    for (const auto& line : run_lines(page.sides[i].run, page_options())) say(whose + line);
  }
  for (const PageSide& side : page.sides) {
    for (const std::string& note : side.run.notes) say(note);
  }
  std::string rows;
  for (const PageSide& side : page.sides) {
    for (const Fingerprint& file : side.files) {
      const std::string row = element("tr", "", element("td", "", html(file.file)) + element("td", "class=\"hash\"", html(file.sha1)));
      if (rows.find(row) == std::string::npos) rows += row;
    }
  }
  text += element("table", "class=\"files\"", element("thead", "", "<tr><th scope=\"col\">file</th><th scope=\"col\">SHA-1</th></tr>") + element("tbody", "", rows));
  text += element("p", "", "Made by botec " + html(page.version) + html(seeds(page)) + element("span", "class=\"screen\"", ". The result as data: <a id=\"download\" href=\"#\" download=\"result.json\">result.json</a>"));
  return section("reproduce", "To get this again", text);
}

}  // namespace botec
