#include "report/json_report.h"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "goat.h"
#include "report/catalogue_report.h"

using namespace botec;
using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys(const Json& json) {
  std::vector<std::string> list;
  for (const auto& [key, value] : json.items()) list.push_back(key);
  return list;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the keys stand in the documented order") {
  const Json json = Json::parse(json_report(fixture::goat()));
  CHECK(keys(json) == Keys{"schema", "model", "run", "inputs", "outputs", "questions", "expectations", "warnings", "notes"});
  CHECK(json["schema"] == 1);
  CHECK(json["model"]["title"] == "Training compute of GOAT");
  CHECK(json["model"]["scenario"] == "base");
  CHECK(keys(json["run"]) == Keys{"method", "samples", "replicates", "seed", "interval", "tolerance", "converged"});
  CHECK(json["run"]["samples"] == 1048576);
  CHECK(keys(json["inputs"]) == Keys{"tpus", "peak", "utilization", "population", "training_time"});
  CHECK(keys(json["inputs"]["population"]) ==
        Keys{"unit", "distribution", "mean", "sd", "quantiles", "point", "point_by_author"});
  CHECK(keys(json["inputs"]["population"]["quantiles"]) == Keys{"0.05", "0.25", "0.5", "0.75", "0.95"});

  const Json& output = json["outputs"]["training_compute"];
  CHECK(keys(output) == Keys{"unit", "point", "mean", "sd", "quantiles", "interval", "shortest_interval", "standard_errors",
                             "minimum", "maximum", "non_finite", "computation", "description"});
  CHECK(keys(output["quantiles"]) ==
        Keys{"0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.975", "0.99"});
  CHECK(keys(output["interval"]) == Keys{"level", "low", "high"});
  CHECK(keys(output["standard_errors"]) == Keys{"mean", "sd", "quantiles", "interval", "shortest_interval"});
  CHECK(output["quantiles"]["0.5"] == 3.01e22);
  CHECK(output["point"] == 2.4e22);
  CHECK(keys(json["questions"]["above_gpt3"]) == Keys{"question", "probability", "standard_error", "computation"});
  CHECK(keys(json["expectations"][0]) == Keys{"output", "quantity", "expected", "actual", "within", "met", "unit"});
  CHECK(json["expectations"][1]["met"] == false);
  CHECK(keys(json["warnings"][0]) == Keys{"kind", "message", "file", "line", "column", "help"});
  CHECK(json["warnings"][0]["line"] == 3);
}

TEST_CASE("numbers have the fewest digits that read back") {
  Result r = fixture::goat();
  r.outputs[0].mean = {0.1 + 0.2, 1e-7};
  r.outputs[0].point = 2.4e22;
  const std::string text = json_report(r);
  CHECK(text.find("\"mean\": 0.30000000000000004,") != std::string::npos);
  CHECK(text.find("\"point\": 2.4e22,") != std::string::npos);
  CHECK(text.find("\"mean\": 1e-7,") != std::string::npos);
  CHECK(Json::parse(text)["outputs"]["training_compute"]["mean"] == 0.1 + 0.2);
}

TEST_CASE("what does not exist or is not finite is null") {
  Result r = fixture::goat();
  r.outputs[0].mean = {};
  r.outputs[0].sd = {std::numeric_limits<double>::infinity(), std::nan("")};
  r.outputs[0].maximum = std::numeric_limits<double>::infinity();
  r.outputs[0].quantiles[10].at.value = std::numeric_limits<double>::infinity();
  r.run.tolerance = std::nullopt;
  r.inputs[2].mean = std::nullopt;
  const Json json = Json::parse(json_report(r));
  const Json& output = json["outputs"]["training_compute"];
  CHECK(output["mean"].is_null());
  CHECK(output["sd"].is_null());
  CHECK(output["standard_errors"]["mean"].is_null());
  CHECK(output["standard_errors"]["sd"].is_null());
  CHECK(output["maximum"].is_null());
  CHECK(output["quantiles"]["0.99"].is_null());
  CHECK(json["run"]["tolerance"].is_null());
  CHECK(json["inputs"]["utilization"]["mean"].is_null());
}

TEST_CASE("extra keys stand where there is something to say") {
  Result r = fixture::goat();
  r.run.given_share = 0.25;
  r.outputs[0].constant = 4;
  const Json json = Json::parse(json_report(r));
  CHECK(json["run"]["given_share"] == 0.25);
  CHECK(json["outputs"]["training_compute"]["constant"] == 4);
  CHECK(json["inputs"]["population"]["point_by_author"] == true);
  CHECK(json["notes"][0] == "1 month = 30.4375 days");
}

