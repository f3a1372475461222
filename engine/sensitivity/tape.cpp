#include "sensitivity/tape.h"

#include <new>

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr std::align_val_t alignment{64};   // a cache line, and the widest vector

// Those calls together that are worked out together, of `count` trials; `in(call, i)` is where the i-th argument stands, out(call) where
// its values go.
template <class Out, class In>
void run(const std::vector<TapeCall>& calls, std::size_t count, Out out, In in) {
  const kernels::Table& k = kernels::active();
  for (std::size_t i = 0; i < calls.size();) {
    const TapeCall& c = calls[i];
    switch (c.arity) {
      case 1:
        i += apply_unary(
            calls.size() - i, [&](std::size_t j) -> const TapeCall& { return calls[i + j]; }, [&](std::size_t j) { return out(calls[i + j]); },
            [&](std::size_t j) { return in(calls[i + j], 0); }, count);
        continue;
      case 2: (k.*c.function->binary)(out(c), in(c, 0), in(c, 1), count); break;
      default: (k.*c.function->ternary)(out(c), in(c, 0), in(c, 1), in(c, 2), count); break;
    }
    ++i;
  }
}

}  // namespace

Tape make_tape(const Graph& graph, const std::vector<NodeId>& roots, std::uint32_t inputs) {
  const auto needed = needed_nodes(graph, roots);
  Tape tape;
  tape.inputs = tape.registers = inputs;
  tape.register_of.resize(graph.size());
  for (NodeId id = 0; id < graph.size(); ++id) {
    if (!needed[id]) continue;
    const GraphNode& node = graph[id];
    tape.register_of[id] = node.kind == GraphNode::Kind::input ? node.input : tape.registers++;
    if (node.kind == GraphNode::Kind::constant) tape.presets.push_back({tape.register_of[id], node.value});
    if (node.kind != GraphNode::Kind::call) continue;
    TapeCall entry;
    entry.function = node.function;
    entry.out = tape.register_of[id];
    entry.arity = node.arity;
    for (int i = 0; i < node.arity; ++i) entry.in[i] = tape.register_of[node.arguments[i]];
    tape.calls.push_back(entry);
  }
  for (const NodeId root : roots) tape.roots.push_back(tape.register_of[root]);
  return tape;
}

Replay make_replay(const Tape& tape, std::span<const std::uint32_t> inputs) {
  Replay result;
  result.changed.assign(tape.registers, false);
  for (const std::uint32_t input : inputs) result.changed[input] = true;
  for (TapeCall entry : tape.calls) {
    bool any = false;
    for (int i = 0; i < entry.arity; ++i) any = (entry.changed[i] = result.changed[entry.in[i]]) || any;
    if (!any) continue;
    result.changed[entry.out] = true;
    result.calls.push_back(entry);
  }
  return result;
}

Transfer make_transfer(const Tape& tape, const Replay& all, std::span<const std::uint32_t> taken) {
  std::vector<bool> known(tape.registers, false), constant(tape.registers, false), read(tape.registers, false);
  for (const std::uint32_t input : taken) known[input] = true;
  for (const PresetRegister& preset : tape.presets) constant[preset.target] = true;
  Transfer result;
  result.rest.changed = all.changed;
  for (const TapeCall& call : all.calls) {
    bool alone = true;
    for (int i = 0; i < call.arity; ++i) alone = alone && (known[call.in[i]] || constant[call.in[i]]);
    known[call.out] = alone;
    if (alone) continue;
    for (int i = 0; i < call.arity; ++i) read[call.in[i]] = true;
    result.rest.calls.push_back(call);
  }
  for (const Register root : tape.roots) read[root] = true;
  for (const TapeCall& call : all.calls) {
    if (known[call.out] && read[call.out]) result.copied.push_back(call.out);
  }
  return result;
}

void Bank::Free::operator()(double* p) const { ::operator delete[](p, alignment); }

Bank::Bank(const Tape& tape) : registers_(tape.registers) {
  const std::size_t doubles = (std::size_t{tape.registers} + tape.inputs + 1) * n;
  values_.reset(static_cast<double*>(::operator new[](doubles * sizeof(double), alignment)));
  for (const PresetRegister& preset : tape.presets) kernels::active().fill(at(preset.target), preset.value, n);
}

double* Bank::at(Register r) const { return values_.get() + std::size_t{r} * n; }
double* Bank::base(std::uint32_t input) const { return at(registers_ + input); }

void evaluate(const Tape& tape, const Bank& bank) {
  run(tape.calls, n, [&](const TapeCall& c) { return bank.at(c.out); }, [&](const TapeCall& c, int i) { return bank.at(c.in[i]); });
}

void replay(const Replay& what, const Bank& original, const Bank& changed) {
  replay(what, original, changed, 0, n);
}

void replay(const Replay& what, const Bank& original, const Bank& changed, std::size_t first, std::size_t count) {
  run(what.calls, count, [&](const TapeCall& c) { return changed.at(c.out) + first; },
      [&](const TapeCall& c, int i) { return (c.changed[i] ? changed : original).at(c.in[i]) + first; });
}

}  // namespace botec
