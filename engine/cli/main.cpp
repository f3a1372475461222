// The program: a command line in, an exit status out.
#include <malloc.h>

#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/signals.h"

namespace {

// Freed memory stays with the process instead of going back page by page, to be cleared by the system and mapped anew for the
// next vector of the same size: a run of 1e5 trials spends a fifth of its time on that otherwise.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int large = 64 << 20;
  mallopt(M_MMAP_THRESHOLD, large);
  mallopt(M_TRIM_THRESHOLD, large);
  mallopt(M_TOP_PAD, 1 << 18);
#endif
}

}  // namespace

int main(int count, char** words) {
  keep_freed_memory();
  botec::ignore_write_signals();
  return botec::run_program(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
