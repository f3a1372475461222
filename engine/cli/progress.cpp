#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "cli/output.h"
#include "cli/terminal.h"
#include "report/format_number.h"

namespace botec {
namespace {

constexpr std::chrono::milliseconds before_first{1000};
constexpr std::chrono::milliseconds between{100};
constexpr std::size_t bar_width = 16;
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
  const auto filled = static_cast<std::size_t>(std::lround(share * bar_width));
  std::string line = "[" + std::string(filled, '#') + std::string(bar_width - filled, '.') + "] " + std::to_string(static_cast<int>(100 * share)) +
                     "% of " + format_exact(static_cast<double>(planned), 3) + " trials";
  if (share > too_early) {
    const double elapsed = std::chrono::duration<double>(now - started_).count();
    line += ", " + time_left(elapsed * (1 - share) / share) + " left";
  }
  if (!so_far_.empty()) line += "; " + so_far_;
  // A line that wraps could not be written over.
  const std::size_t width = text_options_for(STDERR_FILENO, true).width;
  write_message("\r" + cut(line, width > 1 ? width - 1 : 1, true) + "\033[K");
}

}  // namespace botec
