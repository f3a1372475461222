// Text → forecasts, in the words and units of a model.
// Promise: as of read_model(): any bytes end in a ForecastFile and diagnostics. Threads: pure.
#pragma once

#include <filesystem>

#include "model/forecasts.h"

namespace botec {

// `directory`: data files of forecasts are looked for relative to it.
ForecastFile read_forecasts(const SourcePointer& source, const std::filesystem::path& directory, Diagnostics& diagnostics);

}  // namespace botec
