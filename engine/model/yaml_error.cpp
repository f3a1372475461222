#include "model/yaml_error.h"

#include <algorithm>
#include <string>

namespace botec {
namespace {

constexpr std::string_view no_break = "\xC2\xA0";

struct Translation {
  std::string_view parser;  // how the parser's message starts
  std::string_view message;
  std::string_view help;
};

constexpr Translation translations[] = {
    {"illegal block entry", "a list item `- …` cannot stand here", "list items stand on lines of their own"},
    {"illegal map key", "a key cannot stand here", ""},
    {"bad character found while scanning hex number", "this \\ escape wants hexadecimal digits", ""},
    {"invalid unicode", "this \\ escape is no character", ""},
    {"unexpected character in block scalar", "after | or > the text starts on the next line",
     "to start a value with | or >, put quotes around it"},
    {"cannot set zero indentation", "the indentation after | or > cannot be 0", ""},
    {"the referenced anchor is not defined", "this * refers to an anchor that does not exist",
     "text that starts with * needs quotes"},
    {"alias not found", "a name is missing after *", "text that starts with * needs quotes"},
    {"anchor not found", "a name is missing after &", "text that starts with & needs quotes"},
    {"illegal character found while scanning a", "this name after & or * is not possible",
     "text that starts with & or * needs quotes"},
    {"aliases can't have any content", "something follows this *", "text that starts with * needs quotes"},
    {"cannot assign multiple", "this value has more than one anchor, tag or alias", ""},
    {"illegal document indicator", "the document ends inside this text", "--- and ... at the start of a line end it"},
    {"illegal EOF in scalar", "the file ends inside this text", "a closing quote is missing"},
    {"tag handle with no suffix", "this tag is not complete", "text that starts with ! needs quotes"},
    {"illegal character found while scanning tag", "this tag is not possible", "text that starts with ! needs quotes"},
    {"end of verbatim tag", "this tag is not complete", "text that starts with ! needs quotes"},
};

std::string_view line_around(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

class Explanation {
 public:
  Explanation(std::string_view parser, std::size_t at, std::string_view text, const Prescan& prescan)
      : parser_(parser), text_(text), at_(std::min(at, text.size())), prescan_(prescan) {}

  Complaint run() {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    const std::string_view line = line_around(text_, at_);
    if (const std::size_t place = line.find(no_break); place != std::string_view::npos) {
      return no_break_space(static_cast<std::size_t>(line.data() - text_.data()) + place);
    }
    if (parser_.starts_with("illegal map value")) return colon();
    if (parser_.starts_with("illegal tab")) {
      return {"tab",  "this line is indented with a tab", "YAML wants spaces: replace the tab by two spaces", "", at_,
              at_ + 1};
    }
    if (parser_.starts_with("unknown escape")) {  // reported behind its two characters
      return at(at_ - std::min<std::size_t>(at_, 2), at_, "this \\ escape is not known inside \"…\"",
                "use '…', where a \\ is only a \\");
    }
    if (parser_.starts_with("unknown token")) return unknown_token(c);
    if (parser_.starts_with("end of sequence flow") || parser_.starts_with("end of map flow")) return open_bracket();
    if (parser_.starts_with("illegal flow end")) {
      return here(std::string("this ") + c + " closes nothing", "text that starts with a bracket needs quotes");
    }
    if (parser_.starts_with("end of map") || parser_.starts_with("end of sequence")) return stray();
    for (const auto& row : translations) {
      if (parser_.starts_with(row.parser)) return here(std::string(row.message), std::string(row.help));
    }
    return here("this is not valid YAML", "");
  }

 private:
  static Complaint at(std::size_t begin, std::size_t end, std::string message, std::string help) {
    return {"yaml-syntax", std::move(message), std::move(help), "", begin, end};
  }
  Complaint here(std::string message, std::string help) const {
    return at(at_, at_ + 1, std::move(message), std::move(help));
  }

  static Complaint no_break_space(std::size_t place) {
    return at(place, place + no_break.size(), "a no-break space stands where a space belongs",
              "type a plain space instead");
  }

  // A second colon in a value, or lines before it that were taken for one long key.
  Complaint colon() const {
    const std::string_view line = line_around(text_, at_);
    const std::size_t line_begin = static_cast<std::size_t>(line.data() - text_.data());
    const std::size_t before = text_.find_last_not_of(" \t\n", line_begin == 0 ? 0 : line_begin - 1);
    const std::string_view key = line.substr(0, at_ - line_begin);
    if (key.find(": ") != std::string_view::npos) {
      return here("a colon followed by a space cannot stand inside a value", "put quotes around the value");
    }
    if (line_begin == 0 || before == std::string_view::npos) return here("this colon is not expected here", "");
    const std::string_view previous = line_around(text_, before);
    const std::size_t previous_begin = static_cast<std::size_t>(previous.data() - text_.data());
    const std::size_t glued = previous.find(':');
    if (glued != std::string_view::npos && previous.find(": ") == std::string_view::npos &&
        glued + 1 < previous.size()) {
      if (previous.substr(glued + 1).starts_with(no_break)) return no_break_space(previous_begin + glued + 1);
      return at(previous_begin + glued, previous_begin + glued + 1, "a space is missing after the colon", "");
    }
    const std::size_t indentation = std::min(line.find_first_not_of(" -"), line.size() - 1);
    if (previous.find(": ") != std::string_view::npos && indentation > previous.find_first_not_of(" -")) {
      return at(line_begin + indentation, at_, "this line is indented as if it belonged to the value before it",
                "indent the keys of one map alike");
    }
    if (glued == std::string_view::npos) {
      const std::size_t start = std::min(previous.find_first_not_of(' '), previous.size());
      return at(previous_begin + start, previous_begin + previous.size(), "this line has no colon",
                "a key is followed by a colon and a space");
    }
    return here("this colon is not expected here", "check the indentation of this line and of the one before");
  }

  Complaint unknown_token(char c) const {
    if (c == '%' || c == '@' || c == '`') {
      return here(std::string("a value cannot start with ") + c, "put quotes around it");
    }
    return here("a value cannot start like this", "put quotes around it");
  }

  Complaint open_bracket() const {
    if (prescan_.open_bracket) {
      const std::size_t place = *prescan_.open_bracket;
      return at(place, place + 1, std::string("this ") + text_[place] + " is never closed", std::string("close it with ") + (text_[place] == '{' ? '}' : ']'));
    }
    const bool is_list = parser_.starts_with("end of sequence");
    return here(std::string("a comma or ") + (is_list ? "]" : "}") + " is missing here",
                "inside [ ] and { }, a value with brackets of its own needs quotes, as in \"2 [hour]\"");
  }

  Complaint stray() const {
    const std::size_t last = at_ == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", at_ - 1);
    const char before = last == std::string_view::npos ? '\n' : text_[last];
    if (before == '"' || before == '\'') {
      return here("something follows the closing quote",
                  before == '\'' ? "a ' inside '…' is written twice: ''" : "a \" inside \"…\" is written \\\"");
    }
    if (before == ']' || before == '}') {
      return here("something follows the closing bracket", "text that starts with a bracket needs quotes");
    }
    if (text_.substr(at_, 1) == "-")
      return here("a list item cannot stand between the keys of a map", "check the indentation of this line");
    return here("this line does not fit the lines before it", "check its indentation");
  }

  std::string_view parser_, text_;
  std::size_t at_;
  const Prescan& prescan_;
};

}  // namespace

Complaint yaml_complaint(std::string_view message, std::size_t at, std::string_view text, const Prescan& prescan) {
  return Explanation(message, at, text, prescan).run();
}

}  // namespace botec
