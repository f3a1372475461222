// The program: a command line in, an exit status out.
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/signals.h"

int main(int count, char** words) {
  botec::ignore_write_signals();
  return botec::run_program(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
