// Every model that is shipped says what it is and where its numbers come from, and what its source published holds.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "engine.h"
#include "model/read_model.h"

using namespace botec;

namespace {

const std::filesystem::path root = BOTEC_SOURCE_DIR;

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

ModelText open(const std::filesystem::path& path) {
  auto opened = open_model(path.string());
  REQUIRE_MESSAGE(opened, path.string());
  return *opened;
}

std::string all(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const auto& diagnostic : diagnostics) text += "\n" + render(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("published figures hold") {
  for (const auto& path : files_in(root / "models")) {
    CAPTURE(path.filename().string());
    const auto answer = check(open(path), {}, true);
    CHECK_MESSAGE(answer.outcome == Outcome::done, all(answer.diagnostics));
    REQUIRE(answer.value);
    CHECK_MESSAGE(answer.diagnostics.empty(), all(answer.diagnostics));
    CHECK(!answer.value->expectations.empty());
    for (const auto& [scenario, expectation] : answer.value->expectations) {
      CAPTURE(scenario);
      CAPTURE(expectation.output);
      CAPTURE(expectation.quantity);
      CAPTURE(expectation.expected);
      CAPTURE(expectation.actual.value_or(0));
      CHECK(expectation.met);
    }
  }
}

TEST_CASE("every scenario is expected to give something") {
  for (const auto& path : files_in(root / "models")) {
    CAPTURE(path.filename().string());
    Diagnostics diagnostics;
    const auto model = read_model(open(path).source, path.parent_path(), diagnostics);
    for (const auto& scenario : model->scenarios) {
      CAPTURE(scenario.name);
      CHECK(std::any_of(model->expectations.begin(), model->expectations.end(),
                        [&](const Expectation& expectation) { return expectation.scenario == scenario.name; }));
    }
  }
}

TEST_CASE("models say what they are and where their numbers come from") {
  for (const auto& path : files_in(root / "models")) {
    CAPTURE(path.filename().string());
    Diagnostics diagnostics;
    const auto model = read_model(open(path).source, path.parent_path(), diagnostics);
    CHECK_MESSAGE(!diagnostics.has_errors(), all(diagnostics.sorted()));
    CHECK(model->title);
    CHECK(model->description);
    CHECK(!model->sources.empty());
    for (const auto& input : model->inputs) {
      if (input.made) continue;
      CAPTURE(input.name);
      const auto names_it = [&](const auto& source) { return source.first == input.form.source.value; };
      CHECK(std::any_of(model->sources.begin(), model->sources.end(), names_it));
    }
    CHECK(!model->expectations.empty());
  }
}

TEST_CASE("boards passed off as chips are refused") {
  const auto answer = check(open(root / "tests/golden/broken/alphastar_boards.yaml"), {}, false);
  CHECK(answer.outcome == Outcome::model_at_fault);
  REQUIRE(!answer.diagnostics.empty());
  CHECK(answer.diagnostics[0].kind == "unit-mismatch");
  CHECK(answer.diagnostics[0].message.find("board") != std::string::npos);
}

TEST_CASE("the two sides about AlphaStar differ by a factor of twelve") {
  RunOptions options;
  options.scenario = "thread";
  const auto thread = run(open(root / "models/alphastar.yaml"), options);
  options.scenario = "blog";
  const auto blog = run(open(root / "models/alphastar.yaml"), options);
  REQUIRE(thread.value);
  REQUIRE(blog.value);
  CHECK(*blog.value->outputs.at(0).point / *thread.value->outputs.at(0).point ==
        doctest::Approx(12.0523).epsilon(1e-5));
}

TEST_CASE("examples run without a warning") {
  for (const auto& path : files_in(root / "examples")) {
    CAPTURE(path.filename().string());
    const auto answer = run(open(path), {});
    CHECK_MESSAGE(answer.outcome == Outcome::done, all(answer.diagnostics));
    REQUIRE(answer.value);
    CHECK_MESSAGE(answer.value->warnings.empty(), all(answer.value->warnings));
  }
}
