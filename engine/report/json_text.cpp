#include "report/json_text.h"

#include <cmath>

#include "report/format_number.h"

namespace botec {
namespace {

// A string as a JSON string literal.
std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
}

bool is_flat(const Json& json) {
  for (const auto& element : json) {
    if (element.is_structured()) return false;
  }
  return true;
}

// The library's own writer is not used for numbers: its shortest form is not always the shortest.
void write(const Json& json, std::size_t indent, std::string& out) {
  if (json.is_number_float()) {
    const double value = json.get<double>();
    out += std::isfinite(value) ? shortest_number(value) : "null";
    return;
  }
  if (json.is_string()) {
    out += quoted(json.get_ref<const std::string&>());
    return;
  }
  if (!json.is_structured() || json.empty()) {
    out += json.dump();
    return;
  }
  const bool one_line = json.is_array() && is_flat(json);
  const std::string separator = one_line ? ", " : ",\n" + std::string(indent + 2, ' ');
  out += json.is_array() ? '[' : '{';
  if (!one_line) out += "\n" + std::string(indent + 2, ' ');
  bool first = true;
  for (const auto& [key, element] : json.items()) {
    if (!first) out += separator;
    first = false;
    if (json.is_object()) out.append(quoted(key)).append(": ");
    write(element, indent + 2, out);
  }
  if (!one_line) out += "\n" + std::string(indent, ' ');
  out += json.is_array() ? ']' : '}';
}

}  // namespace

Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json json_number(std::optional<double> value) { return value ? json_number(*value) : Json(nullptr); }

std::string json_text(const Json& json) {
  std::string out;
  write(json, 0, out);
  out += '\n';
  return out;
}

}  // namespace botec
