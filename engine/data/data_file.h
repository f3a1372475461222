// The text of a data file.
// Place: path → text → table.h. Threads: pure but for reading the file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "text/diagnostic.h"

namespace botec {

// At most 1 GiB. `name` is what messages call the file; complaints are of kind `cannot-read`.
Expected<std::string> read_data_file(const std::filesystem::path& path, std::string_view name);

// The complaint where bytes cannot be text.
std::optional<Complaint> not_a_text(std::string_view text, std::string_view name);

}  // namespace botec
