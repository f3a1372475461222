// The inputs of a block of trials, several independent copies of them from one point set, and what becomes of the others
// when some are exchanged.
// Place: random, distributions → sensitivity. Promise: copy 0 of a design draws what a run with that design draws.
// Threads: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "random/design.h"
#include "sensitivity/tape.h"

namespace botec {

// Inputs joined by a copula and the correlations of the normals behind them.
struct JointInputs {
  std::vector<std::uint32_t> inputs;
  std::vector<double> correlation;   // row after row
};

class InputDraws {
 public:
  explicit InputDraws(const Program& program);

  // Coordinates of `copies` independent copies; of copy 0 those of a run.
  std::vector<Coordinate> coordinates(std::size_t copies) const;

  // Base numbers and values of every input. Base numbers are normals where the input's sampler wants them or a copula joins
  // it (then they are correlated), else uniforms.
  void draw(const PointSet& points, std::size_t copy, std::uint64_t first_trial, const Bank& bank) const;

  // One input's values from its base numbers, of a block or of `count` trials.
  void value(std::uint32_t input, const double* base, double* out, std::size_t count = kernels::block_size) const;
  bool has_normal_base(std::uint32_t input) const { return normal_[input]; }

  const std::vector<JointInputs>& joint() const { return joint_; }
  std::optional<std::size_t> joint_of(std::uint32_t input) const { return joint_of_[input]; }
  double correlation(std::uint32_t a, std::uint32_t b) const;   // of the normals behind two inputs
  std::uint32_t count() const { return static_cast<std::uint32_t>(normal_.size()); }

 private:
  const Program& program_;
  std::vector<bool> normal_;
  std::vector<std::optional<std::size_t>> joint_of_;
  std::vector<JointInputs> joint_;
};

// A set of inputs that is exchanged together. Inputs correlated with a part of the set follow it: their base normals move by
// the regression on the set's, which makes the mixture an exact draw given the set (conditioning by kriging, Matheron).
struct Exchange {
  struct Follower {
    std::uint32_t input;
    std::vector<std::uint32_t> leaders;
    std::vector<double> weights;
  };
  std::vector<std::uint32_t> inputs;
  std::vector<Follower> followers;
  Replay replay;
  Transfer transfer;
};

Exchange make_exchange(const InputDraws& draws, const Tape& tape, std::span<const std::uint32_t> inputs);

// The trials of `original` with the exchanged inputs taken from `source`, into `out`: only what changed is written there, and where the
// source was evaluated too, of that only what is read.
enum class Source { inputs, evaluated };
void exchange(const Exchange& what, const InputDraws& draws, const Bank& original, const Bank& source, const Bank& out, Source known = Source::inputs);

}  // namespace botec
