// What is ranked and how it is sampled: targets, factors and the design, prepared once for every method of the folder.
// Place: program → sensitivity → result. Threads: immutable once prepared, shared by all workers.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "random/design.h"
#include "sensitivity/input_draws.h"
#include "sensitivity/tape.h"

namespace botec {

enum class Scale { linear, logarithmic };
enum class TailSide { low, high };

// A value whose spread is to be explained.
struct StudyTarget {
  std::string name;
  NodeId node = 0;
  std::optional<NodeId> valid;     // 0 where an operand of a question was not a number
  bool condition = false;          // 1 or 0: what is explained is its probability
  bool variance_exists = true;     // on a linear scale
  Span span;
  std::optional<double> stand_in = {};   // for infinite values, in base units
};

// Inputs that are taken together: one of them, or a group.
struct Factor {
  std::string name;
  std::vector<std::uint32_t> inputs;   // places in Program::drawn
};

struct StudyOptions {
  Method method = Method::sobol;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 16;           // at least 2: their spread is the standard error
  std::optional<std::uint64_t> points;     // base points per replicate; empty: until the ranking is settled
  double tolerance = 0.005;                // half-width of a total share, with 95%
  double level = 0.9;
  bool closed_forms = true;                // no sampling of what is known without
  bool shares_only = false;                // no rank correlations, squeezes, swings and pairs
  unsigned threads = 0;
  std::optional<Scale> scale;              // empty: chosen for each target
  std::optional<TailSide> tail;            // explain whether the target is in its top or bottom tenth
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(std::uint64_t done, std::uint64_t planned)> progress;
};

struct PreparedTarget {
  Register value = 0;
  std::optional<Register> valid;
  bool correlated = false;         // inputs that it depends on are: variance shares of independent inputs would not add up
};

struct PreparedFactor {
  Exchange exchange;
  std::vector<bool> reaches;       // per target: whether it is computed from the factor
};

struct Study {
  const Program& program;
  StudyOptions options;
  std::vector<StudyTarget> targets;
  std::vector<Factor> factors;         // the inputs, in the order of Program::drawn, then the groups
  InputDraws draws;
  Tape tape;
  std::vector<PreparedTarget> prepared_targets;
  std::vector<PreparedFactor> prepared_factors;
  std::vector<Register> given;

  std::size_t inputs() const { return program.drawn.size(); }
  bool interrupted() const { return options.interrupted != nullptr && options.interrupted->load(std::memory_order_relaxed); }
};

Study prepare_study(const Program& program, StudyOptions options, std::vector<StudyTarget> targets, std::vector<Factor> groups);

// The target's block of values; NaN where a question cannot be answered.
void read_target(const Study& study, std::size_t target, const Bank& bank, double* out);
// The same after an exchange: what did not change is in `original`.
void read_target(const Study& study, std::size_t target, const Exchange& done, const Bank& original, const Bank& changed, double* out);

// How a target's values are measured: standardised about its own middle, so that squares of 1e24 or of differences in the
// ninth digit lose nothing.
struct Measure {
  enum class Kind { linear, logarithm, above, below };
  Kind kind = Kind::linear;
  double threshold = 0;            // of above and below: 1 there, else 0
  double centre = 0, spread = 1;   // taken off and divided by, after the logarithm
};
// NaN stays; a value without a logarithm becomes infinite or NaN.
void measure(const Measure& how, const double* values, double* out);

}  // namespace botec
