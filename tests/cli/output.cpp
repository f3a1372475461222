// An output is whole or not there, and every failure to write is told with status 3.
#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "program.h"

using namespace botec;
using namespace botec::cli_test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

struct Setup {
  Folder folder;
  Setup() { folder.write("small.yaml", small_model); }
};

}  // namespace

TEST_CASE_FIXTURE(Setup, "a file holds what standard output would have held") {
  const std::string expected = folder.botec({"run", "small.yaml"}).out;
  const Ran ran = folder.botec({"run", "small.yaml", "--output", "out.txt"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(folder.read("out.txt") == expected);
  CHECK(folder.names() == Names{"out.txt", "small.yaml"});
  CHECK(folder.botec({"run", "small.yaml", "--output", "-"}).out == expected);
}

TEST_CASE_FIXTURE(Setup, "an existing file is replaced at once and keeps its permissions") {
  folder.write("out.json", std::string(100000, 'x'));
  const std::string path = (folder.path() / "out.json").string();
  chmod(path.c_str(), 0640);
  CHECK(folder.botec({"run", "small.yaml", "--format", "json", "-o", "out.json"}).status == 0);
  CHECK(nlohmann::json::parse(folder.read("out.json"))["schema"] == 1);
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0640);
}

TEST_CASE_FIXTURE(Setup, "after a mistake in the model nothing is written and the old file stays") {
  folder.write("bad.yaml", "inputs: {a: 1 to 2}\nformulas: {b: a * c}\n");
  folder.write("out.json", "old");
  CHECK(folder.botec({"run", "bad.yaml", "-o", "out.json"}).status == 1);
  CHECK(folder.read("out.json") == "old");
  CHECK(folder.names() == Names{"bad.yaml", "out.json", "small.yaml"});
}

TEST_CASE_FIXTURE(Setup, "a full disk") {
  const Ran direct = folder.botec({"run", "small.yaml", "-o", "/dev/full"});
  CHECK(direct.status == 3);
  CHECK(direct.err == "error: cannot write `/dev/full`: No space left on device\n");
  How how;
  how.out_to = "/dev/full";
  const Ran redirected = folder.botec({"run", "small.yaml"}, how);
  CHECK(redirected.status == 3);
  CHECK(redirected.err == "error: cannot write standard output: No space left on device\n");
  CHECK(folder.botec({"samples", "small.yaml", "-n", "1e5"}, how).status == 3);
  CHECK(folder.botec({"samples", "small.yaml", "--format", "npy"}, how).status == 3);
  CHECK(folder.botec({"help"}, how).status == 3);
  CHECK(folder.botec({"--version"}, how).status == 3);
}

TEST_CASE_FIXTURE(Setup, "a limit on the size of files leaves nothing half-written") {
  How how;
  how.file_limit = 10000;
  for (const char* format : {"csv", "npy", "json"}) {
    const Ran ran = folder.botec({"samples", "small.yaml", "-n", "100k", "--format", format, "-o", "big"}, how);
    CHECK(ran.status == 3);
    CHECK((ran.out + ran.err).find("cannot write `big`") != std::string::npos);
    CHECK(folder.names() == Names{"small.yaml"});
  }
}

TEST_CASE_FIXTURE(Setup, "a reader that went away") {
  How how;
  how.closed_pipe = true;
  for (const Names& words : {Names{"run", "small.yaml"}, Names{"run", "small.yaml", "--format", "json"},
                             Names{"samples", "small.yaml", "-n", "1e6"}, Names{"distributions"}}) {
    const Ran ran = folder.botec(words, how);
    CHECK(ran.status == 3);
    CHECK(ran.err == "error: cannot write standard output: Broken pipe\n");
  }
}

TEST_CASE_FIXTURE(Setup, "a place that cannot be written is told before the work") {
  CHECK(folder.botec({"run", "small.yaml", "-o", "no/such/folder.txt"}).status == 3);
  fs::create_directory(folder.path() / "folder");
  const Ran ran = folder.botec({"run", "small.yaml", "-o", "folder", "--samples", "1e12"});
  CHECK(ran.status == 3);
  CHECK(ran.err == "error: cannot write `folder`: Is a directory\n");
}

TEST_CASE_FIXTURE(Setup, "links and devices are written through, not replaced") {
  folder.write("target.txt", std::string(100000, 'x'));
  fs::create_symlink("target.txt", folder.path() / "link.txt");
  CHECK(folder.botec({"run", "small.yaml", "-q", "-o", "link.txt"}).status == 0);
  CHECK(fs::is_symlink(folder.path() / "link.txt"));
  CHECK(folder.read("target.txt") == folder.botec({"run", "small.yaml", "-q"}).out);
  CHECK(folder.botec({"run", "small.yaml", "-o", "/dev/null"}).status == 0);
  CHECK(fs::is_character_file("/dev/null"));
  CHECK(folder.botec({"run", "small.yaml", "-q", "-o", "/dev/stdout"}).out == folder.read("target.txt"));
}

TEST_CASE_FIXTURE(Setup, "an interrupted run ends with status 3 and tells what was known by then") {
  How how;
  how.interrupt_after_ms = 500;
  const Ran ran = folder.botec({"run", "small.yaml", "--samples", "1e12", "-o", "out.txt"}, how);
  CHECK(ran.status == 3);
  CHECK(ran.err.find("interrupted") != std::string::npos);
  CHECK(folder.read("out.txt").find("Interrupted: this is what was known by then.") != std::string::npos);
  const Ran json = folder.botec({"run", "small.yaml", "--samples", "1e12", "--format", "json"}, how);
  CHECK(json.status == 3);
  const auto result = nlohmann::json::parse(json.out);
  CHECK(result["run"]["interrupted"] == true);
  CHECK(result["run"]["converged"] == false);
  CHECK(result["run"]["samples"].get<double>() < 1e12);
  CHECK(result["outputs"].begin().value()["quantiles"]["0.5"].is_number());
  const Ran samples = folder.botec({"samples", "small.yaml", "--samples", "1e12", "-o", "/dev/null"}, how);
  CHECK(samples.status == 3);
}

TEST_CASE_FIXTURE(Setup, "too little memory is told in a sentence") {
  for (const long kilobytes : {24000L, 32000L, 48000L}) {
    How how;
    how.memory_limit = kilobytes * 1024;
    const Ran ran = folder.botec({"run", "small.yaml", "--samples", "1e6", "-o", "out.txt"}, how);
    // 127: not even the program's libraries could be loaded.
    CHECK((ran.status == 0 || ran.status == 3 || ran.status == 127));
    if (ran.status == 3) {
      CHECK(ran.err.starts_with("error: "));
      CHECK(folder.names() == Names{"small.yaml"});
    }
    fs::remove(folder.path() / "out.txt");
  }
}

TEST_CASE_FIXTURE(Setup, "no progress and no colour where there is no terminal") {
  How how;
  how.environment = {"COLUMNS=200", "TERM=xterm-256color"};
  const Ran ran = folder.botec({"run", "small.yaml", "--samples", "2e6"}, how);
  CHECK(ran.err.empty());
  CHECK(ran.out == folder.botec({"run", "small.yaml", "--samples", "2e6"}).out);
}
