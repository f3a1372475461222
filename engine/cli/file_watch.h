// Waits until one of some files is saved. It looks five times a second, which also works on network folders and for editors that
// replace a file instead of writing to it. Threads: belongs to one thread.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace botec {

class FileWatch {
 public:
  // From now on these files, as they are.
  void watch(const std::vector<std::string>& paths);
  // The first of them that changed, came or went since; empty when interrupted.
  std::string wait(const std::atomic<bool>& interrupted);

 private:
  struct State {
    std::filesystem::file_time_type written;
    std::uintmax_t size = 0;
    friend bool operator==(const State&, const State&) = default;
  };
  static State look(const std::string& path);

  std::map<std::string, State> states_;
};

}  // namespace botec
