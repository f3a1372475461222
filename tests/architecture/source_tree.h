// The source files of a folder and what they include, read as text. Shared by the architecture tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace architecture {

struct Include {
  std::string header;  // as written between the quotes or brackets
  bool quoted = false;
  int line = 0;
};

struct File {
  std::string path;    // relative to the scanned folder: "text/number.h"
  std::string folder;  // "text"; "engine" for files at the top
  std::vector<std::string> lines;
  std::vector<Include> includes;
  bool is_header() const { return path.ends_with(".h"); }
};

// All .h and .cpp files below `root`, in order of path.
std::vector<File> read_tree(const std::filesystem::path& root);
File read_source(std::string path, const std::string& text);

struct Function {
  std::string first_line;
  int line = 0;
  int length = 0;
};

// Functions of a file, found by the house layout: the head starts in the first column (or two spaces in, inside a
// class) and the closing brace stands in the same column.
std::vector<Function> functions(const File& file);

}  // namespace architecture
