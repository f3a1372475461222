#include "sensitivity/compare_mixtures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/kernels.h"
#include "sensitivity/survey.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Tape tape_of(const ComparedSide& side) {
  std::vector<NodeId> roots = side.program.given_nodes;
  roots.push_back(side.output);
  return make_tape(side.program.graph, roots, static_cast<std::uint32_t>(side.program.drawn.size()));
}

std::vector<std::uint32_t> needed_places(const ComparedSide& side) {
  std::vector<NodeId> roots = side.program.given_nodes;
  roots.push_back(side.output);
  const auto needed = needed_nodes(side.program.graph, roots);
  std::vector<std::uint32_t> result;
  for (NodeId id = 0; id < needed.size(); ++id) {
    if (needed[id] && side.program.graph[id].kind == GraphNode::Kind::input) result.push_back(side.program.graph[id].input);
  }
  return result;
}

// The middle of the finite values of one mixture.
struct Collected {
  std::vector<double> values;
  std::uint64_t not_finite = 0;

  double middle(bool condition) {
    constexpr double tolerated = 1e-3;
    if (values.empty() || static_cast<double>(not_finite) > tolerated * static_cast<double>(values.size())) return nan;
    if (!condition) return quantile_of(values, 0.5);
    double sum = 0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
  }
};

}  // namespace

int source_of(const Pairing& pairing, std::uint32_t input, int formulas, const std::vector<bool>& changed) {
  const PairedInput& entry = pairing.inputs[input];
  if (!entry.place[0] || !entry.place[1]) return formulas;
  return pairing.from_b(entry.change, changed) ? 1 : 0;
}

// One thread's memory: base numbers with either side's correlations, values of every input by law and by correlations, and a
// bank for either side's formulas.
struct Mixtures::Workspace {
  Workspace(const Mixtures& m)
      : inputs(m.pairing_.inputs.size()), banks{Bank(m.tapes_[0]), Bank(m.tapes_[1])} {
    for (auto& b : base) b.resize(inputs * n);
    for (auto& per_law : values) {
      for (auto& v : per_law) v.resize(inputs * n);
    }
  }
  double* at(int law, int correlations, std::size_t input) { return values[law][correlations].data() + input * n; }

  std::size_t inputs;
  std::array<std::vector<double>, 2> base;
  std::array<std::array<std::vector<double>, 2>, 2> values;
  std::array<Bank, 2> banks;
};

Mixtures::Mixtures(const Pairing& pairing)
    : pairing_(pairing),
      draws_(pairing),
      tapes_{tape_of(pairing.sides[0]), tape_of(pairing.sides[1])},
      needed_{needed_places(pairing.sides[0]), needed_places(pairing.sides[1])} {}

// The output's values once the inputs stand in the bank, NaN in trials that do not count.
const double* Mixtures::run(int formulas, Workspace& work) const {
  const Bank& bank = work.banks[formulas];
  const Tape& tape = tapes_[formulas];
  evaluate(tape, bank);
  return bank.at(tape.register_of[pairing_.sides[formulas].output]);
}

