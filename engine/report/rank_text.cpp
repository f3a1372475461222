#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/rank_report.h"
#include "report/table.h"
#include "report/text_report.h"

namespace botec {
namespace {

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

// "61%", with as many digits as the error supports; "<0.1%" for what is lost in it.
std::string share_text(const Estimate& share) {
  if (!share.value) return {};
  const double error = share.standard_error.value_or(0);
  if (std::abs(*share.value) < 2 * error || std::abs(*share.value) < 5e-4) return error > 5e-3 ? "~0" : "0%";
  const std::string digits = format_probability(std::abs(*share.value), share.standard_error, 2);
  return *share.value < 0 ? "-" + digits : digits;
}

struct Layout {
  const RankedOutput& output;
  const TextOptions& options;

  bool logarithmic() const { return output.scale == "log"; }
  std::string width(const Estimate& e) const {
    if (!e.value) return {};
    NumberStyle style;
    style.digits = 2;
    const std::string number = format_number(*e.value, e.standard_error, style);
    return logarithmic() ? (options.ascii ? "x" : "×") + number : number;   // the unit stands in the heading
  }
  std::string unit() const { return output.unit == "date" ? "years" : clean(output.unit, options.ascii); }
  // "×2.7 (-47%)"
  std::string squeezed(const Estimate& to, const Estimate& share) const {
    if (!to.value || !share.value) return {};
    const std::string by = share_text(share);
    return width(to) + (by == "0%" || by == "~0" ? " (same)" : by.starts_with('-') ? " (+" + by.substr(1) + ")" : " (-" + by + ")");
  }
  std::string bar(const Estimate& share, std::size_t columns) const;
  std::vector<std::string> heading() const;
  std::vector<std::string> interactions() const;
  std::vector<std::string> table(const std::vector<RankedFactor>& factors, const char* what) const;
};

std::string Layout::bar(const Estimate& share, std::size_t columns) const {
  if (!share.value) return {};
  const auto filled = std::lround(std::clamp(*share.value, 0.0, 1.0) * static_cast<double>(columns));
  std::string text;
  for (long i = 0; i < filled; ++i) text += options.ascii ? "#" : "█";
  return text;
}

std::vector<std::string> Layout::heading() const {
  std::string text = clean(output.name, options.ascii);
  if (!output.tail.empty()) text += ": what puts it into its " + std::string(output.tail == "high" ? "top" : "bottom") + " tenth";
  if (output.constant) return wrap(text + ": does not vary", options.width, 2);
  if (output.scale == "probability" && output.tail.empty()) {
    text += ": what drives its probability, " + format_probability(output.middle.value.value_or(0), std::nullopt);
  } else if (output.width.value) {
    text += ": the interval's ends are " + (logarithmic() ? "a factor of " + width(output.width).substr(options.ascii ? 1 : 2) : with_unit(width(output.width), unit())) + " apart";
  }
  return wrap(text, options.width, 2);
}

std::vector<std::string> Layout::table(const std::vector<RankedFactor>& factors, const char* what) const {
  TextTable table;
  table.columns = {{"", Align::right}, {what, Align::left, 8, 1}, {"if known", Align::left}, {"if halved", Align::left, 0, 3},
                   {"share", Align::right}, {"alone", Align::right, 0, 2}, {"", Align::left}};
  const auto share_of = [](const RankedFactor& f) -> const Estimate& { return f.shapley.value ? f.shapley : f.total; };
  for (const RankedFactor& f : factors) {
    const Estimate& share = share_of(f);
    table.rows.push_back({f.members.empty() ? rank_label(f) : "", clean(f.name, options.ascii), squeezed(f.known_width, f.known_share),
                          squeezed(f.halved_width, f.halved_share), share_text(share), share_text(f.first_order), ""});
  }
  // Bars as long as there is room for, and none rather than stumps.
  constexpr std::size_t longest = 12, shortest = 4, gap = 2;
  const std::size_t taken = natural_width(table) + gap;
  const std::size_t room = options.width > taken ? std::min(longest, options.width - taken) : 0;
  if (room >= shortest) {
    for (std::size_t i = 0; i < factors.size(); ++i) table.rows[i].back() = bar(share_of(factors[i]), room);
  }
  return painted_bars(lay_out(table, options), options);
}

// What no input does alone.
std::vector<std::string> Layout::interactions() const {
  if (output.pairs.empty() || !output.sum_first_order.value) return {};
  std::string text = "  Alone the inputs explain " + format_probability(std::clamp(*output.sum_first_order.value, 0.0, 1.0), output.sum_first_order.standard_error) +
                     ". Together with another:";
  for (std::size_t i = 0; i < output.pairs.size() && i < 3; ++i) {
    const RankedPair& pair = output.pairs[i];
    if (i > 0 && *pair.share.value < 0.01) break;
    text += (i == 0 ? " " : ", ") + clean(pair.first, options.ascii) + " and " + clean(pair.second, options.ascii) + " " + share_text(pair.share);
  }
  return wrap(text + ".", options.width, 2);
}

std::string legend(const RankResult& result) {
  const bool widths = std::any_of(result.outputs.begin(), result.outputs.end(), [](const RankedOutput& o) {
    return std::any_of(o.inputs.begin(), o.inputs.end(), [](const RankedFactor& f) { return f.known_width.value.has_value(); });
  });
  std::string text = widths ? "If known: the interval, on average, once the input is known exactly; if halved: with half of its spread. " : "";
  const bool correlated = std::any_of(result.outputs.begin(), result.outputs.end(), [](const RankedOutput& o) { return o.correlated; });
  text += correlated ? "Share: Shapley effect, of the variance; alone: the part that knowing this input alone would remove."
                            : "Share: of the variance, interactions included; alone: without them.";
  return text + " Ranks joined by a dash are not told apart.";
}

std::string origin(const RankResult& result) {
  const RunInfo& run = result.run;
  const auto exact = [](const RankedOutput& o) { return o.constant || o.total_method == "closed form"; };
  const bool all = std::all_of(result.outputs.begin(), result.outputs.end(), exact);
  if (all && !result.decision) return "Exact: everything ranked here has a closed form.";
  std::string text = "Computed from " + format_count(run.samples) + " base points in " + std::to_string(run.replicates) + " replicates, seed " +
                     std::to_string(run.seed) + ".";
  if (run.tolerance && !run.converged) text += " The shares are not yet known to " + format_level(*run.tolerance) + ", or ranks not yet told apart: ask for more samples.";
  return text;
}

}  // namespace

std::string rank_label(const RankedFactor& factor) {
  const std::string first = std::to_string(factor.rank);
  return factor.rank_last > factor.rank ? first + "-" + std::to_string(factor.rank_last) : first;
}

std::string rank_text(const RankResult& result, const TextOptions& options) {
  std::string text;
  for (const RankedOutput& output : result.outputs) {
    const Layout layout{output, options};
    if (!text.empty()) text += '\n';
    const auto heading = layout.heading();
    for (const auto& line : heading) text.append(paint(line, Paint::bold, options)).append("\n");
    if (output.constant || output.inputs.empty()) continue;
    append(text, layout.table(output.inputs, "input"));
    if (!output.groups.empty()) text += '\n';
    if (!output.groups.empty()) append(text, layout.table(output.groups, "group"));
    if (options.quiet) continue;
    append(text, layout.interactions());
    if (!output.no_shares.empty()) append(text, wrap("  There are no shares of the variance: " + output.no_shares + ".", options.width, 2));
    if (!output.note.empty()) append(text, wrap("  Linear scale: " + output.note + ".", options.width, 2));
    const auto tornado = tornado_lines(output, options);
    if (tornado.empty()) continue;
    text += '\n';
    const std::string middle = output.scale == "probability" ? "probability" : "median";
    append(text, wrap("  The " + middle + " with the input at its own 5% (" + (options.ascii ? "-" : "░") + ") and 95% (" + (options.ascii ? "#" : "█") + ")" +
                      (output.unit.empty() || output.unit == "date" ? "" : ", in " + clean(output.unit, options.ascii)) + ":", options.width, 2));
    append(text, painted_bars(tornado, options));
  }
  if (result.decision) {
    text.append("\n").append(paint("Decision", Paint::bold, options)).append("\n");
    append(text, painted_bars(decision_lines(*result.decision, options), options));
  }
  if (options.quiet) return text;
  text += '\n';
  append(text, wrap(legend(result), options.width));
  if (!result.warnings.empty()) text += '\n';
  for (const auto& warning : result.warnings) text += diagnostic_text(warning, options);
  text += '\n';
  append(text, wrap(origin(result), options.width));
  return text;
}

}  // namespace botec
