// botec in one page: text becomes a model, a model a program, a program samples, samples summaries, summaries a result.
// Every function here is one arrow of that journey; the command line and other programs call these and nothing else.
// Threads: each call is independent of every other.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "random/stream.h"
#include "result/check_result.h"
#include "result/compare_result.h"
#include "result/rank_result.h"
#include "result/result.h"
#include "text/diagnostic.h"

namespace botec {

// What the command line may override; empty means: as the model's `run:` says, else the default.
struct RunOptions {
  std::optional<std::uint64_t> samples;
  std::optional<double> tolerance;
  std::optional<std::string> method;        // plain, lhs, sobol
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replicates;
  std::optional<double> level;              // of the interval: 0.9
  std::string scenario = "base";
  std::vector<std::pair<std::string, std::string>> overrides;  // --set NAME=INPUT
  // Inputs that the caller draws, each value in the input's unit, by functions that several threads may call at once.
  std::vector<std::pair<std::string, std::function<double(Stream&)>>> draws = {};
  unsigned threads = 0;                     // 0: as many as there are cores
  bool low_memory = false;                  // hold less of a long run: the same quantiles, a little later
  bool conditioning = true;                 // integrate out what can be, with method sobol
  bool drivers = false;                     // of run(): also say which inputs drive each output, in a few milliseconds
  const std::atomic<bool>* interrupted = nullptr;   // polled between chunks
  std::function<void(std::uint64_t done, std::uint64_t planned)> progress;   // called now and then from one thread
  std::function<void(const Result& so_far)> look;   // called by run() with what is known before it goes on
};

enum class Outcome {
  done,
  model_at_fault,     // exit status 1: see the diagnostics
  command_line_at_fault,  // exit status 2: a scenario or an input of --set that is wrong
  not_completed,      // exit status 3: interrupted, out of memory; see the diagnostics
};

template <class T>
struct Answer {
  Outcome outcome = Outcome::done;
  std::optional<T> value;
  std::vector<Diagnostic> diagnostics;      // errors, and warnings where there is no Result to hold them
};

// A model to work on: its text, the name to show, the folder its imports are relative to.
struct ModelText {
  SourcePointer source;
  std::string directory;
};

Expected<ModelText> open_model(const std::string& path);   // a path, or `-`

// How large is it?
Answer<Result> run(const ModelText& model, const RunOptions& options);

// Is the model sound? All scenarios are compiled. With `expect`, runs every scenario an expectation names.
Answer<CheckReport> check(const ModelText& model, const RunOptions& options, bool expect);

// What exactly is computed? Text: inputs as fitted, the program, the unit of every step.
Answer<std::string> explain(const ModelText& model, const RunOptions& options);

// Which inputs drive it? --tolerance is here the half-width of a share of the variance.
struct RankOptions {
  RunOptions run;
  std::vector<std::string> of;              // outputs, other formulas, questions; empty: the outputs
  std::optional<std::string> scale;         // log, linear; empty: chosen for each
  std::optional<std::string> tail;          // high, low: what drives the top or bottom tenth
};
Answer<RankResult> rank(const ModelText& model, const RankOptions& options);

// Why do two estimates differ? Two files, two scenarios of one, two revisions of a file. The scenario of `options` is not used, its
// overrides hold on both sides; `label` is how messages and the answer call a side.
struct CompareSide {
  ModelText model;
  std::string scenario = "base", label;
};
Answer<CompareResult> compare(const CompareSide& a, const CompareSide& b, const RunOptions& options);

// The draws themselves, in trial order: first the column names, then blocks of rows.
struct SampleSink {
  std::function<bool(const std::vector<std::string>& names, const std::vector<std::string>& units)> header;
  std::function<bool(const std::vector<std::vector<double>>& columns)> rows;   // false: stop, the writer failed
};
Answer<std::uint64_t> samples(const ModelText& model, const RunOptions& options, const SampleSink& sink);

}  // namespace botec
