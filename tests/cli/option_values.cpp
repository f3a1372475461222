// The values of options. The command line is no library, so its one pure file is compiled into this test.
#include "cli/option_values.h"

#include <doctest/doctest.h>

#include "../../engine/cli/option_values.cpp"

using namespace botec;

TEST_CASE("counts") {
  CHECK(read_count("1") == 1u);
  CHECK(read_count("1e6") == 1000000u);
  CHECK(read_count("1M") == 1000000u);
  CHECK(read_count("1.5k") == 1500u);
  CHECK(read_count("10K") == 10000u);
  CHECK(read_count("1_000_000") == 1000000u);
  CHECK(read_count("2B") == 2000000000u);
  CHECK(read_count("9007199254740992") == 9007199254740992u);
  for (const char* text : {"", "0", "-1", "1.5", "1e-3", "abc", "1 000", "1,000", "1MB", "5%", "1e17", "1e400", "inf", "nan", "0x10", "+1"}) {
    CAPTURE(text);
    CHECK_FALSE(read_count(text));
  }
}

TEST_CASE("seeds") {
  CHECK(read_seed("0") == 0u);
  CHECK(read_seed("18446744073709551615") == 18446744073709551615u);
  for (const char* text : {"", "-1", "1.0", "1e3", "18446744073709551616", " 1", "1 "}) CHECK_FALSE(read_seed(text));
}

TEST_CASE("fractions") {
  CHECK(read_fraction("0.9") == 0.9);
  CHECK(read_fraction("90%") == 0.9);
  CHECK(read_fraction("0.1%") == 0.001);
  CHECK(read_fraction("1e-3") == 0.001);
  for (const char* text : {"", "0", "1", "100%", "90", "-0.1", "nan", "inf", "0.9x", "%"}) CHECK_FALSE(read_fraction(text));
}
