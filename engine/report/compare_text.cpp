#include <algorithm>
#include <cmath>

#include "report/compare_report.h"
#include "report/date_text.h"
#include "report/format_number.h"
#include "report/table.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr int factor_digits = 4;

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

const Estimate* median_of(const OutputResult& output) {
  for (const auto& q : output.quantiles) {
    if (std::fabs(q.probability - 0.5) < 1e-12) return &q.at;
  }
  return nullptr;
}

// What an output's middle is, as its own run found it.
Estimate middle_of(const OutputResult& output) {
  if (output.condition) return output.mean;
  const Estimate* median = median_of(output);
  return median != nullptr ? *median : Estimate{};
}

// Of two results whose errors are independent.
Estimate ratio(const Estimate& a, const Estimate& b) {
  if (!a.value || !b.value) return {};
  const double r = *b.value / *a.value;
  return {r, std::abs(r) * std::hypot(a.standard_error.value_or(0) / *a.value, b.standard_error.value_or(0) / *b.value)};
}

Estimate difference(const Estimate& a, const Estimate& b) {
  if (!a.value || !b.value) return {};
  return {*b.value - *a.value, std::hypot(a.standard_error.value_or(0), b.standard_error.value_or(0))};
}

std::string number(double value, const std::optional<double>& error) {
  NumberStyle style;
  style.digits = factor_digits;
  return format_number(value, error, style);
}

std::string quantile_text(const InputResult& input, double p, const NumberStyle& style) {
  for (const auto& [probability, value] : input.quantiles) {
    if (probability == p) return format_number(value, 0.0, style);
  }
  return {};
}

// "12 agent", "10 to 80 agent", "Mar 2026 to Sep 2027": a value, or the 5% and 95% quantiles.
std::string size_text(const InputResult& input, const TextOptions& options) {
  const std::string unit = clean(input.unit, options.ascii);
  const bool date = input.unit == "date";
  if (date && input.distribution == "constant") return day_text(input.point.value_or(0));
  if (input.distribution == "constant") return with_unit(format_exact(input.point.value_or(0), factor_digits), unit);
  std::vector<double> ends;
  for (const auto& [p, value] : input.quantiles) {
    if (p == 0.05 || p == 0.95) ends.push_back(value);
  }
  if (date && ends.size() == 2) return date_text(ends[0], ends[1] - ends[0]) + " to " + date_text(ends[1], ends[1] - ends[0]);
  const NumberStyle style = common_style(ends, 3);
  const std::string low = quantile_text(input, 0.05, style), high = quantile_text(input, 0.95, style);
  return unit == "%" ? low + "% to " + high + "%" : low + " to " + with_unit(high, unit);
}

struct Layout {
  const ComparedOutput& output;
  const TextOptions& options;

  std::string times() const { return options.ascii ? "x" : "×"; }
  std::string part(const ComparedSplit& split, const Estimate& e) const;
  std::string phrase(const ComparedSplit& split, const Estimate& e) const;
  std::string heading() const;
  std::string input(const std::optional<InputResult>& found, const ComparedChange& change) const;
  std::string bar(const ComparedChange& change) const;
  bool one_column() const;
  TextTable table() const;
  std::vector<std::string> table_lines() const;
  std::vector<std::string> sources() const;
  std::vector<std::string> remarks() const;
};

// "×1.52", "×1.52 ± 0.01", "+3.1": only the digits that the error supports.
std::string Layout::part(const ComparedSplit& split, const Estimate& e) const {
  if (!e.value) return {};
  std::string text = split.scale == "ratio" ? times() : *e.value < 0 ? "-" : "+";
  text += number(std::abs(*e.value), e.standard_error);
  if (e.standard_error.value_or(0) == 0) return text;
  NumberStyle style;
  style.digits = 1;
  style.smallest_plain = -6;
  return text + (options.ascii ? " +- " : " ± ") + format_number(*e.standard_error, std::nullopt, style);
}

