#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace botec {
namespace {

constexpr std::size_t usual_width = 80;
constexpr std::size_t least_width = 40;
constexpr std::size_t most_width = 120;  // longer lines are hard to read

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

std::size_t terminal_width(int descriptor) {
  if (const long columns = std::strtol(std::string(variable("COLUMNS")).c_str(), nullptr, 10); columns > 0) {
    return static_cast<std::size_t>(columns);
  }
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual_width;
}

}  // namespace

TextOptions text_options_for(int descriptor, bool ascii) {
  TextOptions options;
  options.ascii = ascii;
  if (isatty(descriptor) != 1) return options;
  options.width = std::clamp(terminal_width(descriptor), least_width, most_width);
  options.colour = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  return options;
}

TextOptions answer_options(const CommandLine& arguments) {
  TextOptions options;
  if (arguments.output == "-") options = text_options_for(STDOUT_FILENO, arguments.ascii);
  options.ascii = arguments.ascii;
  options.quiet = arguments.quiet;
  options.digits = arguments.digits;
  return options;
}

}  // namespace botec
