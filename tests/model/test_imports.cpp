#include <fstream>

#include "helpers.h"

namespace botec::test {
namespace {

namespace fs = std::filesystem;

// A folder of model files that goes when the test ends.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / "botec_test_imports") {
    fs::remove_all(path_);
    fs::create_directories(path_ / "parts");
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  ReadText read(const std::string& name) const {
    Diagnostics diagnostics;
    const auto source = read_source((path_ / name).string());
    REQUIRE(source);
    ReadText result;
    result.model = read_model(*source, path_, diagnostics);
    result.diagnostics = diagnostics.sorted();
    return result;
  }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

TEST_CASE("imports are relative to the file that imports, and each file is read once") {
  const Folder folder;
  folder.write("main.yaml", "import: {a: parts/a.yaml, b: parts/b.yaml}\nformulas: {x: a.y + b.z}\n");
  folder.write("parts/a.yaml", "import: {b: b.yaml}\nformulas: {y: b.z * 2}\n");
  folder.write("parts/b.yaml", "inputs: {z: 1 to 2}\n");
  const ReadText read = folder.read("main.yaml");
  CHECK(read.complaints() == "");
  REQUIRE(read.model->imports.size() == 2);
  CHECK(read.model->imports[0].model->imports[0].model == read.model->imports[1].model);
  CHECK(read.model->complete);
}

TEST_CASE("a cycle is printed") {
  const Folder folder;
  folder.write("a.yaml", "import: {b: b.yaml}\ninputs: {x: 1}\n");
  folder.write("b.yaml", "import: {c: ./parts/../c.yaml}\ninputs: {x: 1}\n");
  folder.write("c.yaml", "import: {a: a.yaml}\ninputs: {x: 1}\n");
  const ReadText read = folder.read("a.yaml");
  CHECK(read.complaints() == "import-cycle: these files import each other: " + folder.path("a.yaml") + " → " +
                                 folder.path("b.yaml") + " → " + folder.path("c.yaml") + " → " + folder.path("a.yaml") +
                                 "\n");
  CHECK(read.marked() == "a.yaml");
  CHECK(!read.model->complete);
  folder.write("self.yaml", "import: {me: self.yaml}\ninputs: {x: 1}\n");
  CHECK(folder.read("self.yaml").complaints() == "import-cycle: this file imports itself\n");
}

TEST_CASE("files that are not there") {
  const Folder folder;
  folder.write("a.yaml", "import: {b: no.yaml, c: parts, d: }\ninputs: {x: 1}\n");
  const ReadText read = folder.read("a.yaml");
  REQUIRE(read.diagnostics.size() == 3);
  CHECK(read.diagnostics[0].kind == "cannot-read");
  CHECK(read.diagnostics[1].kind == "cannot-read");
  CHECK(read.diagnostics[2].kind == "wrong-shape");
  CHECK(read.model->imports.size() == 3);
  CHECK(read.model->imports[0].model == nullptr);
}

TEST_CASE("errors of an imported file stand in that file") {
  const Folder folder;
  folder.write("a.yaml", "import: {b: b.yaml}\ninputs: {x: 5days}\n");
  folder.write("b.yaml", "inputs: {y: 6days}\n");
  const ReadText read = folder.read("a.yaml");
  REQUIRE(read.diagnostics.size() == 2);
  CHECK(fs::path(read.diagnostics[0].span.file->name()).filename() !=
        fs::path(read.diagnostics[1].span.file->name()).filename());
}

TEST_CASE("depth and number are bounded") {
  const Folder folder;
  for (int i = 0; i < 40; ++i) {
    folder.write("f" + std::to_string(i) + ".yaml",
                 "import: {n: f" + std::to_string(i + 1) + ".yaml}\ninputs: {x: 1}\n");
  }
  CHECK(folder.read("f0.yaml").complaints().starts_with("too-deep"));
  std::string many = "import:\n";
  for (int i = 0; i < 300; ++i) {
    const std::string name = "m" + std::to_string(i);
    folder.write(name + ".yaml", "inputs: {x: 1}\n");
    many += "  " + name + ": " + name + ".yaml\n";
  }
  folder.write("many.yaml", many + "inputs: {x: 1}\n");
  CHECK(folder.read("many.yaml").complaints().starts_with("too-large"));
}

TEST_CASE("reading the bytes of a model file") {
  const Folder folder;
  CHECK(read_source(folder.path("no.yaml")).complaint().kind == "cannot-read");
  CHECK(read_source(folder.path("parts")).complaint().message.find("folder") != std::string::npos);
  folder.write("big.yaml", std::string(5000, '#'));
  CHECK(read_source(folder.path("big.yaml"), {1000, 64, 1000}).complaint().kind == "too-large");
  CHECK((*read_source(folder.path("big.yaml")))->text().size() == 5000);
  if (fs::exists("/dev/zero")) CHECK(!read_source("/dev/zero"));
}

}  // namespace
}  // namespace botec::test
