// The graph as one tape with a register for every value, so that after a change of some inputs only what follows from them
// is computed again.
// Place: program → sensitivity. Promise: a replay gives the very bits that a full evaluation with those inputs would.
// Threads: tapes and replays are immutable once made; a Bank belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "program/program.h"

namespace botec {

struct TapeCall {
  const Function* function = nullptr;
  Register out = 0;
  Register in[3] = {0, 0, 0};
  bool changed[3] = {false, false, false};   // in a replay: the argument is one of the changed values
  std::uint8_t arity = 1;
};

struct Tape {
  std::vector<TapeCall> calls;
  std::vector<PresetRegister> presets;
  std::vector<Register> register_of;   // per node of the graph; meaningful for what the roots need
  std::vector<Register> roots;
  std::uint32_t inputs = 0;            // input k sits in register k
  std::uint32_t registers = 0;
};

Tape make_tape(const Graph& graph, const std::vector<NodeId>& roots, std::uint32_t inputs);

// What must be computed again when some inputs change.
struct Replay {
  std::vector<TapeCall> calls;
  std::vector<bool> changed;           // per register
};

Replay make_replay(const Tape& tape, std::span<const std::uint32_t> inputs);

// The same where another bank that was evaluated has some of those inputs: what depends on them alone need only be copied from there,
// and of that no more than the other calls and the roots read.
struct Transfer {
  std::vector<Register> copied;
  Replay rest;
};
Transfer make_transfer(const Tape& tape, const Replay& all, std::span<const std::uint32_t> taken);

// One block of trials: the values of all registers, and behind each input the base number that it was drawn from.
class Bank {
 public:
  explicit Bank(const Tape& tape);
  double* at(Register r) const;
  double* base(std::uint32_t input) const;   // normals or uniforms, see InputDraws

 private:
  std::uint32_t registers_;
  struct Free { void operator()(double* p) const; };
  std::unique_ptr<double[], Free> values_;
};

// From the inputs to everything else.
void evaluate(const Tape& tape, const Bank& bank);

// The changed inputs stand in `changed` already; everything that follows is written there, reading what did not change
// from `original`. The two may be one bank.
void replay(const Replay& replay, const Bank& original, const Bank& changed);
// Of the trials [first, first + count) of the block alone.
void replay(const Replay& replay, const Bank& original, const Bank& changed, std::size_t first, std::size_t count);

}  // namespace botec
