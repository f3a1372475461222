#include "helpers.h"

namespace botec::test {
namespace {

const std::string base = "inputs:\n  a: 1 to 2\n  b: 3\nformulas:\n  c: a * b\n";

std::string complaints(const std::string& more) { return read_text_model(base + more).complaints(); }

TEST_CASE("a whole model") {
  const ReadText read = read_text_model(R"YAML(title: Chips
description: >
  How many.
sources:
  post: https://example.org/x
units:
  TPU: chip
  agent:
  board: 4 TPU
range_level: 80%
inputs:
  tpus: 8 TPU/agent
  population: {range: 10 to 80 agent, point: 32 agent}
formulas:
  chips: tpus * population
  double:
    formula: |
      chips
        * 2
    unit: TPU
    description: Twice.
outputs: [double]
questions:
  many: P(chips > 100 [TPU])
  few: {question: "P(chips < 10 [TPU])", description: Too few.}
given: ["population > 12 [agent]"]
correlations:
  - {inputs: [tpus, population], rank: -0.3}
scenarios:
  small: {population: 4 agent, tpus: 1 to 2 TPU/agent}
expect:
  double: {p5: 100 TPU, median: 200 TPU, within: 5%}
  chips: 256 TPU
  many: 12%
  few: [{probability: 1%, scenario: small}, {probability: 2%}]
run: {interval: 95%, samples: 1M, tolerance: 0.1%, method: lhs, replicates: 8, seed: 18446744073709551615}
)YAML");
  CHECK(read.complaints() == "");
  const Model& model = *read.model;
  CHECK(model.complete);
  CHECK(model.title.value == "Chips");
  CHECK(model.sources[0].second.value == "https://example.org/x");
  REQUIRE(model.units.size() == 3);
  CHECK(model.units[0].description == "chip");
  CHECK(model.units[2].multiple_of->unit == "TPU");
  CHECK(model.range_level == 0.8);
  CHECK(model.inputs[1].form.point->value == 32);
  CHECK(model.formulas[1].text == "chips * 2");
  CHECK(!model.formulas[1].tree.empty());
  CHECK(model.formulas[1].unit.value == "TPU");
  CHECK(model.outputs[0].value == "double");
  CHECK(model.questions[1].description.value == "Too few.");
  CHECK(!model.given[0].tree.empty());
  CHECK(model.correlations[0].rank == -0.3);
  CHECK(model.scenarios[0].overrides[1].form.range);
  REQUIRE(model.expectations.size() == 5);
  CHECK(model.expectations[0].within == 0.05);
  CHECK(model.expectations[0].quantities[1].quantity == "median");
  CHECK(model.expectations[1].quantities[0].quantity == "point");
  CHECK(model.expectations[2].quantities[0].quantity == "probability");
  CHECK(model.expectations[3].scenario == "small");
  CHECK(model.expectations[4].within == 0.01);
  CHECK(model.run.interval->value == 0.95);
  CHECK(model.run.samples->value == 1'000'000);
  CHECK(model.run.tolerance->value == 0.001);
  CHECK(model.run.method->value == "lhs");
  CHECK(model.run.replicates->value == 8);
  CHECK(model.run.seed->value == 18446744073709551615u);
}

TEST_CASE("what a file must be") {
  CHECK(read_text_model("").complaints() == "missing-key: this file holds no model\n");
  CHECK(read_text_model("- a\n").complaints() == "wrong-shape: a model is a map of sections, this file is a list\n");
  CHECK(read_text_model("hello\n").complaints() ==
        "wrong-shape: a model is a map of sections, this file is one text\n");
  CHECK(read_text_model("title: x\n").complaints() == "missing-key: this model has neither `inputs` nor `formulas`\n");
  CHECK(read_text_model("formulas: {a: 1 + 2}\n").complaints() == "");
  CHECK(read_text_model("inputs: {a: 1}\n").complaints() == "");
  CHECK(read_text_model("inputs:\nformulas: {a: 1 + 2}\n").complaints() == "");
}

TEST_CASE("unknown keys") {
  CHECK(complaints("outptus: [c]\n") == "unknown-key: `outptus` is not a key of a model\n");
  CHECK(complaints("run: {sed: 1}\n") == "unknown-key: `sed` is not a key of `run`\n");
  CHECK(complaints("expect: {c: {p5: 1, meen: 3}}\n") == "unknown-key: `meen` is not a key of an expectation\n");
  CHECK(complaints("correlations:\n  - {inputs: [a, b], rank: 0.1, r: 3}\n") ==
        "unknown-key: `r` is not a key of a correlation\n");
}

TEST_CASE("a misspelt section hides names, and the model says so") {
  CHECK(!read_text_model("inpust: {a: 1}\nformulas: {b: a}\n").model->complete);
  CHECK(!read_text_model("inputs: [a]\nformulas: {b: a}\n").model->complete);
  CHECK(!read_text_model("inputs: {[a]: 1}\nformulas: {b: a}\n").model->complete);
  CHECK(!read_text_model("inputs: {a-b: 1}\nformulas: {b: 1}\n").model->complete);
}

TEST_CASE("names") {
  CHECK(read_text_model("inputs: {a: 1}\nformulas: {a: 2}\n").complaints() ==
        "duplicate-name: the name `a` is used twice\n");
  CHECK(complaints("questions: {a: P(c > 1)}\n") == "duplicate-name: the name `a` is used twice\n");
  CHECK(read_text_model("inputs: {1a: 1}\n").complaints() == "bad-name: `1a` cannot be the name of an input\n");
  CHECK(read_text_model("inputs: {größe: 1}\n").complaints() == "bad-name: `größe` cannot be the name of an input\n");
  CHECK(read_text_model("inputs: {exp: 1}\n").complaints() ==
        "bad-name: `exp` cannot be the name of an input: formulas use it\n");
  CHECK(complaints("scenarios: {base: {a: 1}}\n") ==
        "bad-name: `base` is the model as it stands, not a scenario of it\n");
  CHECK(complaints("scenarios: {s: {hardware.peak: 1}}\n") == "");
  CHECK(complaints("outputs: [c, c]\n") == "duplicate-name: `c` is listed twice\n");
}

TEST_CASE("shapes") {
  CHECK(complaints("outputs: c\n") == "wrong-shape: `outputs` wants a list of names of formulas, this is text\n");
  CHECK(complaints("questions: [c]\n") == "wrong-shape: `questions` wants a map of names, this is a list\n");
  CHECK(complaints("given: c > 1\n") == "wrong-shape: `given` wants a list of conditions, this is text\n");
  CHECK(complaints("correlations: {a: b}\n") == "wrong-shape: `correlations` wants a list of pairs, this is a map\n");
  CHECK(complaints("scenarios: {s: }\n") ==
        "wrong-shape: `s` wants a map of the inputs that it overrides, but nothing stands here\n");
  CHECK(complaints("title: [x]\n") == "wrong-shape: `title` wants text, this is a list\n");
  CHECK(complaints("units: [x]\n") == "wrong-shape: `units` wants a map of names, this is a list\n");
  CHECK(complaints("units: {x: [1]}\n") ==
        "wrong-shape: `x` wants a word on what is counted, or a multiple such as `4 TPU`, this is a list\n");
  CHECK(complaints("sources: x\n") == "wrong-shape: `sources` wants a map of names and addresses, this is text\n");
  CHECK(complaints("run: 5\n") == "wrong-shape: `run` wants a map of settings, this is text\n");
  CHECK(complaints("expect: {c: }\n").starts_with("wrong-shape: `c` wants a quantity, a map"));
  CHECK(read_text_model("formulas: {c: [1]}\n").complaints() == "wrong-shape: `c` wants a formula, this is a list\n");
  CHECK(read_text_model("formulas: {c: {unit: USD}}\n").complaints() == "missing-key: `c` has no `formula`\n");
}

TEST_CASE("settings") {
  CHECK(complaints("run: {interval: 90}\n") == "bad-setting: `interval` lies between 0% and 100%\n");
  CHECK(complaints("run: {samples: 1.5}\n") == "bad-setting: `samples` is a whole number of at least 1\n");
  CHECK(complaints("run: {samples: 1e6}\n") == "");
  CHECK(complaints("run: {samples: 10_000}\n") == "");
  CHECK(complaints("run: {tolerance: 0}\n") ==
        "bad-setting: `tolerance` is a share above 0% and below 100%, such as 0.1%\n");
  CHECK(complaints("run: {method: soboll}\n") == "bad-setting: there is no method `soboll`\n");
  CHECK(complaints("run: {replicates: 1}\n") == "bad-setting: `replicates` is a whole number of at least 2\n");
  CHECK(complaints("run: {seed: -1}\n") == "bad-setting: `seed` is a whole number from 0 to 2^64 - 1\n");
  CHECK(complaints("run: {seed: 18446744073709551616}\n") ==
        "bad-setting: `seed` is a whole number from 0 to 2^64 - 1\n");
  CHECK(complaints("run: {seed: abc}\n") == "bad-quantity: `abc` is not a number\n");
  CHECK(complaints("range_level: 1.5\n") == "bad-setting: `range_level` lies between 0% and 100%\n");
  CHECK(complaints("expect: {c: {p5: 1, within: 5}}\n") ==
        "bad-setting: `within` is a share of the expected value from 0% to 100%\n");
  CHECK(complaints("expect: {c: {within: 5%}}\n") == "missing-key: this expectation names no figure\n");
  CHECK(complaints("correlations:\n  - {inputs: [a, b], rank: 2}\n") ==
        "bad-correlation: a rank correlation lies between -1 and 1\n");
  CHECK(complaints("correlations:\n  - {inputs: [a, a], rank: 0.2}\n") ==
        "bad-correlation: an input cannot be correlated with itself\n");
  CHECK(complaints("correlations:\n  - {inputs: [a, b, c], rank: 0.2}\n") ==
        "wrong-shape: a correlation joins two inputs, not 3\n");
  CHECK(complaints("correlations:\n  - {inputs: [a, b]}\n") == "missing-key: this correlation has no `rank`\n");
}

TEST_CASE("all complaints of a file together, in its order") {
  const ReadText read =
      read_text_model("inputs:\n  a: 5days\n  b: normal(5, 2)\n  a: 3\nformula:\n  c: a\nrun: {seed: x}\n");
  std::vector<std::string> kinds;
  for (const auto& d : read.diagnostics) kinds.push_back(d.kind);
  CHECK(kinds == std::vector<std::string>{"bad-quantity", "bad-input", "duplicate-key", "unknown-key", "bad-quantity"});
}

TEST_CASE("a syntax error in a formula leaves the name and points into the file") {
  const ReadText read = read_text_model("formulas:\n  a: >\n    1 +\n    * 2\n  b: a * 2\n");
  REQUIRE(read.diagnostics.size() == 1);
  CHECK(read.diagnostics[0].span.file->position(read.diagnostics[0].span.begin).line == 4);
  REQUIRE(read.model->formulas.size() == 2);
  CHECK(read.model->formulas[0].tree.empty());
}

}  // namespace
}  // namespace botec::test
