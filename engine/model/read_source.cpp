// The bytes of a model file.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "model/read_model.h"

namespace botec {
namespace {

Complaint cannot_read(const std::string& path, std::string_view why, std::string help = {}) {
  return {"cannot-read", fmt::format("`{}` cannot be read: {}", path, why), std::move(help), "", 0, 0};
}

// One byte more than the limit at most, so that an endless stream ends.
std::string read_all(std::istream& stream, std::size_t limit) {
  std::string text;
  char buffer[65536];
  while (text.size() <= limit && stream) {
    stream.read(buffer, sizeof buffer);
    text.append(buffer, static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

}  // namespace

Expected<SourcePointer> read_source(const std::string& path, const ReadLimits& limits) {
  const bool standard_input = path == "-";
  std::ifstream file;
  if (!standard_input) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return cannot_read(path, "there is no such file");
    if (std::filesystem::is_directory(status)) return cannot_read(path, "it is a folder", "name a model file in it");
    file.open(path, std::ios::binary);
    if (!file) return cannot_read(path, "it is not permitted");
  }
  std::string text = read_all(standard_input ? std::cin : file, limits.file_bytes);
  if (text.size() > limits.file_bytes) {
    return Complaint{"too-large", fmt::format("`{}` has more than {} MiB, which no model needs", path, limits.file_bytes >> 20),
                     "keep large data in a CSV file and read it with `file:` and `column:`", "", 0, 0};
  }
  return std::make_shared<const SourceFile>(path, std::move(text));
}

}  // namespace botec
