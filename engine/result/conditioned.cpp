#include "result/conditioned.h"

#include <algorithm>
#include <cmath>

#include "result/assemble.h"
#include "result/conditioned_curve.h"
#include "result/convergence.h"
#include "result/quantile_search.h"
#include "result/shortest.h"
#include "summaries/path_moments.h"

namespace botec {
namespace {

constexpr std::uint64_t first_points = 128;           // a replicate
constexpr std::uint64_t start_points = 512;           // in all replicates: for where the quantiles of a crossing are looked for
constexpr std::uint64_t most_trials = 1u << 21;       // in all replicates: a second or two at worst
constexpr std::uint64_t slow_share = 16;              // of them, where a law has no kernel: each point costs so much more
constexpr std::uint64_t enough_trials = 1u << 18;     // where the number of trials was fixed, and no tolerance asks for more

// What the replicates cannot show of mean and standard deviation; in the unit of the program.
MomentJump unseen_jump(const ConditionedCurve& curve, const Conditioning& conditioning, double sd) {
  return moment_jump(conditioning.continuous ? 0 : curve.sample.widest_jump(curve.which), sd, curve.unseen());
}

// The mean over the replicates' conditional means.
void add_mean(const ConditionedCurve& curve, const Conditioning& conditioning, ConditionedOutput& out) {
  if (curve.output.no_mean || !has_path_moments(conditioning)) return;
  const ReplicateMean mean = mean_of_replicates(curve.sample.moment(curve.which, 0, 1));
  if (!std::isfinite(mean.mean)) return;
  double error = std::hypot(mean.error, curve.sample.unseen_tails(curve.which, 0, 1));
  if (!conditioning.continuous && !conditioning.exact && moments(conditioning.law).sd) {
    const double sd = std::sqrt(mean_of_replicates(curve.sample.moment(curve.which, mean.mean, 2)).mean);
    if (std::isfinite(sd)) error = std::hypot(error, unseen_jump(curve, conditioning, sd).mean);
  }
  out.mean = curve.shown(mean.mean, error);
  // Without a variance the mean converges, at no rate that this could state.
  if (curve.output.no_variance && !conditioning.exact) out.mean->standard_error.reset();
}

void add_sd(const ConditionedCurve& curve, const Conditioning& conditioning, ConditionedOutput& out) {
  if (!out.mean || curve.output.no_variance || !moments(conditioning.law).sd) return;
  const double mean = *out.mean->value * curve.output.unit.scale;
  const ReplicateMean variance = mean_of_replicates(curve.sample.moment(curve.which, mean, 2));
  const double sd = std::sqrt(variance.mean);
  if (!std::isfinite(sd) || !(sd > 0)) return;
  const double error = std::hypot(variance.error, curve.sample.unseen_tails(curve.which, mean, 2)) / (2 * sd);
  const MomentJump unseen = unseen_jump(curve, conditioning, sd);
  out.sd = curve.shown(sd, std::hypot(error, unseen.sd));
  if (conditioning.continuous && out.mean->standard_error) out.mean->standard_error = std::hypot(*out.mean->standard_error, curve.shown(unseen.mean));
  if (!conditioning.exact && !curve.output.fourth_moment) out.sd->standard_error.reset();
}

// As of questions: what no trial came near could still have happened in three of n, with 95%.
Estimate never_of(const ConditionedCurve& curve) {
  const ReplicateMean& never = curve.crossing->never;
  if (curve.output.conditioning->exact) return {never.mean, 0.0};
  Estimate result{never.mean, {}};
  const auto n = static_cast<double>(curve.sample.points(curve.which) * curve.sample.replicates());
  if (curve.known_error) result.standard_error = never.mean == 0 || never.mean == 1 ? std::min(1.5 / n, 0.5) : std::hypot(never.error, curve.unseen());
  return result;
}

struct Asked {
  std::vector<const Conditioning*> wanted;
  std::vector<std::size_t> outputs, questions;   // places in the program, in the order of `wanted`
  std::vector<std::size_t> less;                 // per question: the place in `wanted` of what is taken off it; 0: nothing is
};

Asked ask(const Program& program) {
  Asked asked;
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    if (!program.outputs[i].conditioning) continue;
    asked.wanted.push_back(&*program.outputs[i].conditioning);
    asked.outputs.push_back(i);
  }
  for (std::size_t i = 0; i < program.questions.size(); ++i) {
    if (!program.questions[i].conditioning) continue;
    asked.wanted.push_back(&*program.questions[i].conditioning);
    asked.questions.push_back(i);
  }
  for (const std::size_t i : asked.questions) {
    const auto& less = program.questions[i].less;
    asked.less.push_back(less ? asked.wanted.size() : 0);
    if (less) asked.wanted.push_back(&*less);
  }
  return asked;
}

class Answering {
 public:
  Answering(const ConditioningRun& run, const std::vector<OutputResult>& sampled)
      : run_(run), asked_(ask(run.program)),
        sample_(run.program, asked_.wanted, run.settings.seed, run.settings.replicates, run.threads) {
    open_.assign(asked_.wanted.size(), true);
    before_.assign(asked_.wanted.size(), false);
    answers_.outputs.resize(run.program.outputs.size());
    answers_.questions.resize(run.program.questions.size());
    for (std::size_t k = 0; k < asked_.outputs.size(); ++k) {
      const bool known_error = asked_.wanted[k]->exact || run.settings.replicates > 1;
      curves_.push_back(curve_of(run.program.outputs[asked_.outputs[k]], sampled[asked_.outputs[k]], sample_, k, known_error));
    }
  }
  ConditionedAnswers answer();

