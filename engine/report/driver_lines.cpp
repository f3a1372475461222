// What a run says about what drives its outputs.
#include "report/text_report.h"

namespace botec {

std::vector<std::string> driver_lines(const std::vector<OutputResult>& outputs, const TextOptions& options) {
  constexpr std::size_t most_outputs = 3, most_inputs = 3;
  constexpr double least = 0.005;
  std::vector<std::string> lines;
  std::size_t told = 0;
  for (const OutputResult& output : outputs) {
    std::vector<std::string> parts;
    for (const Driver& driver : output.drivers) {
      if (*driver.share.value < least || parts.size() == most_inputs) break;
      parts.push_back(clean(driver.name, options.ascii) + " (" + format_probability(*driver.share.value, driver.share.standard_error) + ")");
    }
    if (parts.empty() || told == most_outputs) continue;
    ++told;
    std::string text = clean(output.name, options.ascii) + " is driven by " + parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) text += (i + 1 == parts.size() ? " and " : ", ") + parts[i];
    for (auto& line : wrap(text + ".", options.width, 2)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace botec
