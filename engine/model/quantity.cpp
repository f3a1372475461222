#include "model/quantity.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "model/not_a_quantity.h"
#include "model/shapes.h"
#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// The unit behind a number, checked only so far that a slip in the number is not taken for a unit.
std::optional<Complaint> check_unit(std::string_view text, std::size_t number_end, Part unit) {
  if (unit.empty()) return std::nullopt;
  if (unit.begin == number_end) return not_a_quantity(text);
  const char c = text[unit.begin];
  const bool reciprocal = text.substr(unit.begin, 2) == "1/";
  const bool letter =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  const bool looks_wrong =
      text.substr(unit.begin, 2) == "\xC2\xB1" || text.substr(unit.begin, 3).starts_with("\xE2\x80");
  if ((letter || c == '(' || reciprocal) && !looks_wrong) return std::nullopt;
  return not_a_quantity(text);
}

}  // namespace

namespace {

// 2027-06-30 or 2027-06, and nothing else; a complaint where no day is meant by it.
std::optional<Expected<Quantity>> date_quantity(std::string_view text, Part whole) {
  const std::string_view written = text.substr(whole.begin, whole.end - whole.begin);
  const bool shaped = (written.size() == 10 || written.size() == 7) && written[4] == '-' && (written.size() == 7 || written[7] == '-') &&
                      written.find_first_not_of("0123456789-") == std::string_view::npos && written.substr(0, 4).find('-') == std::string_view::npos;
  if (!shaped) return std::nullopt;
  const auto date = parse_date(written);
  if (!date) {
    return Complaint{"bad-number", fmt::format("there is no such date as {}", written), "a date is written 2027-06-30, and a range `5 to 10`", "", whole.begin, whole.end};
  }
  Quantity result;
  result.value = *date;
  result.date = true;
  result.unit = "date";
  result.span = result.unit_span = {nullptr, static_cast<std::uint32_t>(whole.begin), static_cast<std::uint32_t>(whole.end)};
  return result;
}

}  // namespace

Part trimmed(std::string_view text, Part part) {
  while (part.begin < part.end && is_space(text[part.begin])) ++part.begin;
  while (part.end > part.begin && is_space(text[part.end - 1])) --part.end;
  return part;
}

Expected<Quantity> parse_quantity(std::string_view text) {
  const Part whole = trimmed(text, {0, text.size()});
  if (whole.empty()) return Complaint{"bad-quantity", "a number is missing here", "", "", 0, 0};
  if (auto date = date_quantity(text, whole)) return *date;
  std::size_t at = whole.begin;
  const bool negative = text[at] == '-';
  if (negative || text[at] == '+') ++at;
  const auto number = read_number(text.substr(at, whole.end - at));
  if (!number) return not_a_quantity(text);
  const std::size_t number_end = at + number->length;
  if (number->overflow) {
    return Complaint{"bad-number", "this number is too large: the largest is about 1.8e308", "", "", whole.begin,
                     number_end};
  }
  const Part unit = trimmed(text, {number_end, whole.end});
  if (auto complaint = check_unit(text, number_end, unit)) return *complaint;
  Quantity result;
  result.value = negative ? -number->value : number->value;
  result.percent = number->percent;
  result.suffix = number->suffix;
  result.unit = std::string(text.substr(unit.begin, unit.end - unit.begin));
  const auto place = [](std::size_t begin, std::size_t end) {
    return Span{nullptr, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  };
  result.span = place(whole.begin, whole.end);
  result.unit_span = place(unit.begin, unit.end);
  return result;
}

std::optional<Quantity> read_quantity(const ScalarText& text, std::size_t begin, std::size_t end,
                                      Diagnostics& diagnostics) {
  const auto parsed = parse_quantity(std::string_view(text.value).substr(begin, end - begin));
  if (!parsed) {
    const Complaint& complaint = parsed.complaint();
    const bool whole = complaint.begin == 0 && complaint.end == 0;
    diagnostics.error(
        complaint, whole ? place_of(text, begin, end) : place_of(text, begin + complaint.begin, begin + complaint.end));
    return std::nullopt;
  }
  Quantity result = *parsed;
  result.span = place_of(text, begin + result.span.begin, begin + result.span.end);
  result.unit_span =
      result.unit.empty() ? Span{} : place_of(text, begin + result.unit_span.begin, begin + result.unit_span.end);
  return result;
}

std::optional<Quantity> read_quantity(const YamlNode& node, std::string_view who, Diagnostics& diagnostics) {
  if (node.kind != YamlNode::Kind::scalar) {
    wrong_shape(node, who, "a number", diagnostics);
    return std::nullopt;
  }
  return read_quantity(node.text, 0, node.text.value.size(), diagnostics);
}

std::optional<double> read_pure_number(const YamlNode& node, std::string_view who, Diagnostics& diagnostics) {
  const auto quantity = read_quantity(node, who, diagnostics);
  if (!quantity) return std::nullopt;
  if (!quantity->unit.empty()) {
    diagnostics.error("bad-number", quantity->unit_span, fmt::format("{} is a number without a unit", who));
    return std::nullopt;
  }
  return quantity->value;
}

}  // namespace botec
