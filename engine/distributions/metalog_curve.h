// The curve of a metalog: M(t) = A(s) + B(s) t with s = tanh(t/2), where t = log(y/(1-y)) is the log-odds of the probability y
// and A, B are polynomials. In Keelin's terms y - 1/2 is s/2. Working in t instead of y keeps both tails exact.
// Source: T. W. Keelin, The Metalog Distributions, Decision Analysis 13 (2016) 243-277.
// Place: inside distributions only. Threads: pure functions.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace botec {

// A view of the coefficients of powers of s.
struct MetalogCurve {
  std::span<const double> a, b;
};
// How they are stored: the number of those of A, those of A, those of B.
MetalogCurve curve_of(const std::vector<double>& stored);

// Value of M and its derivative by t.
struct CurvePoint {
  double value, slope;
};
CurvePoint curve_at(const MetalogCurve& curve, double t);
double curve_value(const MetalogCurve& curve, double t);

// The t at which an increasing curve has the value.
double curve_inverse(const MetalogCurve& curve, double value);

// The derivative of M by t where t goes to ±infinity: the scale of the logistic tail at that end.
double tail_scale(const MetalogCurve& curve, bool upper);

// Whether M increases over all t: proved, by bounds on the second derivative, or else false.
bool increases(const MetalogCurve& curve);

// Which terms a curve has: the first n in Keelin's order, or with the n-th passed over for the next one. Of the first 7 (and 11,
// 15) terms one too many is odd about the median for quantiles that lie symmetrically about it, as p10 and p90 do, and no
// curve of them need go through such quantiles.
struct Basis {
  std::size_t terms;
  bool passes_over = false;
};

// The terms at t, powers of s/2 taken as powers of s.
std::vector<long double> basis_values(Basis basis, long double t);
// Their derivatives by t; at infinite t the limits.
std::vector<long double> basis_slopes(Basis basis, long double t);

// Whether the terms tell points at these t apart.
bool independent(Basis basis, const std::vector<double>& t);

// The curve, as stored, that goes through all (t, z), as many as terms; nothing where its numbers are no doubles.
std::optional<std::vector<double>> curve_through(Basis basis, const std::vector<double>& t, const std::vector<double>& z);


}  // namespace botec
