// A model made in code, for programs that have no file: each call adds what a line of the YAML format would say.
// Place: the façade. Promise: text that is wrong is reported by run() as for a file, with the place in to_yaml().
// Threads: a builder belongs to one thread; runs of copies are independent.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine.h"

namespace botec {

class ModelBuilder {
 public:
  explicit ModelBuilder(std::string_view title);

  // A counted thing, its own dimension: unit("TPU", "one chip"); or a multiple of one: unit("board", "4 TPU").
  ModelBuilder& unit(std::string_view name, std::string_view meaning);
  // In any short form of the format: "8 TPU", "5% to 40%", "normal(mean=5, sd=2) day".
  ModelBuilder& input(std::string_view name, std::string_view form);
  // Drawn by the caller, in this unit ("" for a pure number). Each call gets a stream of its own and takes as many words from it as
  // it likes; any distribution of Boost.Random or of <random> draws from it. Several threads call
  // the function at once, so that what it holds must not change: copy a distribution that has a state of its own.
  ModelBuilder& input(std::string_view name, std::string_view unit, std::function<double(Stream&)> draw);
  // "tpus * peak * days"; `unit` is shown, "" for the one that follows.
  ModelBuilder& formula(std::string_view name, std::string_view expression, std::string_view unit = {});
  // "P(cost > 1M [USD])"
  ModelBuilder& question(std::string_view name, std::string_view text);

  std::string to_yaml() const;
  Answer<Result> run(const RunOptions& options = {}) const;
  Answer<RankResult> rank(RankOptions options = {}) const;

 private:
  using Lines = std::vector<std::pair<std::string, std::string>>;   // name, and what stands behind it

  RunOptions with_draws(RunOptions options) const;

  std::string title_;
  Lines units_, inputs_, formulas_, questions_;
  std::vector<std::pair<std::string, std::function<double(Stream&)>>> draws_;
};

}  // namespace botec