// "12.05 times A", "3.1 hour more than A"
std::string Layout::phrase(const ComparedSplit& split, const Estimate& e) const {
  if (!e.value || !std::isfinite(*e.value)) return "not comparable with A";
  if (split.scale == "ratio") return *e.value == 1 ? "equal to A" : number(*e.value, e.standard_error) + " times A";
  if (*e.value == 0) return "equal to A";
  const std::string size = with_unit(number(std::abs(*e.value), e.standard_error), output.unit == "date" ? "years" : clean(output.unit, options.ascii));
  return size + (*e.value > 0 ? " more" : " less") + " than A";
}

// "2.85 times that in A", "33% more than in A"
std::string probabilities(const ComparedSplit& split, const Estimate& e) {
  if (!e.value || !std::isfinite(*e.value)) return "not comparable with that in A";
  if (*e.value == (split.scale == "ratio" ? 1 : 0)) return "equal to that in A";
  if (split.scale == "ratio") return number(*e.value, e.standard_error) + " times that in A";
  return format_probability(std::abs(*e.value), e.standard_error) + (*e.value > 0 ? " more" : " less") + " than in A";
}

// Medians as the runs of the two sides found them: what is split below may rest on fewer trials.
std::string Layout::heading() const {
  std::string name = clean(output.name_a, options.ascii);
  if (output.name_b != output.name_a) name += " and " + clean(output.name_b, options.ascii);
  const Estimate a = middle_of(output.a), b = middle_of(output.b);
  const Estimate middle = output.middle.scale == "ratio" ? ratio(a, b) : difference(a, b);
  if (output.a.condition) return name + ": the probability in B is " + probabilities(output.middle, middle);
  if (output.a.constant && output.b.constant) return name + ": B is " + phrase(output.point, output.point.total);
  const std::string by_points = phrase(output.point, output.point.total), by_medians = phrase(output.middle, middle);
  if (by_points == by_medians) return name + ": B is " + by_points + " by point estimates and medians";
  return name + ": B is " + by_points + " by the point estimates, " + by_medians + " by the medians";
}

// "12 agent", "10 to 80 agent", with the family where the two differ and the point where that is what differs.
std::string Layout::input(const std::optional<InputResult>& found, const ComparedChange& change) const {
  if (!found) return {};
  const auto value = [&](double at) { return found->unit == "date" ? day_text(at) : format_exact(at, 3); };
  std::string text = size_text(*found, options);
  if (found->distribution == "constant") return text;
  const bool families = change.a && change.b && change.a->distribution != change.b->distribution && change.a->distribution != "constant" &&
                        change.b->distribution != "constant";
  if (families) text += ", " + found->distribution;
  // Of yes and no, and of whole numbers, the ends say little.
  const bool alike = change.a && change.b && size_text(*change.a, options) == size_text(*change.b, options);
  if (alike && found->mean && change.a->mean != change.b->mean) text += ", mean " + value(*found->mean);
  if (found->author_point) text += "; " + with_unit(value(*found->point), found->unit == "%" ? "%" : "");
  return text;
}

double length(const ComparedSplit& split, const Estimate& e) {
  if (!e.value) return 0;
  return split.scale == "ratio" ? std::log(*e.value) : *e.value;
}

// To the right what makes B larger, to the left what makes it smaller.
std::string Layout::bar(const ComparedChange& change) const {
  constexpr long half = 6;
  const bool by_middle = output.middle.total.value.has_value() && output.middle.why_none.empty();
  const ComparedSplit& split = by_middle ? output.middle : output.point;
  const auto of = [&](const ComparedChange& c) { return length(split, by_middle ? c.middle : c.point); };
  double most = 0;
  for (const auto& c : output.changes) most = std::max(most, std::abs(of(c)));
  if (!(most > 0) || !std::isfinite(most)) return {};
  const long filled = std::lround(std::abs(of(change)) / most * half);
  const std::string block = options.ascii ? "#" : "█";
  std::string text;
  for (long i = half; i > 0; --i) text += of(change) < 0 && i <= filled ? block : " ";
  text += options.ascii ? "|" : "│";
  for (long i = 1; i <= half; ++i) text += of(change) > 0 && i <= filled ? block : " ";
  return text;
}

