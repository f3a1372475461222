#include "cli/signals.h"

#include <signal.h>
#include <unistd.h>

#include <climits>
#include <cstring>

#include "cli/exit_status.h"

namespace botec {
namespace {

// Global because a signal handler has no other way to its data.
std::atomic<bool> flag{false};
struct Doomed {
  char path[PATH_MAX] = "";
  std::atomic<bool> used{false};
};
Doomed doomed[2];   // an answer and what stands beside it

static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing that takes a lock");

void on_signal(int) {
  if (!flag.exchange(true)) return;
  for (const Doomed& file : doomed) {
    if (file.used) unlink(file.path);
  }
  _exit(exit_not_completed);
}

void handle(int signal_number) {
  struct sigaction old {};
  if (sigaction(signal_number, nullptr, &old) == 0 && old.sa_handler == SIG_IGN) return;  // started by nohup
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, nullptr);  // without SA_RESTART: a write that blocks gives way
}

}  // namespace

void ignore_write_signals() {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

void catch_interrupts() {
  handle(SIGINT);
  handle(SIGTERM);
}

const std::atomic<bool>& interrupted() { return flag; }

void remove_if_ended(const std::string& path) {
  for (Doomed& file : doomed) {
    if (file.used || path.size() >= sizeof file.path) continue;
    std::memcpy(file.path, path.c_str(), path.size() + 1);
    file.used = true;   // last, because the handler may run at any moment
    return;
  }
}

void release(const std::string& path) {
  for (Doomed& file : doomed) {
    if (file.used && path == file.path) file.used = false;
  }
}

}  // namespace botec