std::vector<double> Mixtures::middles(const std::vector<std::vector<bool>>& mixtures, const PointSet& points, std::uint64_t trials) const {
  Workspace work(*this);
  std::vector<Collected> collected(mixtures.size());
  for (Collected& c : collected) c.values.reserve(trials);
  const bool correlated = !pairing_.sides[0].program.copulas.empty() || !pairing_.sides[1].program.copulas.empty();
  const int variants = correlated ? 2 : 1;   // of the base numbers
  for (std::uint64_t trial = 0; trial < trials; trial += n) {
    draws_.draw(points, 0, trial, work.base[0].data());
    if (correlated) work.base[1] = work.base[0];
    for (int c = 0; c < variants; ++c) draws_.correlate(c, work.base[c].data());
    for (std::uint32_t i = 0; i < work.inputs; ++i) {
      for (int law = 0; law < 2; ++law) {
        if (!pairing_.inputs[i].place[law]) continue;
        for (int c = 0; c < variants; ++c) draws_.values(i, law, work.base[c].data() + i * n, work.at(law, c, i));
      }
    }
    for (std::size_t m = 0; m < mixtures.size(); ++m) {
      const int formulas = pairing_.from_b(pairing_.formulas, mixtures[m]) ? 1 : 0;
      // Without a change of correlations among what both have, each side's own formulas see its own.
      const int correlations = !correlated ? 0 : !pairing_.correlations ? formulas : pairing_.from_b(pairing_.correlations, mixtures[m]) ? 1 : 0;
      const Bank& bank = work.banks[formulas];
      for (const std::uint32_t place : needed_[formulas]) {
        const std::uint32_t input = pairing_.input_of[formulas][place];
        const int law = source_of(pairing_, input, formulas, mixtures[m]);
        std::copy_n(work.at(law, correlations, input), n, bank.at(place));
      }
      const double* out = run(formulas, work);
      const auto& given = pairing_.sides[formulas].program.given_nodes;
      for (std::size_t t = 0; t < n; ++t) {
        if (!std::all_of(given.begin(), given.end(), [&](NodeId g) { return bank.at(tapes_[formulas].register_of[g])[t] == 1; })) continue;
        if (std::isfinite(out[t])) collected[m].values.push_back(out[t]);
        else ++collected[m].not_finite;
      }
    }
  }
  std::vector<double> result;
  for (Collected& c : collected) result.push_back(c.middle(pairing_.condition));
  return result;
}

Larger Mixtures::larger(const PointSet& points, std::uint64_t trials, bool infinite_counts) const {
  Workspace work(*this);
  constexpr double rounding = 1e-12;   // formulas that are alike but for the order of their terms are equal
  std::uint64_t count = 0, first = 0, equal = 0;
  for (std::uint64_t trial = 0; trial < trials; trial += n) {
    draws_.draw(points, 0, trial, work.base[0].data());
    draws_.draw(points, 1, trial, work.base[1].data());
    for (std::uint32_t i = 0; i < work.inputs; ++i) {
      if (draws_.drawn_once(i)) std::copy_n(work.base[0].data() + i * n, n, work.base[1].data() + i * n);
    }
    const double* out[2];
    for (int s = 0; s < 2; ++s) {
      draws_.correlate(s, work.base[s].data());
      for (const std::uint32_t place : needed_[s]) {
        const std::uint32_t input = pairing_.input_of[s][place];
        // Of what is alike in other units both sides get the same bits.
        const int law = draws_.drawn_once(input) ? 0 : s;
        draws_.values(input, law, work.base[s].data() + input * n, work.banks[s].at(place));
      }
      out[s] = run(s, work);
    }
    for (std::size_t t = 0; t < n; ++t) {
      const auto is_value = [infinite_counts](double v) { return infinite_counts ? !std::isnan(v) : std::isfinite(v); };
      bool counts = is_value(out[0][t]) && is_value(out[1][t]);
      for (int s = 0; s < 2; ++s) {
        for (const NodeId g : pairing_.sides[s].program.given_nodes) counts = counts && work.banks[s].at(tapes_[s].register_of[g])[t] == 1;
      }
      if (!counts) continue;
      ++count;
      const bool same = out[0][t] == out[1][t] || (std::isfinite(out[0][t] - out[1][t]) &&
                                                      std::abs(out[0][t] - out[1][t]) <= rounding * std::max(std::abs(out[0][t]), std::abs(out[1][t])));
      equal += same ? 1 : 0;
      first += !same && out[0][t] > out[1][t] ? 1 : 0;
    }
  }
  if (count == 0) return {nan, nan};
  return {static_cast<double>(first) / static_cast<double>(count), static_cast<double>(equal) / static_cast<double>(count)};
}

}  // namespace botec
