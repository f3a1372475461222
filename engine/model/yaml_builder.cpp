#include "model/yaml_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace botec {
namespace {

bool starts_null(std::string_view text) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    const bool ends =
        text.size() <= word.size() || std::string_view(" \t\n,]}:").find(text[word.size()]) != std::string_view::npos;
    if (text.starts_with(word) && ends) return true;
  }
  return false;
}

std::ptrdiff_t unclosed(std::string_view text) {
  return std::count(text.begin(), text.end(), '(') - std::count(text.begin(), text.end(), ')');
}

bool is_plain(const YamlNode& node) { return node.kind == YamlNode::Kind::scalar && node.style == ScalarStyle::plain; }

// The text from `first` to the end of `last` as the user meant it, before commas cut it.
std::shared_ptr<const YamlNode> joined(const YamlNode& first, const Span& last) {
  auto node = std::make_shared<YamlNode>(first);
  node->span = node->text.span = join(first.span, last);
  const auto& file = node->span.file->text();
  node->text.value = file.substr(node->span.begin, node->span.end - node->span.begin);
  node->text.offsets.clear();
  return node;
}

}  // namespace

Span YamlBuilder::place_of_nothing(std::size_t mark) const {
  const std::size_t before = mark == 0 ? std::string::npos : text_.text.find_last_not_of(" \t\n", mark - 1);
  return before == std::string::npos ? text_.span(0, 1) : text_.span(before, before + 1);
}

ScalarText YamlBuilder::scalar_text(const PlacedScalar& placed, const std::string& value) const {
  ScalarText result;
  result.value = value;
  result.span = text_.span(placed.begin, placed.end);
  const bool as_written = placed.style == ScalarStyle::plain && result.span.end - result.span.begin == value.size();
  if (as_written) return result;
  result.offsets.reserve(placed.at.size());
  for (const std::size_t place : placed.at) result.offsets.push_back(text_.file_offset(place));
  return result;
}

bool YamlBuilder::null(std::size_t mark, std::size_t anchor) {
  auto node = std::make_shared<YamlNode>();
  const std::size_t begin = skip_properties(text_.text, mark);
  const std::string_view rest = std::string_view(text_.text).substr(begin, 8);
  if (starts_null(rest)) {
    const std::string word(rest.substr(0, rest.front() == '~' ? 1 : 4));
    node->text = scalar_text(place_scalar(text_.text, begin, word), word);
    node->span = node->text.span;
  } else {
    node->span = place_of_nothing(mark);
  }
  Part part{std::move(node)};
  remember(anchor, part);
  return place(std::move(part));
}

bool YamlBuilder::scalar(std::size_t mark, std::size_t anchor, const std::string& tag, const std::string& value) {
  const PlacedScalar placed = place_scalar(text_.text, mark, value);
  if (!placed.closed) {
    diagnostics_.error("yaml-syntax", text_.span(placed.begin, placed.begin + 1), "this quote is never closed",
                       placed.style == ScalarStyle::single_quoted ? "a ' inside '…' is written twice: ''"
                                                                  : "a \" inside \"…\" is written \\\"");
    return false;
  }
  if (!check_tag(mark, tag)) return false;
  auto node = std::make_shared<YamlNode>();
  node->kind = YamlNode::Kind::scalar;
  node->style = placed.style;
  node->text = scalar_text(placed, value);
  node->span = node->text.span;
  Part part{std::move(node)};
  remember(anchor, part);
  return place(std::move(part));
}

bool YamlBuilder::alias(std::size_t mark, std::size_t anchor) {
  const Part* part = anchor >= 1 && anchor <= anchors_.size() ? &anchors_[anchor - 1] : nullptr;
  if (part == nullptr || part->node == nullptr) {
    diagnostics_.error("yaml-syntax", text_.span(mark, mark + 1),
                       "this alias stands inside the very part that it repeats");
    return false;
  }
  if (open_.size() + part->height > limits_.depth) return too_deep(mark);
  return place(*part);
}

bool YamlBuilder::begin(YamlNode::Kind kind, std::size_t mark, std::size_t anchor, const std::string& tag, bool flow) {
  if (!check_tag(mark, tag)) return false;
  if (open_.size() >= limits_.depth) return too_deep(mark);
  Open open;
  open.node = std::make_shared<YamlNode>();
  open.node->kind = kind;
  const std::size_t begin = skip_properties(text_.text, mark);
  open.node->span = text_.span(begin, begin + 1);
  open.anchor = anchor;
  open.flow = flow;
  remember(anchor, {});
  open_.push_back(std::move(open));
  return true;
}

bool YamlBuilder::end() {
  Open open = std::move(open_.back());
  open_.pop_back();
  if (open.flow) repair_cut_values(*open.node);
  drop_repeated_keys(*open.node);
  Part part{std::move(open.node), open.weight, open.height};
  remember(open.anchor, part);
  weight_ -= part.weight - 1;  // counted when its parts were placed
  return place(std::move(part));
}

bool YamlBuilder::too_deep(std::size_t mark) {
  diagnostics_.error("too-deep", text_.span(mark, mark + 1),
                     fmt::format("lists and maps are nested more than {} deep here", limits_.depth));
  return false;
}

void YamlBuilder::remember(std::size_t anchor, const Part& part) {
  if (anchor == 0) return;
  if (anchors_.size() < anchor) anchors_.resize(anchor);
  anchors_[anchor - 1] = part;
}

