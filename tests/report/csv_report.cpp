#include "report/csv_report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "goat.h"

using namespace botec;

TEST_CASE("one row a statistic, seven fields each") {
  const std::string text = csv_report(fixture::goat());
  std::istringstream lines(text);
  std::string line;
  REQUIRE(std::getline(lines, line));
  CHECK(line == "kind,name,quantity,value,standard_error,unit,band");
  int rows = 0;
  while (std::getline(lines, line)) {
    CHECK(std::count(line.begin(), line.end(), ',') == 6);
    ++rows;
  }
  CHECK(rows == 21 + 1 + 5 * 8);
  CHECK(text.find("\noutput,training_compute,p50,3.01e22,6.02e18,FLOP,\n") != std::string::npos);
  CHECK(text.find("\noutput,training_compute,p97.5,") != std::string::npos);
  CHECK(text.find("\nquestion,above_gpt3,probability,0.0213,0.0001,,\n") != std::string::npos);
  CHECK(text.find("\ninput,population,p5,10,,agent,\n") != std::string::npos);
}

TEST_CASE("what does not exist is an empty field") {
  Result r = fixture::goat();
  r.outputs[0].mean = {};
  r.outputs[0].maximum = INFINITY;
  const std::string text = csv_report(r);
  CHECK(text.find("\noutput,training_compute,mean,,,FLOP,\n") != std::string::npos);
  CHECK(text.find("\noutput,training_compute,maximum,,,FLOP,\n") != std::string::npos);
}

TEST_CASE("of what rests on trends the band is named") {
  Result r = fixture::goat();
  r.outputs[0].band = "prediction";
  const std::string text = csv_report(r);
  CHECK(text.find("\noutput,training_compute,p50,3.01e22,6.02e18,FLOP,prediction\n") != std::string::npos);
  CHECK(text.find("\ninput,population,p5,10,,agent,\n") != std::string::npos);
}

TEST_CASE("fields are quoted where they must be") {
  CHECK(csv_field("plain") == "plain");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
}
