// Runs the built program as a user would, and a folder to do it in.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace botec::cli_test {

struct Ran {
  int status = -1;         // exit status; 128 + signal where one ended it
  std::string out, err;
};

struct How {
  std::string input;                 // standard input
  std::string out_to;                // standard output goes to this file instead of into Ran::out
  bool closed_pipe = false;          // standard output is a pipe that nobody reads
  long file_limit = -1;              // bytes a file may grow to
  long memory_limit = -1;            // bytes of address space
  int interrupt_after_ms = -1;       // sends SIGINT then
  std::vector<std::string> environment;   // NAME=value, in addition
};

// The program with these arguments, in `folder`.
Ran botec(const std::filesystem::path& folder, const std::vector<std::string>& arguments, const How& how = {});

// A new empty folder, removed with everything in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  std::vector<std::string> names() const;    // of all files, hidden ones too, sorted

  Ran botec(const std::vector<std::string>& arguments, const How& how = {}) const {
    return cli_test::botec(path_, arguments, how);
  }

 private:
  std::filesystem::path path_;
};

// A small model of two inputs, an output and a question.
extern const std::string small_model;

}  // namespace botec::cli_test
