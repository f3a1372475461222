// A model named on the command line, with the scenario that may stand behind it: model.yaml#high.
// Place: cli. Threads: main thread.
#pragma once

#include <string>

#include "text/diagnostic.h"

namespace botec {

struct Place {
  std::string path, scenario;
};

// PATH#SCENARIO; a file that is called so as a whole is that file.
Expected<Place> read_place(const std::string& word, const std::string& otherwise);

}  // namespace botec
