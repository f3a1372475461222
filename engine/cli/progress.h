// How far a run is, on a terminal's standard error, after the first second; erased when it is over.
// Threads: called from one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace botec {

class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);   // shows nothing unless standard error is a terminal
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // so_far: one line on what is known already; may be empty.
  void show(std::uint64_t done, std::uint64_t planned, const std::string& so_far);

 private:
  using Clock = std::chrono::steady_clock;
  bool wanted_;
  bool shown_ = false;
  Clock::time_point started_, next_;
};

}  // namespace botec
