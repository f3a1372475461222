#include "import/import.h"

#include "import/readers.h"

namespace botec {

const std::vector<ImportForm>& import_forms() {
  static const std::vector<ImportForm> forms{
      {"squiggle", "Squiggle: assignments, `a to b`, arithmetic, mixtures, named distributions", ".squiggle", read_squiggle},
      {"guesstimate", "a Guesstimate model as JSON", ".json", read_guesstimate},
      {"fermi", "a file of fermi: one factor a line", ".fermi", read_fermi},
      {"decisionsupport", "a table of estimates of decisionSupport, as CSV", ".csv", read_decision_support},
  };
  return forms;
}

}  // namespace botec