 private:
  ConditionedAnswers exact_ones();
  bool all_exact() const {
    return std::all_of(asked_.wanted.begin(), asked_.wanted.end(), [](const Conditioning* c) { return c->exact; });
  }
  bool look();
  void look_at_output(std::size_t k);
  void look_at_question(std::size_t k);
  void finish_output(std::size_t k);
  bool exact_enough(std::size_t which, double tolerance) const;
  bool settle(std::size_t which);

  const ConditioningRun& run_;
  Asked asked_;
  ConditionalSample sample_;
  std::vector<std::optional<ConditionedCurve>> curves_;
  std::vector<bool> open_, before_;   // by place in `wanted`: more points are needed still; the last look was exact enough
  ConditionedAnswers answers_;
};

void Answering::look_at_output(std::size_t k) {
  auto& answer = answers_.outputs[asked_.outputs[k]];
  answer.reset();
  if (!curves_[k] || !sample_.usable(k)) return;
  curves_[k]->atoms.clear();
  curves_[k]->found.clear();
  curves_[k]->find_steepness();
  if (curves_[k]->crossing) look_at_steps(*curves_[k]->crossing, curves_[k]->rough_cdf(start_points), curves_[k]->cdf(), curves_[k]->output.conditioning->crossing->at);
  const double level = run_.settings.level;
  const auto low = curves_[k]->quantile((1 - level) / 2), high = curves_[k]->quantile((1 + level) / 2);
  if (!low || !high) return;
  ConditionedOutput out;
  out.exact = asked_.wanted[k]->exact;
  out.interval = {level, *low, *high};
  if (curves_[k]->crossing) out.never = never_of(*curves_[k]);
  add_mean(*curves_[k], *asked_.wanted[k], out);
  answer = std::move(out);
}

void Answering::look_at_question(std::size_t k) {
  const std::size_t which = asked_.outputs.size() + k;
  auto& answer = answers_.questions[asked_.questions[k]];
  answer.reset();
  if (!sample_.usable(which)) return;
  const Conditioning& conditioning = *asked_.wanted[which];
  auto values = sample_.probability(which, 0);
  const bool exact = conditioning.exact;
  if (const std::size_t less = asked_.less[k]; less != 0) {
    if (!sample_.usable(less) || asked_.wanted[less]->exact != exact) return;
    const auto taken_off = sample_.probability(less, 0);
    for (std::size_t r = 0; r < values.size(); ++r) values[r] -= taken_off[r];
  }
  const ReplicateMean found = mean_of_replicates(values);
  if (!std::isfinite(found.mean)) return;
  ConditionedQuestion out{exact, {found.mean, 0.0}};
  if (!exact) {
    // As in a sample: what no trial came near could still have happened in three of n, with 95%.
    const auto n = static_cast<double>(sample_.points(which) * sample_.replicates());
    const bool jumps = !conditioning.continuous || (asked_.less[k] != 0 && !asked_.wanted[asked_.less[k]]->continuous);
    const std::size_t less = asked_.less[k];
    const double share = unseen_share(static_cast<double>(sample_.points(which)));
    const auto gap = [&](std::size_t of) {   // of all points where it matters: few may be beyond a rare jump
      const double first = sample_.widest_gap(of, 0, 1);
      return found.error < share ? std::max(first, sample_.widest_gap(of, 0, 1, sample_.points(of))) : first;
    };
    const double steep = jumps ? 1 : std::max(gap(which), less != 0 ? gap(less) : 0);
    const double tails = sample_.unseen_tails(which, 0) + (less != 0 ? sample_.unseen_tails(less, 0) : 0);
    const double unseen = steep * share + tails;
    const bool never_or_always = found.mean == 0 || found.mean == 1;
    out.probability.standard_error = never_or_always ? std::min(1.5 / n, 0.5) : std::hypot(found.error, unseen);
    if (values.size() < 2) out.probability.standard_error.reset();
  }
  answer = out;
}

// False once all are exact enough; those that are, are left as they are.
bool Answering::look() {
  const std::size_t n = asked_.outputs.size();
  bool any = false;
  for (std::size_t k = 0; k < n + asked_.questions.size(); ++k) {
    if (!open_[k]) continue;
    if (k < n) look_at_output(k);
    else look_at_question(k - n);
    open_[k] = !settle(k);
    if (k >= n && asked_.less[k - n] != 0) open_[asked_.less[k - n]] = open_[k];
    any = any || open_[k];
  }
  return any;
}

// Of one answer alone. What was not found may be with a few more points, and else stays sampled.
bool Answering::exact_enough(std::size_t which, double tolerance) const {
  constexpr std::uint64_t tries = 1024;
  Result found;
  if (const std::size_t n = asked_.outputs.size(); which < n) {
    const auto& answer = answers_.outputs[asked_.outputs[which]];
    if (!answer) return !curves_[which] || !sample_.usable(which) || sample_.points(which) >= tries;
    OutputResult& output = found.outputs.emplace_back();
    output.unit = to_text(run_.program.outputs[asked_.outputs[which]].unit);   // dates have a tolerance of their own
    output.interval = answer->interval;
    output.mean = answer->mean.value_or(Estimate{});
    if (answer->never) output.infinite = InfiniteValues{*answer->never, "", "", true};
  } else if (const auto& answer = answers_.questions[asked_.questions[which - n]]) {
    found.questions.emplace_back().probability = answer->probability;
  }
  return is_converged(found, tolerance, run_.settings.replicates);
}

// The first error that is small enough tends to be one that is a little too small: it is small twice, or is half of what it may be.
bool Answering::settle(std::size_t which) {
  if (asked_.wanted[which]->exact) return true;
  const double tolerance = run_.settings.tolerance;
  const bool now = exact_enough(which, tolerance);
  const bool enough = now && (before_[which] || exact_enough(which, tolerance / 2));
  before_[which] = now;
  return enough;
}

// What the stop rule does not ask for: the other quantiles, the picture, the shortest interval.
void Answering::finish_output(std::size_t k) {
  auto& answer = answers_.outputs[asked_.outputs[k]];
  if (!answer) return;
  ConditionedCurve& curve = *curves_[k];
  add_sd(curve, *asked_.wanted[k], *answer);
  for (const double p : standard_probabilities()) {
    curve.approach(p);
    const auto at = curve.quantile(p);
    if (!at) return answer.reset();
    answer->quantiles.push_back({p, *at});
  }
  for (const auto& [value, probability] : curve.atoms) answer->atoms.push_back({value, probability});
  if (curve.output.brief) return;   // nothing more is shown of a step
  // The picture has two cells a column of the widest one, from points enough for what is seen. The shortest interval is as
  // uncertain as its flat minimum: it gets fewer cells and a quarter of the points, which costs about what the quantiles do.
  constexpr std::size_t picture_cells = 144, interval_cells = 72;
  constexpr double picture_edge = 0.001, interval_edge = 1e-6;   // probability left out on either side
  constexpr std::uint64_t picture_points = 512;   // columns to a hundredth of the highest in thirty dimensions, and far better in few
  const std::uint64_t few = std::max<std::uint64_t>(picture_points / sample_.replicates(), 1);
  ReplicateCdf seen = curve.rough_cdf(picture_points);
  if (curve.crossing) {
    if (!(curve.crossing->never.mean < 1)) return;
    const Start median = curve.crossing->start((1 - curve.crossing->never.mean) / 2);
    curve.middle = median.place;
    curve.spread = median.spread;
    const std::size_t steps = curve.crossing->at.size();
    const bool fine = steps > picture_cells / 6 && steps < picture_cells;   // some cells a step, and not so many that its shape would show
    if (fine && !answer->exact) seen = by_half_steps(std::move(seen), curve.crossing->at);
    seen = where_it_comes(std::move(seen), curve.crossing->at.back());
  }
  const CdfTable picture = tabulate(seen, curve.axis, {curve.middle, curve.spread}, picture_edge, picture_cells);
  if (picture.places.empty()) return;
  answer->histogram = histogram_of(picture, curve.axis, curve.output.unit.scale);
  if (curve.crossing && curve.crossing->never.mean > 0) return;
  const double level = run_.settings.level;
  std::pair<ReplicateMean, ReplicateMean> ends;
  if (answer->exact) {
    ends = exact_shortest(curve.cdf(), curve.axis, {curve.middle, curve.spread}, level);
  } else {
    const std::uint64_t quarter = std::max(few, sample_.points(k) / 4);
    const CdfTable table = tabulate(curve.cdf(quarter), curve.axis, {curve.middle, curve.spread}, interval_edge, interval_cells);
    if (table.places.empty()) return;
    ends = shortest_of(table, curve.axis, level);
  }
  const auto& [low, high] = ends;
  answer->shortest = {level, curve.shown(low.mean, low.error), curve.shown(high.mean, high.error)};
}

// All that there is where a run is interrupted.
ConditionedAnswers Answering::exact_ones() {
  const std::size_t n = asked_.outputs.size();
  for (std::size_t k = 0; k < n + asked_.questions.size(); ++k) {
    const bool exact = asked_.wanted[k]->exact;
    if (k < n) {
      answers_.outputs[asked_.outputs[k]].reset();
      if (!exact) continue;
      look_at_output(k);
      finish_output(k);
    } else {
      answers_.questions[asked_.questions[k - n]].reset();
      if (exact) look_at_question(k - n);
    }
  }
  return std::move(answers_);
}

ConditionedAnswers Answering::answer() {
  const RunSettings& settings = run_.settings;
  const bool slow = std::any_of(asked_.wanted.begin(), asked_.wanted.end(), [](const Conditioning* c) { return !c->exact && !has_cdf_kernel(c->law); });
  const std::uint64_t wanted = (settings.samples ? enough_trials : most_trials) / (slow ? slow_share : 1);
  const std::uint64_t most = std::min(sample_.most_points(), std::max<std::uint64_t>(wanted / settings.replicates, first_points));
  const std::uint64_t fixed = settings.samples ? (*settings.samples + settings.replicates - 1) / settings.replicates : 0;
  for (std::uint64_t points = settings.samples ? std::min(fixed, most) : first_points;; points *= 2) {
    sample_.extend(points, run_.interrupted, open_);
    if (run_.interrupted != nullptr && run_.interrupted->load()) return exact_ones();
    if (!look() || settings.samples || 2 * points > most) break;
  }
  for (std::size_t k = 0; k < asked_.outputs.size(); ++k) finish_output(k);
  if (!all_exact()) answers_.points = sample_.points() * sample_.replicates();
  return std::move(answers_);
}

// Sampled ends may be the better ones where little was integrated out and far more trials were drawn.
bool better(const IntervalEstimate& a, const IntervalEstimate& b) {
  const auto worse = [](const Estimate& x, const Estimate& y) {
    return y.standard_error && (!x.standard_error || *x.standard_error > *y.standard_error);
  };
  return !worse(a.low, b.low) || !worse(a.high, b.high);
}

}  // namespace

