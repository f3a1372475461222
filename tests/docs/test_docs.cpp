// The documentation names everything there is: each row of a catalogue has its place in it, and links lead somewhere.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "distributions/family.h"
#include "formula/function.h"

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
