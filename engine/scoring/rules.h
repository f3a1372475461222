// The scores that are one line of arithmetic each. All are losses: smaller is better, 0 is perfect where it can be reached.
// Place: distributions → scoring → result. Threads: pure functions.
#pragma once

namespace botec {

// What a quantile of probability p loses (pinball): (y - q) p above it, (q - y) (1 - p) below it (Koenker and Bassett 1978).
double quantile_loss(double probability, double quantile, double outcome);

// A central interval of a level: its width, and 2/(1 - level) times the distance of an outcome outside (Winkler 1972;
// Gneiting and Raftery 2007, equation 43).
double interval_score(double level, double low, double high, double outcome);

// A probability of what happened or did not: the squared difference (Brier 1950, of one of the two classes: from 0 to 1).
double brier_score(double probability, bool happened);

// Minus the natural logarithm of the probability given to what came out; infinite where that was 0.
double logarithmic_score(double probability, bool happened);

}  // namespace botec
