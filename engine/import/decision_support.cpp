// decisionSupport: a table of variable, distribution, lower and upper end of a 90% interval. Its formulas are R code, and stay there.
#include <algorithm>
#include <map>

#include "data/csv_rows.h"
#include "import/draft.h"
#include "import/readers.h"
#include "text/number.h"

namespace botec {

namespace {

std::string lower_case(std::string_view text) {
  std::string result;
  for (const char c : text) result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result.substr(std::min(result.find_first_not_of(' '), result.size()));
}

std::optional<double> number_of(std::string_view cell) {
  const std::string text = lower_case(cell);
  const bool negative = text.starts_with("-");
  const auto written = read_number(std::string_view(text).substr(negative ? 1 : 0));
  if (!written || written->length + (negative ? 1 : 0) != text.size()) return std::nullopt;
  return negative ? -written->value : written->value;
}

// Their words for distributions; `posnorm` and `tnorm_0_1` are normals cut at 0, or at 0 and 1.
std::string form_of(const std::string& word, double low, double high, std::string& why) {
  const std::string range = number_text(low) + " to " + number_text(high);
  if (word == "const") return number_text(low);
  if (!(low < high)) return why = "its lower end is not below its upper end", "";
  if (word == "norm") return "{range: " + range + ", distribution: normal}";
  if (word == "posnorm") return "{range: " + range + ", distribution: normal, min: 0}";
  if (word == "tnorm_0_1") return "{range: " + range + ", distribution: normal, min: 0, max: 1}";
  if (word == "unif") return "{range: " + range + ", distribution: uniform}";
  if (word == "lnorm" && low > 0) return range;
  static const std::map<std::string, std::string> others{{"beta", "beta"}, {"gamma", "gamma"}, {"weibull", "weibull"}, {"logis", "logistic"}, {"cauchy", "cauchy"}};
  const auto found = others.find(word);
  if (found != others.end()) return "{range: " + range + ", distribution: " + found->second + "}";
  why = word == "lnorm" ? "a lognormal is above zero" : "the distribution `" + word + "` is not translated";
  return "";
}

}  // namespace

ImportedModel read_decision_support(std::string_view text, const std::string& file) {
  ModelDraft draft;
  // Tables of countries with decimal commas are parted by semicolons.
  const std::string_view first = text.substr(0, text.find('\n'));
  std::string commas;
  if (first.find(';') != std::string_view::npos && first.find(',') == std::string_view::npos) {
    commas = text;
    std::replace(commas.begin(), commas.end(), ',', '.');
    std::replace(commas.begin(), commas.end(), ';', ',');
    text = commas;
  }
  CsvRows rows(text);
  std::map<std::string, std::size_t> columns;
  while (rows.next()) {
    const auto& cells = rows.cells();
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i) columns.emplace(lower_case(cells[i]), i);
      for (const char* wanted : {"variable", "distribution", "lower", "upper"}) {
        if (columns.contains(wanted)) continue;
        draft.leave_out(rows.line(), std::string(cells.empty() ? "" : cells[0]), std::string("the table has no column `") + wanted + "`");
        return std::move(draft).write("", "decisionSupport, " + file);
      }
      continue;
    }
    const auto cell = [&](const char* name) {
      const auto column = columns.find(name);
      return column == columns.end() || column->second >= cells.size() ? std::string() : std::string(cells[column->second]);
    };
    const std::string variable = cell("variable"), word = lower_case(cell("distribution"));
    if (lower_case(variable).empty()) continue;
    const auto low = number_of(cell("lower")), high = number_of(cell("upper"));
    std::string why;
    const std::string form = low && (high || word == "const") ? form_of(word, *low, high.value_or(*low), why) : "";
    if (form.empty()) draft.leave_out(rows.line(), variable, why.empty() ? "its ends are not numbers" : why);
    else draft.add_input(draft.fresh_name(variable), form, cell("label").empty() ? cell("description") : cell("label"));
  }
  if (rows.complaint()) draft.leave_out(rows.line(), "", *rows.complaint());
  draft.leave_out(0, "the formulas", "they are R code of their own: write them under `formulas:`");
  return std::move(draft).write("", "decisionSupport, " + file);
}

}  // namespace botec
