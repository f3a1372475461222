// What a sample more costs: kernels staged by hand, the evaluator alone, and a whole run through the façade, by the slope
// between two lengths. In one process and in turn, so that their ratio means something on a busy machine; by processor
// time. BOTEC_ISA=avx2 shows a narrower machine. bench_staged [ROUNDS] [FILE.json]; status 1 where an answer is wrong.
#include <ctime>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "engine.h"
#include "kernels/kernels.h"
#include "model/read_model.h"
#include "program/compile.h"
#include "samples/evaluator.h"
#include "staged.h"

using namespace botec;

namespace {

constexpr std::uint64_t few = 1u << 22, many = 1u << 24;   // a tenth of a second apart, and both past what start-up costs
constexpr double wanted = 1.3;                             // the engine's cost over that of the staged kernel

struct Subject {
  const char* name;
  bench::Sums (*staged)(std::uint64_t, std::uint64_t);
  double mean, sd;   // of the output: see bench/peers/reference.py
};
const Subject subjects[] = {{"goat", bench::staged_goat, 9.506672188e22, 8.8212e22}, {"deploy", bench::staged_deploy, 1.74597, 5.66469}};

double seconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// Six standard errors: one false alarm in 5e8 checks.
void check(const Subject& subject, const char* who, double mean, std::uint64_t trials) {
  if (std::abs(mean - subject.mean) <= 6 * subject.sd / std::sqrt(static_cast<double>(trials))) return;
  std::fprintf(stderr, "%s, %s: the mean is %.9g instead of %.9g\n", subject.name, who, mean, subject.mean);
  std::exit(1);
}

double time_staged(const Subject& subject, std::uint64_t seed, std::uint64_t trials) {
  const double start = seconds();
  const bench::Sums sums = subject.staged(seed, trials);
  const double spent = seconds() - start;
  check(subject, "staged by hand", sums.mean(trials), trials);
  return spent;
}

double time_evaluator(const Subject& subject, const Program& program, std::uint64_t seed, std::uint64_t trials) {
  const kernels::Table& k = kernels::active();
  const ProgramOutput& output = program.outputs.front();
  const double start = seconds();
  Evaluator evaluator(program, Evaluator::Inputs::not_wanted);
  const PointSet points(Design{Method::plain, seed, trials}, 0, coordinates(program));
  double sum = 0;
  for (std::uint64_t trial = 0; trial < trials; trial += kernels::block_size) {
    evaluator.evaluate(points, trial);
    sum += k.sum(evaluator.values(output.value), kernels::block_size);
  }
  const double spent = seconds() - start;
  check(subject, "evaluator", sum / static_cast<double>(trials) / output.unit.scale, trials);
  return spent;
}

double time_engine(const Subject& subject, const ModelText& text, std::uint64_t seed, std::uint64_t trials) {
  RunOptions options;
  options.method = "plain";
  options.samples = trials;
  options.threads = 1;
  options.seed = seed;
  const double start = seconds();
  const auto answer = run(text, options);
  const double spent = seconds() - start;
  if (!answer.value) std::exit(1);
  check(subject, "engine", *answer.value->outputs.front().mean.value, trials);
  return spent;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

struct Figure {
  std::string name;
  std::vector<double> values;
};

// ns a sample, from two lengths.
template <class Time>
double slope(const Time& time) {
  return (time(many) - time(few)) / static_cast<double>(many - few) * 1e9;
}

std::vector<Figure> measure(const Subject& subject, int rounds) {
  const auto text = open_model(std::string(BOTEC_SOURCE_DIR "/bench/models/") + subject.name + ".yaml");
  Diagnostics diagnostics;
  const auto read = read_model(text->source, text->directory, diagnostics);
  const auto program = compile(*read, {}, diagnostics);
  if (!program) std::exit(1);
  const std::string prefix = std::string(kernels::active().isa) + "/" + subject.name + "/";
  std::vector<Figure> figures{{prefix + "staged", {}}, {prefix + "evaluator", {}}, {prefix + "engine", {}},
                              {prefix + "evaluator over staged", {}}, {prefix + "engine over staged", {}}};
  for (int round = 0; round < rounds; ++round) {
    const auto seed = static_cast<std::uint64_t>(round) + 1;
    const double staged = slope([&](std::uint64_t n) { return time_staged(subject, seed, n); });
    const double evaluator = slope([&](std::uint64_t n) { return time_evaluator(subject, *program, seed, n); });
    const double engine = slope([&](std::uint64_t n) { return time_engine(subject, *text, seed, n); });
    const double values[] = {staged, evaluator, engine, evaluator / staged, engine / staged};
    for (std::size_t i = 0; i < figures.size(); ++i) figures[i].values.push_back(values[i]);
  }
  return figures;
}

void save(const std::vector<Figure>& figures, const char* path) {
  std::ofstream file(path);
  file << "{\"figures\": [";
  for (const Figure& figure : figures) {
    file << (&figure == figures.data() ? "\n" : ",\n") << " {\"name\": \"" << figure.name << "\", \"values\": [";
    for (std::size_t i = 0; i < figure.values.size(); ++i) file << (i == 0 ? "" : ", ") << figure.values[i];
    file << "]}";
  }
  file << "\n]}\n";
}

}  // namespace

int main(int count, char** words) {
  const int rounds = count > 1 ? std::atoi(words[1]) : 7;
  std::vector<Figure> all;
  std::printf("| figure | median (min–max) | wanted |\n|---|---|---|\n");
  for (const Subject& subject : subjects) {
    for (Figure& figure : measure(subject, rounds)) {
      const auto [low, high] = std::minmax_element(figure.values.begin(), figure.values.end());
      const double middle = median(figure.values);
      const bool ratio = figure.name.ends_with("engine over staged");
      std::printf("| %s | %.3g (%.3g–%.3g)%s | %s |\n", figure.name.c_str(), middle, *low, *high,
                  figure.name.ends_with("staged") && figure.name.find("over") != std::string::npos ? "" : " ns",
                  !ratio ? "" : middle <= wanted ? "<= 1.3, met" : "<= 1.3, **missed**");
      all.push_back(std::move(figure));
    }
  }
  if (count > 2) save(all, words[2]);
}
