// botec export: the files, what is told beside them, and the exit status.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "program.h"

using namespace botec::cli_test;
using Json = nlohmann::ordered_json;

namespace {

struct Setup {
  Folder folder;
  Setup() { folder.write("m.yaml", "title: Delay\ninputs: {a: 2 to 9 day}\nformulas: {delay: a * 2}\nquestions: {late: 'P(delay > 12 [day])'}\n"); }
};

}  // namespace

TEST_CASE_FIXTURE(Setup, "a number for Metaculus") {
  const Ran ran = folder.botec({"export", "m.yaml", "--as", "metaculus", "--lower", "0", "--upper", "20 day", "--open-upper"});
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.out);
  CHECK(json["forecast"]["continuous_cdf"].size() == 201);
  CHECK(json["forecast"]["continuous_cdf"][0] == 0);
  CHECK(json["forecast"]["probability_yes"].is_null());
  CHECK(json["scale"]["open_upper_bound"] == true);
  CHECK(ran.err.find("moved by at most") != std::string::npos);
  CHECK(folder.botec({"export", "m.yaml", "--as", "metaculus", "--lower", "0", "--upper", "20 day", "--open-upper", "--quiet"}).err.empty());
}

TEST_CASE_FIXTURE(Setup, "a question for Metaculus, a library for SIPmath") {
  const Json question = Json::parse(folder.botec({"export", "m.yaml", "--as", "metaculus", "--of", "late"}).out);
  CHECK(question["forecast"]["probability_yes"] == question["probability"]);
  const Ran ran = folder.botec({"export", "m.yaml", "--as", "sipmath", "--output", "delay.SIPmath"});
  REQUIRE(ran.status == 0);
  const Json library = Json::parse(folder.read("delay.SIPmath"));
  CHECK(library["libraryType"] == "SIPmath_3_0");
  CHECK(library["sips"].size() == 2);
  CHECK(library["sips"][1]["name"] == "delay");
  CHECK(library["sips"][1]["arguments"]["value"].size() == 1000);
  CHECK(library["sips"][1]["ref"]["name"] == library["U01"]["rng"][0]["name"]);
}

TEST_CASE_FIXTURE(Setup, "export's mistakes are the command line's") {
  CHECK(folder.botec({"export", "m.yaml"}).status == 2);
  const Ran misspelt = folder.botec({"export", "m.yaml", "--as", "metaclus"});
  CHECK(misspelt.status == 2);
  CHECK(misspelt.err.find("did you mean `metaculus`?") != std::string::npos);
  CHECK(folder.botec({"export", "m.yaml", "--as", "metaculus", "--lower", "3", "--upper", "1"}).status == 2);
  CHECK(folder.botec({"export", "m.yaml", "--as", "metaculus", "--lower", "3", "--upper", "9", "--bins", "900"}).status == 2);
}
