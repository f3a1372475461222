#include "scoring/paired.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "distributions/family.h"

namespace botec {

MeanWithError mean_with_error(std::span<const double> values) {
  MeanWithError result;
  if (values.empty()) return result;
  const double n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  double square = 0;
  for (const double value : values) square += (value - result.mean) * (value - result.mean);
  if (values.size() > 1) result.error = std::sqrt(square / (n * (n - 1)));
  return result;
}

namespace {

// P(a count as lopsided as this or more | each side as likely).
double sign_test(std::size_t a, std::size_t b) {
  if (a + b == 0) return 1;
  const auto law = make_distribution("binomial", {{{"n", static_cast<double>(a + b)}, {"p", 0.5}}, {}, {}, {}, false});
  return law ? std::min(1.0, 2 * cdf(*law, static_cast<double>(std::min(a, b)))) : 1;
}

}  // namespace

PairedDifference paired_difference(std::span<const double> first, std::span<const double> second) {
  PairedDifference result;
  result.questions = first.size();
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.size(); ++i) {
    differences.push_back(first[i] - second[i]);
    result.first_better += first[i] < second[i] ? 1 : 0;
    result.second_better += second[i] < first[i] ? 1 : 0;
  }
  result.difference = mean_with_error(differences);
  if (result.difference.error) {
    const double df = static_cast<double>(differences.size() - 1);
    const auto law = make_distribution("student_t", {{{"df", df}, {"location", 0.0}, {"scale", 1.0}}, {}, {}, {}, false});
    const double t = law ? quantile(*law, 0.975) : 0;
    result.low = result.difference.mean - t * *result.difference.error;
    result.high = result.difference.mean + t * *result.difference.error;
  }
  result.sign_test = sign_test(result.first_better, result.second_better);
  return result;
}

}  // namespace botec
