// From a rank correlation to the correlation of the normals behind it.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// The Spearman correlation (ties share their mean rank) that two margins have under a Gaussian copula of correlation rho.
// For two continuous margins it is 6/π·asin(rho/2) (Pearson 1907); ties weaken it, and this accounts for them.
double spearman_of(double rho, const Distribution& first, const Distribution& second);

struct Calibration {
  double rho = 0;             // of the normals
  bool attainable = true;
  double most = 1;            // the strongest rank correlation the two margins can have in that direction
};
Calibration calibrate(double rank, const Distribution& first, const Distribution& second);

}  // namespace botec
