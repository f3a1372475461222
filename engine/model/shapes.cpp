#include "model/shapes.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/nearest_name.h"

namespace botec {

std::string_view shape(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::list: return "a list";
    case YamlNode::Kind::map: return "a map";
    case YamlNode::Kind::scalar: return "text";
    case YamlNode::Kind::nothing: break;
  }
  return "nothing";
}

void wrong_shape(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
                 std::string help) {
  if (node.kind == YamlNode::Kind::nothing) {
    diagnostics.error("wrong-shape", node.span, fmt::format("{} wants {}, but nothing stands here", who, wants),
                      std::move(help));
  } else {
    diagnostics.error("wrong-shape", node.span, fmt::format("{} wants {}, this is {}", who, wants, shape(node)),
                      std::move(help));
  }
}

namespace {

bool want(YamlNode::Kind kind, const YamlNode& node, std::string_view who, std::string_view wants,
          Diagnostics& diagnostics, std::string help) {
  if (node.kind == kind) return true;
  wrong_shape(node, who, wants, diagnostics, std::move(help));
  return false;
}

}  // namespace

bool want_map(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
              std::string help) {
  return want(YamlNode::Kind::map, node, who, wants, diagnostics, std::move(help));
}

bool want_list(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
               std::string help) {
  return want(YamlNode::Kind::list, node, who, wants, diagnostics, std::move(help));
}

bool want_scalar(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
                 std::string help) {
  return want(YamlNode::Kind::scalar, node, who, wants, diagnostics, std::move(help));
}

Text text_of(const ScalarText& scalar) {
  Text result{scalar.value, scalar.span};
  if (scalar.offsets.size() < 2) return result;
  const bool verbatim = scalar.offsets.back() - scalar.offsets.front() == scalar.value.size();
  if (verbatim) result.span = {scalar.span.file, scalar.offsets.front(), scalar.offsets.back()};
  return result;
}

Text read_text(const YamlNode& node, std::string_view who, Diagnostics& diagnostics) {
  if (!want_scalar(node, who, "text", diagnostics)) return {};
  return text_of(node.text);
}

Span place_of(const ScalarText& text, std::size_t begin, std::size_t end) {
  if (begin < end) return text.part(begin, end);
  if (text.value.empty()) return text.span;
  const std::size_t at = std::min(begin, text.value.size() - 1);
  return text.part(at, at + 1);
}

std::string in_backticks(const ScalarText& text) {
  constexpr std::size_t longest = 60;
  if (text.value.size() <= longest) return '`' + text.value + '`';
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text.value[end]) & 0xC0) == 0x80) --end;
  return '`' + text.value.substr(0, end) + "…`";
}

void unknown_key(const ScalarText& key, std::string_view of, const std::vector<std::string>& keys,
                 Diagnostics& diagnostics) {
  std::string help = did_you_mean(key.value, keys);
  if (help.empty() && keys.size() <= 12) help = fmt::format("the keys are {}", fmt::join(keys, ", "));
  diagnostics.error("unknown-key", key.span, fmt::format("{} is not a key of {}", in_backticks(key), of),
                    std::move(help));
}

bool check_name(const ScalarText& name, std::string_view of, Diagnostics& diagnostics) {
  if (is_name(name.value)) return true;
  if (is_reserved(name.value)) {
    diagnostics.error("bad-name", name.span,
                      fmt::format("{} cannot be the name of {}: formulas use it", in_backticks(name), of),
                      "choose another name");
    return false;
  }
  std::string better;
  for (const char c : name.value) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    better += fits ? c : '_';
  }
  diagnostics.error("bad-name", name.span, fmt::format("{} cannot be the name of {}", in_backticks(name), of),
                    is_name(better) && name.value.find_first_not_of("- .") != std::string::npos && better.size() < 60
                        ? fmt::format("write `{}`: names are letters, digits and _", better)
                        : "names are letters, digits and _, and do not start with a digit");
  return false;
}

bool claim_name(const ScalarText& name, std::string_view of, Reading& reading) {
  if (!check_name(name, of, reading.diagnostics)) return false;
  const auto [first, is_new] = reading.names.emplace(name.value, name.span);
  if (is_new) return true;
  const Span& place = first->second;
  reading.diagnostics.error("duplicate-name", name.span, fmt::format("the name {} is used twice", in_backticks(name)),
                            fmt::format("the first is on line {}", place.file->position(place.begin).line));
  return false;
}

bool check_dotted_name(const ScalarText& name, std::string_view of, Diagnostics& diagnostics) {
  std::string_view rest = name.value;
  while (true) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    if (!is_name(rest.substr(0, dot))) return check_name(name, of, diagnostics);
    if (dot == rest.size()) return true;
    rest.remove_prefix(dot + 1);
  }
}

const YamlEntry* find_entry(const YamlNode& map, std::string_view key) {
  for (const auto& entry : map.entries) {
    if (entry.key.value == key) return &entry;
  }
  return nullptr;
}

}  // namespace botec
