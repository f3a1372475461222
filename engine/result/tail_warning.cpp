#include "result/tail_warning.h"

#include <fmt/format.h>

namespace botec {

void warn_about_tails(const Program& program, const Collected& collected, const std::vector<OutputResult>& results, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    const ProgramOutput& output = program.outputs[i];
    const RunningMoments& moments = collected.pooled.sums.outputs[i].moments;
    if (output.brief || results[i].moments_integrated || output.constant || output.no_variance || moments.count < 1000 || !(moments.m4 > 0)) continue;
    // If k trials made up the whole of the variance alike, this ratio would be k.
    const double carriers = moments.m2 * moments.m2 / moments.m4;
    constexpr double few = 100;   // below it the error of the standard deviation is itself unknown to within a tenth or worse
    if (carriers >= few) continue;
    diagnostics.warning("tail-dominated", output.name_span,
                        fmt::format("the standard deviation of `{}`, and to a lesser degree its mean, rest on about {:.0f} of {} trials, and are less sure than their errors say",
                                    output.name, carriers < 1 ? 1 : carriers, moments.count),
                        "quote the median and the interval, or bound the widest inputs with `max`");
  }
}

}  // namespace botec
