// A trend under evidence says which band it shows, as it does without. Exact: no false alarms.
#include <doctest/doctest.h>

#include "engine.h"

using namespace botec;

TEST_CASE("an output that rests on a trend names its band whether trials are weighed or not") {
  const std::string yaml = "data: {systems: {file: systems.csv}}\n"
                           "trends: {t: {data: systems, x: publication_date, y: training_compute, unit: FLOP, scale: log}}\n"
                           "inputs: {a: 1 to 2}\nformulas: {line: t(2030) * a, single: t.predict(2030) * a, plain: a}\n";
  for (const std::string evidence : {"", "observe: [{quantity: a, value: 1.5, sd: 0.5}]\n"}) {
    const ModelText text{std::make_shared<SourceFile>("m.yaml", yaml + evidence), BOTEC_SOURCE_DIR "/models/data"};
    RunOptions options;
    options.samples = 4096;
    const auto answer = run(text, options);
    REQUIRE(answer.value);
    CHECK(answer.value->outputs.at(0).band == "line");
    CHECK(answer.value->outputs.at(1).band == "prediction");
    CHECK(answer.value->outputs.at(2).band.empty());
    CHECK(answer.value->run.effective_samples.has_value() == !evidence.empty());
  }
}
