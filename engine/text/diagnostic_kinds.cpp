#include "text/diagnostic.h"

namespace botec {

const std::vector<DiagnosticKind>& diagnostic_kinds() {
  constexpr auto error = Severity::error, warning = Severity::warning;
  static const std::vector<DiagnosticKind> kinds = {
      // Reading the file
      {"cannot-read", error, "a file is missing, a folder, or not permitted"},
      {"not-text", error, "the bytes are not UTF-8 text"},
      {"yaml-syntax", error, "YAML's own rules are broken"},
      {"tab", error, "a tab where YAML wants spaces"},
      {"too-deep", error, "nested more deeply than any model needs"},
      {"too-large", error, "larger than any model needs, or larger once its anchors are expanded"},
      {"wrong-shape", error, "a list where a map belongs, and the like"},
      {"missing-key", error, "something required is not there"},
      {"unknown-key", error, "a key that means nothing here"},
      {"bad-key", error, "a key that is not plain text"},
      {"duplicate-key", error, "a key written twice"},
      {"not-supported", error, "part of the format that this version does not know yet"},
      {"data", error, "a data file does not hold what the model wants of it"},
      {"import-cycle", error, "files that import each other"},
      {"bad-setting", error, "a setting of `run:` out of its range"},
      // Names and numbers
      {"bad-name", error, "not a possible name, or a reserved one"},
      {"duplicate-name", error, "a name given twice"},
      {"bad-number", error, "not a number, or one too large"},
      {"bad-quantity", error, "not a number with a unit"},
      {"bad-range", error, "not a range as botec writes it"},
      {"reversed-range", error, "a range whose low end is above its high end"},
      {"zero-width-range", error, "a range whose ends are equal"},
      {"bad-input", error, "an input whose arguments do not make a distribution"},
      {"missing-argument", error, "a distribution without something it needs"},
      {"conflicting-arguments", error, "an input described in two ways at once"},
      {"unknown-distribution", error, "no such distribution"},
      // Units
      {"unknown-unit", error, "no such unit"},
      {"unit-syntax", error, "a unit that cannot be read"},
      {"unit-power", error, "a power that no unit can have"},
      {"unit-name", error, "a unit declared under an impossible or a taken name"},
      {"unit-cycle", error, "units defined by each other"},
      {"unit-mismatch", error, "quantities of different dimensions put together"},
      // Formulas
      {"syntax", error, "a formula that cannot be read"},
      {"too-long", error, "a formula of more than 64 KiB"},
      {"unknown-name", error, "no input or formula of that name"},
      {"unknown-input", error, "no input of that name"},
      {"unknown-function", error, "no function of that name"},
      {"unknown-scenario", error, "no scenario of that name"},
      {"wrong-argument-count", error, "a function with too few or too many arguments"},
      {"not-a-condition", error, "a number where a condition belongs"},
      {"cycle", error, "formulas defined by each other"},
      {"bad-correlation", error, "a correlation that cannot be"},
      {"impossible-correlations", error, "correlations that cannot hold together"},
      {"bad-pool", error, "estimates that cannot be pooled as the model says"},
      {"bad-observation", error, "evidence that does not say what was seen or how exactly"},
      {"over", error, "`over:` without sensible steps, or an input drawn along no such coordinate"},
      {"series", error, "a series where one value belongs, or the other way round"},
      {"bad-decision", error, "a decision without a choice, or one between things that cannot be compared"},
      {"bad-trend", error, "a trend described in a way that makes no line"},
      {"nothing-to-compute", error, "a model without formulas"},
      // Forecasts that are scored
      {"bad-forecast", error, "a forecast that cannot be scored as it is written"},
      {"bad-outcome", error, "an outcome that is not of the kind of its forecast"},
      {"bad-date", error, "not a date, or dates in the wrong order"},
      // Running
      {"non-finite", error, "trials without a finite value; a warning up to one in a thousand"},
      {"observe", error, "`observe:` leaves no trial possible, or few; a warning where something is left"},
      {"given", error, "`given:` leaves nothing or little of the sample; a warning where something is left"},
      // Warnings
      {"unused-input", warning, "nothing uses an input"},
      {"outside-0-1", warning, "a probability or a share that can leave 0 to 1"},
      {"mixed-range", warning, "the ends of a range written differently"},
      {"entered-twice", warning, "two inputs that seem to be one quantity"},
      {"truncation", warning, "bounds that remove nearly all of a distribution"},
      {"no-mean", warning, "an output without a mean"},
      {"no-variance", warning, "an output without a variance"},
      {"tail-dominated", warning, "moments that rest on a handful of trials"},
      {"unmet-expectation", warning, "a figure under `expect:` that does not hold"},
      {"far-horizon", warning, "a trend read further out than its data are long; an error where it is before all of them"},
      {"few-rows", warning, "a trend through fewer rows than tell how sure it is, or than were asked for"},
      {"linear-trend", warning, "a straight line through values that grow exponentially"},
      {"divisor-zero", warning, "a divisor whose range includes zero"},
  };
  return kinds;
}

}  // namespace botec
