#include "cli/file_watch.h"

#include <chrono>
#include <thread>

namespace botec {

// Of a file that is not there, nothing.
FileWatch::State FileWatch::look(const std::string& path) {
  std::error_code failed;
  State state;
  state.written = std::filesystem::last_write_time(path, failed);
  if (failed) return {};
  state.size = std::filesystem::file_size(path, failed);
  return failed ? State{} : state;
}

void FileWatch::watch(const std::vector<std::string>& paths) {
  std::map<std::string, State> states;
  for (const std::string& path : paths) {
    // What changed while the last answer was made is still to be noticed.
    const auto known = states_.find(path);
    states[path] = known != states_.end() ? known->second : look(path);
  }
  states_ = std::move(states);
}

std::string FileWatch::wait(const std::atomic<bool>& interrupted) {
  using namespace std::chrono_literals;
  while (!interrupted) {
    for (auto& [path, state] : states_) {
      const State now = look(path);
      if (now == state) continue;
      std::this_thread::sleep_for(50ms);   // an editor may still be writing
      state = look(path);
      return path;
    }
    std::this_thread::sleep_for(200ms);
  }
  return {};
}

}  // namespace botec
