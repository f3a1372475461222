// Files of other programs: what is translated means the same, what is not is listed, and the model that is written can be read.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "import/import.h"
#include "support.h"

using namespace botec;

namespace {

const std::string squiggle = R"x(// piano tuners
population = 5M to 12M // people living in Chicago
share: number = beta(2, 20)
minutes = normal({p5: 30, p95: 180})
weeks = 48 to 52
work = truncateLeft(normal(5, 2), 1)
sum = mx(weeks, work, [0.3, 0.7])
mixed = mixture(1 to 2, normal(5, 1), 3, [0.5, 0.25, 0.25])
f(x) = x * 2
bad = f(3)
ten = 10%
total = population * share *
  ten / (weeks - ten - 2) ^ 2
total = total * 2 - -3
direct = 2 * (1 to 3)
w = if ten > 1 then 2 else 3
neg = -5 to 5
last = min(weeks, sum) + mixed + minutes + direct
)x";

const std::string fermi = R"x(5M 12M # people living in Chicago
beta 1 200 # share with a piano
/ 48 52
=: x
+ 3
/ 60 # minutes to an hour
* x
help
)x";

const std::string table = R"x(variable,distribution,lower,median,upper,label
cost,posnorm,100,,200,"The cost, in USD"
share,tnorm_0_1,0.1,,0.4,
years,const,10,,10,
b,norm,5,,-3,
z,chisq,1,,3,
)x";

const std::string guesstimate = R"x({"name": "Piano: \"Chicago\"", "graph": {"metrics": [
 {"id": "m1", "readableId": "AB", "name": "People in Chicago"}, {"id": "m2", "readableId": "CD", "name": "Share"},
 {"id": "m3", "readableId": "EF", "name": "Pianos"}, {"id": "m4", "readableId": "GH", "name": "Data"}, {"id": "m5", "readableId": "IJ", "name": "Odd"}],
 "guesstimates": [{"metric": "m1", "input": "5M to 12M", "guesstimateType": "LOGNORMAL", "description": "a \"count\": {of} people\n# 2020"}, {"metric": "m2", "input": "[-1, 3]", "guesstimateType": "NORMAL"},
 {"metric": "m3", "expression": "=${metric:m1}*${metric:m2}+AB", "guesstimateType": "FUNCTION", "description": "their product"}, {"metric": "m4", "guesstimateType": "DATA", "data": [1, 2, 3.5]},
 {"metric": "m5", "input": "=FOO(3)", "guesstimateType": "FUNCTION"}]}})x";

const ImportForm& form(const std::string& name) {
  for (const auto& row : import_forms()) {
    if (row.name == name) return row;
  }
  FAIL("no such form");
  return import_forms().front();
}

const std::string& sample(const ImportForm& row) { return row.name == "squiggle" ? squiggle : row.name == "fermi" ? fermi : row.name == "guesstimate" ? guesstimate : table; }

std::vector<Diagnostic> problems(const ImportedModel& model) {
  auto answer = check(botec_test::model_text(model.yaml), {}, false);
  std::erase_if(answer.diagnostics, [](const Diagnostic& d) { return d.severity != Severity::error; });
  return answer.diagnostics;
}

Result answer_of(const ImportedModel& model) {
  const auto answer = run(botec_test::model_text(model.yaml), {});
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics), model.yaml);
  return *answer.value;
}

std::vector<std::size_t> lines_left_out(const ImportedModel& model) {
  std::vector<std::size_t> lines;
  for (const auto& left : model.left_out) lines.push_back(left.line);
  return lines;
}

const InputResult& input(const Result& result, const std::string& name) {
  for (const auto& entry : result.inputs) {
    if (entry.name == name) return entry;
  }
  FAIL("no input " << name);
  return result.inputs.front();
}

}  // namespace

TEST_CASE("every form writes a model that passes check") {
  for (const ImportForm& row : import_forms()) {
    CAPTURE(row.name);
    const ImportedModel model = row.read(sample(row), "file");
    const auto found = problems(model);
    CHECK_MESSAGE(found.empty(), botec_test::rendered(found), model.yaml);
    CHECK(model.inputs > 0);
  }
}

