// The rows. Arguments of families (`mean`, `sd`, …) stand in their own catalogue, quantiles (`p5`) in none.
#include "report/format_keys.h"

#include <algorithm>
#include <array>

namespace botec {
namespace {

constexpr auto forms = std::to_array<FormatForm>({
    {"model", "", "A model: what is known about each input, and how results follow.", "", "inputs | formulas"},
    {"input", "inputs: NAME:", "A quantity, a range or a distribution; in short, or as a map with room for where it comes from.",
     "quantity or range or call", "value | range | distribution | pool | components | file | quantile"},
    {"formula", "formulas: NAME:", "What is computed; in short, or as a map with its unit and description.", "formula_text", "formula | pool", true},
    {"question", "questions: NAME:", "A probability to answer.", "question_text", "question"},
    {"over", "over:", "The coordinate of series, by a name of yours.", "", ""},
    {"observation", "observe: -", "What was seen of a quantity, and how exactly.", "",
     "quantity, value, sd | quantity, value, factor | quantity, value, gsd | quantity, count | quantity, successes, trials", true},
    {"correlation", "correlations: -", "The rank correlation of two inputs.", "", "inputs, rank"},
    {"scenario", "scenarios: NAME:", "Inputs that it replaces, and by what.", "", ""},
    {"expected", "expect: NAME:", "What the source claims of a formula or question: a number, a map of figures, or a list of such maps.",
     "quantity or expectation or list of expectation", ""},
    {"expectation", "expect: NAME:", "Figures that a formula or question must reproduce.", "",
     "point | median | mean | sd | low | high | probability | quantile"},
    {"decision", "decision:", "A choice between formulas by their expected values.", "", "options"},
    {"table", "data: NAME:", "A table from a CSV file.", "", "file"},
    {"columns", "data: NAME: columns:", "Columns computed from those of the file.", "", ""},
    {"trend", "trends: NAME:", "A straight line through the rows of a table.", "", "data, x, y"},
    {"selection", "trends: NAME: select:", "The rows that count.", "one of all, records", "largest | z_above, window", true},
    {"exclusion", "trends: NAME: exclude:", "Rows to leave out, by what stands in a column.", "", ""},
    {"run", "run:", "The author's run settings; options of the command line win.", "", ""},

    {"forecasts", "", "A file of forecasts: what was said, and what came out. `botec score` reads it.", "", "forecasts", false,
     FormatFile::forecasts, "model: sources range_level units"},
    {"forecast_question", "forecasts: NAME:", "What was asked and what came out, with the forecast or those of several.", "",
     "forecast | probability | model | forecasts | value | range | distribution | pool | components | file | quantile", false,
     FormatFile::forecasts, "forecast, input"},
    {"forecast", "forecasts: NAME: forecasts: WHO:", "The forecast of one forecaster; in short, or as a map with room for when it was made.",
     "quantity or range or call", "forecast | probability | model | value | range | distribution | pool | components | file | quantile", false,
     FormatFile::forecasts, "input"},
});

constexpr auto keys = std::to_array<FormatKey>({
    {"model", "title", "text", "What the model estimates, in a line.", "Training compute of GOAT"},
    {"model", "description", "text", "What the model estimates, in a sentence or a paragraph.", "Hardware-based estimate."},
    {"model", "sources", "map of text", "Publications under names, to which `source:` refers.", R"({"paper": "https://example.org/paper"})"},
    {"model", "range_level", "share", "The level of every range in the file; 90% without it.", "80%"},
    {"model", "units", "map of unit_text", "Counted things, each its own dimension, and multiples of known units.", R"({"chip": "one chip", "board": "4 chip"})"},
    {"model", "import", "map of text", "Other model files by names; what they hold is used as `name.input`.", R"({"hardware": "hardware.yaml"})"},
    {"model", "data", "map of table", "Tables from CSV files.", R"({"systems": {"file": "systems.csv"}})"},
    {"model", "over", "over", "The coordinate of series. Formulas that use it have a value at every step.", R"({"year": "2024 to 2035"})"},
    {"model", "inputs", "map of input or nothing", "Name and value of every input.", R"({"chips": "8 chip", "share": "5% to 40%"})"},
    {"model", "trends", "map of trend", "Straight lines through the rows of a table.",
     R"({"frontier": {"data": "systems", "x": "date", "y": "compute", "unit": "FLOP", "scale": "log"}})"},
    {"model", "formulas", "map of formula", "Name and expression of everything that is computed.", R"({"cost": "chips * price"})"},
    {"model", "outputs", "list of text", "The formulas, or inputs, to show. Without it: every formula that no other formula uses.", R"(["cost"])"},
    {"model", "questions", "map of question", "Probabilities to answer.", R"x({"over_a_million": "P(cost > 1M [USD])"})x"},
    {"model", "given", "list of formula_text", "Conditions that a trial must meet to count.", R"(["start < end"])"},
    {"model", "observe", "list of observation", "What was seen of the model's quantities, by which trials are weighed.",
     R"([{"quantity": "growth", "value": "42%", "sd": "10%"}])"},
    {"model", "correlations", "list of correlation", "Rank correlations between inputs.", R"([{"inputs": ["price", "size"], "rank": 0.5}])"},
    {"model", "scenarios", "map of scenario", "Named sets of other inputs.", R"({"small": {"chips": "2 chip"}})"},
    {"model", "expect", "about expected", "Figures that the model must reproduce.", R"({"cost": {"p5": "1M USD", "p95": "3M USD", "within": "5%"}})"},
    {"model", "groups", "map of names", "Inputs that `botec rank` also ranks together.", R"({"hardware": ["price", "lifetime"]})"},
    {"model", "decision", "decision", "Options between which the best expected one is chosen.", R"({"options": {"build": "revenue - cost", "wait": 0}})"},
    {"model", "run", "run", "Defaults of the run settings.", R"({"interval": "90%", "seed": 1})"},

    {"input", "value", "quantity", "A constant.", "8 chip"},
    {"input", "range", "range", "The two ends of a central interval, of 90% unless `level` says otherwise; lognormal without a `distribution`.", "5 to 10 USD"},
    {"input", "level", "share", "The level of the range.", "80%", "range"},
    {"input", "distribution", "family", "The family; its arguments, or quantiles such as `p5`, stand beside it.", "normal"},
    {"input", "values", "list of quantity", "The values of `categorical` and `empirical`.", "[1, 2, 4]"},
    {"input", "weights", "list of number", "Weights of values, components or sources; equal without them.", "[2, 1]"},
    {"input", "components", "list of input", "The parts of a mixture, each an input in any form.", R"(["1 to 2", "5 to 10"])"},
    {"input", "pool", "collection of input", "Several estimates of the one quantity.", R"({"by_steps": "85 to 96 days", "by_benchmark": "75 to 88 days"})"},
    {"input", "method", "one of mixture, geometric, quantile, precision", "How the pool is made of its sources.", "geometric", "pool"},
    {"input", "scale", "one of log, linear or quantity", "Of a pool: whether quantiles or values are averaged as they are or as logarithms. Also an argument of families.", "log"},
    {"input", "file", "text", "Of `empirical`: a CSV file, relative to the model.", "waiting_times.csv", "column"},
    {"input", "column", "text", "Of `empirical`: the column of the file.", "minutes", "file"},
    {"input", "smooth", "flag", "Of `empirical`: a density around the values.", "true"},
    {"input", "unit", "text", "The unit of numbers that have none of their own.", "USD/day"},
    {"input", "min", "quantity", "Truncates: the distribution is conditioned on values from here.", "0"},
    {"input", "max", "quantity", "Truncates: the distribution is conditioned on values up to here.", "100%"},
    {"input", "point", "quantity", "The author's single best guess, for the point estimate.", "10%"},
    {"input", "per", "text", "Drawn anew at each step of this coordinate of `over`.", "year"},
    {"input", "ar", "correlation_number", "Of `per`: the correlation of neighbouring steps.", "0.6", "per"},
    {"input", "source", "text", "Where it comes from: a name under `sources`, or any text.", "paper"},
    {"input", "note", "text", "For the reader.", "Why this range"},
    {"input", "description", "text", "For the reader.", "Price of one chip"},

    {"formula", "formula", "formula_text", "The expression.", "chips * price"},
    {"formula", "unit", "text", "The unit in which it is shown, and which it must have; `date` for a date.", "USD"},
    {"formula", "description", "text", "What is shown with the result.", "What the figure plots"},
    {"formula", "source", "text", "Where it comes from: a name under `sources`, or any text.", "paper"},
    {"formula", "note", "text", "For the reader.", "Without staff"},
    {"formula", "pool", "collection of formula_text", "Several ways to the one quantity.", R"(["by_hardware", "by_count"])"},
    {"formula", "method", "one of mixture, precision, mean, geometric_mean", "How the pool is made of its sources.", "mixture", "pool"},
    {"formula", "weights", "list of number", "Weights of the sources; equal without them.", "[2, 1]", "pool"},
    {"formula", "scale", "one of log, linear", "Of `method: precision`: whether values are averaged as they are or as logarithms.", "log", "pool"},

    {"question", "question", "question_text", "The probability that is asked for.", "P(cost > 1M [USD])"},
    {"question", "description", "text", "What is shown with the answer.", "Whether the first is the dearer"},

    {"over", "*", "range", "The first and the last step: years, dates or numbers.", "2024 to 2035"},
    {"over", "step", "quantity", "From one step to the next; 1 without it.", "3 months"},

    {"observation", "quantity", "formula_text", "What was observed: any formula.", "failure_rate * 30 [day]"},
    {"observation", "value", "quantity", "What was measured.", "42%"},
    {"observation", "sd", "quantity", "The standard deviation of a normal error.", "10%", "value"},
    {"observation", "factor", "number", "An error that is a factor: 90% of such measurements are within it.", "1.5", "value"},
    {"observation", "gsd", "number", "The same by its geometric standard deviation.", "1.3", "value"},
    {"observation", "count", "whole", "A count whose expectation is the quantity (Poisson).", "4"},
    {"observation", "successes", "whole", "Of `trials`, the quantity being the probability of one.", "11", "trials"},
    {"observation", "trials", "whole", "How many there were.", "160", "successes"},
    {"observation", "source", "text", "Where it comes from.", "survey"},
    {"observation", "note", "text", "For the reader.", "First quarter only"},
    {"observation", "description", "text", "For the reader.", "Growth in 2023"},

    {"correlation", "inputs", "two_names", "The two inputs.", R"(["utilization", "population"])"},
    {"correlation", "rank", "correlation_number", "Their Spearman rank correlation, from -1 to 1.", "-0.3"},

    {"scenario", "*", "input", "What replaces this input.", "32 agent"},

    {"expectation", "point", "quantity", "The point estimate.", "2M USD"},
    {"expectation", "median", "quantity", "The median.", "1.2M USD"},
    {"expectation", "mean", "quantity", "The mean.", "1.5M USD"},
    {"expectation", "sd", "quantity", "The standard deviation.", "0.4M USD"},
    {"expectation", "low", "quantity", "The low end of the interval shown.", "0.8M USD"},
    {"expectation", "high", "quantity", "The high end of the interval shown.", "2.6M USD"},
    {"expectation", "probability", "quantity", "Of a question: its answer.", "0.02"},
    {"expectation", "within", "quantity", "The relative tolerance, at most 100%; 1% without it. Of dates, years.", "5%"},
    {"expectation", "scenario", "text", "The scenario of which this is expected.", "slow"},

    {"decision", "options", "collection of formula_text", "Two formulas or more, of one dimension.", R"({"build": "revenue - cost", "wait": 0})"},
    {"decision", "choose", "one of largest, smallest", "Which expected value is the best.", "smallest"},

    {"table", "file", "text", "The CSV file, relative to the model, with the names of the columns in its first row.", "data/systems.csv"},
    {"table", "columns", "columns", "New columns, computed before `where` looks at them.", R"({"per_parameter": "compute / parameters"})"},
    {"table", "where", "formula_text", "The condition that a row must meet.", R"(size > 5 and not missing(cost))"},

    {"columns", "*", "formula_text", "A formula of other columns.", "compute / parameters"},

    {"trend", "data", "text", "The table: a name under `data`.", "systems"},
    {"trend", "x", "text", "The column across.", "publication_date"},
    {"trend", "y", "text", "The column up.", "training_compute"},
    {"trend", "unit", "text", "The unit of y; a pure number without it.", "FLOP"},
    {"trend", "x_unit", "text", "The unit of an x that is no date.", "m"},
    {"trend", "scale", "one of log, linear", "Whether the line goes through the values (the default) or their logarithms, as exponential growth wants.", "log"},
    {"trend", "select", "selection", "The rows that count: all, records (each larger than all before), or a rule.", "records"},
    {"trend", "from", "quantity", "Rows before are not taken.", "2015"},
    {"trend", "to", "quantity", "Rows from here on are not taken.", "2022-06"},
    {"trend", "exclude", "exclusion", "Rows to leave out.", R"({"name": ["AlphaGo Master", "AlphaGo Zero"]})"},
    {"trend", "fit", "one of least_squares, theil_sen, two_regimes", "The line: `theil_sen` is not moved by a few wild rows, `two_regimes` changes once.", "theil_sen"},
    {"trend", "method", "one of bootstrap, least_squares", "How sure the line is: rows redrawn in every trial, or the classical predictive distribution.", "bootstrap"},
    {"trend", "noise", "number", "Each redrawn value is uncertain by this factor.", "2"},
    {"trend", "description", "text", "For the reader.", "The largest systems"},
    {"trend", "source", "text", "Where it comes from: a name under `sources`, or any text.", "paper"},
    {"trend", "note", "text", "For the reader.", "Without two outliers"},

    {"selection", "largest", "whole", "So many of the largest at their time.", "10"},
    {"selection", "z_above", "number", "So many standard deviations above the mean of the rows around.", "0.76", "window"},
    {"selection", "window", "quantity", "How far around.", "2 years", "z_above"},

    {"exclusion", "*", "text or list of text", "What stands in this column.", R"(["AlphaGo Master"])"},

    {"run", "interval", "share", "The level of the intervals shown.", "90%"},
    {"run", "samples", "whole", "How many trials.", "1M"},
    {"run", "tolerance", "share", "The accuracy at which to stop.", "0.1%"},
    {"run", "method", "one of plain, lhs, sobol", "How trials are drawn.", "sobol"},
    {"run", "replicates", "whole", "How many independent sets of trials errors are taken from.", "16"},
    {"run", "seed", "whole", "Same seed, same numbers.", "1"},

    {"forecasts", "title", "text", "What the forecasts are about, in a line.", "What we said last year"},
    {"forecasts", "description", "text", "What they are about, in a sentence or a paragraph.", "Forecasts of the spring of 2024."},
    {"forecasts", "forecasts", "map of forecast_question", "The questions, by names of yours.",
     R"({"cost": {"forecast": "5M to 33M USD", "outcome": "4.6M USD"}})"},
    {"forecasts", "by", "text", "Whose forecasts these are unless they say so.", "ann"},
    {"forecasts", "baseline", "text", "The forecaster against whom skill is measured.", "ben"},
    {"forecasts", "levels", "list of share", "The intervals whose coverage is told; 50%, 80% and 90% without it.", R"(["50%", "80%", "90%"])"},

    {"forecast_question", "question", "text", "What was asked, in words.", "What will the run cost?"},
    {"forecast_question", "outcome", "outcome", "What came out: a number, or yes or no of a probability. Left out while it is open.", "4.6M USD"},
    {"forecast_question", "resolved", "date", "When that was known.", "2024-06-01"},
    {"forecast_question", "by", "text", "Whose forecast this is.", "ann"},
    {"forecast_question", "forecasts", "named forecast", "The forecasts of several, by their names.", R"({"ann": "3 to 9 day", "ben": {"probability": "12%"}})"},

    {"forecast", "forecast", "input", "Of a number: an input in any form.", "5M to 33M USD"},
    {"forecast", "probability", "probability", "Of what happens or does not.", "12%"},
    {"forecast", "model", "text", "A model file, relative to this one, whose output is the forecast.", "models/goat.yaml", "output"},
    {"forecast", "output", "text", "Of `model`: a formula of it, or a question, whose outcome is yes or no.", "training_compute", "model"},
    {"forecast", "scenario", "text", "Of `model`: one of its scenarios.", "slow", "model"},
    {"forecast", "made", "date", "When it was said, which is not after the outcome was known.", "2024-01-15"},
});

// Of every key that holds one of a few words, or a form that may be one (no key); families have their own catalogue.
constexpr auto words = std::to_array<FormatWord>({
    {"input", "method", "mixture", "One source is right, and it is not known which."},
    {"input", "method", "geometric", "The product of the densities, each to the power of its weight: what one source excludes is excluded."},
    {"input", "method", "quantile", "The quantiles are averaged."},
    {"input", "method", "precision", "The sources weighed by 1/variance: independent measurements."},
    {"input", "scale", "log", "Logarithms are averaged."},
    {"input", "scale", "linear", "Values are averaged as they are."},
    {"formula", "method", "mixture", "Each trial takes one source."},
    {"formula", "method", "precision", "A weighted mean in each trial, with weights from the variances in a first sample."},
    {"formula", "method", "mean", "The weighted mean in each trial."},
    {"formula", "method", "geometric_mean", "The weighted geometric mean in each trial."},
    {"formula", "scale", "log", "Logarithms are averaged."},
    {"formula", "scale", "linear", "Values are averaged as they are."},
    {"decision", "choose", "largest", "The largest expected value is the best."},
    {"decision", "choose", "smallest", "The smallest expected value is the best."},
    {"trend", "scale", "log", "A line through the logarithms: exponential growth."},
    {"trend", "scale", "linear", "A line through the values."},
    {"selection", "", "all", "Every row."},
    {"selection", "", "records", "Rows that are larger than all before them."},
    {"trend", "fit", "least_squares", "The usual line."},
    {"trend", "fit", "theil_sen", "The median of the slopes between all pairs: not moved by a few wild rows."},
    {"trend", "fit", "two_regimes", "A line before and another after one change."},
    {"trend", "method", "bootstrap", "Rows are drawn again, with replacement, in every trial."},
    {"trend", "method", "least_squares", "The classical predictive distribution, with normal errors."},
    {"run", "method", "plain", "Independent draws."},
    {"run", "method", "lhs", "Latin hypercubes: every input evenly by itself."},
    {"run", "method", "sobol", "Scrambled Sobol' nets, evenly in all inputs together; the default."},
});

// "model: title units" or "input".
void add_shared(std::string_view from, std::vector<const FormatKey*>& found) {
  const std::size_t colon = from.find(':');
  const std::string_view form = from.substr(0, colon), some = colon == std::string_view::npos ? "" : from.substr(colon + 1);
  const auto meant = [some](std::string_view name) {
    for (std::size_t at = some.find(name); at != std::string_view::npos; at = some.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (some[at - 1] == ' ' && (end == some.size() || some[end] == ' ')) return true;
    }
    return some.empty();
  };
  for (const FormatKey& key : keys) {
    const bool there = std::any_of(found.begin(), found.end(), [&](const FormatKey* other) { return other->name == key.name; });
    if (key.form == form && !there && meant(key.name)) found.push_back(&key);
  }
}

}  // namespace

std::span<const FormatForm> format_forms() { return forms; }
std::span<const FormatKey> format_keys() { return keys; }
std::span<const FormatWord> format_words() { return words; }

std::vector<const FormatKey*> keys_of(const FormatForm& form) {
  std::vector<const FormatKey*> found;
  add_shared(form.name, found);
  for (std::string_view rest = form.also; !rest.empty();) {
    const std::size_t comma = rest.find(", ");
    add_shared(rest.substr(0, comma), found);
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 2);
  }
  return found;
}

const FormatForm* find_form(std::string_view name) {
  const auto found = std::find_if(forms.begin(), forms.end(), [name](const FormatForm& form) { return form.name == name; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace botec