TEST_CASE("the same result gives the same bytes, whatever its text holds") {
  Result r = fixture::goat();
  r.model.title = "quote \" and \xff and \n and ü";
  CHECK(json_report(r) == json_report(r));
  CHECK(Json::parse(json_report(r))["model"]["title"] == "quote \" and \xef\xbf\xbd and \n and ü");
}

TEST_CASE("an empty result is still the whole object") {
  const Json json = Json::parse(json_report(Result{}));
  CHECK(json["inputs"].is_object());
  CHECK(json["outputs"].is_object());
  CHECK(json["questions"].is_object());
  CHECK(json["expectations"].is_array());
  CHECK(json["warnings"].is_array());
}

TEST_CASE("errors have the documented form") {
  const auto source = std::make_shared<SourceFile>("m.yaml", "a: 1\nbb: x\n");
  const std::vector<Diagnostic> list = {{Severity::error, "unknown-name", "unknown name `x`", "did you mean `y`?", Span{source, 9, 10}},
                                        {Severity::error, "cannot-read", "cannot read `z`", "", {}},
                                        {Severity::warning, "unused-input", "nothing uses `a`", "", Span{source, 0, 1}}};
  const Json json = Json::parse(json_errors(list));
  CHECK(keys(json) == Keys{"schema", "errors", "warnings"});
  REQUIRE(json["errors"].size() == 2);
  CHECK(keys(json["errors"][0]) == Keys{"kind", "message", "file", "line", "column", "help"});
  CHECK(json["errors"][0]["line"] == 2);
  CHECK(json["errors"][0]["column"] == 5);
  CHECK(keys(json["errors"][1]) == Keys{"kind", "message"});
  CHECK(keys(Json::parse(json_errors({}))) == Keys{"schema", "errors"});
}

TEST_CASE("the verdict of check") {
  CheckedFile good, bad, missing;
  good.file = "good.yaml";
  good.report = CheckReport{5, 2, 1, 1, {}};
  bad = good;
  bad.file = "bad.yaml";
  bad.report->expectations.emplace_back("small", fixture::goat().expectations[1]);
  missing.file = "missing.yaml";
  missing.diagnostics = {{Severity::error, "cannot-read", "cannot read it", "", {}}};
  CHECK(Json::parse(json_check(std::span(&good, 1)))["ok"] == true);
  const std::vector<CheckedFile> all = {good, bad, missing};
  const Json json = Json::parse(json_check(all));
  CHECK(json["ok"] == false);
  CHECK(json["files"][0]["ok"] == true);
  CHECK(json["files"][0]["inputs"] == 5);
  CHECK(json["files"][1]["ok"] == false);
  CHECK(json["files"][1]["expectations"][0]["scenario"] == "small");
  CHECK(json["files"][1]["expectations"][0]["met"] == false);
  CHECK(json["files"][2]["errors"] == 1);
  CHECK_FALSE(json["files"][2].contains("inputs"));
  CHECK(json["errors"][0]["kind"] == "cannot-read");
  CHECK(json["warnings"].empty());
}

TEST_CASE("text answers as JSON") {
  CHECK(json_of_text("explanation", "a\nb") == "{\n  \"schema\": 1,\n  \"explanation\": \"a\\nb\"\n}\n");
}

TEST_CASE("the catalogues as JSON and as text") {
  const Json families = Json::parse(distributions_json(catalogue()));
  REQUIRE(families["distributions"].size() == catalogue().size());
  CHECK(keys(families["distributions"][0]) ==
        Keys{"name", "summary", "discrete", "from_range", "argument_sets", "arguments", "example"});
  const std::string list = distributions_text(catalogue(), {});
  for (const Family* family : catalogue()) {
    CHECK(list.find(family->name) != std::string::npos);
    CHECK(distribution_text(*family, {}).find("Example") != std::string::npos);
  }
  std::vector<const Function*> functions;
  for (const Function& f : function_catalogue()) functions.push_back(&f);
  const Json json = Json::parse(functions_json(functions));
  CHECK(json["functions"].size() == functions.size());
  for (const Function* f : functions) CHECK(function_text(*f, {}).find(f->units == UnitRule::series ? "series" : " = ") != std::string::npos);
}