bool same(const Estimate& a, const Estimate& b) {
  return a.value == b.value || (a.value && b.value && std::abs(*a.value - *b.value) <= 1e-12 * std::abs(*a.value) && !(a.standard_error.value_or(0) > 0) && !(b.standard_error.value_or(0) > 0));
}

bool Layout::one_column() const {
  return same(output.point.total, output.middle.total) && output.point.scale == output.middle.scale &&
         std::all_of(output.changes.begin(), output.changes.end(), [](const ComparedChange& c) { return same(c.point, c.middle); });
}

TextTable Layout::table() const {
  TextTable table;
  const bool single = one_column();
  table.columns = {{"what differs", Align::left, 10, 2}, {"A", Align::left, 8, 1}, {"B", Align::left, 8, 1},
                   {single ? "B against A" : "point", Align::left}, {output.middle_kind, Align::left}, {"", Align::left, 0, 3}};
  for (const ComparedChange& change : output.changes) {
    table.rows.push_back({clean(change.name, options.ascii), input(change.a, change), input(change.b, change), part(output.point, change.point),
                          single ? "" : part(output.middle, change.middle), bar(change)});
  }
  table.rows.push_back({"together", "", "", part(output.point, output.point.total), single ? "" : part(output.middle, output.middle.total), ""});
  return table;
}

// Bars go before anything is cut; then the two sides stand below, each whole.
std::vector<std::string> Layout::table_lines() const {
  TextTable table = this->table();
  const auto leave_out = [&table](std::size_t column) {
    for (auto& row : table.rows) row[column].clear();
  };
  if (natural_width(table) > options.width) leave_out(5);
  if (natural_width(table) <= options.width) return painted_bars(lay_out(table, options), options);
  leave_out(1);
  leave_out(2);
  auto lines = lay_out(table, options);
  for (const ComparedChange& change : output.changes) {
    if (!change.a && !change.b) continue;
    for (const auto& [side, found] : {std::pair{", A: ", &change.a}, std::pair{", B: ", &change.b}}) {
      const std::string text = "  " + clean(change.name, options.ascii) + side + (*found ? input(*found, change) : "not there");
      for (auto& line : wrap(text, options.width, 4)) lines.push_back(std::move(line));
    }
  }
  return lines;
}

std::vector<std::string> Layout::sources() const {
  std::vector<std::string> lines;
  for (const ComparedChange& change : output.changes) {
    if (!change.a || !change.b) continue;
    for (const auto& [member, what] : {std::pair{&InputResult::source, "source"}, std::pair{&InputResult::note, "note"}}) {
      const std::string &a = (*change.a).*member, &b = (*change.b).*member;
      if (a == b) continue;
      for (const auto& [side, text] : {std::pair{"A", &a}, std::pair{"B", &b}}) {
        if (text->empty()) continue;
        for (auto& line : wrap("  " + clean(change.name, options.ascii) + ", " + what + " of " + side + ": " + clean(*text, options.ascii), options.width, 4)) lines.push_back(std::move(line));
      }
    }
  }
  return lines;
}

std::string how(const ComparedSplit& split) {
  std::string text = split.all_orders ? "" : "averaged over " + format_count(split.orders) + " orders of the changes";
  if (split.samples > 0) text += (text.empty() ? "" : ", ") + std::string("from ") + format_count(split.samples) + " trials of each mixture of A and B";
  return text;
}

std::vector<std::string> Layout::remarks() const {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& text) {
    for (auto& line : wrap("  " + text, options.width, 2)) lines.push_back(std::move(line));
  };
  for (const auto& [split, what] : {std::pair{&output.point, std::string("point estimates")}, std::pair{&output.middle, output.middle_kind}}) {
    if (!split->why_none.empty()) add("The " + what + " cannot be split: " + split->why_none + ".");
    if (split->why_none.empty() && !how(*split).empty() && !output.changes.empty()) add("The parts of the " + what + " are " + how(*split) + ".");
  }
  if (!output.a_larger.value || output.a.condition || (output.a.constant && output.b.constant)) return lines;
  const auto probability = [](const Estimate& e) { return format_probability(*e.value, e.standard_error); };
  std::string text = "P(A > B) = " + probability(output.a_larger);
  if (*output.equal.value > 0) text += ", P(A = B) = " + probability(output.equal);
  std::string shared;
  for (const auto& name : output.shared) shared += (shared.empty() ? "" : ", ") + clean(name, options.ascii);
  add(text + (shared.empty() ? ", all inputs drawn independently" : ", with one draw for both of what is alike: " + shared));
  return lines;
}

