// A model on its way from another program's words to ours: names made fit, inputs and formulas in order.
// Place: inside import. Threads: plain data, one draft, one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/import.h"

namespace botec {

struct DraftEntry {
  std::string name, value;      // as YAML: a string form or a flow map, or a formula
  std::string comment;          // behind it
  std::string note = {};        // `note` of the entry, whole
};

class ModelDraft {
 public:
  // A name of ours for one of theirs, not used before: letters, digits and _, nothing that formulas use.
  std::string fresh_name(const std::string& wanted);

  void add_input(const std::string& name, const std::string& value, const std::string& comment = {}, const std::string& note = {});
  void add_formula(const std::string& name, const std::string& formula, const std::string& comment = {}, const std::string& note = {});
  void leave_out(std::size_t line, const std::string& text, const std::string& why);

  // Where nothing was translated, what was left out says why.
  ImportedModel write(const std::string& title, const std::string& origin, const std::string& description = {}) &&;

  std::vector<DraftEntry> inputs, formulas;

 private:
  void drop_dangling();

  std::map<std::string, int> taken_;
  std::vector<LeftOut> left_out_;
};

// A number in the fewest digits, as the model format reads it.
std::string number_text(double value);

}  // namespace botec
