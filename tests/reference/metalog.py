#!/usr/bin/env python3
"""Reference values for metalog laws, by mpmath with 30 digits: writes metalog_values.h beside itself.

M(y) = sum a_k g_k(y) with Keelin's terms 1, L, (y-1/2) L, y-1/2, (y-1/2)^2, (y-1/2)^2 L, ... where L = log(y/(1-y)), solved
from the quantiles; bounds by z = log(x-low), -log(high-x), log((x-low)/(high-x)). Written from the paper (Keelin 2016),
apart from the C++: that one works with tanh(L/2).
"""
import os
from mpmath import mp, mpf, log, exp, matrix, lu_solve, quad, sqrt, inf, cosh

mp.dps = 30


def terms(n, y, l=None, passes_over=False):
    c, l = y - mpf(1) / 2, log(y / (1 - y)) if l is None else l
    g = [mpf(1), l, c * l, c]
    k = 2
    while len(g) < n + 1:
        g += [c**k, c**k * l]
        k += 1
    return g[: n - 1] + [g[n]] if passes_over else g[:n]


def law(quantiles, low=None, high=None, passes_over=False):
    low, high = (None if low is None else mpf(low)), (None if high is None else mpf(high))

    def to_z(x):
        if low is not None and high is not None:
            return log((x - low) / (high - x))
        return log(x - low) if low is not None else -log(high - x) if high is not None else x

    def to_x(z):
        if low is not None and high is not None:
            return (low + high * exp(z)) / (1 + exp(z))
        return low + exp(z) if low is not None else high - exp(-z) if high is not None else z

    n = len(quantiles)
    a = lu_solve(matrix([terms(n, mpf(p), None, passes_over) for p, _ in quantiles]), matrix([to_z(mpf(x)) for _, x in quantiles]))
    return lambda y, l=None: to_x(sum(ak * gk for ak, gk in zip(a, terms(n, y, l, passes_over))))


cases = [
    ([("0.05", 10), ("0.5", 20), ("0.95", 68)], 0, None),
    ([("0.05", 10), ("0.95", 68)], None, None),
    ([("0.05", -10), ("0.5", 20), ("0.95", 68)], None, None),
    ([("0.1", 10), ("0.5", 40), ("0.9", 90)], 0, 100),
    ([("0.1", -60), ("0.5", -20), ("0.9", -5)], None, 0),
    ([("0.05", 3), ("0.25", 7), ("0.5", 11), ("0.75", 17), ("0.95", 32)], 0, None),
    ([("0.01", 1), ("0.1", 2), ("0.3", 3), ("0.5", 4), ("0.7", 5.5), ("0.9", 9), ("0.99", 18)], None, None),
]
probabilities = [mpf(10) ** -15, mpf(10) ** -6, mpf("0.01"), mpf("0.3"), mpf("0.5"), mpf("0.8"), mpf("0.999")]


def number(x):
    return mp.nstr(mpf(x), 20) if x is not None else None


rows = []
for quantiles, low, high in cases:
    # Seven symmetric quantiles leave the seventh term no odd place: the eighth takes it.
    q = law(quantiles, low, high, len(quantiles) == 7)
    # In log-odds the integrand has no singular ends: dy = dt / (4 cosh(t/2)^2).
    panels = [-6000, -3000, -1600, -800, -400, -200, -100, -50, -25, -12, -6, -3, 0, 3, 6, 12, 25, 50, 100, 200, 400, 800, 1600, 3000, 6000]
    expect = lambda f: quad(lambda t: f(q(1 / (1 + exp(-t)), t)) / (4 * cosh(t / 2) ** 2), panels)
    mean = expect(lambda x: x)
    variance = expect(lambda x: (x - mean) ** 2)
    points = ", ".join("{%s, %s}" % (number(p), number(q(p))) for p in probabilities)
    rows.append("    {{%s}, %s, %s, %s, %s,\n     {%s}}," % (
        ", ".join("{%s, %s}" % (p, x) for p, x in quantiles), "-inf" if low is None else number(low),
        "inf" if high is None else number(high), number(mean), number(sqrt(variance)), points))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metalog_values.h"), "w") as out:
    out.write("""// Written by metalog.py (mpmath); run it again rather than edit this.
#pragma once

#include <limits>
#include <utility>
#include <vector>

namespace reference {

struct MetalogCase {
  std::vector<std::pair<double, double>> quantiles;
  double low, high;
  double mean, sd;
  std::vector<std::pair<double, double>> points;
};

inline const std::vector<MetalogCase>& metalog_cases() {
  constexpr double inf = std::numeric_limits<double>::infinity();
  static const std::vector<MetalogCase> cases = {
%s
  };
  return cases;
}

}  // namespace reference
""" % "\n".join(rows))
