#include "report/text_report.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "goat.h"
#include "report/check_text.h"

using namespace botec;

namespace {

// The expected text of a file beside this one; BOTEC_UPDATE_GOLDEN=1 writes it anew for a human to read.
void check_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(BOTEC_SOURCE_DIR) + "/tests/report/" + name;
  if (std::getenv("BOTEC_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << actual;
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  std::stringstream expected;
  expected << file.rdbuf();
  CHECK(actual == expected.str());
}

void check_width(const std::string& text, std::size_t width) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(display_width(line) <= width);
  }
}

Result many_kinds() {
  Result r = fixture::goat();
  auto cost = fixture::lognormal_output("cost", "USD", 950e3, 0.3);
  cost.mean = {};
  cost.sd = {};
  auto share = fixture::lognormal_output("share", "%", 26, 0.4);
  OutputResult boards;
  boards.name = "boards";
  boards.unit = "board";
  boards.constant = 12;
  OutputResult profitable;
  profitable.name = "profitable";
  profitable.condition = true;
  profitable.mean = {0.262, 0.0004};
  r.outputs.insert(r.outputs.end(), {cost, share, boards, profitable});
  r.outputs[0].non_finite = 3;
  r.questions.push_back({"never", "P(share > 1000)", "It was never seen.", {0.0, 1.5e-6}, {}, {}, {}});
  r.model.scenario = "original_pbt";
  r.run.tolerance = std::nullopt;
  r.run.given_share = 0.341;
  r.run.method = "plain";
  return r;
}

}  // namespace

TEST_CASE("a law over twenty orders of magnitude has a median that is not nothing") {
  Result r = fixture::goat();
  r.outputs = {fixture::lognormal_output("wide", "", 3.7e22, 20)};
  CHECK(headline(r.outputs[0], {}).starts_with("wide: 3.7e22 ("));
}

TEST_CASE("the report of a small model") { check_golden("goat.txt", text_report(fixture::goat(), {})); }

TEST_CASE("outputs of every kind, in ASCII") {
  TextOptions options;
  options.ascii = true;
  check_golden("many_kinds.txt", text_report(many_kinds(), options));
}

TEST_CASE("the headline is what one would paste") {
  const Result r = many_kinds();
  CHECK(headline(r.outputs[0], {}) == "training_compute: 3.0e22 FLOP (90% interval: 6.9e21 to 1.3e23)");
  CHECK(headline(r.outputs[1], {}) == "cost: 0.95M USD (90% interval: 0.58M to 1.6M)");
  CHECK(headline(r.outputs[2], {}) == "share: 26% (90% interval: 13% to 50%)");
  CHECK(headline(r.outputs[3], {}) == "boards: 12 board (constant)");
  CHECK(headline(r.outputs[4], {}) == "profitable: true in 26% of the trials");
  const std::string text = text_report(r, {});
  CHECK(text.starts_with("training_compute: 3.0e22 FLOP"));
  CHECK(text.find("mean: does not exist") != std::string::npos);
  CHECK(text.find("median") != std::string::npos);
}

TEST_CASE("quiet leaves the sentences alone") {
  TextOptions options;
  options.quiet = true;
  CHECK(text_report(fixture::goat(), options) ==
        "training_compute: 3.0e22 FLOP (90% interval: 6.9e21 to 1.3e23)\n"
        "above_gpt3: P(training_compute > 3.14e23 [FLOP]) = 2.1%\n");
}

TEST_CASE("more digits on request, but none that the error does not support") {
  auto output = fixture::lognormal_output("x", "day", 123.456789, 0.1);
  for (auto& q : output.quantiles) q.at.standard_error = 0.004;
  output.interval.low.standard_error = 0.0;
  output.interval.high.standard_error = 0.004;
  TextOptions options;
  options.digits = 12;
  const std::string line = headline(output, options);
  CHECK(line.starts_with("x: 123.46 day (90% interval: 104."));
  CHECK(line.find(" to 145.53)") != std::string::npos);
}

TEST_CASE("a probability that was counted differs from one that was proved") {
  RunInfo run;
  run.samples = 1000;
  run.given_share = 0.25;
  const TextOptions quiet{80, false, false, true, std::nullopt};
  const auto sentence = [&](double p, double error) { return probability_sentence({"q", "P(x > 1)", "", {p, error}, {}, {}, {}}, run, quiet); };
  CHECK(sentence(0, 0) == "P(x > 1) = 0%");
  CHECK(sentence(0, 1e-3) == "P(x > 1) = 0% (none of 250 trials)");
  CHECK(sentence(1, 0) == "P(x > 1) = 100%");
  CHECK(sentence(1, 1e-3) == "P(x > 1) = 100% (all of 250 trials)");
  CHECK(sentence(0.2137, 1e-4) == "P(x > 1) = 21%");
  const auto loud = [&](double p, double error) { return probability_sentence({"q", "P(x > 1)", "", {p, error}, {}, {}, {}}, run, {}); };
  CHECK(loud(0.6, 7e-5) == "P(x > 1) = 60% (standard error 0.007%)");
  CHECK(loud(1.23e-5, 2e-7) == "P(x > 1) = 1.2e-5 (standard error 2e-7)");
}

