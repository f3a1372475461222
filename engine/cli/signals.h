// Being asked to stop: the first SIGINT or SIGTERM asks the run to end, a second one ends the program at once.
// Threads: the flag may be read by all; the rest belongs to the main thread.
#pragma once

#include <atomic>
#include <string>

namespace botec {

// A closed pipe and a full quota then show as failed writes, which are reported, instead of killing the program.
void ignore_write_signals();

// From now on a signal sets the flag. Before, while a model is read from a terminal, it ends the program as usual.
void catch_interrupts();

const std::atomic<bool>& interrupted();

// A file to remove if the program is ended at once, until it is released. There is room for the few that are written at once.
void remove_if_ended(const std::string& path);
void release(const std::string& path);

}  // namespace botec
