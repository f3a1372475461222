#include "result/convergence.h"

#include <algorithm>
#include <cmath>

#include "distributions/family.h"

namespace botec {
namespace {

double half_width_factor(std::uint32_t replicates) {
  if (replicates < 2) return 1.959963984540054;   // Φ⁻¹(0.975)
  Arguments arguments;
  arguments.numbers = {{"df", replicates - 1.0}, {"location", 0.0}, {"scale", 1.0}};
  const auto t = make_distribution("student_t", arguments);
  return t ? quantile(*t, 0.025, Tail::upper) : 1.959963984540054;
}

bool close(const Estimate& estimate, double scale, double allowed, double factor) {
  if (!estimate.value || !estimate.standard_error || !std::isfinite(*estimate.value)) return true;
  return factor * *estimate.standard_error <= allowed * scale;
}

}  // namespace

bool is_converged(const Result& result, double tolerance, std::uint32_t replicates) {
  const double factor = half_width_factor(replicates);
  for (const OutputResult& output : result.outputs) {
    const IntervalEstimate& interval = output.interval;
    if (output.infinite && !close(output.infinite->probability, 1, tolerance, factor)) return false;
    if (!interval.low.value || !interval.high.value) continue;
    const double low = *interval.low.value, high = *interval.high.value;
    // A date is large whatever it is about: what counts is the width of its interval, or ten years where that is narrower.
    const bool date = output.unit == "date";
    const double width = date && std::isfinite(high - low) ? std::max(high - low, 10.0) : date ? 10.0 : high - low;
    const bool crosses = date || (low <= 0 && high >= 0);
    if (!close(interval.low, crosses ? width : std::abs(low), tolerance, factor)) return false;
    if (!close(interval.high, crosses ? width : std::abs(high), tolerance, factor)) return false;
    if (output.mean.value && !close(output.mean, date ? width : std::max(std::abs(*output.mean.value), crosses ? width : 0), tolerance, factor)) return false;
  }
  return std::all_of(result.questions.begin(), result.questions.end(),
                     [&](const QuestionResult& q) { return close(q.probability, 1, tolerance, factor); });
}

}  // namespace botec