bool is_all_known(const ProgramOutput& output) {
  const Conditioning& conditioning = *output.conditioning;
  if (!conditioning.is_value() || output.no_mean || output.no_variance || !has_path_moments(conditioning)) return false;
  const auto at = [&](double p) { return quantile(conditioning.law, p) * conditioning.scale; };
  constexpr double far = 1e-9;   // of probability: no trial is infinite then
  return moments(conditioning.law).sd && std::isfinite(at(far)) && std::isfinite(at(1 - far));
}

bool uses_conditioning(const Program& program) { return !ask(program).wanted.empty(); }

ConditionedAnswers answer_by_conditioning(const ConditioningRun& run, const std::vector<OutputResult>& sampled) {
  return Answering(run, sampled).answer();
}

void overlay(const ConditionedAnswers& answers, const Program& program, Result& result) {
  const auto computation = [](const Conditioning& conditioning) {
    return Computation{conditioning.exact ? Computation::Kind::exact : Computation::Kind::conditioned, conditioning.value};
  };
  for (std::size_t i = 0; i < answers.outputs.size(); ++i) {
    const auto& answer = answers.outputs[i];
    OutputResult& output = result.outputs[i];
    // In a gap an average of distribution functions has no slope, and any number in it is as good a root.
    if (!answer || output.non_finite > 0 || !output.gaps.empty() || !better(answer->interval, output.interval)) continue;
    output.computation = computation(*program.outputs[i].conditioning);
    output.quantiles = answer->quantiles;
    output.interval = answer->interval;
    output.atoms = answer->atoms;
    if (answer->shortest.low.value) output.shortest = answer->shortest;
    if (!answer->histogram.shares.empty()) output.histogram = answer->histogram;
    if (answer->mean) output.mean = *answer->mean;
    if (answer->sd) output.sd = *answer->sd;
    output.moments_integrated = answer->mean && answer->sd;
    if (!answer->never || !output.infinite) continue;
    output.infinite->probability = *answer->never;
    if (*answer->never->value > 0) {   // there is no mean then, whether a trial has shown it or not
      output.mean = output.sd = {};
      output.shortest = {output.interval.level, {}, {}};
    }
  }
  for (std::size_t i = 0; i < answers.questions.size(); ++i) {
    const auto& answer = answers.questions[i];
    if (!answer) continue;
    result.questions[i].probability = answer->probability;
    result.questions[i].computation = computation(*program.questions[i].conditioning);
  }
  result.run.conditioned_points = answers.points;
}

}  // namespace botec
