// Two regimes of redrawn rows: the change is looked for anew in each redrawing, so its date is as uncertain as the data leave it.
#include <algorithm>

#include "data/resampler_scratch.h"
#include "data/two_regimes.h"

namespace botec {

bool Resampler::broken_line(Scratch& scratch, Drawn& drawn) const {
  std::fill(scratch.sums.begin(), scratch.sums.end(), LineSums{});
  for (std::size_t i = 0; i < x_.size(); ++i) scratch.sums[scratch.rows[i]].add(x_[scratch.rows[i]], scratch.y[i]);
  const auto split = split_regimes(x_, scratch.sums, scratch.regimes);
  if (!split) return false;
  drawn.level = fit_.level + split->after.level();
  drawn.slope = fit_.slope + split->after.slope();
  drawn.level_before = fit_.level + split->before.level();
  drawn.slope_before = fit_.slope + split->before.slope();
  drawn.change = fit_.centre + split->change;
  drawn.squares = split->before.residuals() + split->after.residuals();
  return true;
}

}  // namespace botec
