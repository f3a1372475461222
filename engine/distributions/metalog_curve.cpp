#include "distributions/metalog_curve.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "distributions/linear_system.h"

namespace botec {

namespace {

// Term k in Keelin's order: a power of s, times t or not. 1, t, st, s, s², s² t, s³, s³ t, …
struct Term {
  std::size_t power;
  bool with_t;
};
Term term(Basis basis, std::size_t k) {
  if (basis.passes_over && k + 1 == basis.terms) ++k;
  constexpr std::array<Term, 4> first = {{{0, false}, {0, true}, {1, true}, {1, false}}};
  return k < first.size() ? first[k] : Term{k / 2, k % 2 == 1};
}

// A polynomial, its first and its second derivative.
struct Jet {
  double value = 0, first = 0, second = 0;
};
Jet jet(std::span<const double> c, double s) {
  Jet j;
  for (std::size_t k = c.size(); k-- > 0;) {
    j.second = j.second * s + 2 * j.first;
    j.first = j.first * s + j.value;
    j.value = j.value * s + c[k];
  }
  return j;
}

// Bounds over |s| <= 1 of a polynomial's derivatives.
struct DerivativeBounds {
  double first = 0, second = 0, third = 0;
};
DerivativeBounds bounds(std::span<const double> c) {
  DerivativeBounds b;
  for (std::size_t i = 1; i < c.size(); ++i) {
    const double k = static_cast<double>(i), size = std::abs(c[i]);
    b.first += k * size, b.second += k * (k - 1) * size, b.third += k * (k - 1) * (k - 2) * size;
  }
  return b;
}

// s = tanh(t/2) and ds/dt = (1 - s²)/2, the latter without cancellation.
struct Place {
  double s, rate;
};
Place place(double t) {
  const double e = std::exp(-std::abs(t)), rest = 1 / (1 + e);
  return {std::copysign((1 - e) * rest, t), 2 * e * rest * rest};
}

double slope(const MetalogCurve& curve, double t) {
  const Place at = place(t);
  const Jet a = jet(curve.a, at.s), b = jet(curve.b, at.s);
  return b.value + at.rate * (a.first + b.first * t);
}

// Past this the derivative is its limit to the last bit.
constexpr double far_out = 745;
constexpr int most_pieces = 400000;

// Proves that the derivative of M is positive on [t0, t1] by halving: on a piece it is at least its middle value less half the
// width times the largest second derivative, which is
//   rate (2 B' + A'' rate + B'' rate t) - s rate (A' + B' t).
class Proof {
 public:
  explicit Proof(MetalogCurve curve) : curve_(curve), a_(bounds(curve.a)), b_(bounds(curve.b)) {}

  bool positive(double t0, double t1) {
    if (++pieces_ > most_pieces) return false;
    const double t = t0 / 2 + t1 / 2, middle = slope(curve_, t);
    if (!(middle > 0)) return false;
    const double nearest = t0 <= 0 && t1 >= 0 ? 0 : std::min(std::abs(t0), std::abs(t1));
    const double furthest = std::max(std::abs(t0), std::abs(t1));
    const double rate = place(nearest).rate, h = t1 / 2 - t0 / 2, width = std::min(rate * h, 1.0);
    const Jet a = jet(curve_.a, place(t).s), b = jet(curve_.b, place(t).s);
    const double a1 = std::abs(a.first) + a_.second * width, a2 = std::abs(a.second) + a_.third * width;
    const double b1 = std::abs(b.first) + b_.second * width, b2 = std::abs(b.second) + b_.third * width;
    const double bend = rate * (2 * b1 + rate * (a2 + b2 * furthest) + a1 + b1 * furthest);
    if (middle > bend * h) return true;
    return positive(t0, t) && positive(t, t1);
  }

