// How the points of a run are laid out, and the points themselves, block by block.
// Place: kernels → random → samples. Promise: a coordinate is a pure function of (seed, key or dimension, replicate,
// trial): never of the other inputs, of threads, or of how many trials are asked; replicates are independent.
// Threads: immutable after construction, all const calls are thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/kernels.h"
#include "random/stream.h"

namespace botec {

// plain: independent draws, keyed by the input's name.
// latin_hypercube: trial k of an input lies in stratum π(k) of `points`, π a permutation keyed by its name, at a random
//   place within it.
// sobol: Sobol' points in the directions of Joe and Kuo (2008), scrambled by a random lower-triangular matrix and a digital
//   shift (Matoušek 1998), keyed by dimension; point 0 is kept. An input beyond the last dimension is drawn plainly.
enum class Method { plain, latin_hypercube, sobol };

struct Coordinate {
  std::uint64_t key = 0;        // stream_key of the input's name
  std::uint32_t dimension = 0;  // its place in the net
};

struct Design {
  Method method = Method::plain;
  std::uint64_t seed = 0;
  std::uint64_t points = 0;  // trials per replicate: at most 2^40 - 1 for latin_hypercube; not used by plain
};

// Dimensions of a Sobol' net; an input with a higher one is drawn plainly.
std::uint32_t sobol_dimensions();

// One replicate of a design.
class PointSet {
 public:
  PointSet(const Design& design, std::uint32_t replicate, std::span<const Coordinate> inputs);
  // One block of points that the caller chose: block_size coordinates in (0, 1) for each input.
  explicit PointSet(std::vector<std::vector<double>> chosen) : design_{Method::sobol, 0, kernels::block_size}, chosen_(std::move(chosen)) {}

  // The coordinates of trials first_trial … first_trial + block_size - 1 of an input (its place in `inputs`), in (0, 1).
  // first_trial is a multiple of block_size; trials past `points` are filled with something harmless.
  void uniforms(std::size_t input, std::uint64_t first_trial, double* out) const;
  // Of a part of a block: first_trial is even, and first_trial + count - 1 in the same block.
  void uniforms(std::size_t input, std::uint64_t first_trial, double* out, std::size_t count) const;

  // The same as standard normals. plain: by Box and Muller from the same words; otherwise the quantiles of the uniforms.
  void normals(std::size_t input, std::uint64_t first_trial, double* out) const;
  void normals(std::size_t input, std::uint64_t first_trial, double* out, std::size_t count) const;   // of a net or a hypercube

  std::size_t inputs() const { return coordinates_.size(); }

 private:
  struct Net {
    std::vector<std::uint64_t> pattern;     // block_size words: what the low bits of a trial's number add, shift included
    std::vector<std::uint64_t> directions;  // of the bits above
  };

  bool in_net(std::size_t input) const { return !nets_.empty() && !nets_[input].pattern.empty(); }
  void draws(std::size_t input, std::uint64_t first_trial, std::uint64_t* words, std::size_t count) const;

  Design design_;
  std::uint32_t replicate_ = 0;
  std::vector<Coordinate> coordinates_;
  std::vector<kernels::Permutation> permutations_;  // latin_hypercube
  std::vector<Net> nets_;                           // sobol
  std::vector<std::vector<double>> chosen_;
};

}  // namespace botec
