#include "model_draws.h"

#include <algorithm>
#include <cmath>

#include "result/quantile_search.h"
#include "samples/evaluator.h"
#include "samples/run_plan.h"

namespace botec {

namespace {

constexpr std::uint64_t smooth_points = 1u << 13;   // a replicate: with 16 of them errors of 1e-6 are usual

}  // namespace

std::string step_or_name(const std::string& written) {
  const std::size_t sign = written.find('@');
  return sign == std::string::npos ? written : written.substr(0, sign) + "[" + written.substr(sign + 1) + "]";
}

bool is_series(const Program& program, const std::string& name) {
  const auto named = [&name](const ProgramSeries& series) { return series.name == name; };
  return std::any_of(program.output_series.begin(), program.output_series.end(), named) || std::any_of(program.question_series.begin(), program.question_series.end(), named);
}

const ProgramOutput* find_output(const Program& program, const std::string& written) {
  const std::string name = step_or_name(written);
  const auto found = std::find_if(program.outputs.begin(), program.outputs.end(), [&](const ProgramOutput& o) { return o.name == name; });
  return found == program.outputs.end() ? nullptr : &*found;
}

ModelDraws draw_output(const Program& program, const ProgramOutput& output, const RunSettings& settings, std::uint64_t samples,
                       const std::atomic<bool>* interrupted) {
  constexpr std::uint32_t replicates = 16;
  // Independent draws have no replicates of their own; cut into pieces they serve as well.
  const bool plain = settings.method == Method::plain;
  const RunPlan plan = make_plan(settings.method, settings.seed, samples, std::max(settings.replicates, plain ? 1u : replicates));
  const auto places = coordinates(program);
  Evaluator evaluator(program);
  ModelDraws draws;
  std::vector<double> all;
  for (std::uint32_t replicate = 0; replicate < plan.replicates; ++replicate) {
    const PointSet points(Design{plan.method, plan.seed, plan.points}, replicate, places);
    std::vector<double> values;
    for (std::uint64_t trial = 0; trial < plan.points; trial += kernels::block_size) {
      if (interrupted != nullptr && interrupted->load()) return draws;
      evaluator.evaluate(points, trial);
      const std::uint64_t n = std::min<std::uint64_t>(kernels::block_size, plan.points - trial);
      for (std::uint64_t t = 0; t < n; ++t) {
        if (!std::all_of(program.given.begin(), program.given.end(), [&](Register r) { return evaluator.values(r)[t] == 1; })) continue;
        ++draws.all;
        const double value = evaluator.values(output.value)[t] / output.unit.scale;
        if (std::isfinite(value)) values.push_back(value);
        else {
          ++draws.dropped;
          if (std::isinf(value) && value > 0 && means_infinity(output, evaluator, t)) ++draws.never;
        }
      }
    }
    if (!values.empty()) draws.replicates.push_back(std::move(values));
  }
  if (draws.replicates.size() != 1) return draws;
  all = std::move(draws.replicates.front());
  draws.replicates.clear();
  const std::size_t pieces = std::min<std::size_t>(replicates, all.size());
  for (std::size_t i = 0; i < pieces; ++i) {
    draws.replicates.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(all.size() * i / pieces),
                                  all.begin() + static_cast<std::ptrdiff_t>(all.size() * (i + 1) / pieces));
  }
  return draws;
}

SmoothLaw::SmoothLaw(const Program& program, const ProgramOutput& output, const RunSettings& settings, unsigned threads,
                     const std::atomic<bool>* interrupted)
    : output_(output) {
  if (!output.conditioning || !output.conditioning->continuous || !output.continuous) return;
  sample_.emplace(program, std::vector<const Conditioning*>{&*output.conditioning}, settings.seed, settings.replicates, threads);
  sample_->extend(std::min(smooth_points, sample_->most_points()), interrupted);
  if (!sample_->usable(0)) sample_.reset();
}

bool SmoothLaw::usable() const { return sample_.has_value(); }

Estimate SmoothLaw::probability(double at) const {
  const auto found = mean_of_replicates(sample_->probability(0, at * output_.unit.scale));
  return {found.mean, found.error};
}

// A difference of probabilities over a small step; its error of order step² is a millionth.
Estimate SmoothLaw::density(double at, double spread) const {
  const double step = 1e-3 * spread;
  auto above = sample_->probability(0, (at + step) * output_.unit.scale);
  const auto below = sample_->probability(0, (at - step) * output_.unit.scale);
  for (std::size_t i = 0; i < above.size(); ++i) above[i] = (above[i] - below[i]) / (2 * step);
  const auto found = mean_of_replicates(above);
  // Below this the difference is made of the rounding of probabilities.
  constexpr double least_difference = 1e-11;
  if (!(found.mean * 2 * step > least_difference)) return {};
  return {found.mean, found.error};
}

}  // namespace botec
