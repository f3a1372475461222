#include "sensitivity/held.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr double low = 0x1p-53, high = 1 - 0x1p-53;   // the ends of what plain uniforms can be

// The net of what one might learn is not that of the trials.
std::uint64_t seed_of_learning(std::uint64_t seed) { return seed ^ stream_key("what one might learn"); }

}  // namespace

HeldReplicate::HeldReplicate(const Study& study, std::uint32_t replicate, std::uint64_t points)
    : study_(study), source_(study.tape), learnt_(study.tape), kept_(points, 1) {
  const auto coordinates = study.draws.coordinates(1);
  const PointSet trials(Design{study.options.method, study.options.seed, points}, replicate, coordinates);
  for (std::uint64_t first = 0; first < points; first += n) {
    original_.emplace_back(study.tape);
    changed_.emplace_back(study.tape);
    study.draws.draw(trials, 0, first, original_.back());
    evaluate(study.tape, original_.back());
  }
  const PointSet net(Design{Method::sobol, seed_of_learning(study.options.seed), n}, replicate, coordinates);
  study.draws.draw(net, 0, 0, learnt_);
  release();
}

void HeldReplicate::look_at_conditions() {
  if (study_.given.empty()) return;
  std::size_t count = 0;
  for (std::size_t t = 0; t < kept_.size(); ++t) {
    const auto holds = [&](Register r) {
      const bool moved = held_ != nullptr && held_->replay.changed[r];
      return (moved ? changed_ : original_)[t / n].at(r)[t % n] == 1;
    };
    kept_[t] = std::all_of(study_.given.begin(), study_.given.end(), holds);
    count += kept_[t];
  }
  likely_ = static_cast<double>(count) / static_cast<double>(kept_.size());
}

void HeldReplicate::release() {
  held_ = nullptr;
  look_at_conditions();
}

void HeldReplicate::follow(std::size_t factor, std::size_t block) {
  exchange(study_.prepared_factors[factor].exchange, study_.draws, original_[block], source_, changed_[block]);
}

void HeldReplicate::hold(std::size_t factor, std::size_t k) {
  held_ = &study_.prepared_factors[factor].exchange;
  for (const std::uint32_t input : held_->inputs) {
    std::fill_n(source_.base(input), n, learnt_.base(input)[k]);
    std::fill_n(source_.at(input), n, learnt_.at(input)[k]);
  }
  for (std::size_t block = 0; block < original_.size(); ++block) follow(factor, block);
  look_at_conditions();
}

void HeldReplicate::hold_halved(std::size_t factor, std::size_t k) {
  const kernels::Table& kernel = kernels::active();
  held_ = &study_.prepared_factors[factor].exchange;
  const double learnt_part = std::sqrt(0.75), unknown_part = 0.5;
  for (std::size_t block = 0; block < original_.size(); ++block) {
    for (const std::uint32_t input : held_->inputs) {
      const bool normal = study_.draws.has_normal_base(input);
      double* base = source_.base(input);
      double learnt = learnt_.base(input)[k];
      if (normal) {
        std::copy_n(original_[block].base(input), n, base);
      } else {
        kernel.normal_quantile(base, original_[block].base(input), n);
        kernel.normal_quantile(&learnt, &learnt, 1);
      }
      for (std::size_t t = 0; t < n; ++t) base[t] = learnt_part * learnt + unknown_part * base[t];
      if (!normal) {
        kernel.normal_cdf(base, base, n);
        for (std::size_t t = 0; t < n; ++t) base[t] = std::clamp(base[t], low, high);
      }
      study_.draws.value(input, base, source_.at(input));
    }
    follow(factor, block);
  }
  look_at_conditions();
}

void HeldReplicate::hold_quantile(std::size_t input, double p) {
  held_ = &study_.prepared_factors[input].exchange;
  const auto i = static_cast<std::uint32_t>(input);
  double base = p;
  if (study_.draws.has_normal_base(i)) kernels::active().normal_quantile(&base, &base, 1);
  std::fill_n(source_.base(i), n, base);
  study_.draws.value(i, source_.base(i), source_.at(i));
  for (std::size_t block = 0; block < original_.size(); ++block) follow(input, block);
  look_at_conditions();
}

void HeldReplicate::all_values(std::size_t target, double* out) const {
  for (std::size_t block = 0; block < original_.size(); ++block) {
    if (held_ == nullptr) read_target(study_, target, original_[block], out + block * n);
    else read_target(study_, target, *held_, original_[block], changed_[block], out + block * n);
  }
  for (std::size_t t = 0; t < kept_.size(); ++t) {
    if (kept_[t] == 0 || !std::isfinite(out[t])) out[t] = std::numeric_limits<double>::quiet_NaN();
  }
}

std::vector<double>& HeldReplicate::values(std::size_t target) {
  values_.resize(kept_.size());
  all_values(target, values_.data());
  values_.erase(std::remove_if(values_.begin(), values_.end(), [](double v) { return v != v; }), values_.end());
  return values_;
}

}  // namespace botec
