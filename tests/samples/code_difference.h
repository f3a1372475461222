// How far what is worked out fast lies from what the code says as it is written.
#pragma once

#include <algorithm>
#include <cmath>

#include "samples/evaluator.h"

namespace botec_test {

using namespace botec;

// The largest relative difference of any output between the two ways, over some blocks; 1 where one of them alone is NaN.
inline double largest_difference(const Program& program) {
  Evaluator plain(program), fused(program, Evaluator::Inputs::not_wanted);
  const auto places = coordinates(program);
  const PointSet points(Design{Method::plain, 5, 4096}, 0, places);
  double worst = 0;
  for (std::uint64_t first = 0; first < 4096; first += kernels::block_size) {
    plain.evaluate(points, first);
    fused.evaluate(points, first);
    for (const ProgramOutput& output : program.outputs) {
      const double *a = plain.values(output.value), *b = fused.values(output.value);
      for (std::size_t t = 0; t < kernels::block_size; ++t) {
        if (a[t] == b[t] || (std::isnan(a[t]) && std::isnan(b[t]))) continue;
        worst = std::max(worst, std::abs(a[t] - b[t]) / std::abs(a[t]));
        if (std::isnan(b[t]) != std::isnan(a[t])) worst = 1;
      }
    }
  }
  return worst;
}

}  // namespace botec_test
