#include "report/sample_formats.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

using namespace botec;

TEST_CASE("CSV of draws") {
  CHECK(samples_csv_header({"x", "a,b"}) == "x,\"a,b\"\n");
  std::string out;
  append_samples_csv(out, {{0.1, 2.4e22}, {1, -INFINITY}});
  CHECK(out == "0.1,1\n2.4e22,-inf\n");
}

TEST_CASE("NPY has the published layout") {
  const std::string header = samples_npy_header(1000, 3);
  REQUIRE(header.size() == npy_header_bytes);
  CHECK(header.substr(0, 6) == "\x93NUMPY");
  CHECK(header[6] == 1);
  CHECK(header[7] == 0);
  CHECK(static_cast<unsigned char>(header[8]) + 256 * static_cast<unsigned char>(header[9]) == 118);
  CHECK(header.size() % 64 == 0);
  CHECK(header.back() == '\n');
  CHECK(header.find("{'descr': '<f8', 'fortran_order': False, 'shape': (1000, 3), }") == 10);
  CHECK(samples_npy_header(18446744073709551615u, 4000000000u).size() == npy_header_bytes);
  std::string out;
  append_samples_npy(out, {{1, 2}, {3, 4}});
  REQUIRE(out.size() == 32);
  double values[4];
  std::memcpy(values, out.data(), sizeof values);  // these tests run on little-endian machines
  CHECK(values[0] == 1);
  CHECK(values[1] == 3);
  CHECK(values[2] == 2);
  CHECK(values[3] == 4);
  const auto names = nlohmann::json::parse(samples_npy_names(2, {"x", "y"}, {"day", ""}));
  CHECK(names["rows"] == 2);
  CHECK(names["columns"][0]["unit"] == "day");
}

TEST_CASE("JSON of draws, in blocks") {
  std::string text = samples_json_header({"x", "y"}, {"day", ""});
  append_samples_json(text, {{1}, {NAN}}, true);
  append_samples_json(text, {{2}, {0.5}}, false);
  text += samples_json_footer();
  const auto json = nlohmann::json::parse(text);
  CHECK(json["columns"][1] == "y");
  CHECK(json["units"][0] == "day");
  CHECK(json["rows"].size() == 2);
  CHECK(json["rows"][0][1].is_null());
  CHECK(json["rows"][1][0] == 2);
  std::string empty = samples_json_header({"x"}, {""}) + samples_json_footer();
  CHECK(nlohmann::json::parse(empty)["rows"].empty());
}
