// How far a run is, on a terminal's standard error, after the first second; erased when it is over.
// Threads: called from one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace botec {

class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);   // shows nothing unless standard error is a terminal
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool seen() const { return wanted_; }
  void show(std::uint64_t done, std::uint64_t planned);
  // What is known already, in a few words, to stand behind the rest from now on.
  void tell(std::string so_far) { so_far_ = std::move(so_far); }

 private:
  using Clock = std::chrono::steady_clock;
  bool wanted_;
  bool shown_ = false;
  std::string so_far_;
  Clock::time_point started_, next_;
};

}  // namespace botec
