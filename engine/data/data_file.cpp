#include "data/data_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace botec {

Expected<std::string> read_data_file(const std::filesystem::path& path, std::string_view name) {
  constexpr std::uintmax_t largest = std::uintmax_t{1} << 30;
  const auto cannot_read = [&](std::string_view why) {
    return Complaint{"cannot-read", fmt::format("`{}` cannot be read: {}", name, why), "", "", 0, 0};
  };
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return cannot_read("there is no such file");
  if (!std::filesystem::is_regular_file(status)) return cannot_read("it is not a file");
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > largest) return cannot_read("it is larger than 1 GiB");
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot_read("it is not permitted");
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return text;
}

std::optional<Complaint> not_a_text(std::string_view text, std::string_view name) {
  if (text.find('\0') == std::string_view::npos) return std::nullopt;
  return Complaint{"data", fmt::format("`{}` is not a text file", name), "save it as CSV in UTF-8", "", 0, 0};
}

}  // namespace botec
