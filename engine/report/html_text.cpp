#include "report/html_text.h"

#include <algorithm>

#include "report/terminal_text.h"

namespace botec {

std::string html(std::string_view text) {
  std::string result;
  for (const char c : clean(text)) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string element(std::string_view name, std::string_view attributes, std::string_view content) {
  std::string result = "<";
  result += name;
  if (!attributes.empty()) result.append(" ").append(attributes);
  return result.append(">").append(content).append("</").append(name).append(">");
}

std::string section(std::string_view id, std::string_view heading, std::string_view content) {
  if (content.empty()) return {};
  return element("section", "id=\"" + std::string(id) + "\"", "<h2>" + html(heading) + "</h2>\n" + std::string(content)) + "\n";
}

std::string script_json(std::string_view id, std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') quoted = !quoted;
    if (c == '<') safe += "\\u003c";
    else if (quoted || (c != ' ' && c != '\n')) safe += c;
    if (c == '\\') safe += json[++i];   // what follows it ends no string
  }
  return element("script", "type=\"application/json\" id=\"" + std::string(id) + "\"", safe) + "\n";
}

namespace {

// Where a word leads, or nothing: https://…, arXiv:2107.12808, or a host with a path, lesswrong.com/s/…
std::string target_of(std::string_view word) {
  if (word.starts_with("https://") || word.starts_with("http://")) return std::string(word);
  constexpr std::string_view digits = "0123456789.v";
  if (word.starts_with("arXiv:") && word.size() > 6 && word.find_first_not_of(digits, 6) == std::string_view::npos) {
    return "https://arxiv.org/abs/" + std::string(word.substr(6));
  }
  const std::size_t slash = word.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view host = word.substr(0, slash);
  constexpr std::string_view of_hosts = "abcdefghijklmnopqrstuvwxyz0123456789-.";
  if (host.find_first_not_of(of_hosts) != std::string_view::npos || host.starts_with('.')) return {};
  for (const std::string_view end : {".org", ".com", ".net", ".io", ".edu", ".gov", ".ai", ".dev", ".uk", ".eu"}) {
    if (host.ends_with(end)) return "https://" + std::string(word);
  }
  return {};
}

// Brackets and full stops around an address are not of it.
std::string linked_word(std::string_view word) {
  constexpr std::string_view around = "()[],.;:\"'";
  const std::size_t begin = word.find_first_not_of(around);
  if (begin == std::string_view::npos) return html(word);
  const std::size_t end = word.find_last_not_of(around) + 1;
  const std::string_view core = word.substr(begin, end - begin);
  const std::string target = target_of(core);
  if (target.empty()) return html(word);
  return html(word.substr(0, begin)) + element("a", "href=\"" + html(target) + "\" rel=\"noreferrer\"", html(core)) + html(word.substr(end));
}

}  // namespace

namespace {

std::string linked_words(std::string_view plain) {
  std::string result;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    result += linked_word(plain.substr(at, end - at));
    if (end < plain.size()) result += ' ';
    at = end + 1;
  }
  return result;
}

}  // namespace

std::string linked(std::string_view text) {
  const std::string plain = clean(text);
  std::string result;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = plain.find('`', at), close = open == std::string::npos ? open : plain.find('`', open + 1);
    if (close == std::string::npos) return result + linked_words(std::string_view(plain).substr(at));
    result += linked_words(std::string_view(plain).substr(at, open - at)) + element("code", "", html(std::string_view(plain).substr(open + 1, close - open - 1)));
    at = close + 1;
  }
}

std::string anchor(std::string_view kind, std::string_view name) { return html(std::string(kind) + "-" + std::string(name)); }

}  // namespace botec
