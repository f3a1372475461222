#!/usr/bin/env python3
"""Reference values for truncated laws, by mpmath with 60 digits: writes truncated_values.h beside itself.

The mean of a lognormal cut to [a, b] in closed form: E[X; a < X < b] = exp(mu + s^2/2) (Phi(B - s) - Phi(A - s)) with
A = (log a - mu)/s, B = (log b - mu)/s, over the mass Phi(B) - Phi(A).
"""
import os
from mpmath import mp, mpf, ncdf, exp, log, sqrt, erfc, inf, quad, npdf, findroot, gammainc, gamma, beta as betafn, betainc

mp.dps = 60


def phi_between(a, b):
    """Mass of the standard normal, from the tail in which it does not cancel."""
    if a > 0:
        a, b = -b, -a
    low = mpf(0) if a == -inf else erfc(-a / sqrt(mpf(2))) / 2
    high = mpf(1) if b == inf else erfc(-b / sqrt(mpf(2))) / 2
    return high - low


def normal(mean, sd, low, high):
    mean, sd = mpf(mean), mpf(sd)
    a, b = (mpf(low) - mean) / sd, (mpf(high) - mean) / sd
    z = phi_between(a, b)
    da = npdf(a) if a > -inf else mpf(0)
    db = npdf(b) if b < inf else mpf(0)
    first = (da - db) / z
    second = 1 + ((a * da if a > -inf else 0) - (b * db if b < inf else 0)) / z - first**2
    return z, mean + sd * first, sd * sqrt(second)


def lognormal(mu, sigma, low, high):
    mu, sigma = mpf(mu), mpf(sigma)
    a = (log(mpf(low)) - mu) / sigma if low > 0 else -inf
    b = (log(mpf(high)) - mu) / sigma if high < inf else inf
    z = phi_between(a, b)
    moment = lambda k: exp(k * mu + k * k * sigma**2 / 2) * phi_between(a - k * sigma, b - k * sigma) / z
    mean = moment(1)
    return z, mean, sqrt(moment(2) - mean**2)


def from_interval(low, high):
    z = findroot(lambda z: ncdf(z) - mpf("0.95"), mpf("1.6"))
    return (log(mpf(low)) + log(mpf(high))) / 2, (log(mpf(high)) - log(mpf(low))) / (2 * z)


def by_density(f, low, high, points):
    points = [mpf(x) for x in points]
    z = quad(f, points)
    mean = quad(lambda x: x * f(x), points) / z
    return z, mean, sqrt(quad(lambda x: (x - mean) ** 2 * f(x), points) / z)


def num(x):
    if x == inf:
        return "inf"
    if x == -inf:
        return "-inf"
    return mp.nstr(mpf(x), 20)


rows = []


def add(family, parameters, low, high, result):
    rows.append("    {%s, {%s}, %s, %s, %s, %s, %s}," % (
        '"%s"' % family, ", ".join(num(p) for p in parameters), num(low), num(high), *[num(v) for v in result]))


for case in [(0, 1, 10, 12), (0, 1, -12, -10), (0, 1, 37, inf), (5, 2, 0, inf), (0, 1, "-0.001", "0.002"), (3, 1, 0, "0.001"),
             (100, 1, -inf, 0 + 70), ("2e7", "1.5e7", 0, inf), (0, 1, "-1e9", "0.5"), (1, 3, 0, 1)]:
    mean, sd, low, high = [mpf(c) if c not in (inf, -inf) else c for c in case]
    add("normal", (mean, sd), low, high, normal(mean, sd, low, high))

for mu, sigma, low, high in [(0, 1, 0, 10), (0, 1, "2981", inf), (1, "0.01", 1, "2.7"), (0, 5, 1, inf), (2, 3, "1e-3", "1e9"),
                             (0, 1, "3e3", "4e3"), (0, 50, 0, "1e300"), (0, 1, "5e-4", "6e-4")]:
    low, high = [mpf(c) if c not in (inf, -inf) else c for c in (low, high)]
    add("lognormal", (mpf(mu), mpf(sigma)), low, high, lognormal(mpf(mu), mpf(sigma), low, high))

# gamma(shape 2.5, scale 3), beta(2, 5) and beta(0.5, 0.5) on [0, 1]: by quadrature of their densities.
shape, scale = mpf("2.5"), mpf(3)
gamma_density = lambda x: x ** (shape - 1) * exp(-x / scale) / gamma(shape) / scale**shape
add("gamma", (shape, scale), mpf(5), mpf(40), by_density(gamma_density, 5, 40, [5, 10, 20, 40]))
add("gamma", (shape, scale), mpf(100), inf, by_density(gamma_density, 100, inf, [100, 110, 150, 300, 1000]))
beta_density = lambda a, b: lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / betafn(a, b)
add("beta", (2, 5, 0, 1), mpf("0.25"), mpf("0.75"), by_density(beta_density(2, 5), 0, 1, ["0.25", "0.5", "0.75"]))
half = mpf("0.5")
add("beta", (half, half, 0, 1), mpf(0), mpf("0.25"), by_density(beta_density(half, half), 0, 1, [0, "1e-8", "1e-4", "0.01", "0.1", "0.25"]))

squiggle = [(top, lognormal(*from_interval("0.001", 1000), 0, mpf(top))[1]) for top in ("1e6", "1e7")]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "truncated_values.h"), "w") as out:
    out.write("""// Written by truncated.py (mpmath, 60 digits); run it again rather than edit this.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace reference {

inline constexpr double inf = std::numeric_limits<double>::infinity();

struct TruncatedCase {
  std::string_view family;
  std::vector<double> parameters;
  double low, high;
  double kept, mean, sd;
};

inline const std::vector<TruncatedCase> truncated_cases = {
%s
};

// A lognormal with 90%% interval 0.001 to 1000, cut above: the top and the mean that is left.
struct WideLognormal {
  double top, mean;
};
inline constexpr WideLognormal wide_lognormals[] = {
%s
};

}  // namespace reference
""" % ("\n".join(rows), "\n".join("    {%s, %s}," % (top, num(mean)) for top, mean in squiggle)))
