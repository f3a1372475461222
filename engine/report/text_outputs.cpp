// The parts of the text report about outputs and questions.
#include <algorithm>
#include <array>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/histogram_text.h"
#include "report/series_text.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr int headline_digits = 2;
constexpr int body_digits = 3;
constexpr int constant_digits = 4;

const Estimate* median_of(const OutputResult& output) {
  for (const auto& q : output.quantiles) {
    if (std::fabs(q.probability - 0.5) < 1e-12) return &q.at;
  }
  return nullptr;
}

// A narrow interval needs more digits, or its ends look alike: as many more as its width is smaller than its ends.
int digits_for_width(const OutputResult& output, int digits) {
  if (!output.interval.low.value || !output.interval.high.value) return digits;
  const double low = *output.interval.low.value, high = *output.interval.high.value;
  const double ratio = std::max(std::fabs(low), std::fabs(high)) / (high - low);
  if (!(high > low) || !std::isfinite(ratio) || ratio <= 10) return digits;
  constexpr int most = 12;   // beyond that rounding shows
  return std::min(digits + static_cast<int>(std::log10(ratio)), std::max(most, digits));
}

// Not to be told from zero: within its error, or nothing but rounding beside an interval that holds zero. Beside one that does not,
// as of a law over twenty orders of magnitude, the smallest value is one.
bool is_zero(const Estimate& estimate, const OutputResult& output) {
  constexpr double nothing = 1e-9;
  const double size = std::fabs(*estimate.value);
  const double low = output.interval.low.value.value_or(0), high = output.interval.high.value.value_or(0), width = high - low;
  return (low <= 0 && high >= 0 && std::isfinite(width) && size <= nothing * width) || (estimate.standard_error && size < *estimate.standard_error);
}

// The style shared by the median and the ends of the interval; by the mean and the point estimate too when they are shown.
NumberStyle style_of(const OutputResult& output, int digits) {
  std::vector<double> values;
  const auto add = [&](const Estimate& estimate) {
    if (estimate.value && !is_zero(estimate, output)) values.push_back(*estimate.value);
  };
  if (const Estimate* median = median_of(output)) add(*median);
  add(output.interval.low);
  add(output.interval.high);
  return common_style(values, digits_for_width(output, digits));
}

// A statistic without an error is still a real number that is rounded to be shown: its zeros are digits.
std::string rounded(const Estimate& estimate, const NumberStyle& style) {
  const bool exact = estimate.standard_error && *estimate.standard_error == 0;
  return format_number(*estimate.value, exact ? std::nullopt : estimate.standard_error, style);
}

bool is_date(const OutputResult& output) { return output.unit == "date"; }

// A value that is infinite on purpose has words of its own: of a date, that it comes after the horizon.
std::optional<std::string> infinite_text(double value, const OutputResult& output) {
  if (!std::isinf(value)) return std::nullopt;
  if (value > 0 && is_date(output) && output.infinite && !output.infinite->shown.empty()) return output.infinite->shown;
  return value > 0 ? "infinite" : "minus infinite";
}

std::string date_of(double year, const OutputResult& output) {
  const double width = output.interval.high.value.value_or(year) - output.interval.low.value.value_or(year);
  return date_text(year, output.constant || !std::isfinite(width) ? (output.constant ? 0 : 1) : width);
}

std::string number(const Estimate& estimate, const OutputResult& output, const NumberStyle& style) {
  if (auto words = infinite_text(*estimate.value, output)) return *words;
  if (is_date(output)) return date_of(*estimate.value, output);
  return with_unit(is_zero(estimate, output) ? "0" : rounded(estimate, style), output.unit);
}

// The unit once, behind the second number: "6.9e21 to 1.3e23 FLOP"; a percent sign stands behind both.
std::string interval_text(const IntervalEstimate& interval, const OutputResult& output, const NumberStyle& style, bool show_unit) {
  if (!interval.low.value || !interval.high.value) return "does not exist";
  const std::string& unit = output.unit;
  if (is_date(output) || std::isinf(*interval.low.value) || std::isinf(*interval.high.value)) {
    if (*interval.low.value == *interval.high.value) return number(interval.low, output, style);
    return number(interval.low, output, style) + " to " + number(interval.high, output, style);
  }
  const std::string low = rounded(interval.low, style), high = rounded(interval.high, style);
  if (unit == "%") return low + "% to " + high + "%";
  return low + " to " + (show_unit ? with_unit(high, unit) : high);
}

