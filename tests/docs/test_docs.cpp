// The documentation names everything there is: each row of a catalogue has its place in it, and links lead somewhere.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "distributions/family.h"
#include "engine.h"
#include "formula/function.h"
#include "scoring/catalogue.h"

using namespace botec;

namespace {

const std::filesystem::path root = BOTEC_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE_MESSAGE(stream.good(), path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> pages() {
  std::vector<std::filesystem::path> found{root / "README.md", root / "CHANGELOG.md", root / "examples/README.md"};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  return found;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every distribution is in the reference of the format") {
  const std::string text = read(root / "docs/model_format.md");
  for (const Family* family : catalogue()) {
    CAPTURE(family->name);
    CHECK(has(text, "`" + std::string(family->name) + "`"));
    for (const Parameter& parameter : family->parameters) {
      CAPTURE(parameter.name);
      CHECK(has(text, "`" + std::string(parameter.name) + "`"));
    }
  }
}

TEST_CASE("every function is in the reference of the format") {
  const std::string text = read(root / "docs/model_format.md");
  for (const Function& function : function_catalogue()) {
    if (function.is_operator) continue;
    CAPTURE(function.name);
    CHECK((has(text, "`" + std::string(function.name) + "`") || has(text, "`" + std::string(function.name) + "(")));
  }
}

TEST_CASE("every score is in the page on scoring") {
  const std::string text = read(root / "docs/scoring.md");
  for (const ScoreRow& row : score_catalogue()) {
    CAPTURE(row.name);
    CHECK(has(text, "| `" + std::string(row.name) + "` | " + std::string(row.of) + " |"));
  }
}

TEST_CASE("the first answer in the README is the one that the program gives") {
  const auto model = open_model((root / "models/goat.yaml").string());
  REQUIRE(model);
  const auto answer = run(*model, {});
  REQUIRE(answer.value);
  const std::string text = read(root / "README.md");
  std::istringstream block(text.substr(text.find("\ntraining_compute: ") + 1));
  double median = 0, low = 0, high = 0;
  // training_compute: 3.0e22 FLOP (90% interval: 6.9e21 to 1.3e23)
  std::string line;
  std::getline(block, line);
  REQUIRE(std::sscanf(line.c_str(), "training_compute: %lf FLOP (90%% interval: %lf to %lf)", &median, &low, &high) ==
          3);
  const OutputResult& result = answer.value->outputs.at(0);
  CHECK(*result.interval.low.value == doctest::Approx(low).epsilon(0.01));
  CHECK(*result.interval.high.value == doctest::Approx(high).epsilon(0.04));
  for (const auto& quantile : result.quantiles) {
    if (quantile.probability == 0.5) CHECK(*quantile.at.value == doctest::Approx(median).epsilon(0.02));
  }
}

TEST_CASE("links lead to files of this project") {
  static const std::regex link(R"(\]\(([^)#]+)(#[^)]*)?\))");
  for (const auto& page : pages()) {
    CAPTURE(page.string());
    const std::string text = read(page);
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
      const std::string target = (*at)[1];
      if (target.starts_with("http")) continue;
      CAPTURE(target);
      CHECK(std::filesystem::exists(page.parent_path() / target));
    }
  }
}

TEST_CASE("every example has its line in their README") {
  const std::string text = read(root / "examples/README.md");
  for (const auto& entry : std::filesystem::directory_iterator(root / "examples")) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    CHECK(has(text, "(" + name + ")"));
  }
}
