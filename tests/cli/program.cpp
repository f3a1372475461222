#include "program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace botec::cli_test {
namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void limit(int resource, long bytes) {
  if (bytes < 0) return;
  const rlimit value{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
  setrlimit(static_cast<decltype(RLIMIT_AS)>(resource), &value);
}

[[noreturn]] void become(const fs::path& folder, const std::vector<std::string>& arguments, const How& how, const fs::path& files) {
  const int in = open((files / "in").c_str(), O_RDONLY);
  int out = -1;
  if (how.closed_pipe) {
    int ends[2];
    if (pipe(ends) != 0) _exit(99);
    close(ends[0]);
    out = ends[1];
  } else {
    const std::string path = how.out_to.empty() ? (files / "out").string() : how.out_to;
    out = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  }
  const int err = open((files / "err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (in < 0 || out < 0 || err < 0 || chdir(folder.c_str()) != 0) _exit(99);
  dup2(in, 0);
  dup2(out, 1);
  dup2(err, 2);
  limit(RLIMIT_FSIZE, how.file_limit);
  limit(RLIMIT_AS, how.memory_limit);
  // A test runner in the background passes on that it ignores SIGINT; and a run that never ends must not hold up the rest.
  signal(SIGINT, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  constexpr unsigned longest_seconds = 300;
  alarm(longest_seconds);
  for (const auto& variable : how.environment) putenv(strdup(variable.c_str()));
  std::vector<char*> words = {const_cast<char*>(BOTEC_PROGRAM)};
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execv(BOTEC_PROGRAM, words.data());
  _exit(98);
}

}  // namespace

Ran botec(const fs::path& folder, const std::vector<std::string>& arguments, const How& how) {
  if (!fs::exists(BOTEC_PROGRAM)) throw std::runtime_error("the program is not built: " BOTEC_PROGRAM);
  const Folder files;
  files.write("in", how.input);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(folder, arguments, how, files.path());
  if (how.interrupt_after_ms >= 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(how.interrupt_after_ms));
    kill(child, SIGINT);
  }
  int state = 0;
  waitpid(child, &state, 0);
  Ran ran;
  ran.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  ran.out = read_all(files.path() / "out");
  ran.err = read_all(files.path() / "err");
  return ran;
}

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "botec-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string Folder::read(const std::string& name) const { return read_all(path_ / name); }

std::vector<std::string> Folder::names() const {
  std::vector<std::string> list;
  for (const auto& entry : fs::directory_iterator(path_)) list.push_back(entry.path().filename().string());
  std::sort(list.begin(), list.end());
  return list;
}

const std::string small_model = R"(title: A small model
inputs:
  people: 10 to 80
  hours: 2 to 5 hour
formulas:
  effort: {formula: people * hours, unit: hour}
questions:
  much: P(effort > 200 [hour])
scenarios:
  few: {people: 3 to 5}
)";

}  // namespace botec::cli_test
