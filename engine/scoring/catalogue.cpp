#include "scoring/catalogue.h"

#include <algorithm>

namespace botec {

namespace {

constexpr ScoreRow rows[] = {
    {.name = "crps", .label = "CRPS", .of = "numbers", .formula = "the integral of (F(x) - [x >= outcome])^2 over all x",
     .best = "0", .infinite = "where a tail falls no faster than 1/sqrt(x)", .source = "Matheson and Winkler 1976; Gneiting and Raftery 2007",
     .in_unit = true},
    {.name = "log_crps", .label = "CRPS of the logarithm", .of = "numbers",
     .formula = "the CRPS of the natural logarithm of forecast and outcome, both above zero", .best = "0", .infinite = "never",
     .source = "Bosse and others 2023", .compared = true},
    {.name = "log_score", .label = "log score", .of = "numbers",
     .formula = "minus the natural logarithm of the density at the outcome, or of the probability of a value that has one", .best = "none",
     .infinite = "where the forecast had ruled the outcome out", .source = "Good 1952; Gneiting and Raftery 2007",
     .in_unit = true, .compared = true},
    {.name = "interval_score", .label = "interval score", .of = "numbers",
     .formula = "the width of the interval plus 2/(1 - level) times the distance of an outcome outside", .best = "0", .infinite = "never",
     .source = "Winkler 1972; Gneiting and Raftery 2007", .in_unit = true},
    {.name = "quantile_score", .label = "quantile score", .of = "numbers",
     .formula = "twice the mean over the quantiles of (outcome - quantile) * (p - [outcome < quantile]): the weighted interval score",
     .best = "0", .infinite = "never", .source = "Koenker and Bassett 1978; Bracher and others 2021", .in_unit = true},
    {.name = "percentile", .label = "percentile", .of = "numbers",
     .formula = "P(X < outcome) + P(X = outcome)/2 by the forecast; spread evenly over many calibrated forecasts", .best = "none: not a loss",
     .infinite = "never", .source = "Dawid 1984"},
    {.name = "brier", .label = "Brier score", .of = "probabilities", .formula = "(probability - [it happened])^2", .best = "0",
     .infinite = "never", .source = "Brier 1950", .compared = true},
    {.name = "log_loss", .label = "log loss", .of = "probabilities", .formula = "minus the natural logarithm of the probability given to what came; divided by 0.693 it is in bits",
     .best = "0", .infinite = "where 0% or 100% was said and the other came", .source = "Good 1952", .compared = true},
};

}  // namespace

std::span<const ScoreRow> score_catalogue() { return rows; }

const ScoreRow* find_score(std::string_view name) {
  const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const ScoreRow& r) { return r.name == name; });
  return row == std::end(rows) ? nullptr : row;
}

}  // namespace botec
