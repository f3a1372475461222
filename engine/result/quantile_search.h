// The quantile of a distribution function that is known as an average over replicates.
// Threads: pure, but for what `cdf` does.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace botec {

// P(output <= y), one average a replicate.
using ReplicateCdf = std::function<std::vector<double>(double y)>;

// How outputs are spread along: by the value, or by its logarithm where all of them are positive.
struct Axis {
  bool logarithmic = false;
  double place(double y) const;
  double value(double place) const;
};

// Where on the axis a quantile is looked for, and by how far it moves there a unit of the normal score of p.
struct Start {
  double place = 0, spread = 1;
  bool measured = false;   // the spread is that of the distribution function at the place, to a few hundredths, from fewer points
};

struct QuantileRoot {
  double value = 0;
  double error = 0;   // standard error, from the replicates; 0 where there is one alone
  Start start;        // for the next search, with more points
  double atom = 0;    // the probability of the value itself; above 0 all replicates agree that the quantile is there
};

struct QuantileAim {
  double unseen = 0;   // what the spread over the replicates may leave out, as a probability
  bool error = true;   // wanted, not the place alone
};

// The smallest y with an average cdf of p, to a tenth of its standard error (half of one where that is what a trial's step makes). The error is
// how far y moves by two errors of the average, as in quantile_error.h. Nothing where there is no such y, or where an
// atom stands there for some replicates and not for others, so that no error could be stated.
std::optional<QuantileRoot> find_quantile(const ReplicateCdf& cdf, double p, const Axis& axis, const Start& start, const QuantileAim& aim = {});

// Mean and standard error of the mean of independent replicates; the error of a single one is 0.
struct ReplicateMean {
  double mean = 0, error = 0;
};
ReplicateMean mean_of_replicates(const std::vector<double>& values);

}  // namespace botec
