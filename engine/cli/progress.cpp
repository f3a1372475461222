#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "cli/output.h"
#include "report/format_number.h"

namespace botec {
namespace {

constexpr std::chrono::milliseconds before_first{1000};
constexpr std::chrono::milliseconds between{100};
constexpr double too_early = 0.01;  // below this share the time left is a guess

std::string time_left(double seconds) {
  if (seconds < 100) return std::to_string(std::lround(seconds)) + " s";
  if (seconds < 6000) return std::to_string(std::lround(seconds / 60)) + " min";
  return std::to_string(std::lround(seconds / 3600)) + " h";
}

}  // namespace

ProgressLine::ProgressLine(bool wanted)
    : wanted_(wanted && isatty(STDERR_FILENO) == 1), started_(Clock::now()), next_(started_ + before_first) {}

ProgressLine::~ProgressLine() {
  if (shown_) write_message("\r\033[K");
}

void ProgressLine::show(std::uint64_t done, std::uint64_t planned) {
  if (!wanted_ || planned == 0) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + between;
  shown_ = true;
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(planned));
  std::string line = "\r" + (so_far_.empty() ? "" : so_far_ + "; ") + std::to_string(static_cast<int>(100 * share)) + "% of " +
                     format_exact(static_cast<double>(planned), 3) + " trials";
  if (share > too_early) {
    const double elapsed = std::chrono::duration<double>(now - started_).count();
    line += ", " + time_left(elapsed * (1 - share) / share) + " left";
  }
  write_message(line + "\033[K");
}

}  // namespace botec
