#include "summaries/path_value.h"

#include <algorithm>

#include "program/program.h"
#include "summaries/step_operands.h"

namespace botec {
namespace {

// One step up: its function of `v` and of the operands a and b, in the order of its arguments.
void apply(const PathStep& step, const double* a, const double* b, double* v, std::size_t n) {
  const kernels::Table& k = kernels::active();
  const Function& f = *step.function;
  if (f.unary != nullptr) return (k.*f.unary)(v, v, n);
  if (f.binary != nullptr) return step.place == 0 ? (k.*f.binary)(v, v, a, n) : (k.*f.binary)(v, a, v, n);
  if (step.place == 1) return (k.*f.ternary)(v, a, v, b, n);
  (k.*f.ternary)(v, a, b, v, n);
}

}  // namespace

void value_above_step(const Conditioning& conditioning, const OperandColumns& operands, std::size_t step, const double* values,
                      double* out, std::size_t n) {
  StepOperands columns(operands);
  std::copy_n(values, n, out);
  for (std::size_t s = conditioning.steps.size(); s-- > 0;) {
    const PathStep& above = conditioning.steps[s];
    if (above.kind == PathStep::Kind::below || above.kind == PathStep::Kind::above) return;
    if (s >= step) {   // only passed by
      if (above.b.varies) columns.previous(above.b, columns.second, n);
      if (above.a.varies) columns.previous(above.a, columns.first, n);
      continue;
    }
    const OperandColumn b = columns.previous(above.b, columns.second, n);
    apply(above, columns.previous(above.a, columns.first, n).values, b.values, out, n);
  }
}

}  // namespace botec
