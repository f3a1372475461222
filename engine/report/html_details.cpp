// What lies behind the answer: rankings, what knowing more is worth, lines through data, pools, and what evidence says.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/html_text.h"
#include "report/rank_report.h"
#include "report/text_report.h"
#include "report/trend_report.h"

namespace botec {
namespace {

std::string share_text(const Estimate& share) {
  return share.value ? format_probability(std::max(*share.value, 0.0), share.standard_error, 2) : "";
}

std::string estimate_text(const Estimate& e) {
  if (!e.value) return "";
  NumberStyle style;
  style.digits = 3;
  return format_number(*e.value, e.standard_error, style);
}

double width_of_swings(const RankedOutput& output) {
  double low = INFINITY, high = -INFINITY;
  for (const RankedFactor& f : output.inputs) {
    for (const Estimate* e : {&f.swing_low, &f.swing_high}) {
      low = std::min(low, e->value.value_or(low));
      high = std::max(high, e->value.value_or(high));
    }
  }
  return high - low;
}

std::string ranking_table(const RankedOutput& output) {
  const std::string unit = output.unit.empty() || output.unit == "date" ? "" : " (" + clean(output.unit) + ")";
  const bool probability = output.scale == "probability";
  const std::string middle = probability ? "probability" : "median";
  TextTable table;
  table.columns = {{"input"}, {"share of the variance"}, {"alone"}, {middle + " at its 5%" + unit}, {middle + " at its 95%" + unit}};
  const auto swing = [&](const Estimate& e) {
    if (output.unit == "date" && e.value && std::isfinite(*e.value)) return date_text(*e.value, width_of_swings(output));
    return probability ? share_text(e) : estimate_text(e);
  };
  for (const RankedFactor& f : output.inputs) {
    table.rows.push_back({clean(f.name), share_text(f.shapley.value ? f.shapley : f.total), share_text(f.first_order), swing(f.swing_low), swing(f.swing_high)});
  }
  return folded(table_of(table, ""));
}

std::string pool_of(const std::string& name, const std::string& unit, const PoolResult& pool, double level, std::size_t side, std::size_t& index) {
  const PoolWords words = pool_words(pool, unit, level, page_options());
  std::string text = element("h3", "id=\"" + anchor(side == 0 ? "pool" : "pool-b", name) + "\"", html(name)) + element("p", "", "Pooled: " + html(words.method) + ".");
  text += figure("ranges", fmt::format("data-side=\"{}\" data-ranges=\"{}\"", side, index++), "What each source says alone, and the pool: intervals of " + format_level(level) + " with their medians.",
                 "Intervals of the sources of " + name);
  text += element("div", "class=\"wide\" tabindex=\"0\"", table_of(words.sources, ""));
  return words.spread.empty() ? text : text + element("p", "class=\"note\"", html(words.spread));
}

}  // namespace

std::string ranking_section(const PageResult& page) {
  if (!page.rank) return {};
  std::string text;
  std::size_t index = 0;
  for (const RankedOutput& output : page.rank->outputs) {
    if (output.constant || output.inputs.empty()) continue;
    const std::string strongest = output.inputs.front().name;
    const std::string among = output.inputs.size() > most_ranked ? fmt::format(" Shown are the {} strongest of {} inputs.", most_ranked, output.inputs.size()) : "";
    text += element("h3", "", html(output.name));
    if (output.no_shares.empty()) {
      text += figure("shares", fmt::format("data-ranked=\"{}\"", index), "Share of the variance that each input brings, interactions included, with 95% error bars." + among,
                     "Shares of the variance of " + output.name + "; the strongest input is " + strongest);
    } else {
      text += element("p", "", "There are no shares of the variance: " + linked(output.no_shares) + ".");
    }
    const bool swings = std::any_of(output.inputs.begin(), output.inputs.end(), [](const RankedFactor& f) { return f.swing_low.value && f.swing_high.value; });
    const std::string middle = output.scale == "probability" ? "probability" : "median";
    if (swings) {
      text += figure("tornado", fmt::format("data-ranked=\"{}\"", index), "The " + middle + " when the input is at its own 5% and at its own 95%." + among,
                     "Swings of " + output.name + " as each input goes from its 5% to its 95%");
    }
    if (!output.note.empty()) text += element("p", "class=\"note\"", linked(output.note));
    text += ranking_table(output);
    ++index;
  }
  return section("ranking", "What drives it", text);
}

std::string decision_section(const PageResult& page) {
  if (!page.rank || !page.rank->decision) return {};
  DecisionWords words = decision_words(*page.rank->decision, page_options());
  words.worth.columns.pop_back();   // the bars of a terminal
  for (auto& row : words.worth.rows) row.pop_back();
  return section("decision", "The decision", element("p", "", "The expected value of every option:") + table_of(words.options, "statistics") +
                                                 element("p", "", "What it is worth to know before choosing:") + table_of(words.worth, ""));
}

std::string trends_section(const PageResult& page) {
  if (!page.trends) return {};
  std::string text;
  for (std::size_t i = 0; i < page.trends->trends.size(); ++i) {
    const TrendReport& trend = page.trends->trends[i];
    const TrendWords words = trend_words(trend, page.trends->run, page_options());
    text += element("h3", "id=\"" + anchor("trend", trend.name) + "\"", html(trend.name)) + (trend.description.empty() ? "" : element("p", "", linked(trend.description)));
    const bool chosen = std::any_of(trend.points.begin(), trend.points.end(), [](const TrendReport::Point& p) { return !p.chosen; });
    text += figure("trend", fmt::format("data-trend=\"{}\"", i), chosen ? "Filled points are those the line goes through, hollow ones those that the rule leaves out." : "The line goes through all points.",
                   trend.y + " over " + trend.x + " with the line fitted");
    text += table_of(words.figures, "statistics");
    for (const std::string& sentence : words.sentences) text += element("p", "class=\"note\"", linked(sentence));
    if (!words.sweep.rows.empty()) text += element("div", "class=\"wide\" tabindex=\"0\"", table_of(words.sweep, ""));
    if (!trend.note.empty()) text += element("p", "class=\"note\"", linked(trend.note));
    if (!trend.source.empty()) text += element("p", "class=\"source\"", linked(trend.source));
  }
  return section("trends", "Trends", text);
}

// The pictures' figures are listed in the same order by charts_json().
std::string pools_section(const PageResult& page, std::size_t side) {
  const Result& run = page.sides[side].run;
  std::string text;
  std::size_t index = 0;
  for (const OutputResult& output : run.outputs) {
    if (output.pool) text += pool_of(output.name, output.unit, *output.pool, run.run.interval, side, index);
  }
  for (const InputResult& input : run.inputs) {
    if (input.pool) text += pool_of(input.name, input.unit, *input.pool, run.run.interval, side, index);
  }
  const std::string whose = page.sides.size() == 1 ? "" : side == 0 ? " of A" : " of B";
  return section(side == 0 ? "pools" : "pools-b", "Pooled estimates" + whose, text);
}

std::string evidence_section(const PageResult& page, std::size_t side) {
  const Result& run = page.sides[side].run;
  const TextTable table = posterior_table(run.inputs, page_options());
  if (table.rows.empty()) return {};
  std::string text;
  if (run.run.given_share) text += element("p", "", "The conditions under " + element("code", "", "given") + " kept " + format_probability(*run.run.given_share, 0.0, 3) + " of the trials.");
  if (run.run.effective_samples) {
    text += element("p", "class=\"effective\"", "Weighed by what is observed, the " + format_count(run.run.samples) + " trials are worth as much as " +
                                                    format_count(static_cast<std::uint64_t>(*run.run.effective_samples + 0.5)) + " equally likely ones.");
  }
  text += element("div", "class=\"wide\" tabindex=\"0\"", table_of(table, ""));
  text += element("p", "class=\"note\"", "The column “before” is the median without the evidence. With the inputs below, the curve is what was believed before; the bar is what the evidence leaves: from 5% to 95%, its middle half, and the median.");
  return section(side == 0 ? "evidence" : "evidence-b", "What the evidence says", text);
}

}  // namespace botec
