// An input as it is collected from its string or its mapping, and the checks that need all of it: do the arguments
// belong together, is the family said, what is the unit. Place: input_text and input_map fill a draft; settle() makes
// it an InputForm. Threads: plain data.
#pragma once

#include <filesystem>
#include <string_view>

#include "model/model.h"
#include "model/quantity.h"

namespace botec {

struct FormDraft {
  InputForm form;
  std::optional<Quantity> range_level;  // `level:`, which belongs to the range wherever it stands
  bool ok = true;                       // no error so far
  // The places of the keys or names, empty where they were not given.
  Span value, range, level, values, weights, components, pool, file, column, smooth, min, max, point, unit;
};

// Each adds an argument to a draft, or an error.
void set_family(FormDraft& draft, const Text& name, Diagnostics& diagnostics);
void set_quantile(FormDraft& draft, std::string_view name, const Span& span, const Quantity& value,
                  Diagnostics& diagnostics);
void set_number(FormDraft& draft, std::string_view name, const Span& span, const Quantity& value);
void set_level(FormDraft& draft, const Span& span, const Quantity& value, Diagnostics& diagnostics);

// `p5`, `p97.5`: the probability, or -1 for a p with a number that is none.
std::optional<double> quantile_probability(std::string_view name);

// A name of any family's number.
bool is_parameter(std::string_view name);

// Checks the whole, fills in what follows from it, reads the column of a file. A draft that is not ok gives a failed
// form.
InputForm settle(FormDraft draft, const std::filesystem::path& directory, Diagnostics& diagnostics);

}  // namespace botec