std::vector<std::string> changed_lines(const std::vector<ChangedText>& texts, const std::string& what, const TextOptions& options) {
  std::vector<std::string> lines;
  if (texts.empty()) return lines;
  lines.push_back(what);
  for (const ChangedText& text : texts) {
    const auto side = [&](const std::optional<std::string>& t) { return !t ? std::string("not there") : t->empty() ? "a pure number" : clean(*t, options.ascii); };
    lines.push_back(cut("  " + clean(text.name, options.ascii), options.width, options.ascii));
    for (auto& line : wrap("    A: " + side(text.a), options.width, 7)) lines.push_back(std::move(line));
    for (auto& line : wrap("    B: " + side(text.b), options.width, 7)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

CompareWords compare_words(const ComparedOutput& output, const TextOptions& options) {
  const Layout layout{output, options};
  return {layout.heading(), layout.table(), layout.remarks(), layout.sources()};
}

std::vector<std::string> one_sided_lines(const CompareResult& result, const TextOptions& options) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& what, const auto& entries, auto name_of) {
    std::string names;
    for (const auto& entry : entries) names += (names.empty() ? "" : ", ") + clean(name_of(entry), options.ascii);
    if (names.empty()) return;
    for (auto& line : wrap(what + ": " + names, options.width, 2)) lines.push_back(std::move(line));
  };
  const auto input = [&](const InputResult& i) { return i.name + " (" + size_text(i, options) + ")"; };
  const auto itself = [](const std::string& name) { return name; };
  add("Inputs of A alone", result.only_a, input);
  add("Inputs of B alone", result.only_b, input);
  add("Outputs of A alone, not compared", result.outputs_only_a, itself);
  add("Outputs of B alone, not compared", result.outputs_only_b, itself);
  return lines;
}

std::string compare_text(const CompareResult& result, const TextOptions& options) {
  std::string text;
  if (!options.quiet) {
    append(text, {cut("A: " + clean(result.label_a, options.ascii), options.width, options.ascii),
                  cut("B: " + clean(result.label_b, options.ascii), options.width, options.ascii)});
  }
  for (const ComparedOutput& output : result.outputs) {
    const Layout layout{output, options};
    if (!text.empty()) text += '\n';
    for (const auto& line : wrap(layout.heading(), options.width, 2)) text.append(paint(line, Paint::bold, options)).append("\n");
    if (options.quiet) continue;
    for (const auto& [side, found] : {std::pair{"A ", &output.a}, std::pair{"B ", &output.b}}) append(text, wrap(std::string("  ") + side + headline(*found, options), options.width, 4));
    text += '\n';
    if (output.changes.empty()) append(text, wrap("  Nothing that it depends on differs.", options.width, 2));
    else append(text, layout.table_lines());
    const auto remarks = layout.remarks();
    if (!remarks.empty()) text += '\n';
    append(text, remarks);
    const auto sources = layout.sources();
    if (!sources.empty()) text += '\n';
    append(text, sources);
  }
  if (options.quiet) return text;
  for (const auto& lines : {one_sided_lines(result, options), changed_lines(result.formulas, "Formulas that differ", options),
                            changed_lines(result.units, "Units that differ", options), changed_lines(result.correlations, "Rank correlations that differ", options)}) {
    if (!lines.empty()) text += '\n';
    append(text, lines);
  }
  if (!result.warnings.empty()) text += '\n';
  for (const auto& warning : result.warnings) text += diagnostic_text(warning, options);
  return text;
}

}  // namespace botec