 private:
  MetalogCurve curve_;
  DerivativeBounds a_, b_;
  int pieces_ = 0;
};

// The sign of the derivative where t goes to ±infinity, by the term that decides there.
bool rises_at(const MetalogCurve& curve, bool upper) {
  const double end = upper ? 1 : -1;
  const Jet a = jet(curve.a, end), b = jet(curve.b, end);
  if (b.value != 0) return b.value > 0;
  if (b.first != 0) return end * b.first > 0;
  return a.first > 0;
}

// Coefficients that are nothing but the rounding of the others, as all those of t are for the quantiles of a uniform law.
// The first, a constant, says nothing of their size.
void drop_rounding(std::vector<double>& stored) {
  double largest = 0;
  for (std::size_t k = 2; k < stored.size(); ++k) largest = std::max(largest, std::abs(stored[k]));
  for (std::size_t k = 2; k < stored.size(); ++k)
    if (std::abs(stored[k]) < 1e-14 * largest) stored[k] = 0;
}

}  // namespace

MetalogCurve curve_of(const std::vector<double>& stored) {
  const auto n = static_cast<std::size_t>(stored[0]);
  return {std::span(stored).subspan(1, n), std::span(stored).subspan(1 + n)};
}

CurvePoint curve_at(const MetalogCurve& curve, double t) {
  const Place at = place(t);
  const Jet a = jet(curve.a, at.s), b = jet(curve.b, at.s);
  return {a.value + b.value * t, b.value + at.rate * (a.first + b.first * t)};
}

double curve_value(const MetalogCurve& curve, double t) { return curve_at(curve, t).value; }

double curve_inverse(const MetalogCurve& curve, double value) {
  double low = -1, high = 1, below = curve_value(curve, low), above = curve_value(curve, high);
  while (low > -far_out && below > value) high = low, above = below, low *= 2, below = curve_value(curve, low);
  while (high < far_out && above < value) low = high, below = above, high *= 2, above = curve_value(curve, high);
  double t = low + (high - low) * ((value - below) / (above - below));
  if (!(t > low && t < high)) t = low / 2 + high / 2;
  constexpr double little = 1e-9;   // a step of Newton's as short as that leaves an error of its square
  for (int i = 0; i < 200; ++i) {
    const CurvePoint here = curve_at(curve, t);
    (here.value < value ? low : high) = t;
    double next = t - (here.value - value) / here.slope;
    const bool inside = next > low && next < high;
    if (inside && std::abs(next - t) <= little) return next;
    if (!inside) next = low / 2 + high / 2;
    if (std::abs(next - t) <= 0x1p-52 * std::abs(t) || next == low || next == high) return next;
    t = next;
  }
  return t;
}

double tail_scale(const MetalogCurve& curve, bool upper) { return jet(curve.b, upper ? 1 : -1).value; }

bool increases(const MetalogCurve& curve) {
  if (!rises_at(curve, false) || !rises_at(curve, true)) return false;
  // Where a tail scale is 0 the derivative vanishes at infinity, and far out it is what rises_at has looked at.
  const auto end = [&](bool upper) { return tail_scale(curve, upper) > 0 ? far_out : 30.0; };
  Proof proof(curve);
  return proof.positive(-end(false), 0) && proof.positive(0, end(true));
}

std::vector<long double> basis_values(Basis basis, long double t) {
  const long double s = std::tanh(t / 2);
  std::vector<long double> row;
  for (std::size_t k = 0; k < basis.terms; ++k)
    row.push_back(std::pow(s, static_cast<long double>(term(basis, k).power)) * (term(basis, k).with_t ? t : 1));
  return row;
}

std::vector<long double> basis_slopes(Basis basis, long double t) {
  const long double s = std::tanh(t / 2), rate = std::isinf(t) ? 0 : (1 - s * s) / 2;
  std::vector<long double> row;
  for (std::size_t k = 0; k < basis.terms; ++k) {
    const auto power = static_cast<long double>(term(basis, k).power);
    const long double inner = power == 0 ? 0 : power * std::pow(s, power - 1) * rate;
    const long double by_t = term(basis, k).with_t ? std::pow(s, power) + (std::isinf(t) ? 0 : inner * t) : inner;
    row.push_back(by_t);
  }
  return row;
}

bool independent(Basis basis, const std::vector<double>& t) {
  LinearSystem::Rows rows;
  for (const double at : t) rows.push_back(basis_values(basis, at));
  return LinearSystem(rows).pivot_ratio() > 1e-11;
}

std::optional<std::vector<double>> curve_through(Basis basis, const std::vector<double>& t, const std::vector<double>& z) {
  LinearSystem::Rows rows;
  for (const double at : t) rows.push_back(basis_values(basis, at));
  const std::vector<long double> x = LinearSystem(rows).solve({z.begin(), z.end()});
  std::vector<double> a, b;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const Term is = term(basis, k);
    auto& list = is.with_t ? b : a;
    list.resize(std::max(list.size(), is.power + 1));
    list[is.power] = static_cast<double>(x[k]);
    if (!std::isfinite(list[is.power])) return std::nullopt;
  }
  std::vector<double> stored = {static_cast<double>(a.size())};
  stored.insert(stored.end(), a.begin(), a.end());
  stored.insert(stored.end(), b.begin(), b.end());
  drop_rounding(stored);
  return stored;
}

}  // namespace botec
