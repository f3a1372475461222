// Estimates written for other programs, as a model to go on from. What cannot be translated is listed, never guessed.
// Place: text → import → command line. Promise: any bytes end in an ImportedModel; the model it writes can be read, and what
// was left out stands in it as comments. Threads: pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace botec {

struct LeftOut {
  std::size_t line = 0;         // of the file; 0: of none
  std::string text, why;
};

struct ImportedModel {
  std::string yaml;
  std::size_t inputs = 0, formulas = 0;
  std::vector<LeftOut> left_out;
};

// One row a program whose files are understood.
struct ImportForm {
  std::string_view name;        // of --from
  std::string_view of;          // in words
  std::string_view ending;      // of files, by which the form is chosen: ".squiggle"
  ImportedModel (*read)(std::string_view text, const std::string& file);
};
const std::vector<ImportForm>& import_forms();

}  // namespace botec
