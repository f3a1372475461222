#!/usr/bin/env python3
"""Reference values for straight lines through points, by NumPy and SciPy and, for least squares, by exact fractions: writes
trends_values.h beside itself. Run with the system's Python: numpy 1.24, scipy 1.10.

Two regimes are found by brute force: numpy's least squares on both sides of every split. Windows of z-scores are plain numpy.
"""
import os
from fractions import Fraction

import numpy as np
from scipy import stats


def exact_line(x, y):
    """Intercept and slope in fractions of the doubles as they are, rounded once."""
    fx, fy, n = [Fraction(v) for v in x], [Fraction(v) for v in y], len(x)
    mx, my = sum(fx) / n, sum(fy) / n
    spread = sum((a - mx) ** 2 for a in fx)
    slope = sum((a - mx) * (b - my) for a, b in zip(fx, fy)) / spread
    level = my
    residuals = [b - level - slope * (a - mx) for a, b in zip(fx, fy)]
    return float(mx), float(level), float(slope), float(sum(r * r for r in residuals)), float(spread)


def regimes(x, y):
    best = None
    for k in range(1, len(x)):
        if x[k] == x[k - 1] or len(set(x[:k])) < 3 or len(set(x[k:])) < 3:
            continue
        squares, lines = 0.0, []
        for xs, ys in ((x[:k], y[:k]), (x[k:], y[k:])):
            a = np.column_stack([np.ones_like(xs), xs - x.mean()])
            c = np.linalg.lstsq(a, ys, rcond=None)[0]
            squares += float(np.sum((ys - a @ c) ** 2))
            lines.append(c)
        if best is None or squares < best[0]:
            best = (squares, (x[k - 1] + x[k]) / 2, lines)
    return best


def windows(x, y, threshold, window):
    taken = []
    for i in range(len(x)):
        near = np.abs(x - x[i]) <= window / 2
        sd = y[near].std()
        if sd > 0 and (y[i] - y[near].mean()) / sd >= threshold:
            taken.append(i)
    return taken


def data(name, n, seed):
    rng = np.random.default_rng(seed)
    if name == "dates":      # years with days, on logarithms of FLOP
        x = np.sort(np.round(2010 + 12 * rng.random(n), 3))
        y = np.round(17 + 0.6 * (x - 2010) + 0.9 * rng.standard_normal(n), 4)
    elif name == "ties":     # many equal x
        x = np.sort(rng.integers(0, 7, n).astype(float))
        y = np.round(3 - 0.25 * x + 0.1 * rng.standard_normal(n), 4)
    elif name == "far":      # a spread of one, a million away from zero
        x = np.sort(np.round(1e6 + rng.random(n), 6))
        y = np.round(1e4 + 2 * x + 0.01 * rng.standard_normal(n), 6)
    elif name == "broken":   # a change of slope and a jump
        x = np.sort(np.round(1990 + 30 * rng.random(n), 2))
        y = np.round(np.where(x < 2012.5, 0.1 * (x - 1990), 4 + 0.5 * (x - 2012.5)) + 0.2 * rng.standard_normal(n), 4)
    else:                    # heavy tails, for medians
        x = np.sort(np.round(10 * rng.random(n), 2))
        y = np.round(1 + 0.5 * x + rng.standard_t(1.5, n), 3)
    return x, y


def c(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


out = ["// Written by trends.py (numpy, scipy, exact fractions); run it again rather than edit this.", "#pragma once", "",
       "#include <cstddef>", "#include <string_view>", "#include <vector>", "", "namespace reference {", "",
       "struct TrendCase {", "  std::string_view name;", "  std::vector<double> x, y;",
       "  double centre, level, slope, squares, level_error, slope_error, r2;   // least squares",
       "  double median_slope, median_level;                                    // Theil and Sen, the level at x = centre",
       "  double change, level_before, slope_before, level_after, slope_after, regime_squares;",
       "  std::size_t lowest, highest;                                           // point without which the slope is least, greatest",
       "  double lowest_slope, highest_slope;",
       "  std::vector<std::size_t> above;                                        // z >= 0.5 within a window of a third of the range",
       "};", "", "inline const std::vector<TrendCase> trend_cases = {"]
for name, n, seed in (("dates", 40, 1), ("dates", 9, 2), ("ties", 30, 3), ("far", 25, 4), ("broken", 50, 5), ("tails", 31, 6)):
    x, y = data(name, n, seed)
    centre, level, slope, squares, spread = exact_line(x, y)
    fit = stats.linregress(x - centre, y)
    assert abs(fit.slope / slope - 1) < 1e-8 and abs(fit.stderr / np.sqrt(squares / (n - 2) / spread) - 1) < 1e-5
    s2 = squares / (n - 2)
    median = stats.theilslopes(y, x)[0]
    median_level = float(np.median(y - median * (x - centre)))
    r = regimes(x, y)
    without = [exact_line(np.delete(x, i), np.delete(y, i))[2] for i in range(n)]
    above = windows(x, y, 0.5, (x[-1] - x[0]) / 3)
    about = float(sum((Fraction(v) - sum(map(Fraction, y)) / n) ** 2 for v in y))
    numbers = [centre, level, slope, squares, np.sqrt(s2 / n), np.sqrt(s2 / spread), 1 - squares / about, median, median_level, r[1],
               r[2][0][0], r[2][0][1], r[2][1][0], r[2][1][1], r[0]]
    out.append(f'    {{"{name} {n}", {c(x)},\n     {c(y)},\n     ' + ", ".join(repr(float(v)) for v in numbers) +
               f",\n     {int(np.argmin(without))}, {int(np.argmax(without))}, {min(without)!r}, {max(without)!r}, {{" +
               ", ".join(map(str, above)) + "}},")
out += ["};", "", "}  // namespace reference", ""]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "trends_values.h"), "w") as file:
    file.write("\n".join(out))
