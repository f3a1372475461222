#include "model/input_call.h"

#include <fmt/format.h>

#include <algorithm>

#include "distributions/family.h"
#include "model/shapes.h"

namespace botec {
namespace {

constexpr int deepest_mixture = 8;

// The byte of the bracket that closes the one at `open`, or npos.
std::size_t closing_bracket(std::string_view text, std::size_t open, std::size_t end) {
  int depth = 0;
  for (std::size_t i = open; i < end; ++i) {
    if (text[i] == '(' || text[i] == '[') ++depth;
    if (text[i] == ')' || text[i] == ']') --depth;
    if (depth == 0) return i;
  }
  return std::string_view::npos;
}

// The parts between the commas that stand outside all brackets.
std::vector<Part> split_at_commas(std::string_view text, Part part) {
  std::vector<Part> result;
  int depth = 0;
  std::size_t begin = part.begin;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (text[i] == '(' || text[i] == '[') ++depth;
    if (text[i] == ')' || text[i] == ']') --depth;
    if (text[i] != ',' || depth != 0) continue;
    result.push_back(trimmed(text, {begin, i}));
    begin = i + 1;
  }
  const Part last = trimmed(text, {begin, part.end});
  if (!result.empty() || !last.empty()) result.push_back(last);
  return result;
}

class Call {
 public:
  Call(const ScalarText& text, const std::filesystem::path& directory, int depth, Diagnostics& diagnostics)
      : text_(text), value_(text.value), directory_(directory), depth_(depth), diagnostics_(diagnostics) {}

  InputForm read(Part part) {
    draft_.form.span = place(part);
    const std::size_t open = value_.find('(', part.begin);
    const Part name = trimmed(value_, {part.begin, open});
    set_family(draft_, {std::string(word(name)), place(name)}, diagnostics_);
    const std::size_t close = closing_bracket(value_, open, part.end);
    if (close == std::string_view::npos) {
      error("bad-input", {open, open + 1}, "this bracket is never closed", "");
    } else if (draft_.ok) {
      read_unit(trimmed(value_, {close + 1, part.end}));
      read_arguments({open + 1, close});
    }
    return settle(std::move(draft_), directory_, diagnostics_);
  }

 private:
  Span place(Part part) const { return place_of(text_, part.begin, part.end); }
  std::string_view word(Part part) const { return value_.substr(part.begin, part.end - part.begin); }
  void error(std::string kind, Part part, std::string message, std::string help) {
    diagnostics_.error(std::move(kind), place(part), std::move(message), std::move(help));
    draft_.ok = false;
  }

  void read_unit(Part part) {
    if (part.empty()) return;
    draft_.form.unit = std::string(word(part));
    draft_.form.unit_span = draft_.unit = place(part);
  }

  void read_arguments(Part part) {
    const auto arguments = split_at_commas(value_, part);
    for (const Part argument : arguments) {
      const std::size_t equals = word(argument).find('=');
      const std::size_t bracket = word(argument).find_first_of("([");
      if (argument.empty()) return error("bad-input", argument, "an argument is missing here", "");
      if (equals == std::string_view::npos || equals > bracket) return report_positional(argument);
      const std::size_t sign = argument.begin + equals;
      read_argument(trimmed(value_, {argument.begin, sign}), trimmed(value_, {sign + 1, argument.end}));
    }
  }

  void report_positional(Part argument) {
    const Family* family = find_family(draft_.form.family);
    const std::string example =
        family != nullptr ? std::string(family->example) : "mixture(components=[1 to 2, 5 to 10], weights=[1, 3])";
    error("bad-input", argument, "this argument has no name", fmt::format("arguments are named: `{}`", example));
  }

