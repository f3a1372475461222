#include "cli/model_place.h"

#include <sys/stat.h>

#include "cli/arguments.h"

namespace botec {

Expected<Place> read_place(const std::string& word, const std::string& otherwise) {
  const std::size_t hash = word.rfind('#');
  struct stat info {};
  if (hash == std::string::npos || stat(word.c_str(), &info) == 0) return Place{word, otherwise};
  if (hash == 0 || hash + 1 == word.size()) {
    return command_line_complaint("`" + word + "` wants a file and a scenario on the two sides of `#`", "model.yaml#high, for example");
  }
  return Place{word.substr(0, hash), word.substr(hash + 1)};
}

}  // namespace botec
