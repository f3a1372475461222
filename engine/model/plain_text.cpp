#include "model/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace botec {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Length of the UTF-8 character at `at`, or 0: overlong forms, surrogates and values beyond U+10FFFF are refused, as in
// table 3-7 of the Unicode standard.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&byte](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return follows(at + 1, low, high) && follows(at + 2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return follows(at + 1, low, high) && follows(at + 2) && follows(at + 3) ? 4 : 0;
  }
  return 0;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
}

// What keeps the bytes from being a text file, if anything does.
bool report_if_not_text(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string& text = source->text();
  const auto report = [&](std::size_t at, std::string message, std::string help) {
    const auto place = static_cast<std::uint32_t>(at);
    diagnostics.error("not-text", {source, place, place + 1}, std::move(message), std::move(help));
    return true;
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return report(0, "this file is UTF-16 text, not UTF-8", "save it as UTF-8 in your editor");
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos) {
    return report(nul, "this is not a text file: it holds NUL bytes", "a model is a YAML file");
  }
  const std::size_t invalid = first_invalid_utf8(text);
  if (invalid < text.size()) {
    return report(invalid,
                  fmt::format("this is not UTF-8 text: the byte 0x{:02X} does not belong here",
                              static_cast<unsigned char>(text[invalid])),
                  "save the file as UTF-8 in your editor");
  }
  const auto control = std::find_if(text.begin(), text.end(), is_control);
  if (control != text.end()) {
    return report(static_cast<std::size_t>(control - text.begin()),
                  fmt::format("a control character (U+{:04X}) stands in the text", static_cast<unsigned>(*control)),
                  "delete it; in most editors it is invisible");
  }
  return false;
}

// The end of a line of blanks, tabs among them, or `begin`: editors leave such lines behind, and the parser refuses
// them.
std::size_t blank_with_tab(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find_first_not_of(" \t", begin), text.size());
  const bool to_line_end = end == text.size() || text[end] == '\n' || text[end] == '\r';
  return to_line_end && text.substr(begin, end - begin).find('\t') != std::string_view::npos ? end : begin;
}

}  // namespace

std::size_t first_invalid_utf8(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return text.size();
}

std::uint32_t PlainText::file_offset(std::size_t at) const {
  const auto before = std::lower_bound(dropped.begin(), dropped.end(), at) - dropped.begin();
  return static_cast<std::uint32_t>(at + static_cast<std::size_t>(before)) + skipped;
}

Span PlainText::span(std::size_t begin, std::size_t end) const {
  return {source, file_offset(std::min(begin, text.size())), file_offset(std::min(std::max(begin, end), text.size()))};
}

std::optional<PlainText> plain_text(const SourcePointer& source, Diagnostics& diagnostics) {
  if (report_if_not_text(source, diagnostics)) return std::nullopt;
  PlainText result;
  result.source = source;
  std::string_view raw = source->text();
  if (raw.starts_with(byte_order_mark)) {
    result.skipped = byte_order_mark.size();
    raw.remove_prefix(byte_order_mark.size());
  }
  result.text.reserve(raw.size() + 1);
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t blank = i == 0 || raw[i - 1] == '\n' ? blank_with_tab(raw, i) : i;
    const bool before_break = raw.substr(i, 2) == "\r\n";
    if (blank > i || before_break) {
      const std::size_t count = before_break ? 1 : blank - i;
      result.dropped.insert(result.dropped.end(), count, static_cast<std::uint32_t>(result.text.size()));
      i += count;
    } else {
      result.text += raw[i] == '\r' ? '\n' : raw[i];
      ++i;
    }
  }
  return result;
}

}  // namespace botec
