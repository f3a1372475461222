// What a run says about a ranking.
#include "report/format_number.h"
#include "report/rank_report.h"

namespace botec {

std::vector<std::string> driver_lines(const RankResult& result, const TextOptions& options) {
  constexpr std::size_t most_outputs = 3, most_inputs = 3;
  constexpr double least = 0.005;
  std::vector<std::string> lines;
  for (const RankedOutput& output : result.outputs) {
    std::vector<std::string> parts;
    for (const RankedFactor& f : output.inputs) {
      const Estimate& share = f.shapley.value ? f.shapley : f.total;
      if (!share.value || *share.value < least || parts.size() == most_inputs) break;
      parts.push_back(clean(f.name, options.ascii) + " (" + format_probability(*share.value, share.standard_error) + ")");
    }
    if (parts.empty() || output.inputs.size() < 2 || lines.size() >= most_outputs) continue;
    std::string text = clean(output.name, options.ascii) + " is driven by " + parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) text += (i + 1 == parts.size() ? " and " : ", ") + parts[i];
    for (auto& line : wrap(text + ".", options.width, 2)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace botec
