#include "samples/run_plan.h"

#include <algorithm>

namespace botec {

RunPlan make_plan(Method method, std::uint64_t seed, std::uint64_t trials, std::uint32_t replicates) {
  RunPlan plan{method, seed, 1, std::max<std::uint64_t>(trials, 1)};
  if (method == Method::plain) return plan;
  const auto most = static_cast<std::uint32_t>(std::min<std::uint64_t>(std::max<std::uint64_t>(trials, 1), replicates));
  plan.replicates = std::max(1u, most);
  plan.points = (plan.points + plan.replicates - 1) / plan.replicates;
  return plan;
}

}  // namespace botec
