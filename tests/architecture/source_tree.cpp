#include "architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace architecture {

File read_source(std::string path, const std::string& text) {
  static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  File file;
  const auto slash = path.find('/');
  file.folder = slash == std::string::npos ? "engine" : path.substr(0, slash);
  file.path = std::move(path);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    file.lines.push_back(line);
    std::smatch match;
    if (std::regex_search(line, match, include)) {
      file.includes.push_back({match[2], match[1] == "\"", static_cast<int>(file.lines.size())});
    }
  }
  return file;
}

std::vector<File> read_tree(const std::filesystem::path& root) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    files.push_back(read_source(entry.path().lexically_relative(root).generic_string(), text.str()));
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

namespace {

std::size_t indent_of(const std::string& line) {
  const auto at = line.find_first_not_of(' ');
  return at == std::string::npos ? line.size() : at;
}

bool starts_function(const std::string& line) {
  static const std::regex head(R"(^(  )?[A-Za-z_][A-Za-z0-9_:<>,&*\[\] ]*\()");
  static const std::regex other(R"(^ *(return|if|for|while|switch|else|do|case|using|static_assert|TEST_CASE)\b)");
  return std::regex_search(line, head) && !std::regex_search(line, other);
}

// The line on which the head that starts at `at` opens its body, or npos when it is only a declaration.
std::size_t body_of(const File& file, std::size_t at) {
  for (std::size_t i = at; i < file.lines.size() && i < at + 12; ++i) {
    const std::string& line = file.lines[i];
    if (line.ends_with('{')) return i;
    if (line.ends_with(';') || line.ends_with('}') || line.empty()) return std::string::npos;
  }
  return std::string::npos;
}

}  // namespace

std::vector<Function> functions(const File& file) {
  std::vector<Function> found;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (!starts_function(file.lines[i])) continue;
    const std::size_t body = body_of(file, i);
    if (body == std::string::npos) continue;
    const std::string closing = std::string(indent_of(file.lines[i]), ' ') + "}";
    for (std::size_t end = body + 1; end < file.lines.size(); ++end) {
      if (!file.lines[end].starts_with(closing)) continue;
      found.push_back({file.lines[i], static_cast<int>(i + 1), static_cast<int>(end - i + 1)});
      i = end;
      break;
    }
  }
  return found;
}

}  // namespace architecture
