// Wrong command lines: status 2, one message on standard error, a hint, and nothing else.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "program.h"

using namespace botec;
using namespace botec::cli_test;

namespace {

struct Wrong {
  std::vector<std::string> words;
  std::string message;   // part of it
  std::string hint;
};

const std::vector<Wrong> wrong_lines = {
    {{}, "nothing to do", "`botec help`"},
    {{"rnu", "small.yaml"}, "there is no command `rnu`", "did you mean `run`?"},
    {{"chekc"}, "there is no command `chekc`", "did you mean `check`?"},
    {{"run"}, "`botec run` wants a model file", "botec run MODEL"},
    {{"check"}, "`botec check` wants a model file", "botec check MODEL..."},
    {{"run", "small.yaml", "other.yaml"}, "unexpected `other.yaml`", "botec run MODEL"},
    {{"help", "runn"}, "there is no help on `runn`", "did you mean `run`?"},
    {{"run", "small.yaml", "--sampels", "5"}, "unknown option `--sampels`", "did you mean `--samples`?"},
    {{"run", "small.yaml", "--sampels=5"}, "unknown option `--sampels`", "did you mean `--samples`?"},
    {{"run", "small.yaml", "--zzz"}, "unknown option `--zzz`", "`botec help run`"},
    {{"run", "small.yaml", "--expect"}, "`botec run` takes no `--expect`", "`botec help run`"},
    {{"init", "--samples", "5"}, "`botec init` takes no `--samples`", ""},
    {{"run", "small.yaml", "--samples"}, "`--samples` needs a value", ""},
    {{"run", "small.yaml", "--samples", "--quiet"}, "`--samples` needs a value", ""},
    {{"run", "small.yaml", "--quiet=yes"}, "`--quiet` takes no value", ""},
    {{"run", "small.yaml", "--samples", "many"}, "`--samples` wants a whole number", ""},
    {{"run", "small.yaml", "--samples", "0"}, "`--samples` wants a whole number", ""},
    {{"run", "small.yaml", "--samples", "1.5"}, "`--samples` wants a whole number", ""},
    {{"run", "small.yaml", "--samples", "1e400"}, "`--samples` wants a whole number", ""},
    {{"run", "small.yaml", "--samples", "-5"}, "`--samples` wants a whole number", ""},
    {{"run", "small.yaml", "--output", "--quiet"}, "`--output` needs a value", ""},
    {{"run", "small.yaml", "--tolerance", "2"}, "`--tolerance` wants a fraction", ""},
    {{"run", "small.yaml", "--tolerance", "0"}, "`--tolerance` wants a fraction", ""},
    {{"run", "small.yaml", "--level", "90"}, "`--level` wants a fraction", "did you mean `90%`?"},
    {{"run", "small.yaml", "--level", "nan"}, "`--level` wants a fraction", ""},
    {{"run", "small.yaml", "--method", "sobl"}, "`--method` wants sobol, lhs or plain", "did you mean `sobol`?"},
    {{"run", "small.yaml", "--seed", "1e3"}, "`--seed` wants a whole number", ""},
    {{"run", "small.yaml", "--seed", "18446744073709551616"}, "`--seed` wants a whole number", ""},
    {{"run", "small.yaml", "--replicates", "0"}, "`--replicates` wants a whole number", ""},
    {{"run", "small.yaml", "--threads", "99999"}, "`--threads` wants a whole number", ""},
    {{"run", "small.yaml", "--digits", "18"}, "`--digits` wants a whole number", ""},
    {{"run", "small.yaml", "--set", "people"}, "`--set` wants NAME=INPUT", ""},
    {{"run", "small.yaml", "--set", "=3"}, "`--set` wants NAME=INPUT", ""},
    {{"run", "small.yaml", "--set", "people="}, "`--set` wants NAME=INPUT", ""},
    {{"run", "small.yaml", "--format", "jsno"}, "`--format` wants text, json or csv", "did you mean `json`?"},
    {{"samples", "small.yaml", "--format", "text"}, "`--format` wants csv, npy or json", ""},
    {{"run", "small.yaml", "--output", "small.yaml"}, "would overwrite the model", ""},
    {{"check", "-", "-"}, "standard input can be read only once", ""},
};

}  // namespace

TEST_CASE("a wrong command line is status 2 with one message and a hint") {
  const Folder folder;
  folder.write("small.yaml", small_model);
  for (const Wrong& wrong : wrong_lines) {
    std::string line;
    for (const auto& word : wrong.words) line += word + " ";
    CAPTURE(line);
    const Ran ran = folder.botec(wrong.words);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.starts_with("error: "));
    CHECK(ran.err.find("error: ", 1) == std::string::npos);
    CHECK_MESSAGE(ran.err.find(wrong.message) != std::string::npos, ran.err);
    CHECK_MESSAGE(ran.err.find(wrong.hint) != std::string::npos, ran.err);
  }
  CHECK(folder.read("small.yaml") == small_model);
}

TEST_CASE("with --format json the message is an object on standard output") {
  const Folder folder;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"run", "--format", "json"},
                                               std::vector<std::string>{"rnu", "--format=json"},
                                               std::vector<std::string>{"run", "x.yaml", "--sampels", "-f", "json"}}) {
    const Ran ran = folder.botec(words);
    CHECK(ran.status == 2);
    CHECK(ran.err.empty());
    CHECK(nlohmann::json::parse(ran.out)["errors"][0]["kind"] == "command-line");
  }
}

TEST_CASE("the last of a repeated option counts, and numbers may be written in every usual way") {
  const Folder folder;
  folder.write("small.yaml", small_model);
  const auto samples = [&folder](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"run", "small.yaml", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = folder.botec(words);
    REQUIRE(ran.status == 0);
    return nlohmann::json::parse(ran.out)["run"]["samples"].get<int>();
  };
  CHECK(samples({"--samples", "1000", "--samples", "65536"}) == samples({"--samples", "65_536"}));
  CHECK(samples({"--samples", "1M"}) == samples({"-n", "1e6"}));
  CHECK(samples({"--samples", "100k"}) == samples({"-n100K"}));
}

TEST_CASE("the interval's level") {
  const Folder folder;
  folder.write("small.yaml", small_model);
  CHECK(folder.botec({"run", "small.yaml", "--level", "80%", "--quiet"}).out.find("(80% interval: ") != std::string::npos);
  CHECK(folder.botec({"run", "small.yaml", "--level", "0.8", "--quiet"}).out ==
        folder.botec({"run", "small.yaml", "--level", "80%", "--quiet"}).out);
}
