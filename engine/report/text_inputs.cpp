// The parts of the text report about inputs and expectations.
#include <algorithm>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/table.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr int input_digits = 3;
constexpr int constant_digits = 6;

std::optional<double> quantile_of(const InputResult& input, double probability) {
  for (const auto& [p, value] : input.quantiles) {
    if (std::fabs(p - probability) < 1e-12) return value;
  }
  return std::nullopt;
}

std::vector<std::string> varying_row(const InputResult& input, const TextOptions& options) {
  std::vector<double> values;
  for (const double p : {0.05, 0.5, 0.95}) {
    if (const auto value = quantile_of(input, p)) values.push_back(*value);
  }
  const NumberStyle style = common_style(values, options.digits.value_or(input_digits));
  std::vector<std::string> row = {clean(input.name, options.ascii)};
  for (const double p : {0.05, 0.5, 0.95}) {
    const auto value = quantile_of(input, p);
    // The quantiles of an input follow from its distribution and are exact.
    row.push_back(!value ? "" : input.unit == "date" ? date_text(*value, values.back() - values.front()) : format_number(*value, 0.0, style));
  }
  row.push_back(clean(input.unit, options.ascii));
  row.push_back(clean(input.distribution, options.ascii));
  row.push_back(clean(input.source, options.ascii));
  return row;
}

std::vector<std::string> constant_row(const InputResult& input, const TextOptions& options) {
  const auto value = input.mean ? input.mean : quantile_of(input, 0.5);
  const int digits = std::max(constant_digits, options.digits.value_or(0));
  return {clean(input.name, options.ascii),
          value && input.unit == "date" ? date_text(*value, 0) : value ? with_unit(format_exact(*value, digits), clean(input.unit, options.ascii)) : "",
          clean(input.source, options.ascii)};
}

void append_titled(std::vector<std::string>& lines, std::string_view title, const TextTable& table, const TextOptions& options) {
  if (table.rows.empty()) return;
  if (!lines.empty()) lines.emplace_back();
  lines.push_back(paint(title, Paint::bold, options));
  const auto body = lay_out(table, options);
  lines.insert(lines.end(), body.begin(), body.end());
}

}  // namespace

std::string expectation_sentence(const ExpectationResult& e, const TextOptions& options) {
  const std::string unit = clean(e.unit, options.ascii);
  std::string text = clean(e.output + " " + e.quantity, options.ascii) + ": ";
  if (e.unit == "date") {
    return text + (e.actual ? day_text(*e.actual) : "does not exist") + ", expected " + day_text(e.expected) + " within " + format_exact(e.within) + " years";
  }
  text += e.actual ? with_unit(format_number(*e.actual, std::nullopt, {options.digits.value_or(3)}), unit) : "does not exist";
  text += ", expected " + with_unit(format_exact(e.expected), unit);
  if (e.within > 0) text += " within " + format_level(e.within);
  if (!e.met && e.actual && e.expected != 0) {
    const double difference = *e.actual / e.expected - 1;
    text += std::string("; it is ") + format_number(100 * std::fabs(difference), std::nullopt, {2}) + "% " +
            (difference > 0 ? "above" : "below");
  }
  return text;
}

std::vector<std::string> input_lines(const std::vector<InputResult>& inputs, const TextOptions& options) {
  TextTable varying, constants;
  varying.columns = {{"name", Align::left, 12, 2},    {"p5", Align::right, 0, 0},     {"median", Align::right, 0, 0},
                     {"p95", Align::right, 0, 0},     {"unit", Align::left, 6, 3},    {"distribution", Align::left, 9, 4},
                     {"source", Align::left, 8, 5}};
  constants.columns = {{"name", Align::left, 12, 2}, {"value", Align::left, 16, 3}, {"source", Align::left, 8, 5}};
  for (const auto& input : inputs) {
    if (input.distribution == "constant") {
      constants.rows.push_back(constant_row(input, options));
    } else {
      varying.rows.push_back(varying_row(input, options));
    }
  }
  std::vector<std::string> lines;
  append_titled(lines, "Inputs as fitted", varying, options);
  append_titled(lines, "Constants", constants, options);
  return lines;
}

std::vector<std::string> expectation_lines(const std::vector<ExpectationResult>& expectations, const TextOptions& options) {
  std::vector<std::string> lines;
  constexpr std::size_t verdict_width = 7;  // of "NOT MET"
  constexpr std::size_t indent = 2 + verdict_width + 2;
  for (const auto& e : expectations) {
    const std::string verdict = pad(e.met ? "met" : "NOT MET", verdict_width);
    std::string lead = "  " + paint(verdict, e.met ? Paint::good : Paint::bad, options) + "  ";
    for (const auto& line : wrap(expectation_sentence(e, options), options.width - indent)) {
      lines.push_back(lead + line);
      lead.assign(indent, ' ');
    }
  }
  return lines;
}

}  // namespace botec
