#include <algorithm>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/score_report.h"
#include "report/table.h"
#include "report/text_report.h"
#include "scoring/catalogue.h"

namespace botec {

namespace {

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

void append_wrapped(std::string& text, const std::string& line, const TextOptions& options, std::size_t hanging = 2) {
  append(text, wrap(clean(line, options.ascii), options.width, hanging));
}

std::string number(const Estimate& e, int digits = 3) {
  if (!e.value) return "none";
  NumberStyle style;
  style.digits = digits;
  return *e.value == 0 ? "0" : format_number(*e.value, e.standard_error, style);
}

const ScoreValue* score_of(const ScoredForecast& forecast, std::string_view name) {
  const auto found = std::find_if(forecast.scores.begin(), forecast.scores.end(), [&](const ScoreValue& s) { return s.name == name; });
  return found == forecast.scores.end() ? nullptr : &*found;
}

std::string score_cell(const ScoredForecast& forecast, std::string_view name) {
  const ScoreValue* score = score_of(forecast, name);
  if (score == nullptr) return {};
  if (!score->value.value) return score->missing.starts_with("infinite") ? "infinite" : "none";
  return number(score->value);
}

std::string percentile_cell(const ScoredForecast& forecast) {
  const ScoreValue* score = score_of(forecast, "percentile");
  if (score == nullptr || !score->value.value) return {};
  constexpr double least = 1e-4;   // beyond, a percentile says no more than that the outcome was not expected
  const double p = *score->value.value;
  return p < least ? "<0.01%" : p > 1 - least ? ">99.99%" : format_probability(p, score->value.standard_error);
}

// "5M to 33M USD"
std::string interval_text(const ScoredForecast& forecast, double level) {
  for (const LevelScore& entry : forecast.levels) {
    if (entry.level != level) continue;
    if (forecast.unit == "date") return date_text(entry.low, entry.high - entry.low) + " to " + date_text(entry.high, entry.high - entry.low);
    const double ends[] = {entry.low, entry.high};
    const NumberStyle style = common_style(ends, 2);
    return format_number(entry.low, std::nullopt, style) + " to " + with_unit(format_number(entry.high, std::nullopt, style), forecast.unit);
  }
  return {};
}

// As exact as it was told; of a date the day where the forecast is about days.
std::string outcome_text(const ScoredForecast& forecast, double level) {
  if (forecast.unit != "date") return format_exact(*forecast.outcome, 4);
  double width = 1;
  for (const LevelScore& entry : forecast.levels) {
    if (entry.level == level) width = entry.high - entry.low;
  }
  return date_text(*forecast.outcome, width);
}

bool has(const ScoredForecast& f, std::string_view name) {
  const ScoreValue* score = score_of(f, name);
  return score != nullptr && score->value.value;
}

std::vector<std::string> number_lines(const ScoreResult& result, bool several, const TextOptions& options) {
  // Where every forecast is above zero, the score without a unit says more.
  const bool all_positive = std::all_of(result.forecasts.begin(), result.forecasts.end(), [](const ScoredForecast& f) { return f.open || f.yes_no || has(f, "log_crps"); });
  TextTable table;
  table.columns = {{"number", Align::left, 10, 1}, {several ? "by" : "", Align::left, 4, 2}, {format_level(result.level) + " interval", Align::left},
                   {"outcome", Align::right}, {"percentile", Align::right, 0, 3}, {"CRPS", Align::right, 0, all_positive ? 6 : 0}, {"of log", Align::right, 0, 4}, {"log score", Align::right, 0, 5}};
  for (const ScoredForecast& f : result.forecasts) {
    if (f.open || f.yes_no) continue;
    table.rows.push_back({clean(f.question, options.ascii), several ? clean(f.by, options.ascii) : "", clean(interval_text(f, result.level), options.ascii),
                          outcome_text(f, result.level), percentile_cell(f), score_cell(f, "crps"), score_cell(f, "log_crps"), score_cell(f, "log_score")});
  }
  return table.rows.empty() ? std::vector<std::string>{} : lay_out(table, options);
}

std::vector<std::string> probability_lines(const ScoreResult& result, bool several, const TextOptions& options) {
  TextTable table;
  table.columns = {{"yes or no", Align::left, 10, 1}, {several ? "by" : "", Align::left, 4, 2}, {"said", Align::right}, {"came", Align::left}, {"Brier", Align::right}, {"log loss", Align::right}};
  for (const ScoredForecast& f : result.forecasts) {
    if (f.open || !f.yes_no) continue;
    table.rows.push_back({clean(f.question, options.ascii), several ? clean(f.by, options.ascii) : "", format_probability(*f.probability.value, f.probability.standard_error, 3),
                          *f.outcome == 1 ? "yes" : "no", score_cell(f, "brier"), score_cell(f, "log_loss")});
  }
  return table.rows.empty() ? std::vector<std::string>{} : lay_out(table, options);
}

std::vector<std::string> open_lines(const ScoreResult& result, bool several, const TextOptions& options) {
  TextTable table;
  table.columns = {{"open", Align::left, 10, 1}, {several ? "by" : "", Align::left, 4, 2}, {"forecast", Align::left, 10, 3}};
  for (const ScoredForecast& f : result.forecasts) {
    if (!f.open) continue;
    const std::string interval = interval_text(f, result.level);
    const std::string said = f.probability.value ? format_probability(*f.probability.value, std::nullopt, 3) : interval.empty() ? f.forecast : interval;
    table.rows.push_back({clean(f.question, options.ascii), several ? clean(f.by, options.ascii) : "", clean(said, options.ascii)});
  }
  return table.rows.empty() ? std::vector<std::string>{} : lay_out(table, options);
}

std::vector<std::string> mean_lines(const ForecasterSummary& summary, const TextOptions& options) {
  TextTable table;
  table.columns = {{"score", Align::left, 12, 1}, {"mean", Align::right}, {"", Align::left, 0, 2}, {"questions", Align::left}};
  for (const MeanScore& mean : summary.means) {
    const std::string unit = mean.name == "log_score" ? "" : clean(mean.unit, options.ascii);
    const std::string error = mean.mean.standard_error ? (options.ascii ? "+- " : "± ") + number({mean.mean.standard_error, std::nullopt}, 2) : "";
    table.rows.push_back({std::string(find_score(mean.name)->label), with_unit(number({mean.mean.value, std::nullopt}), unit), error,
                          std::to_string(mean.questions) + (mean.missing > 0 ? " of " + std::to_string(mean.questions + mean.missing) : "")});
  }
  return table.rows.empty() ? std::vector<std::string>{} : lay_out(table, options);
}

std::string sharpness_sentence(const ForecasterSummary& summary, double level, const TextOptions& options) {
  std::string text;
  if (summary.factor) {
    text += "  Sharpness: the " + format_level(level) + " intervals span a factor of " + number({summary.factor, std::nullopt}) + " (geometric mean" +
            (summary.factors < summary.numbers ? " of the " + std::to_string(summary.factors) + " above zero" : "") + ")";
  }
  if (summary.width) text += (text.empty() ? "  Sharpness: the " + format_level(level) + " intervals are " : ", and are ") + with_unit(number({summary.width, std::nullopt}), clean(summary.width_unit, options.ascii)) + " wide on average";
  return text.empty() ? text : text + ".";
}

std::string discrimination_sentence(const ForecasterSummary& summary) {
  if (!summary.said_if_yes || !summary.said_if_no) return {};
  return "  It happened in " + format_probability(summary.base_rate, std::nullopt) + " of the cases; what happened was given " +
         format_probability(*summary.said_if_yes, std::nullopt) + " on average, what did not " + format_probability(*summary.said_if_no, std::nullopt) + ".";
}

std::string summary_text(const ForecasterSummary& summary, const ScoreResult& result, bool several, const TextOptions& options) {
  std::string text;
  if (summary.numbers + summary.yes_no == 0) return text;
  const std::string of = several ? " of " + clean(summary.by, options.ascii) : "";
  text += "\n" + paint("Calibration" + of, Paint::bold, options) + "\n";
  append(text, coverage_lines(summary, options));
  if (!summary.percentiles.empty() && !options.quiet) {
    append_wrapped(text, "  Outcomes by their percentile of the forecast; " + std::to_string(summary.below_median) + " of " + std::to_string(summary.numbers) + " fell below the median:", options);
    append(text, percentile_lines(summary, options));
  }
  append(text, reliability_lines(summary, options));
  if (const std::string sentence = discrimination_sentence(summary); !sentence.empty()) append_wrapped(text, sentence, options);
  append(text, mean_lines(summary, options));
  if (const std::string sentence = sharpness_sentence(summary, result.level, options); !sentence.empty()) append_wrapped(text, sentence, options);
  return text;
}

std::string comparison_sentence(const Comparison& c, const TextOptions& options) {
  const PairedDifference& p = c.paired;
  const ScoreRow* row = find_score(c.score);
  std::string text = "  " + c.first + " against " + c.second + ", " + std::string(row->label) + " on " + std::to_string(p.questions) + (p.questions == 1 ? " question: " : " questions: ");
  NumberStyle style;
  style.digits = 2;
  const double size = std::abs(p.difference.mean);
  text += size == 0 ? "the same" : with_unit(format_number(size, std::nullopt, style), c.unit) + (p.difference.mean < 0 ? " better" : " worse");
  if (p.low) text += " (95% sure of " + format_number(*p.low, std::nullopt, style) + " to " + format_number(*p.high, std::nullopt, style) + ", below 0 is better)";
  text += "; better on " + std::to_string(p.first_better) + ", worse on " + std::to_string(p.second_better);
  if (p.first_better + p.second_better > 1) text += " (by luck alone: " + format_probability(p.sign_test, std::nullopt) + ")";
  if (c.skill) text += "; skill " + std::string(*c.skill < 0 ? "-" : "") + format_probability(std::abs(*c.skill), std::nullopt);
  if (c.left_out > 0) text += "; " + std::to_string(c.left_out) + " left out, where a score is not finite";
  return clean(text, options.ascii) + ".";
}

// What the columns mean, and why a score is missing.
void append_notes(std::string& text, const ScoreResult& result, const TextOptions& options) {
  for (const ScoredForecast& forecast : result.forecasts) {
    for (const ScoreValue& score : forecast.scores) {
      if (score.value.value) continue;
      append_wrapped(text, forecast.question + (result.forecasters.size() > 1 ? " by " + forecast.by : "") + ": no " + std::string(find_score(score.name)->label) + ": " + score.missing + ".", options);
    }
  }
  append_wrapped(text, "Scores are losses: smaller is better. CRPS is in the unit of the number, `of log` is the CRPS of its logarithm, the log score is in nats. `botec score --list` explains each; "
                       "intervals of shares are Clopper and Pearson's.", options, 0);
  if (result.samples > 0) append_wrapped(text, "Models were sampled " + format_count(result.samples) + " times, seed " + std::to_string(result.seed) + ".", options, 0);
}

}  // namespace

std::string score_text(const ScoreResult& result, const TextOptions& options) {
  const auto open = static_cast<std::size_t>(std::count_if(result.forecasts.begin(), result.forecasts.end(), [](const ScoredForecast& f) { return f.open; }));
  const std::size_t scored = result.forecasts.size() - open;
  const bool several = result.forecasters.size() > 1;
  std::string headline = (result.title.empty() ? "" : clean(result.title, options.ascii) + ": ") + std::to_string(scored) + (scored == 1 ? " forecast scored" : " forecasts scored");
  if (several) headline += " by " + std::to_string(result.forecasters.size()) + " forecasters";
  if (open > 0) headline += ", " + std::to_string(open) + " open";
  std::string text;
  for (const auto& line : wrap(headline, options.width, 2)) text.append(paint(line, Paint::bold, options)).append("\n");
  for (const auto& lines : {number_lines(result, several, options), probability_lines(result, several, options), options.quiet ? std::vector<std::string>{} : open_lines(result, several, options)}) {
    if (!lines.empty()) text += '\n';
    append(text, lines);
  }
  for (const ForecasterSummary& summary : result.forecasters) text += summary_text(summary, result, several, options);
  if (!result.comparisons.empty()) text += "\n" + paint("Comparison", Paint::bold, options) + "\n";
  for (const Comparison& comparison : result.comparisons) append_wrapped(text, comparison_sentence(comparison, options), options, 4);
  if (options.quiet) return text;
  text += '\n';
  append_notes(text, result, options);
  for (const auto& warning : result.warnings) text += diagnostic_text(warning, options);
  return text;
}

std::string scores_text(const TextOptions& options) {
  std::string text;
  for (const ScoreRow& row : score_catalogue()) {
    text += paint(row.name, Paint::bold, options) + "\n";
    append_wrapped(text, "  " + std::string(row.label) + ", of " + std::string(row.of) + ": " + std::string(row.formula) + ".", options, 4);
    append_wrapped(text, "  Perfect: " + std::string(row.best) + ". Infinite: " + std::string(row.infinite) + ". " + std::string(row.source) + ".", options, 4);
  }
  return text;
}

}  // namespace botec
