// engine/LAYERS is the architecture; these tests keep the sources to it, and keep the rules themselves honest by trying
// each on a small tree that breaks it.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "architecture/layers.h"

using namespace architecture;

namespace {

const std::filesystem::path engine_folder = std::filesystem::path(BOTEC_SOURCE_DIR) / "engine";

Layers engine_layers() {
  std::ifstream stream(engine_folder / "LAYERS");
  std::ostringstream text;
  text << stream.rdbuf();
  return read_layers(text.str());
}

std::string listing(const Complaints& complaints) {
  std::string list = "\n";
  for (const auto& complaint : complaints) list += complaint + "\n";
  return list;
}

void require_none(const Complaints& complaints) { CHECK_MESSAGE(complaints.empty(), listing(complaints)); }

const std::vector<File>& engine_files() {
  static const std::vector<File> files = read_tree(engine_folder);
  return files;
}

const char* small_layers = R"(
text:            # a comment
model: text
fence yaml-cpp/: model, 1
system unistd.h: text
limit file: 5
limit function: 3
)";

}  // namespace

TEST_CASE("the engine's sources are found") {
  CHECK(engine_files().size() > 10);
  CHECK(engine_layers().order.size() > 10);
}

TEST_CASE("folders include only what LAYERS allows") { require_none(check_folders(engine_layers(), engine_files())); }
TEST_CASE("third-party headers stay behind their fences") {
  require_none(check_third_party(engine_layers(), engine_files()));
}
TEST_CASE("the façade's header reaches no third-party header") {
  require_none(check_facade(engine_layers(), engine_files()));
}
TEST_CASE("no files include each other in a circle") { require_none(check_include_cycles(engine_files())); }
TEST_CASE("files are short and headers say what they are") {
  require_none(check_files(engine_layers(), engine_files()));
}

TEST_CASE("long functions are listed") {
  const auto list = long_functions(engine_layers(), engine_files());
  WARN_MESSAGE(list.empty(), listing(list));
}

TEST_CASE("the rules notice what they are for") {
  const Layers layers = read_layers(small_layers);
  CHECK(layers.errors.empty());
  const auto text = read_source("text/a.h", "// a\n#include <unistd.h>\n#include <string>\n");
  SUBCASE("an allowed tree") {
    const std::vector<File> files{
        text, read_source("model/b.h", "// b\n#include \"text/a.h\"\n#include <yaml-cpp/yaml.h>\n")};
    require_none(check_folders(layers, files));
    require_none(check_third_party(layers, files));
    require_none(check_include_cycles(files));
    require_none(check_files(layers, files));
  }
  SUBCASE("upward includes, unknown folders and unknown files") {
    CHECK(check_folders(layers,
                        {text, read_source("model/b.h", "//\n"), read_source("text/c.cpp", "#include \"model/b.h\"\n")})
              .size() == 1);
    CHECK(check_folders(layers, {read_source("other/c.cpp", "\n")}).size() == 1);
    CHECK(check_folders(layers, {read_source("text/c.cpp", "#include \"d.h\"\n")}).size() == 1);
  }
  SUBCASE("a LAYERS file with a cycle") {
    CHECK(read_layers("a: b\nb: a\n").errors.size() == 1);
    CHECK(read_layers("a:\na:\n").errors.size() == 1);
    CHECK(read_layers("nonsense\n").errors.size() == 1);
  }
  SUBCASE("fences") {
    CHECK(check_third_party(layers, {read_source("text/c.cpp", "#include <yaml-cpp/yaml.h>\n")}).size() == 1);
    CHECK(check_third_party(layers, {read_source("text/c.cpp", "#include <zlib.h>\n")}).size() == 1);
    CHECK(check_third_party(layers, {read_source("model/c.cpp", "#include <unistd.h>\n")}).size() == 1);
    CHECK(check_third_party(layers, {read_source("model/c.cpp", "#include <yaml-cpp/yaml.h>\n"),
                                     read_source("model/d.cpp", "#include <yaml-cpp/yaml.h>\n")})
              .size() == 1);
    CHECK(check_facade(layers, {read_source("engine.h", "//\n#include \"model/b.h\"\n"),
                                read_source("model/b.h", "//\n#include <yaml-cpp/yaml.h>\n")})
              .size() == 1);
  }
  SUBCASE("circles of files") {
    CHECK(check_include_cycles(
              {read_source("text/a.h", "#include \"text/b.h\"\n"), read_source("text/b.h", "#include \"text/a.h\"\n")})
              .size() == 1);
  }
  SUBCASE("lengths and opening comments") {
    CHECK(check_files(layers, {read_source("text/a.cpp", "\n\n\n\n\n\n")}).size() == 1);
    CHECK(check_files(layers, {read_source("text/a.h", "#pragma once\n")}).size() == 1);
    const auto file =
        read_source("text/a.cpp", "int f(int a,\n      int b) {\n  return a;\n}\n\nint g();\n\nvoid h() {\n}\n");
    CHECK(functions(file).size() == 2);
    CHECK(long_functions(layers, {file}).size() == 1);
  }
}
