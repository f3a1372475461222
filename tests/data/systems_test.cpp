// The table of systems that ships with the models: readable, sane, and worked out as its comment says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "data/table.h"
#include "text/calendar.h"

TEST_CASE("the table of systems") {
  using namespace botec;
  const auto table = read_table(BOTEC_SOURCE_DIR "/models/data/systems.csv", "systems.csv");
  REQUIRE(table);
  REQUIRE(table->rows() >= 60);
  const auto column = [&](std::string_view name) { return *find_column(*table, name); };
  const Column &name = *column("system"), &date = *column("publication_date"), &method = *column("method"), &source = *column("source");
  const Column &parameters = *column("parameters"), &compute = *column("training_compute");
  CHECK(date.kind == Column::Kind::date);
  CHECK(parameters.kind == Column::Kind::number);
  CHECK(compute.kind == Column::Kind::number);
  CHECK(column("domain")->kind == Column::Kind::text);

  const std::set<std::string_view> methods{"6ND", "operations", "hardware", "stated", "estimate"};
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < table->rows(); ++i) {
    CAPTURE(std::string(name.texts[i]));
    CHECK(names.insert(name.texts[i]).second);
    CHECK((i == 0 || date.numbers[i] >= date.numbers[i - 1]));
    CHECK(date.numbers[i] < *parse_date("2026-01-01"));
    CHECK_FALSE(column("domain")->texts[i].empty());
    CHECK_FALSE(source.texts[i].empty());
    CHECK(std::isnan(compute.numbers[i]) == method.texts[i].empty());
    if (!method.texts[i].empty()) CHECK(methods.count(method.texts[i]) == 1);
    CHECK_FALSE((std::isnan(compute.numbers[i]) && std::isnan(parameters.numbers[i])));
    // A pass over one example is six operations a weight, or one at least where weights are not shared; nobody made 1e18 passes.
    const double passes = compute.numbers[i] / parameters.numbers[i];
    if (!std::isnan(passes)) CHECK((passes >= 1 && passes < 1e17));
  }
}
