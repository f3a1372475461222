#include <cmath>

#include "report/compare_report.h"
#include "report/csv_report.h"
#include "report/format_number.h"

namespace botec {
namespace {

std::string number_field(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? shortest_number(*value) : std::string();
}

const Estimate* median_of(const OutputResult& output) {
  for (const auto& q : output.quantiles) {
    if (std::fabs(q.probability - 0.5) < 1e-12) return &q.at;
  }
  return nullptr;
}

struct Rows {
  const ComparedOutput& output;
  std::string& text;

  void add(const std::string& kind, const std::string& name, const std::string& quantity, const Estimate& e, const std::string& unit) {
    if (!e.value) return;
    text += csv_field(output.name_a) + "," + kind + "," + csv_field(name) + "," + quantity + "," + number_field(e.value) + "," +
            number_field(e.standard_error) + "," + csv_field(unit) + "\n";
  }
  void add_side(const std::string& side, const OutputResult& found) {
    add("side", side, "point", {found.point, 0.0}, output.unit);
    if (found.condition) add("side", side, "probability", found.mean, "");
    else if (const Estimate* median = median_of(found)) add("side", side, "median", *median, output.unit);
    if (found.condition) return;
    add("side", side, "interval_low", found.interval.low, output.unit);
    add("side", side, "interval_high", found.interval.high, output.unit);
  }
};

}  // namespace

std::string compare_csv(const CompareResult& result) {
  std::string text = "output,kind,name,quantity,value,standard_error,unit\n";
  for (const ComparedOutput& output : result.outputs) {
    Rows rows{output, text};
    rows.add_side("a", output.a);
    rows.add_side("b", output.b);
    const auto add_part = [&](const std::string& kind, const std::string& name, const Estimate& point, const Estimate& middle) {
      const auto unit = [&](const ComparedSplit& split) { return split.scale == "ratio" ? std::string() : output.unit; };
      rows.add(kind, name, "point_" + output.point.scale, point, unit(output.point));
      rows.add(kind, name, output.middle_kind + "_" + output.middle.scale, middle, unit(output.middle));
    };
    add_part("total", "", output.point.total, output.middle.total);
    for (const ComparedChange& change : output.changes) add_part(change.kind, change.name, change.point, change.middle);
    rows.add("question", "A > B", "probability", output.a_larger, "");
    rows.add("question", "A = B", "probability", output.equal, "");
  }
  return text;
}

}  // namespace botec
