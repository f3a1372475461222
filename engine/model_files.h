// Which files a model rests on. Place: the façade. Threads: calls are independent.
#pragma once

#include <string>
#include <vector>

#include "engine.h"

namespace botec {

// The model's own file, those it imports, and the data they read, each once, as paths from the current folder; what cannot be read
// is among them, so that its coming can be noticed.
std::vector<std::string> model_files(const ModelText& text);

}  // namespace botec
