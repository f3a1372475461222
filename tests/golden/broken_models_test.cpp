// Every kind of diagnostic has a broken model under tests/golden/broken and the text a user must read beside it.
// BOTEC_ACCEPT=1 in the environment writes the texts anew; the difference is then reviewed like code.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "score.h"
#include "support.h"

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(BOTEC_SOURCE_DIR) / "tests/golden/broken";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> models() {
  std::vector<fs::path> result;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") result.push_back(entry.path().filename());
  }
  std::sort(result.begin(), result.end());
  return result;
}

// What checking and, where that finds nothing wrong, a short run say.
std::vector<botec::Diagnostic> diagnostics_of(const std::string& name) {
  const auto model = botec::open_model(name);
  if (!model) return {{botec::Severity::error, model.complaint().kind, model.complaint().message, model.complaint().help, {}}};
  if (name.starts_with("score-")) return botec::score(*model, {}).diagnostics;   // a file of forecasts
  botec::RunOptions options;
  options.samples = 65536;
  options.method = "plain";
  auto checked = botec::check(*model, options, false);
  if (!checked.value) return checked.diagnostics;
  auto ran = botec::run(*model, options);
  return ran.value ? ran.value->warnings : ran.diagnostics;
}

}  // namespace

TEST_CASE("each broken model is told what is wrong with it") {
  fs::current_path(folder);   // so that messages show the bare file name
  std::set<std::string> seen;
  for (const auto& name : models()) {
    const auto start = std::chrono::steady_clock::now();
    const auto diagnostics = diagnostics_of(name.string());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));   // a hang, not a benchmark
    std::string text;
    for (const auto& d : diagnostics) {
      text += "[" + d.kind + "]\n" + botec::render(d);
      seen.insert(d.kind);
    }
    const fs::path golden = fs::path(name).replace_extension(".txt");
    if (std::getenv("BOTEC_ACCEPT") != nullptr) std::ofstream(golden, std::ios::binary) << text;
    INFO(name.string());
    CHECK_FALSE(diagnostics.empty());
    CHECK(text == read(golden));
  }
  for (const auto& kind : botec::diagnostic_kinds()) {
    INFO("no broken model shows the kind " << kind.name);
    CHECK(seen.contains(std::string(kind.name)));
  }
  for (const auto& kind : seen) {
    const auto& kinds = botec::diagnostic_kinds();
    INFO("the kind " << kind << " is not in diagnostic_kinds()");
    CHECK(std::any_of(kinds.begin(), kinds.end(), [&](const auto& k) { return k.name == kind; }));
  }
}