// A standard error wants one or two digits whatever the number wants.
std::string error_text(const Estimate& estimate, const OutputResult& output, NumberStyle style) {
  if (!estimate.standard_error || *estimate.standard_error == 0 || !std::isfinite(*estimate.value)) return {};
  style.digits = 2;
  style.suffix = 0;
  if (!style.scientific) style.smallest_plain = -4;
  if (is_date(output)) style.smallest_plain = -5;
  return "standard error " + with_unit(format_number(*estimate.standard_error, std::nullopt, style), is_date(output) ? "years" : output.unit);
}

// Of both ends, as short as it can be said: there is little room behind an interval.
std::string interval_errors_text(const IntervalEstimate& interval, const OutputResult& output, const NumberStyle& style) {
  const auto bare = [&](const Estimate& end) {
    OutputResult without_unit = output;
    without_unit.unit.clear();
    const std::string text = error_text(end, without_unit, style);
    return text.empty() ? text : text.substr(std::string_view("standard error ").size());
  };
  const std::string low = bare(interval.low), high = bare(interval.high);
  return low.empty() || high.empty() ? std::string() : "standard errors " + low + ", " + high;
}

Statistic statistic(std::string label, const Estimate& estimate, const OutputResult& output, const NumberStyle& style) {
  if (!estimate.value) return {std::move(label), "does not exist", {}};
  return {std::move(label), number(estimate, output, style), error_text(estimate, output, style)};
}

// In percentage points where the probability is in percent: a reader compares the two.
std::string probability_error(double probability, double error) {
  NumberStyle style;
  style.digits = 1;
  const bool in_percent = format_probability(probability, std::nullopt).ends_with('%');
  if (!in_percent) return format_number(error, std::nullopt, style);
  style.smallest_plain = -4;
  return format_number(100 * error, std::nullopt, style) + "%";
}

// The median and the ends of the interval, by name.
struct NamedQuantile {
  std::string name;
  double probability;
  Estimate at;
};
std::array<NamedQuantile, 3> named_quantiles(const OutputResult& output) {
  const auto percentile = [](double p) { return "p" + shortest_number(std::round(p * 1e10) / 1e8); };
  const double below = (1 - output.interval.level) / 2, above = (1 + output.interval.level) / 2;
  const Estimate* median = median_of(output);
  return {{{percentile(below), below, output.interval.low},
           {"the median", 0.5, median != nullptr ? *median : Estimate{}},
           {percentile(above), above, output.interval.high}}};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 < names.size() ? ", " : " and ") + names[i];
  return text;
}

bool lies_in(const NamedQuantile& quantile, const OutputGap& gap) { return std::abs(quantile.probability - gap.probability) < 1e-12; }

// "Any number from 0 to 10 would do as the median: hardly any trial lies between them."
std::string gaps_sentence(const OutputResult& output, const TextOptions& options) {
  const NumberStyle style = style_of(output, options.digits.value_or(body_digits));
  const std::string any = is_date(output) ? "any date from " : "any number from ";
  std::string text;
  for (const NamedQuantile& quantile : named_quantiles(output)) {
    for (const OutputGap& gap : output.gaps) {
      if (!lies_in(quantile, gap)) continue;
      text += (text.empty() ? "A" + any.substr(1) : "; " + any) + number({gap.low, 0.0}, output, style) + " to " + number({gap.high, 0.0}, output, style) +
              " would do as " + quantile.name;
    }
  }
  return text.empty() ? text : text + ": hardly any trial lies between them.";
}

