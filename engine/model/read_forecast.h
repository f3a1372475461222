// One forecast of a file of them: a number in any form of an input, a probability, or a model to run.
// Place: behind read_forecasts. Threads: pure.
#pragma once

#include "model/forecasts.h"
#include "model/shapes.h"

namespace botec {

// The keys of a map that make up a forecast: those of an input, `forecast`, `probability`, `model`, `output`, `scenario`, `made`.
// `own` are the keys of the map that belong to somebody else; others are reported. Nothing where there is no forecast, or after an error.
std::optional<ForecastForm> read_forecast(const YamlNode& map, std::span<const std::string_view> own, std::string_view who, Reading& reading);

// A forecast that is a scalar: any string form of an input.
std::optional<ForecastForm> read_forecast_text(const YamlNode& scalar, std::string_view who, Reading& reading);

std::optional<Date> read_date(const YamlNode& node, std::string_view who, Diagnostics& diagnostics);

}  // namespace botec
