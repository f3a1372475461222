// What the program's two outputs can show.
// Threads: reads the environment; main thread only.
#pragma once

#include "cli/arguments.h"
#include "report/terminal_text.h"

namespace botec {

// How to lay out text for a descriptor (1 or 2): the terminal's width where it is one (COLUMNS wins), else 80; colour only
// on a terminal and without NO_COLOR.
TextOptions text_options_for(int descriptor, bool ascii);

// How to lay out the answer of a command: for the terminal where that is where it goes, and as its options ask.
TextOptions answer_options(const CommandLine& arguments);

}  // namespace botec
