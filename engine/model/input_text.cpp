#include "model/input_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "distributions/family.h"
#include "model/input_call.h"
#include "model/shapes.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr std::string_view separator = " to ";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

InputForm failed_form(const Span& span) {
  InputForm form;
  form.failed = true;
  form.span = span;
  return form;
}

InputForm settled_quantity(const Quantity& quantity, const Span& span) {
  InputForm form;
  form.constant = quantity;
  form.unit = quantity.unit;
  form.unit_span = quantity.unit_span;
  form.span = span;
  return form;
}

// Text that starts with neither a number nor `name(`: often a formula, or a distribution without its arguments.
void report_words(const ScalarText& text, Part part, Diagnostics& diagnostics) {
  const std::string_view words = std::string_view(text.value).substr(part.begin, part.end - part.begin);
  const auto error = [&](std::string message, std::string help) {
    diagnostics.error("bad-input", place_of(text, part.begin, part.end), std::move(message), std::move(help));
  };
  if (const Family* family = find_family(words)) {
    return error(fmt::format("`{}` needs its arguments", words), fmt::format("for example `{}`", family->example));
  }
  if (words.find_first_of("*/+^()") != std::string_view::npos || is_name(words)) {
    return error("an input is a number, a range or a distribution, not a formula",
                 "what follows from other names stands under `formulas`");
  }
  error("this is not a number, a range or a distribution",
        "write `85 days`, `60 to 120 days` or `normal(mean=5, sd=2) day`");
}

}  // namespace

bool looks_like_range(std::string_view text) { return text.find(separator) != std::string_view::npos; }

std::optional<Range> read_range(const ScalarText& text, Part part, Diagnostics& diagnostics) {
  const std::string_view value = text.value;
  const std::size_t to = value.substr(0, part.end).find(separator, part.begin);
  if (to == std::string_view::npos) {
    diagnostics.error("bad-range", place_of(text, part.begin, part.end), "a range has a low and a high end",
                      "write `5 to 10`");
    return std::nullopt;
  }
  const std::size_t second = value.substr(0, part.end).find(separator, to + 1);
  if (second != std::string_view::npos) {
    diagnostics.error("bad-range", place_of(text, second + 1, second + 3), "a range has only one `to`");
    return std::nullopt;
  }
  auto low = read_quantity(text, part.begin, to, diagnostics);
  auto high = read_quantity(text, to + separator.size(), part.end, diagnostics);
  if (!low || !high) return std::nullopt;
  if (low->date && high->unit.empty()) high->unit = "date";   // `2026-03-01 to 2028`
  if (!low->unit.empty() && high->unit.empty()) {
    diagnostics.error("bad-range", low->unit_span, "the unit of a range stands at its end",
                      fmt::format("write `{} to {} {}`", shortest(low->value), shortest(high->value), low->unit));
    return std::nullopt;
  }
  if (low->unit.empty()) {
    low->unit = high->unit;
    low->unit_span = high->unit_span;
  }
  Range range;
  range.span = join(low->span, high->span);
  range.low = std::move(*low);
  range.high = std::move(*high);
  return range;
}

InputForm read_form_text(const ScalarText& text, Part part, const std::filesystem::path& directory, int depth,
                         Diagnostics& diagnostics) {
  part = trimmed(text.value, part);
  const Span span = place_of(text, part.begin, part.end);
  const std::string_view value = std::string_view(text.value).substr(part.begin, part.end - part.begin);
  if (value.empty()) {
    diagnostics.error("bad-input", span, "this input has no value",
                      "write `85 days`, `60 to 120 days` or `normal(mean=5, sd=2) day`");
    return failed_form(span);
  }
  if (is_letter(value.front())) {
    const std::size_t bracket = value.find('(');
    const std::size_t name_end =
        std::min(value.find_last_not_of(' ', bracket == 0 ? 0 : bracket - 1) + 1, value.size());
    const bool is_call = bracket != std::string_view::npos && is_name(value.substr(0, name_end));
    if (is_call) return read_input_call(text, part, directory, depth, diagnostics);
  }
  if (value.front() == '[') {
    diagnostics.error("bad-input", span, "an input is not a list", "a range is written `5 to 10`");
    return failed_form(span);
  }
  FormDraft draft;
  draft.form.span = span;
  if (looks_like_range(value) && !is_letter(value.front())) {
    draft.range = span;
    if (auto range = read_range(text, part, diagnostics)) {
      draft.form.range = std::move(*range);
    } else {
      draft.ok = false;
    }
    return settle(std::move(draft), directory, diagnostics);
  }
  const bool word = is_letter(value.front()) && value.substr(0, 3) != "nan" && value.substr(0, 3) != "inf" &&
                    value != "true" && value != "false";
  if (word) {
    report_words(text, part, diagnostics);
    return failed_form(span);
  }
  const auto quantity = read_quantity(text, part.begin, part.end, diagnostics);
  return quantity ? settled_quantity(*quantity, span) : failed_form(span);
}

InputForm read_input_text(const ScalarText& text, const std::filesystem::path& directory, Diagnostics& diagnostics) {
  return read_form_text(text, {0, text.value.size()}, directory, 0, diagnostics);
}

}  // namespace botec
