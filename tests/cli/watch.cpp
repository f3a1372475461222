// `run --watch`: what changes is shown when the file is saved. Waits are long, so that a slow machine does not fail: no false alarms
// but on a machine that needs seconds for what takes milliseconds.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "program.h"
#include "report/changes_text.h"

using namespace botec;
using namespace botec::cli_test;

namespace {

OutputResult constant_of(const std::string& name, double value) {
  OutputResult output;
  output.name = name;
  output.constant = value;
  return output;
}

}  // namespace

TEST_CASE("a model that is saved is run again, with what it said before") {
  using namespace std::chrono_literals;
  const Folder folder;
  folder.write("m.yaml", "inputs: {a: 2}\nformulas: {b: a * 3}\n");
  std::thread editor([&folder] {
    std::this_thread::sleep_for(1500ms);
    folder.write("m.yaml", "inputs: {a: 2}\nformulas: {b: a *}\n");     // in error: told, and waited for the next
    std::this_thread::sleep_for(1500ms);
    folder.write("m.yaml", "inputs: {a: 5}\nformulas: {b: a * 3, c: 1}\n");
  });
  How how;
  how.interrupt_after_ms = 5000;
  const Ran ran = folder.botec({"run", "m.yaml", "--watch", "--quiet"}, how);
  editor.join();
  CHECK(ran.status == 0);
  CHECK(ran.out == "b: 6 (constant)\n"
                   "`m.yaml` was saved.\nb: 15 (constant)\n  was: 6 (constant)\nc: 1 (constant)\n  was not there\n\n"
                   "b: 15 (constant)\nc: 1 (constant)\n");
  CHECK(ran.err.find("m.yaml:2:") != std::string::npos);
}

TEST_CASE("what cannot be watched is said") {
  const Folder folder;
  folder.write("m.yaml", small_model);
  CHECK(folder.botec({"run", "m.yaml", "--watch", "--format", "json"}).status == 2);
  CHECK(folder.botec({"run", "m.yaml", "--watch", "--output", "x"}).status == 2);
  How piped;
  piped.input = small_model;
  CHECK(folder.botec({"run", "-", "--watch"}, piped).status == 2);
}

TEST_CASE("lines of change") {
  Result before, after;
  before.outputs = {constant_of("kept", 1), constant_of("gone", 2), constant_of("moved", 3)};
  after.outputs = {constant_of("kept", 1), constant_of("moved", 4)};
  CHECK(change_lines(before, after, {}) == std::vector<std::string>{"moved: 4 (constant)", "  was: 3 (constant)", "gone is gone; it was 2 (constant)"});
  CHECK(change_lines(after, after, {}) == std::vector<std::string>{"The answers are as before."});
}
