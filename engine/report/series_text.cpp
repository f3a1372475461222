#include "report/series_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/date_text.h"
#include "report/format_number.h"
#include "report/table.h"

namespace botec {
namespace {

constexpr std::size_t most_rows = 12;
constexpr std::array<double, 5> shown = {0.05, 0.25, 0.5, 0.75, 0.95};
using Five = std::array<double, 5>;

std::optional<Five> five_of(const StepResult& step) {
  Five result{};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto found = std::find_if(step.quantiles.begin(), step.quantiles.end(), [&](const QuantileEstimate& q) { return std::abs(q.probability - shown[i]) < 1e-12; });
    if (found == step.quantiles.end() || !found->at.value) return std::nullopt;
    result[i] = *found->at.value;
  }
  return result;
}

// The first, the last, and steps evenly between.
std::vector<std::size_t> chosen_steps(std::size_t count, std::size_t most) {
  std::vector<std::size_t> result;
  const std::size_t rows = std::min(count, most);
  for (std::size_t i = 0; i < rows; ++i) result.push_back(rows < 2 ? 0 : (i * (count - 1) + (rows - 1) / 2) / (rows - 1));
  return result;
}

std::string value_text(double value, const StepResult& step, const std::string& unit, int digits) {
  if (std::isinf(value)) return step.infinite && value > 0 ? step.infinite->shown : value > 0 ? "infinite" : "minus infinite";
  if (unit == "date") return date_text(value, 1);
  NumberStyle style;
  style.digits = digits;
  return format_number(value, std::nullopt, style) + (unit == "%" ? "%" : "");
}

}  // namespace

TextTable series_table(const SeriesResult& series, const std::string& unit, std::size_t most, const TextOptions& options) {
  TextTable table;
  table.columns = {{clean(series.axis.name, options.ascii), Align::left, 0, 0}, {"p5", Align::right, 0, 0}, {"p25", Align::right, 0, 2},
                   {"median", Align::right, 0, 0}, {"p75", Align::right, 0, 3}, {"p95", Align::right, 0, 0}};
  for (const std::size_t k : chosen_steps(series.steps.size(), most)) {
    std::vector<std::string> row = {series.axis.labels[k]};
    const auto five = five_of(series.steps[k]);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      row.push_back(five ? clean(value_text((*five)[i], series.steps[k], unit, options.digits.value_or(3)), options.ascii) : "-");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

namespace {

struct Fan {
  std::vector<std::optional<Five>> columns;
  bool logarithmic = false;
  double low = 0, high = 0;   // of the picture, as places on its axis

  double place(double value) const { return logarithmic ? std::log(value) : value; }
  double value(double at) const { return logarithmic ? std::exp(at) : at; }
};

std::optional<Fan> fan_of(const SeriesResult& series, std::size_t most_columns) {
  Fan fan;
  double least = INFINITY, most = -INFINITY;
  for (const std::size_t k : chosen_steps(series.steps.size(), most_columns)) {
    fan.columns.push_back(five_of(series.steps[k]));
    if (!fan.columns.back()) continue;
    for (const double value : *fan.columns.back()) {
      if (!std::isfinite(value)) continue;
      least = std::min(least, value);
      most = std::max(most, value);
    }
  }
  if (!(least < most)) return std::nullopt;
  constexpr double wide = 10;   // a spread that a linear axis shows badly
  fan.logarithmic = least > 0 && most / least > wide;
  fan.low = fan.place(least);
  fan.high = fan.place(most);
  return fan;
}

std::vector<std::string> fan_lines(const OutputResult& output, const TextOptions& options) {
  constexpr std::size_t rows = 11, label_width = 9, indent = 2, widest_step = 5;
  const SeriesResult& series = *output.series;
  if (options.width < label_width + indent + 20) return {};
  const std::size_t room = std::min<std::size_t>(options.width, 80) - label_width - indent - 3;
  const auto fan = fan_of(series, room);
  if (!fan) return {};
  const std::size_t columns = fan->columns.size(), each = std::clamp<std::size_t>(room / columns, 1, widest_step);
  const std::string outer = options.ascii ? "." : "░", inner = options.ascii ? ":" : "▓", median = options.ascii ? "o" : "●";
  const auto row_of = [&](double value) {
    if (std::isinf(value)) return value > 0 ? static_cast<double>(rows) : -1.0;
    return std::round((fan->place(value) - fan->low) / (fan->high - fan->low) * (rows - 1));
  };
  std::vector<std::string> lines;
  for (std::size_t row = rows; row-- > 0;) {
    const double at = fan->low + (fan->high - fan->low) * static_cast<double>(row) / (rows - 1);
    const bool labelled = row % 5 == 0;
    StepResult none;
    std::string line = pad(labelled ? clean(value_text(fan->value(at), none, output.unit, 2), options.ascii) : "", label_width, Align::right);
    line += options.ascii ? (labelled ? " +" : " |") : (labelled ? " ┤" : " │");
    for (const auto& five : fan->columns) {
      std::string cell = " ";
      if (five) {
        const auto height = static_cast<double>(row);
        const auto between = [&](std::size_t a, std::size_t b) { return height >= row_of((*five)[a]) && height <= row_of((*five)[b]); };
        if (between(0, 4)) cell = outer;
        if (between(1, 3)) cell = inner;
        if (height == row_of((*five)[2])) cell = median;
      }
      for (std::size_t i = 0; i < each; ++i) line += cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::string(indent, ' ') + line);
  }
  const std::size_t width = columns * each;
  std::string first = series.axis.labels.front(), last = series.axis.labels.back();
  std::string axis(indent + label_width + 2, ' ');
  axis += first.size() + last.size() + 1 <= width ? first + std::string(width - first.size() - last.size(), ' ') + last : first + " to " + last;
  lines.push_back(std::move(axis));
  lines.push_back(std::string(indent, ' ') + outer + " p5 to p95, " + inner + " p25 to p75, " + median + " median" + (fan->logarithmic ? "; log axis" : ""));
  return lines;
}

}  // namespace

std::vector<std::string> series_lines(const OutputResult& output, const TextOptions& options) {
  std::vector<std::string> lines;
  if (!output.unit.empty() && output.unit != "date" && output.unit != "%") lines.push_back("  in " + output.unit);
  for (auto& line : lay_out(series_table(*output.series, output.unit, most_rows, options), options)) lines.push_back(std::move(line));
  auto fan = output.condition ? std::vector<std::string>{} : fan_lines(output, options);
  if (!fan.empty()) lines.emplace_back();
  lines.insert(lines.end(), fan.begin(), fan.end());
  return lines;
}

std::string steps_sentence(const QuestionResult& question) {
  std::string text;
  for (const std::size_t k : chosen_steps(question.series.size(), most_rows)) {
    const Estimate& p = question.series[k];
    if (p.value) text += (text.empty() ? "" : ", ") + question.axis->labels[k] + ": " + format_probability(*p.value, p.standard_error);
  }
  return text;
}

}  // namespace botec
