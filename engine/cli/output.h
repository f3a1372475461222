// A file that is whole or not there: written beside its place under another name and renamed when it is complete.
// Standard output, devices, pipes and symbolic links are written directly, because they cannot be replaced.
// Promise: every failure is reported by `write` or `commit`; an OutputFile that is not committed leaves no file behind.
// Threads: belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/diagnostic.h"

namespace botec {

class OutputFile {
 public:
  enum class Existing { replace, refuse };

  // Makes sure that `path` (`-`: standard output) can be written before any work is done for it.
  static Expected<OutputFile> open(const std::string& path, Existing existing = Existing::replace);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // False after a failure, which complaint() then tells; further writes do nothing.
  bool write(std::string_view bytes);
  // Overwrites the beginning; only where may_rewrite().
  bool rewrite_beginning(std::string_view bytes);
  bool may_rewrite() const { return !temporary_.empty(); }
  bool is_terminal() const;

  // Makes the file appear. Nothing, or the complaint (kind `cannot-write` or `interrupted`).
  std::optional<Complaint> commit();
  const std::optional<Complaint>& complaint() const { return complaint_; }

 private:
  OutputFile(int descriptor, std::string shown) : descriptor_(descriptor), shown_(std::move(shown)) {}

  static Expected<OutputFile> open_beside(const std::string& path, std::optional<unsigned> mode);
  bool fail(int error_number);
  bool write_all(std::string_view bytes, std::optional<std::int64_t> at);

  int descriptor_ = -1;
  std::string shown_;        // in messages: "`out.json`", "standard output"
  std::string path_;         // the final place; empty where the descriptor is written directly
  std::string temporary_;    // the name it has until then
  bool truncate_first_ = false;
  bool is_new_ = false;      // created under its final name: removed unless committed
  std::optional<Complaint> complaint_;
};

// Writes a message to standard error; a failure there has nobody left to tell.
void write_message(std::string_view text);

}  // namespace botec