// "p5 and the median are 0, a value of probability 69%": of the median and the ends of the interval.
std::string atoms_sentence(const OutputResult& output, const TextOptions& options) {
  const NumberStyle style = style_of(output, options.digits.value_or(body_digits));
  std::string text;
  for (const OutputAtom& atom : output.atoms) {
    std::vector<std::string> names;
    for (const NamedQuantile& quantile : named_quantiles(output)) {
      const bool in_gap = std::any_of(output.gaps.begin(), output.gaps.end(), [&](const OutputGap& gap) { return lies_in(quantile, gap); });
      if (quantile.at.value && *quantile.at.value == atom.value && !in_gap) names.push_back(quantile.name);
    }
    if (names.empty()) continue;
    const std::string subject = listed(names);
    text += (text.empty() ? "" : "; ") + subject + (names.size() > 1 ? " are " : " is ") + number({atom.value, 0.0}, output, style) +
            ", a value of probability " + format_probability(atom.probability, std::nullopt);
  }
  return text;
}

std::string condition_sentence(const OutputResult& output, const TextOptions& options) {
  if (!output.mean.value) return "unknown";
  return "true in " +
         format_probability(*output.mean.value, output.mean.standard_error, options.digits.value_or(headline_digits)) +
         " of the trials";
}

std::string constant_text(const OutputResult& output, const TextOptions& options) {
  if (output.condition) return *output.constant != 0 ? "always true" : "never true";
  if (auto words = infinite_text(*output.constant, output)) return *words + " (constant)";
  if (is_date(output)) return date_of(*output.constant, output) + " (constant)";
  return with_unit(format_exact(*output.constant, options.digits.value_or(constant_digits)), clean(output.unit, options.ascii)) +
         " (constant)";
}

// "In 12% of the trials the condition does not hold by 2035, so that there is no mean.", or nothing.
std::string infinite_sentence(const OutputResult& output) {
  if (!output.infinite || !output.infinite->probability.value) return {};
  const Estimate& p = output.infinite->probability;
  if (*p.value == 0) return {};
  const bool always = *p.value == 1;
  return (always ? "In all trials " : "In " + format_probability(*p.value, p.standard_error) + " of the trials ") + output.infinite->cause +
         (always ? "." : ", so that there is no mean.");
}

}  // namespace

std::string band_sentence(const OutputResult& output) {
  if (output.band == "line") return "The band is the line's: how sure the trend is, without the scatter of single values around it.";
  if (output.band == "prediction") return "The band is a prediction's: the line, and the scatter of single values around it.";
  return {};
}

std::vector<std::string> remarks_on(const OutputResult& output, const TextOptions& options) {
  std::vector<std::string> list;
  if (auto atoms = atoms_sentence(output, options); !atoms.empty()) list.push_back(std::move(atoms));
  if (auto gaps = gaps_sentence(output, options); !gaps.empty()) list.push_back(std::move(gaps));
  if (auto words = infinite_sentence(output); !words.empty()) list.push_back(std::move(words));
  if (output.non_finite > 0) list.push_back(format_count(output.non_finite) + (output.non_finite == 1 ? " trial was" : " trials were") + " not finite and left out.");
  return list;
}

std::vector<Statistic> statistics_of(const OutputResult& output, const TextOptions& options) {
  const NumberStyle style = style_of(output, options.digits.value_or(body_digits));
  std::vector<Statistic> list;
  if (const Estimate* median = median_of(output)) list.push_back(statistic("median", *median, output, style));
  list.push_back({format_level(output.interval.level) + " interval", interval_text(output.interval, output, style, true),
                  interval_errors_text(output.interval, output, style)});
  list.push_back(statistic("mean", output.mean, output, style));
  OutputResult spread = output;   // of dates it is a duration
  if (is_date(output)) spread.unit = "years";
  list.push_back(statistic("sd", output.sd, spread, is_date(output) ? NumberStyle{body_digits} : style));
  if (output.point) {
    const bool date = is_date(output);
    list.push_back({"point estimate", date ? date_of(*output.point, output) : with_unit(format_number(*output.point, 0.0, style), output.unit), {}});
  }
  return list;
}