TEST_CASE("Squiggle") {
  const ImportedModel model = form("squiggle").read(squiggle, "file");
  CHECK(lines_left_out(model) == std::vector<std::size_t>{9, 10, 16, 17});
  CHECK(model.yaml.find("# people living in Chicago") != std::string::npos);
  CHECK(model.yaml.find("# Not translated, line 9: f(x) = x * 2") != std::string::npos);
  CHECK(model.yaml.find("sum_: {distribution: mixture, components: [\"48 to 52\", {distribution: normal, mean: 5, sd: 2, min: 1}], weights: [0.3, 0.7]}") != std::string::npos);
  CHECK(model.yaml.find("population * share * ten / ((weeks - ten - 2)^2)") != std::string::npos);
  const Result result = answer_of(model);
  // The interval is one of 90%, lognormal; and the quantiles of the normal are those given.
  CHECK(input(result, "population").quantiles.front().second == doctest::Approx(5e6));
  CHECK(input(result, "population").distribution == "lognormal");
  CHECK(input(result, "minutes").quantiles.back().second == doctest::Approx(180));
  CHECK(result.outputs.size() == 2);   // total_2 and last
}

TEST_CASE("arithmetic keeps its meaning") {
  const auto value = [](const std::string& expression) {
    const Result result = answer_of(form("squiggle").read("a = 7\nb = 2\nc = 3\nx = a + 0 * (1 to 2)\ny = " + expression + " + x - x\n", "file"));
    for (const auto& output : result.outputs) {
      if (output.name == "y") return *output.point;
    }
    return std::nan("");
  };
  CHECK(value("a - b - c") == doctest::Approx(2));
  CHECK(value("a - (b - c)") == doctest::Approx(8));
  CHECK(value("a / b / c") == doctest::Approx(7.0 / 6));
  CHECK(value("a / (b * c)") == doctest::Approx(7.0 / 6));
  CHECK(value("(a + b) * (c - b)") == doctest::Approx(9));
  CHECK(value("a * -b") == doctest::Approx(-14));
  CHECK(value("-a ^ 2") == doctest::Approx(-49));
  CHECK(value("b ^ c ^ b") == doctest::Approx(512));
  CHECK(value("2k / 4 + 50% * a") == doctest::Approx(503.5));
  CHECK(value("sqrt(b * 8) + max(a, b, c) + pow(b, c)") == doctest::Approx(19));
  CHECK(value("a * (b + c) / (a - (b + c))") == doctest::Approx(17.5));
}

TEST_CASE("fermi") {
  const ImportedModel model = form("fermi").read(fermi, "file");
  CHECK(lines_left_out(model) == std::vector<std::size_t>{8});
  CHECK(model.yaml.find("x: \"people_living_in_Chicago * share_with_a_piano / line_3\"") != std::string::npos);
  CHECK(model.yaml.find("result: \"(x + line_5) / minutes_to_an_hour * x\"") != std::string::npos);
}

TEST_CASE("decisionSupport") {
  const ImportedModel model = form("decisionsupport").read(table, "file");
  CHECK(lines_left_out(model) == std::vector<std::size_t>{5, 6, 0});
  CHECK(model.yaml.find("cost: {range: 100 to 200, distribution: normal, min: 0}  # The cost, in USD") != std::string::npos);
  const ImportedModel semicolons = form("decisionsupport").read("variable;distribution;lower;upper\na;unif;0,5;1,5\n", "file");
  CHECK(semicolons.yaml.find("a: {range: 0.5 to 1.5, distribution: uniform}") != std::string::npos);
  CHECK(form("decisionsupport").read("a,b\n1,2\n", "file").left_out.front().why == "the table has no column `variable`");
}

TEST_CASE("Guesstimate") {
  const ImportedModel model = form("guesstimate").read(guesstimate, "file");
  REQUIRE(model.left_out.size() == 1);
  CHECK(model.left_out[0].text == "Odd: FOO(3)");
  CHECK(model.yaml.find("Pianos: {formula: \"People_in_Chicago * Share + People_in_Chicago\", note: \"their product\"}") != std::string::npos);
  CHECK(model.yaml.find("Share: {range: -1 to 3, distribution: normal}") != std::string::npos);
  CHECK(model.yaml.find("values: [1, 2, 3.5]") != std::string::npos);
  CHECK(form("guesstimate").read("{", "file").left_out.front().why == "it is not JSON, or was cut off");
  CHECK(form("guesstimate").read("[1]", "file").inputs == 0);
}

