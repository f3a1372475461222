// Two regimes of redrawn rows: the change is looked for anew in each redrawing, so its date is as uncertain as the data leave it.
#include <algorithm>
#include <cmath>

#include "data/resampler_scratch.h"
#include "data/two_regimes.h"

namespace botec {

void Resampler::lines_of_regimes(Trials trials, std::size_t count, bool squares, Scratch& scratch) const {
  count_rows(trials, count, scratch);
  auto& lane = scratch.lane;
  redraw::active().split({scratch.lane_counts.data(), group_x_.size(), first_row_.data(), group_x_.data(), from_line_.data(),
                          static_cast<double>(fewest_in_regime), scratch.lane_work.data(), lane.change, lane.level, lane.slope, lane.level_before, lane.slope_before,
                          squares ? lane.squares : nullptr});
  for (std::size_t t = 0; t < count; ++t) {
    lane.ok[t] = !std::isnan(lane.change[t]);
    lane.level[t] += fit_.level;
    lane.slope[t] += fit_.slope;
    lane.level_before[t] += fit_.level;
    lane.slope_before[t] += fit_.slope;
    lane.change[t] += fit_.centre;
  }
}

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