std::string headline(const OutputResult& raw, const TextOptions& options) {
  OutputResult output = raw;
  output.unit = clean(output.unit, options.ascii);
  const std::string name = clean(output.name, options.ascii) + (output.series ? " in " + output.series->axis.labels.back() : "") + ": ";
  if (output.constant) return name + constant_text(output, options);
  if (output.condition) return name + condition_sentence(output, options);
  const Estimate* median = median_of(output);
  if (median == nullptr || !median->value) return name + "the median does not exist";
  const NumberStyle style = style_of(output, options.digits.value_or(headline_digits));
  return name + number(*median, output, style) + " (" + format_level(output.interval.level) +
         " interval: " + interval_text(output.interval, output, style, false) + ")";
}

std::vector<std::string> output_lines(const OutputResult& raw, const TextOptions& options) {
  OutputResult output = raw;
  output.unit = clean(output.unit, options.ascii);
  std::vector<std::string> lines;
  const auto add = [&](std::string_view text) {
    for (auto& line : wrap(text, options.width, 2)) lines.push_back(std::move(line));
  };
  if (!output.description.empty()) add("  " + clean(output.description, options.ascii));
  if (output.series) {
    for (auto& line : series_lines(output, options)) lines.push_back(std::move(line));
    return lines;
  }
  if (output.constant) {
    add("  A constant: nothing that it depends on varies.");
    return lines;
  }
  if (output.condition) return lines;
  if (const std::string band = band_sentence(output); !band.empty()) add("  " + band);
  const auto statistics = statistics_of(output, options);
  std::size_t label_width = 0, value_width = 0;
  for (const auto& s : statistics) {
    label_width = std::max(label_width, display_width(s.label));
    if (!s.error.empty()) value_width = std::max(value_width, display_width(s.value));
  }
  for (const auto& s : statistics) {
    const std::string line = "  " + pad(s.label, label_width, Align::right) + ": ";
    std::string full = line + (s.error.empty() ? s.value : pad(s.value, value_width) + "  " + s.error);
    // Where there is no room for both, the number matters more than its error.
    if (display_width(full) > options.width) full = cut(line + s.value, options.width, options.ascii);
    lines.push_back(std::move(full));
  }
  for (const std::string& remark : remarks_on(output, options)) add("  " + remark);
  auto picture = draw_histogram(output, options);
  if (!picture.empty()) lines.emplace_back();
  lines.insert(lines.end(), picture.begin(), picture.end());
  return lines;
}

std::string probability_sentence(const QuestionResult& question, const RunInfo& run, const TextOptions& options) {
  std::string text = clean(question.text, options.ascii) + " = ";
  const Estimate& p = question.probability;
  if (!p.value) return text + "unknown";
  text += format_probability(*p.value, p.standard_error, options.digits.value_or(headline_digits));
  // A zero that was counted says less than a zero that was proved, whose error is 0.
  const bool counted = !p.standard_error || *p.standard_error > 0;
  const double trials = run.effective_samples.value_or(static_cast<double>(run.samples) * run.given_share.value_or(1));
  const std::string of_trials = " of " + format_count(static_cast<std::uint64_t>(std::llround(trials))) + " trials)";
  if (*p.value == 0) return counted ? text + " (none" + of_trials : text;
  if (*p.value == 1) return counted ? text + " (all" + of_trials : text;
  if (!options.quiet && p.standard_error && *p.standard_error > 0) {
    text += " (standard error " + probability_error(*p.value, *p.standard_error) + ")";
  }
  return text;
}

std::vector<std::string> question_lines(const std::vector<QuestionResult>& questions, const RunInfo& run,
                                        const TextOptions& options) {
  std::vector<std::string> lines;
  for (const auto& question : questions) {
    const std::string name = clean(question.name, options.ascii);
    const std::string lead = options.quiet ? "" : "  ";
    const std::string when = question.axis ? " in " + question.axis->labels.back() : "";
    for (auto& line : wrap(lead + name + when + ": " + probability_sentence(question, run, options), options.width, 4)) {
      lines.push_back(std::move(line));
    }
    if (question.axis && !options.quiet) {
      for (auto& line : wrap("    " + steps_sentence(question), options.width, 4)) lines.push_back(std::move(line));
    }
    if (options.quiet || question.description.empty()) continue;
    for (auto& line : wrap("    " + clean(question.description, options.ascii), options.width, 4)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace botec
