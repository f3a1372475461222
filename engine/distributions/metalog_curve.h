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

// The first n terms in Keelin's order at t, powers of s/2 taken as powers of s.
std::vector<long double> basis_values(std::size_t n, long double t);
// Their derivatives by t; at infinite t the limits.
std::vector<long double> basis_slopes(std::size_t n, long double t);

// The curve, as stored, with as many terms as points that goes through all (t, z); nothing where doubles cannot tell the points
// apart.
std::optional<std::vector<double>> curve_through(const std::vector<double>& t, const std::vector<double>& z);

// x of the square system rows · x = right, by elimination with complete pivoting and one step of refinement; empty if singular.
std::vector<long double> solve(const std::vector<std::vector<long double>>& rows, const std::vector<long double>& right);

}  // namespace botec
