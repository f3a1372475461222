// What a run says, held against plain draws of the same model: an independent way to the same numbers, which uses the program's
// instructions alone and none of the machinery of quantiles, nets, replicates or conditioning.
// Quantiles are compared as probabilities: of n draws, those at or below a quantile of p are binomial(n, p) whatever the law is,
// with atoms and without, so that no density has to be guessed.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "support.h"

namespace botec_test {

using Draws = std::map<std::string, std::vector<double>>;   // sorted, finite values by output

inline Draws plain_draws(const std::string& yaml, std::uint64_t n, std::uint64_t seed) {
  std::vector<std::vector<double>> columns;
  std::vector<std::string> heads;
  botec::RunOptions options;
  options.samples = n;
  options.method = "plain";
  options.seed = seed;
  const botec::SampleSink sink{[&](const auto& names, const auto&) {
                                 heads = names;
                                 columns.resize(names.size());
                                 return true;
                               },
                               [&](const auto& rows) {
                                 for (std::size_t c = 0; c < rows.size(); ++c) columns[c].insert(columns[c].end(), rows[c].begin(), rows[c].end());
                                 return true;
                               }};
  Draws draws;
  if (botec::samples(model_text(yaml), options, sink).outcome != botec::Outcome::done) return draws;
  for (std::size_t c = 0; c < heads.size(); ++c) {
    std::erase_if(columns[c], [](double x) { return std::isnan(x); });
    std::sort(columns[c].begin(), columns[c].end());
    draws[heads[c]] = std::move(columns[c]);
  }
  return draws;
}

struct Rule {
  double errors = 9;      // standard errors allowed to what the run says of itself: Student's t with 15 degrees of freedom, 2e-7
  double binomial = 6;    // standard deviations allowed to a count of the draws: 2e-9, somewhat more where n p is small
  double exact = 1e-9;    // relative: an atom that rounding moved
};

// Complaints about one quantile.
inline std::string judge_quantile(const std::vector<double>& draws, double p, const botec::Estimate& at, const Rule& rule) {
  if (!at.value) return fmt::format("p{} is missing", 100 * p);
  if (!at.standard_error) return fmt::format("p{} has no error", 100 * p);
  const auto n = static_cast<double>(draws.size());
  const double reach = rule.errors * *at.standard_error + rule.exact * std::abs(*at.value) + 1e-300;
  const double allowed = rule.binomial * std::sqrt(p * (1 - p) / n) + 3 / n;
  const double under = static_cast<double>(std::lower_bound(draws.begin(), draws.end(), *at.value - reach) - draws.begin()) / n;
  const double upto = static_cast<double>(std::upper_bound(draws.begin(), draws.end(), *at.value + reach) - draws.begin()) / n;
  if (under <= p + allowed && upto >= p - allowed) return {};
  return fmt::format("p{} = {:.6g} ± {:.2g}: of {} draws {:.5f} are below and {:.5f} at or below", 100 * p, *at.value, *at.standard_error, n, under, upto);
}

// Complaints about a gap that a quantile is said to lie in: as many draws as that below it, and few inside.
inline std::string judge_gap(const std::vector<double>& draws, const botec::OutputGap& gap, const Rule& rule) {
  const auto n = static_cast<double>(draws.size());
  const double edge = 1e-4 * (gap.high - gap.low);   // the trials that name its ends are not these draws
  const auto below = std::lower_bound(draws.begin(), draws.end(), gap.low + edge) - draws.begin();
  const auto inside = std::lower_bound(draws.begin(), draws.end(), gap.high - edge) - draws.begin() - below;
  const double p = gap.probability, off = std::abs(static_cast<double>(below) / n - p);
  const double allowed = rule.binomial * std::sqrt(p * (1 - p) / n) + 3 / n;
  const double unseen = 0.005 + 2 * std::sqrt(p * (1 - p) / 2048);   // it is as wide as two errors of the share below it, of 2,048 trials and more, make it
  if (off <= allowed && static_cast<double>(inside) <= unseen * n) return {};
  return fmt::format("gap of p{} from {:.6g} to {:.6g}: {} of {} draws are below it, {} inside", 100 * p, gap.low, gap.high, below, n, inside);
}

// All complaints about an output's quantiles and interval, and its mean where the draws have one worth comparing.
inline std::vector<std::string> judge_output(const botec::OutputResult& output, const std::vector<double>& draws, const Rule& rule = {}) {
  std::vector<std::string> found;
  const auto add = [&](std::string text) {
    if (!text.empty()) found.push_back(output.name + ": " + std::move(text));
  };
  const auto judge = [&](double p, const botec::Estimate& at) {
    const auto in_gap = [p](const botec::OutputGap& gap) { return std::abs(gap.probability - p) < 1e-12; };
    if (std::none_of(output.gaps.begin(), output.gaps.end(), in_gap)) add(judge_quantile(draws, p, at, rule));
  };
  for (const auto& q : output.quantiles) judge(q.probability, q.at);
  judge((1 - output.interval.level) / 2, output.interval.low);
  judge((1 + output.interval.level) / 2, output.interval.high);
  for (const auto& gap : output.gaps) add(judge_gap(draws, gap, rule));
  for (std::size_t i = 1; i < output.quantiles.size(); ++i) {
    if (*output.quantiles[i].at.value < *output.quantiles[i - 1].at.value) add("quantiles are out of order");
  }
  if (!output.mean.value || !output.mean.standard_error || !output.sd.standard_error || draws.empty()) return found;
  double mean = 0, square = 0, fourth = 0;
  const auto n = static_cast<double>(draws.size());
  for (const double x : draws) mean += x / n;
  for (const double x : draws) square += (x - mean) * (x - mean) / n;
  for (const double x : draws) fourth += std::pow(x - mean, 4) / n;
  // A mean that rests on few draws has no normal error; n times this ratio is how many carry the variance.
  if (!std::isfinite(fourth) || !(square * square / fourth * n >= 2000)) return found;
  const double error = std::sqrt(square / n), reach = rule.errors * *output.mean.standard_error + rule.binomial * error;
  if (!(std::abs(*output.mean.value - mean) <= reach + 1e-12 * std::abs(mean))) {
    add(fmt::format("mean {:.8g} ± {:.2g}, of the draws {:.8g} ± {:.2g}", *output.mean.value, *output.mean.standard_error, mean, error));
  }
  const double sd = std::sqrt(square), sd_error = std::sqrt((fourth - square * square) / n) / (2 * sd);
  if (!(std::abs(*output.sd.value - sd) <= rule.errors * *output.sd.standard_error + rule.binomial * (sd_error > 0 ? sd_error : 0) + 1e-9 * sd + 1e-12 * std::abs(mean))) {
    add(fmt::format("sd {:.8g} ± {:.2g}, of the draws {:.8g} ± {:.2g}", *output.sd.value, *output.sd.standard_error, sd, sd_error));
  }
  return found;
}

inline std::string judge_question(const botec::QuestionResult& question, const botec::QuestionResult& plain, const Rule& rule = {}) {
  if (!question.probability.value || !plain.probability.value) {
    return question.probability.value.has_value() == plain.probability.value.has_value() ? "" : question.name + ": one is unknown";
  }
  const double p = *question.probability.value, q = *plain.probability.value;
  const double reach = rule.errors * question.probability.standard_error.value_or(0) + rule.binomial * *plain.probability.standard_error;
  if (std::abs(p - q) <= reach + 1e-12) return {};
  return fmt::format("{}: {} ± {}, of plain draws {} ± {}", question.name, p, question.probability.standard_error.value_or(-1), q, *plain.probability.standard_error);
}

struct Trials {
  std::uint64_t run = 1u << 13, draws = 1u << 17;
};

inline botec::Answer<botec::Result> run_model(const std::string& yaml, const std::string& method, std::uint64_t samples, bool conditioning, std::uint64_t seed = 1) {
  botec::RunOptions options;
  options.method = method;
  options.samples = samples;
  options.conditioning = conditioning;
  options.seed = seed;
  return botec::run(model_text(yaml), options);
}

struct Verdict {
  std::vector<std::string> complaints;
  std::size_t conditioned = 0, exact = 0, sampled = 0;   // outputs and questions, by how they were found
};

// The run with conditioning against plain draws of another seed.
inline Verdict against_draws(const std::string& yaml, const Trials& trials = {}, const Rule& rule = {}, std::uint64_t seed = 1) {
  Verdict verdict;
  const auto answer = run_model(yaml, "sobol", trials.run, true, seed);
  if (!answer.value) {
    verdict.complaints.push_back("no result: " + rendered(answer.diagnostics));
    return verdict;
  }
  const auto count = [&](const botec::Computation& c) {
    using Kind = botec::Computation::Kind;
    ++(c.kind == Kind::exact ? verdict.exact : c.kind == Kind::conditioned ? verdict.conditioned : verdict.sampled);
  };
  const Draws draws = plain_draws(yaml, trials.draws, seed + 1000);
  for (const auto& output : answer.value->outputs) {
    if (output.constant || output.condition) continue;
    count(output.computation);
    const auto found = draws.find(output.name);
    if (found == draws.end()) {
      verdict.complaints.push_back("no draws of " + output.name);
      continue;
    }
    auto more = judge_output(output, found->second, rule);
    verdict.complaints.insert(verdict.complaints.end(), more.begin(), more.end());
  }
  if (answer.value->questions.empty()) return verdict;
  const auto plain = run_model(yaml, "plain", trials.draws, true, seed + 1000);
  for (std::size_t i = 0; i < answer.value->questions.size(); ++i) {
    count(answer.value->questions[i].computation);
    auto text = judge_question(answer.value->questions[i], plain.value->questions[i], rule);
    if (!text.empty()) verdict.complaints.push_back(text);
  }
  return verdict;
}

inline std::string in_lines(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += text + "\n";
  return all;
}

}  // namespace botec_test
