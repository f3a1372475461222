#include "sensitivity/study.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;

void mask(const double* valid, double* values) {
  for (std::size_t t = 0; t < n; ++t) {
    if (valid[t] != 1) values[t] = std::numeric_limits<double>::quiet_NaN();
  }
}

// A time that never comes is taken to be at the horizon.
void stand_in(const StudyTarget& target, double* values) {
  if (!target.stand_in) return;
  for (std::size_t t = 0; t < n; ++t) {
    if (std::isinf(values[t])) values[t] = std::copysign(*target.stand_in, values[t]);
  }
}

// Two of the inputs that the target depends on are joined by a copula.
bool depends_on_correlated(const Study& study, std::size_t target) {
  std::vector<std::size_t> seen;
  for (std::uint32_t i = 0; i < study.inputs(); ++i) {
    const auto joint = study.draws.joint_of(i);
    if (!joint || !study.prepared_factors[i].reaches[target]) continue;
    if (std::find(seen.begin(), seen.end(), *joint) != seen.end()) return true;
    seen.push_back(*joint);
  }
  return false;
}

}  // namespace

Study prepare_study(const Program& program, StudyOptions options, std::vector<StudyTarget> targets, std::vector<Factor> groups) {
  std::vector<NodeId> roots = program.given_nodes;
  for (const StudyTarget& target : targets) {
    roots.push_back(target.node);
    if (target.valid) roots.push_back(*target.valid);
  }
  const auto count = static_cast<std::uint32_t>(program.drawn.size());
  Study study{program, std::move(options), std::move(targets), {}, InputDraws(program), make_tape(program.graph, roots, count), {}, {}, {}};
  for (std::uint32_t i = 0; i < count; ++i) study.factors.push_back({program.drawn[i].name, {i}});
  for (Factor& group : groups) study.factors.push_back(std::move(group));
  const auto place = [&study](NodeId node) { return study.tape.register_of[node]; };
  for (const StudyTarget& target : study.targets) {
    PreparedTarget prepared{place(target.node), {}};
    if (target.valid) prepared.valid = place(*target.valid);
    study.prepared_targets.push_back(prepared);
  }
  for (const NodeId node : program.given_nodes) study.given.push_back(place(node));
  for (const Factor& factor : study.factors) {
    PreparedFactor prepared{make_exchange(study.draws, study.tape, factor.inputs), {}};
    const Replay direct = make_replay(study.tape, factor.inputs);
    for (const PreparedTarget& target : study.prepared_targets) prepared.reaches.push_back(direct.changed[target.value]);
    study.prepared_factors.push_back(std::move(prepared));
  }
  for (std::size_t t = 0; t < study.targets.size(); ++t) study.prepared_targets[t].correlated = depends_on_correlated(study, t);
  return study;
}

void read_target(const Study& study, std::size_t target, const Bank& bank, double* out) {
  const PreparedTarget& prepared = study.prepared_targets[target];
  std::copy_n(bank.at(prepared.value), n, out);
  stand_in(study.targets[target], out);
  if (prepared.valid) mask(bank.at(*prepared.valid), out);
}

void read_target(const Study& study, std::size_t target, const Exchange& done, const Bank& original, const Bank& changed, double* out) {
  const PreparedTarget& prepared = study.prepared_targets[target];
  const auto bank_of = [&](Register r) -> const Bank& { return done.replay.changed[r] ? changed : original; };
  std::copy_n(bank_of(prepared.value).at(prepared.value), n, out);
  stand_in(study.targets[target], out);
  if (prepared.valid) mask(bank_of(*prepared.valid).at(*prepared.valid), out);
}

void measure(const Measure& how, const double* values, double* out) {
  const kernels::Table& k = kernels::active();
  const double factor = 1 / how.spread;
  switch (how.kind) {
    case Measure::Kind::linear: break;
    case Measure::Kind::logarithm:
      k.log(out, values, n);
      values = out;
      break;
    case Measure::Kind::above:
    case Measure::Kind::below: {
      const bool above = how.kind == Measure::Kind::above;
      for (std::size_t t = 0; t < n; ++t) {
        const double yes = (above ? values[t] > how.threshold : values[t] < how.threshold) ? 1.0 : 0.0;
        out[t] = values[t] == values[t] ? yes : values[t];
      }
      values = out;
      break;
    }
  }
  for (std::size_t t = 0; t < n; ++t) out[t] = (values[t] - how.centre) * factor;
}

}  // namespace botec
