#include "result/assemble_score.h"

#include <algorithm>
#include <cmath>

#include "scoring/catalogue.h"
#include "scoring/rules.h"

namespace botec {

namespace {

Estimate estimate(const Score& score, double factor) {
  if (!score.value) return {};
  return {*score.value * factor, score.error * std::abs(factor)};
}

const LevelScore* level_of(const ScoredForecast& forecast, double level) {
  const auto found = std::find_if(forecast.levels.begin(), forecast.levels.end(), [&](const LevelScore& l) { return l.level == level; });
  return found == forecast.levels.end() ? nullptr : &*found;
}

const ScoreValue* score_of(const ScoredForecast& forecast, std::string_view name) {
  const auto found = std::find_if(forecast.scores.begin(), forecast.scores.end(), [&](const ScoreValue& s) { return s.name == name; });
  return found == forecast.scores.end() ? nullptr : &*found;
}

using Forecasts = std::vector<const ScoredForecast*>;

// Of losses and widths, which are differences: those of dates are durations.
std::string unit_of_differences(const std::string& unit) { return unit == "date" ? "year" : unit; }

// The unit that all have, where a score needs one; empty text where it does not.
std::optional<std::string> common_unit(const Forecasts& forecasts, const ScoreRow& row) {
  if (!row.in_unit || forecasts.empty()) return std::string();
  const std::string& unit = forecasts.front()->unit;
  const bool same = std::all_of(forecasts.begin(), forecasts.end(), [&](const ScoredForecast* f) { return f->unit == unit; });
  return same ? std::optional(unit_of_differences(unit)) : std::nullopt;
}

std::vector<MeanScore> mean_scores(const Forecasts& all) {
  std::vector<MeanScore> means;
  for (const bool yes_no : {false, true}) {
    Forecasts forecasts;
    std::copy_if(all.begin(), all.end(), std::back_inserter(forecasts), [&](const ScoredForecast* f) { return f->yes_no == yes_no; });
    for (const ScoreRow& row : score_catalogue()) {
      const auto unit = common_unit(forecasts, row);
      if (!unit || forecasts.empty() || row.name == "percentile") continue;
      MeanScore mean{std::string(row.name), *unit, {}, 0, 0};
      std::vector<double> values;
      for (const ScoredForecast* forecast : forecasts) {
        const ScoreValue* score = score_of(*forecast, row.name);
        if (score != nullptr && score->value.value) values.push_back(*score->value.value);
        else if (score != nullptr) ++mean.missing;   // else it is none of this forecast: a date has no logarithm
      }
      mean.questions = values.size();
      if (values.empty()) continue;
      const MeanWithError found = mean_with_error(values);
      mean.mean = {found.mean, found.error};
      means.push_back(std::move(mean));
    }
  }
  return means;
}

void summarise_numbers(const Forecasts& numbers, double level, ForecasterSummary& summary) {
  summary.numbers = numbers.size();
  if (numbers.empty()) return;
  double log_factor = 0, width = 0;
  bool one_unit = true;
  for (const ScoredForecast* forecast : numbers) {
    const double percentile = score_of(*forecast, "percentile")->value.value.value_or(0.5);
    summary.places.push_back(percentile);
    summary.below_median += percentile < 0.5 ? 1 : 0;
    one_unit = one_unit && forecast->unit == numbers.front()->unit;
    const LevelScore* shown = level_of(*forecast, level);
    if (shown == nullptr) continue;
    width += (shown->high - shown->low) / static_cast<double>(numbers.size());
    if (!(shown->low > 0) || forecast->unit == "date") continue;   // dates have no ratio
    log_factor += std::log(shown->high / shown->low);
    ++summary.factors;
  }
  summary.percentiles = percentile_counts(summary.places, 10);
  if (summary.factors > 0) summary.factor = std::exp(log_factor / static_cast<double>(summary.factors));
  if (one_unit) summary.width = width;
  summary.width_unit = unit_of_differences(numbers.front()->unit);
  // Every level that all forecasts have; those written by one alone stay with it.
  for (const LevelScore& entry : numbers.front()->levels) {
    std::size_t held = 0, of = 0;
    for (const ScoredForecast* forecast : numbers) {
      const LevelScore* found = level_of(*forecast, entry.level);
      of += found != nullptr ? 1 : 0;
      held += found != nullptr && found->inside ? 1 : 0;
    }
    if (of == numbers.size()) summary.coverage.push_back({entry.level, share_of(held, of)});
  }
}

void summarise_probabilities(const Forecasts& forecasts, ForecasterSummary& summary) {
  summary.yes_no = forecasts.size();
  std::vector<SaidAndDone> said;
  double if_yes = 0, if_no = 0, yes = 0;
  for (const ScoredForecast* forecast : forecasts) {
    const bool happened = *forecast->outcome == 1;
    said.push_back({*forecast->probability.value, happened});
    (happened ? if_yes : if_no) += *forecast->probability.value;
    yes += happened ? 1 : 0;
  }
  summary.reliability = reliability(said);
  const double n = static_cast<double>(forecasts.size());
  if (yes > 0) summary.said_if_yes = if_yes / yes;
  if (yes < n) summary.said_if_no = if_no / (n - yes);
  if (n > 0) summary.base_rate = yes / n;
}

// Questions that both answered, as pairs of forecasts. Of several forecasts by one person on one question the last counts.
std::vector<std::pair<const ScoredForecast*, const ScoredForecast*>> common_questions(const ScoreResult& result, const std::string& a, const std::string& b) {
  std::vector<std::pair<const ScoredForecast*, const ScoredForecast*>> pairs;
  for (const ScoredForecast& first : result.forecasts) {
    if (first.open || first.by != a) continue;
    for (const ScoredForecast& second : result.forecasts) {
      if (!second.open && second.by == b && second.question == first.question) pairs.emplace_back(&first, &second);
    }
  }
  return pairs;
}

void compare_by(const ScoreRow& row, const std::vector<std::pair<const ScoredForecast*, const ScoredForecast*>>& pairs, bool yes_no,
                Comparison comparison, std::vector<Comparison>& comparisons) {
  std::vector<double> first, second;
  Forecasts involved;
  for (const auto& [a, b] : pairs) {
    if (a->yes_no != yes_no) continue;
    const ScoreValue *x = score_of(*a, row.name), *y = score_of(*b, row.name);
    if (x == nullptr || y == nullptr) continue;
    if (!x->value.value || !y->value.value) {
      ++comparison.left_out;
      continue;
    }
    first.push_back(*x->value.value);
    second.push_back(*y->value.value);
    involved.push_back(a);
  }
  const auto unit = row.compared ? std::optional(std::string()) : common_unit(involved, row);
  if (first.empty() || !unit) return;
  comparison.unit = *unit;
  comparison.paired = paired_difference(first, second);
  const double mean_second = mean_with_error(second).mean;
  if (comparison.skill && row.best == "0" && mean_second > 0) comparison.skill = 1 - mean_with_error(first).mean / mean_second;
  else comparison.skill.reset();
  comparisons.push_back(std::move(comparison));
}

void compare(ScoreResult& result, const std::string& a, const std::string& b) {
  const auto pairs = common_questions(result, a, b);
  for (const bool yes_no : {false, true}) {
    for (const ScoreRow& row : score_catalogue()) {
      if ((row.of == "probabilities") != yes_no || !(row.compared || row.name == "crps")) continue;
      Comparison comparison;
      comparison.first = a;
      comparison.second = b;
      comparison.score = row.name;
      if (b == result.baseline) comparison.skill = 0;
      compare_by(row, pairs, yes_no, std::move(comparison), result.comparisons);
    }
  }
}

}  // namespace

void put_scores(const LawScores& scores, double factor, double level, ScoredForecast& forecast) {
  forecast.median = scores.median * factor;
  for (LevelScore entry : scores.levels) {
    entry.low *= factor;
    entry.high *= factor;
    entry.score *= factor;
    forecast.levels.push_back(entry);
  }
  for (QuantileScore entry : scores.quantiles) {
    entry.value *= factor;
    entry.loss *= factor;
    forecast.quantiles.push_back(entry);
  }
  const auto add = [&](const char* name, const Score& score, double by) { forecast.scores.push_back({name, estimate(score, by), score.missing}); };
  add("crps", scores.crps, factor);
  if (forecast.unit != "date") add("log_crps", scores.log_crps, 1);
  Score log_score = scores.log_score;
  if (log_score.value) *log_score.value += std::log(factor);   // a density per unit of the question
  add("log_score", log_score, 1);
  if (const LevelScore* shown = level_of(forecast, level)) forecast.scores.push_back({"interval_score", {shown->score, 0.0}, {}});
  forecast.scores.push_back({"quantile_score", {scores.mean_quantile_loss * factor, 0.0}, {}});
  add("percentile", scores.percentile, 1);
}

void put_scores_of_probability(bool happened, ScoredForecast& forecast) {
  forecast.outcome = happened ? 1 : 0;
  const double p = *forecast.probability.value, error = forecast.probability.standard_error.value_or(0);
  const double log = logarithmic_score(p, happened), said = happened ? p : 1 - p;
  ScoreValue loss{"log_loss", {}, {}};
  if (std::isfinite(log)) loss.value = {log + 0.0, error / said};   // no minus before a zero
  else loss.missing = "infinite: the forecast had ruled out what came";
  forecast.scores.push_back({"brier", {brier_score(p, happened), 2 * (1 - said) * error}, {}});
  forecast.scores.push_back(std::move(loss));
}

void summarise(ScoreResult& result) {
  std::vector<std::string> names;
  for (const ScoredForecast& forecast : result.forecasts) {
    if (std::find(names.begin(), names.end(), forecast.by) == names.end()) names.push_back(forecast.by);
  }
  for (const std::string& name : names) {
    Forecasts scored, numbers, probabilities;
    ForecasterSummary summary;
    summary.by = name;
    for (const ScoredForecast& forecast : result.forecasts) {
      if (forecast.by != name) continue;
      if (forecast.open) {
        ++summary.open;
        continue;
      }
      scored.push_back(&forecast);
      (forecast.yes_no ? probabilities : numbers).push_back(&forecast);
    }
    summary.means = mean_scores(scored);
    summarise_numbers(numbers, result.level, summary);
    summarise_probabilities(probabilities, summary);
    result.forecasters.push_back(std::move(summary));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      if (result.baseline.empty()) compare(result, names[i], names[j]);
      else if (names[j] == result.baseline) compare(result, names[i], names[j]);
      else if (names[i] == result.baseline) compare(result, names[j], names[i]);
    }
  }
}

}  // namespace botec
