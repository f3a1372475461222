// Of an imported library only what is used is shown. Exact: no false alarms.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "engine.h"

using namespace botec;

namespace {

std::vector<std::string> inputs_of(const std::string& path) {
  const auto file = open_model(path);
  REQUIRE(file);
  const auto answer = run(*file, {});
  REQUIRE(answer.value);
  std::vector<std::string> names;
  for (const InputResult& input : answer.value->inputs) names.push_back(input.name);
  return names;
}

}  // namespace

TEST_CASE("an input of an import is shown where a formula, a question or a condition leads to it") {
  using Names = std::vector<std::string>;
  CHECK(inputs_of(BOTEC_SOURCE_DIR "/models/alphastar.yaml") == Names{"agents", "training_time", "accelerators", "peak", "utilization"});

  const auto folder = std::filesystem::temp_directory_path() / "botec_reach";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "library.yaml") << "inputs: {a: 1 to 2, b: 1 to 2, c: 1 to 2, d: 1 to 2, e: 1}\nformulas: {twice: 2 * b, other: c + d + e}\n";
  std::ofstream(folder / "m.yaml") << "import: {l: library.yaml}\ninputs: {own: 1 to 2}\nformulas: {y: own * l.twice}\nquestions: {q: P(y > l.c)}\ngiven: [\"l.d > 1\"]\n";
  CHECK(inputs_of((folder / "m.yaml").string()) == Names{"own", "l.b", "l.c", "l.d"});
  std::filesystem::remove_all(folder);
}
