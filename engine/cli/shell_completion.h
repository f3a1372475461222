// What a shell needs to complete a command line, and a manual page: written from the tables of commands and options.
// Place: cli. Threads: constant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace botec {

struct Shell {
  std::string_view name;       // "bash"
  std::string (*script)();
};
std::span<const Shell> shell_table();

// In roff, section 1.
std::string manual_page();

}  // namespace botec