TEST_CASE("Guesstimate's descriptions are notes, whole, of every form of an entry") {
  const std::string text = R"x({"space": {"name": "Pianos", "description": "Two \"lines\"\nand: more", "graph": {"metrics": [
 {"id": "a", "readableId": "AA", "name": "a"}, {"id": "b", "readableId": "BB", "name": "b"}, {"id": "c", "readableId": "CC", "name": "c"},
 {"id": "d", "readableId": "DD", "name": "d"}, {"id": "e", "readableId": "EE", "name": "e", "description": "note e"}, {"id": "f", "readableId": "FF", "name": "f"}, {"id": "g", "name": "g"}],
 "guesstimates": [{"metric": "a", "input": "4 to 7", "description": "note a\nwith: colon, \"quotes\" # and more"}, {"metric": "b", "input": "[3, 9]", "guesstimateType": "UNIFORM", "description": "LONG"},
 {"metric": "c", "input": "-2 to 7", "guesstimateType": "NORMAL", "description": "note c"}, {"metric": "d", "input": "12", "description": "note d"},
 {"metric": "e", "input": "=AA*BB+CC*DD+FF"}, {"metric": "f", "data": [1, 2], "description": "note f"}]}}})x";
  std::string long_note(500, 'x');
  std::string with_long = text;
  with_long.replace(with_long.find("LONG"), 4, long_note);
  const ImportedModel model = form("guesstimate").read(with_long, "file");
  CHECK(problems(model).empty());
  const Result result = answer_of(model);
  CHECK(result.model.title == "Pianos");
  CHECK(result.model.description == "Two \"lines\" and: more");
  const std::vector<std::pair<std::string, std::string>> notes{{"a", "note a with: colon, \"quotes\" # and more"}, {"b", long_note}, {"c", "note c"}, {"d", "note d"}, {"f", "note f"}};
  for (const auto& [name, note] : notes) {
    const auto found = std::find_if(result.inputs.begin(), result.inputs.end(), [&](const InputResult& i) { return i.name == name; });
    REQUIRE_MESSAGE(found != result.inputs.end(), name);
    CHECK(found->note == note);
  }
  CHECK(result.inputs[1].distribution == "uniform");
  CHECK(result.inputs[2].distribution == "normal");
  CHECK(model.yaml.find("e: {formula: \"a * b + c * d + f\", note: \"note e\"}") != std::string::npos);
  REQUIRE(model.left_out.size() == 1);
  CHECK(model.left_out[0].why == "the file has no guesstimate of this metric");
}

TEST_CASE("where nothing is translated a reason is given") {
  for (const ImportForm& row : import_forms()) {
    for (const char* text : {"", " \n", "{}", "[]", "{\"metrics\": [], \"guesstimates\": []}", "{\"metrics\": [{\"id\": \"a\"}], \"guesstimates\": []}", "{\"metrics\": [}"}) {
      CAPTURE(row.name);
      CAPTURE(text);
      const ImportedModel model = row.read(text, "file");
      CHECK((model.inputs + model.formulas > 0 || !model.left_out.empty()));
    }
  }
  CHECK(form("guesstimate").read("", "file").left_out.front().why == "it is empty");
}

TEST_CASE("any bytes end in a model that can be read") {
  // Samples with bytes replaced, cut and doubled. A parameter may become impossible; the file never does.
  std::mt19937 words(11);
  const std::vector<std::string> of_the_file{"yaml-syntax", "not-text", "duplicate-name", "duplicate-key", "bad-name", "syntax", "wrong-shape", "unknown-name", "cycle", "tab", "bad-key"};
  for (const ImportForm& row : import_forms()) {
    for (int trial = 0; trial < 400; ++trial) {
      std::string text = sample(row);
      for (int change = 0; change < 1 + trial % 4; ++change) {
        const std::size_t at = words() % text.size();
        switch (words() % 4) {
          case 0: text[at] = static_cast<char>(words() % 256); break;
          case 1: text.resize(at + 1); break;
          case 2: text.insert(at, text.substr(words() % text.size(), words() % 20)); break;
          default: text.insert(at, 1, "()[]{}\"'#:,=+-*/ \n"[words() % 18]); break;
        }
      }
      const ImportedModel model = row.read(text, "file");
      for (const auto& problem : problems(model)) {
        CAPTURE(row.name);
        CAPTURE(trial);
        CHECK_MESSAGE(std::find(of_the_file.begin(), of_the_file.end(), problem.kind) == of_the_file.end(), render(problem), text);
      }
    }
  }
}

TEST_CASE("depth is bounded") {
  const ImportedModel model = form("squiggle").read("a = " + std::string(100000, '(') + "1", "file");
  CHECK(model.left_out.size() == 1);
  CHECK(form("squiggle").read("a = " + std::string(100000, '-') + "1", "file").left_out.size() == 1);
}