TEST_CASE("no line is wider than the terminal") {
  Result r = many_kinds();
  r.model.title = "A title that goes on and on, " + std::string(200, 'x') + " and on";
  r.inputs[2].name = std::string(90, 'n');
  r.inputs[2].unit = "FLOP/s/TPU/agent/board/kilowatt/hour/hectare";
  r.inputs[0].name = std::string(90, 'c');
  r.outputs[0].unit = "FLOP/s/TPU/agent/board/kilowatt/hour/hectare/century";
  r.outputs[1].name = std::string(100, 'o');
  r.questions[0].text = "P(" + std::string(120, 'q') + " > 3)";
  r.notes.push_back(std::string(100, 'w') + " words");
  const auto source = std::make_shared<SourceFile>("a.yaml", std::string(70, ' ') + std::string(300, 'y') + "\n");
  r.warnings.push_back({Severity::warning, "k", "a message " + std::string(30, 'm') + " that needs more than one line by far, it does",
                        "a hint " + std::string(90, 'h'), Span{source, 72, 90}});
  for (const std::size_t width : {40u, 60u, 80u, 100u}) {
    TextOptions options;
    options.width = width;
    check_width(text_report(r, options), width);
    options.ascii = true;
    const std::string ascii = text_report(r, options);
    check_width(ascii, width);
    for (const char c : ascii) REQUIRE(static_cast<unsigned char>(c) < 0x80);
  }
}

TEST_CASE("what a model says cannot steer the terminal") {
  Result r = many_kinds();
  const std::string evil = "\033[2J\a\x9b" "31m\xe2\x80\xae";
  r.model.title = r.model.description = r.model.scenario = evil;
  for (auto& i : r.inputs) i.name = i.unit = i.source = i.note = evil;
  for (auto& o : r.outputs) o.name = o.unit = o.description = evil;
  for (auto& q : r.questions) q.name = q.text = q.description = evil;
  for (auto& e : r.expectations) e.output = e.quantity = e.unit = evil;
  r.notes = {evil};
  r.warnings = {{Severity::warning, "k", evil, evil, {}}};
  for (const char c : text_report(r, {})) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK(text_report(r, {}).find("\xe2\x80\xae") == std::string::npos);
}

TEST_CASE("a result with almost nothing in it") {
  Result empty;
  check_width(text_report(empty, {}), 80);
  OutputResult bare;
  bare.name = "x";
  empty.outputs = {bare};
  const std::string text = text_report(empty, {});
  CHECK(text.starts_with("x: the median does not exist\n"));
}

TEST_CASE("how it was computed") {
  Result r = fixture::goat();
  const auto joined = [&r] {
    std::string text;
    for (const auto& line : run_lines(r, {})) text += line + " ";
    return text;
  };
  CHECK(joined().find("1,048,576 trials") != std::string::npos);
  CHECK(joined().find("seed 1") != std::string::npos);
  CHECK(joined().find("exact to 0.1%") != std::string::npos);
  r.run.converged = false;
  CHECK(joined().find("not yet exact to 0.1%") != std::string::npos);
  r.run.interrupted = true;
  CHECK(joined().find("Interrupted") != std::string::npos);
  r.run.given_share = 0.341;
  CHECK(joined().find("kept 34.1% of them") != std::string::npos);
}

TEST_CASE("what check found") {
  CheckedFile file;
  file.file = "goat.yaml";
  CHECK(check_text(file, {}) == "goat.yaml: not checked\n");
  file.report = CheckReport{5, 2, 1, 0, {}};
  CHECK(check_text(file, {}) == "goat.yaml: ok (5 inputs, 2 formulas, 1 question)\n");
  CHECK(file.ok());
  file.diagnostics = fixture::goat().warnings;
  CHECK(check_text(file, {}) == "goat.yaml: ok, 1 warning (5 inputs, 2 formulas, 1 question)\n");
  for (const auto& e : fixture::goat().expectations) file.report->expectations.emplace_back("base", e);
  CHECK_FALSE(file.ok());
  CHECK(check_text(file, {}) ==
        "goat.yaml: 1 expectation not met, 1 warning (5 inputs, 2 formulas, 1 question)\n"
        "  met      training_compute p5: 6.93e21 FLOP, expected 6.9e21 FLOP within 5%\n"
        "  NOT MET  training_compute p95: 1.31e23 FLOP, expected 1e23 FLOP within 5%; it\n"
        "           is 31% above\n");
  file.diagnostics[0].severity = Severity::error;
  CHECK(check_text(file, {}).starts_with("goat.yaml: 1 error, 1 expectation not met ("));
}