  void read_argument(Part name, Part value) {
    const std::string_view key = word(name);
    if (key == "values" || key == "weights") return read_numbers(key, name, value);
    if (key == "components") return read_components(name, value);
    if (key == "file" || key == "column") return read_text_argument(key, name, value);
    if (key == "smooth") return read_smooth(name, value);
    if (key == "range") return read_range_argument(name, value);
    if (key == "min" || key == "max" || key == "point" || key == "unit" || key == "source" || key == "note") {
      return error("bad-input", name, fmt::format("`{}` stands beside a distribution, not within its brackets", key),
                   fmt::format("write the input as a map with the keys `distribution` and `{}`", key));
    }
    if (!is_name(key) && !is_reserved(key) && !quantile_probability(key))
      return error("bad-input", name, "this is not the name of an argument", "");
    const auto quantity = read_quantity(text_, value.begin, value.end, diagnostics_);
    if (!quantity) {
      draft_.ok = false;
    } else if (!quantity->unit.empty()) {
      diagnostics_.error("bad-quantity", quantity->unit_span, "the unit stands once, behind the closing bracket",
                         fmt::format("write `{}(…) {}`", draft_.form.family, quantity->unit));
      draft_.ok = false;
    } else if (key == "level") {
      set_level(draft_, place(name), *quantity, diagnostics_);
    } else if (quantile_probability(key)) {
      set_quantile(draft_, key, place(name), *quantity, diagnostics_);
    } else {
      set_number(draft_, key, place(name), *quantity);
    }
  }

  // The inside of `[…]`, or nothing after an error.
  std::optional<std::vector<Part>> list(std::string_view key, Part value) {
    const bool closed = !value.empty() && value_[value.begin] == '[' &&
                        closing_bracket(value_, value.begin, value.end) == value.end - 1;
    if (!closed) {
      error("bad-input", value, fmt::format("`{}` wants a list in square brackets", key),
            fmt::format("write `{}=[1, 2]`", key));
      return std::nullopt;
    }
    return split_at_commas(value_, {value.begin + 1, value.end - 1});
  }

  bool first_time(const Span& given, std::string_view key, Part name) {
    if (!given) return true;
    error("conflicting-arguments", name, fmt::format("`{}` is given twice", key), "");
    return false;
  }

  void read_numbers(std::string_view key, Part name, Part value) {
    Span& given = key == "values" ? draft_.values : draft_.weights;
    const auto parts = first_time(given, key, name) ? list(key, value) : std::nullopt;
    if (!parts) return;
    given = place(name);
    (key == "values" ? draft_.form.values_span : draft_.form.weights_span) = place(value);
    auto& numbers = key == "values" ? draft_.form.values : draft_.form.weights;
    for (const Part part : *parts) {
      if (auto quantity = read_quantity(text_, part.begin, part.end, diagnostics_)) {
        numbers.push_back(std::move(*quantity));
      } else {
        draft_.ok = false;
      }
    }
    if (numbers.empty() && draft_.ok) error("bad-input", value, "this list is empty", "");
  }

  void read_components(Part name, Part value) {
    const auto parts = first_time(draft_.components, "components", name) ? list("components", value) : std::nullopt;
    if (!parts) return;
    draft_.components = place(name);
    if (depth_ >= deepest_mixture) return error("too-deep", name, "mixtures are nested too deep here", "");
    for (const Part part : *parts)
      draft_.form.components.push_back(read_form_text(text_, part, directory_, depth_ + 1, diagnostics_));
    if (parts->empty()) error("bad-input", value, "this list is empty", "");
  }

  void read_text_argument(std::string_view key, Part name, Part value) {
    Span& given = key == "file" ? draft_.file : draft_.column;
    if (!first_time(given, key, name)) return;
    if (value.empty()) return error("bad-input", name, fmt::format("`{}` wants a name", key), "");
    given = place(name);
    Text& text = key == "file" ? draft_.form.file : draft_.form.column;
    text = Text{std::string(word(value)), place(value)};
  }

  void read_smooth(Part name, Part value) {
    if (!first_time(draft_.smooth, "smooth", name)) return;
    draft_.smooth = place(name);
    if (word(value) != "true" && word(value) != "false")
      return error("bad-input", value, "`smooth` is true or false", "");
    draft_.form.smooth = word(value) == "true";
  }

  void read_range_argument(Part name, Part value) {
    if (!first_time(draft_.range, "range", name)) return;
    draft_.range = place(name);
    auto range = read_range(text_, value, diagnostics_);
    draft_.ok = draft_.ok && range;
    draft_.form.range = std::move(range);
  }

  const ScalarText& text_;
  std::string_view value_;
  const std::filesystem::path& directory_;
  int depth_;
  Diagnostics& diagnostics_;
  FormDraft draft_;
};

}  // namespace

InputForm read_input_call(const ScalarText& text, Part part, const std::filesystem::path& directory, int depth,
                          Diagnostics& diagnostics) {
  return Call(text, directory, depth, diagnostics).read(part);
}

}  // namespace botec
