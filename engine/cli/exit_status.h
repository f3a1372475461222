// What the program says to the shell when it ends.
#pragma once

namespace botec {

enum ExitStatus : int {
  exit_done = 0,
  exit_model_at_fault = 1,     // the model or the data, or an expectation that fails
  exit_command_at_fault = 2,   // the command line
  exit_not_completed = 3,      // no room, a file that cannot be written, interrupted
};

}  // namespace botec