bool YamlBuilder::place(Part part) {
  weight_ += part.weight;
  if (weight_ > limits_.nodes) {
    diagnostics_.error(
        "too-large", part.node->span,
        fmt::format("the file has more than {} entries once every `*name` stands for what it repeats", limits_.nodes),
        "keep large data in a CSV file and read it with `file:` and `column:`");
    return false;
  }
  if (open_.empty()) {
    root_ = std::move(part.node);
    return true;
  }
  Open& parent = open_.back();
  YamlNode& node = *parent.node;
  parent.weight += part.weight;
  parent.height = std::max(parent.height, part.height + (part.node->kind >= YamlNode::Kind::list ? 1 : 0));
  node.span.end = std::max(node.span.end, part.node->span.file ? part.node->span.end : 0);
  if (node.kind == YamlNode::Kind::list) {
    node.items.push_back(std::move(part.node));
  } else if (!parent.have_key) {
    take_key(parent, *part.node);
  } else {
    if (part.node->kind == YamlNode::Kind::nothing && part.node->text.value.empty()) {
      auto nothing = std::make_shared<YamlNode>(*part.node);
      nothing->span = parent.key.span;
      part.node = std::move(nothing);
    }
    if (parent.key_usable) node.entries.push_back({std::move(parent.key), std::move(part.node)});
    node.lossy = node.lossy || !parent.key_usable;
    parent.have_key = false;
  }
  return true;
}

void YamlBuilder::take_key(Open& parent, const YamlNode& node) {
  parent.have_key = true;
  parent.key_usable = false;
  if (node.kind == YamlNode::Kind::list || node.kind == YamlNode::Kind::map) {
    diagnostics_.error("bad-key", node.span, "a key must be a name, this is a list or a map",
                       "text that starts with [ or { needs quotes");
  } else if (node.text.value.empty()) {
    diagnostics_.error("bad-key", node.span, "a name is missing before the colon");
  } else if (node.text.value == "<<" && node.style == ScalarStyle::plain) {
    diagnostics_.error("not-supported", node.span, "merging with `<<` is not supported", "repeat the keys");
  } else {
    parent.key = node.text;
    parent.key_usable = true;
  }
}

bool YamlBuilder::check_tag(std::size_t mark, const std::string& tag) {
  constexpr std::string_view core = "tag:yaml.org,2002:";
  if (tag.empty() || tag == "?" || tag == "!") return true;
  if (std::string_view(tag).starts_with(core)) {
    const std::string_view name = std::string_view(tag).substr(core.size());
    for (const std::string_view known : {"str", "int", "float", "bool", "null", "map", "seq"}) {
      if (name == known) return true;
    }
  }
  const std::size_t begin = std::min(text_.text.find('!', mark), text_.text.size());
  const std::size_t end = text_.text.find_first_of(" \t\n", begin);
  diagnostics_.error("not-supported", text_.span(begin, end), "tags such as `!name` are not supported",
                     "leave it out, or put quotes around text that starts with !");
  return false;
}

void YamlBuilder::drop_repeated_keys(YamlNode& map) {
  if (map.entries.size() < 2) return;
  std::unordered_map<std::string_view, const YamlEntry*> first;
  std::vector<YamlEntry> kept;
  kept.reserve(map.entries.size());  // the names seen are views into it
  for (auto& entry : map.entries) {
    const auto found = first.find(entry.key.value);
    if (found == first.end()) {
      kept.push_back(std::move(entry));
      first.emplace(kept.back().key.value, &kept.back());
    } else {
      const Span& place = found->second->key.span;
      diagnostics_.error("duplicate-key", entry.key.span, fmt::format("`{}` is given twice", entry.key.value),
                         fmt::format("the first is on line {}", place.file->position(place.begin).line));
    }
  }
  map.entries = std::move(kept);
}

// `{x: normal(mean=5, sd=2)}` is two entries to YAML. It is reported, and read as it was meant, lest one mistake look
// like many.
void YamlBuilder::repair_cut_values(YamlNode& node) {
  const bool is_map = node.kind == YamlNode::Kind::map;
  const std::size_t count = is_map ? node.entries.size() : node.items.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i, ++kept) {
    YamlPointer value = is_map ? node.entries[i].value : node.items[i];
    const std::size_t start = i;
    if (is_plain(*value)) {
      std::ptrdiff_t open = unclosed(value->text.value);
      Span last = value->span;
      while (open > 0 && i + 1 < count && !(is_map && node.entries[i + 1].value->kind != YamlNode::Kind::nothing)) {
        const ScalarText& next = is_map ? node.entries[i + 1].key : node.items[i + 1]->text;
        if (!next.span) break;
        open += unclosed(next.value);
        last = next.span;
        ++i;
      }
      if (i > start) {
        diagnostics_.error("yaml-syntax", value->span,
                           fmt::format("inside {} a comma ends the value, which was cut here", is_map ? "{ }" : "[ ]"),
                           "put quotes around the whole of it");
        value = joined(*value, last);
      }
    }
    if (is_map) {
      if (kept != start) node.entries[kept].key = std::move(node.entries[start].key);
      node.entries[kept].value = std::move(value);
    } else {
      node.items[kept] = std::move(value);
    }
  }
  if (is_map) {
    node.entries.resize(kept);
  } else {
    node.items.resize(kept);
  }
}

}  // namespace botec
