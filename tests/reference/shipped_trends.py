#!/usr/bin/python3
"""What the trends of models/ should find, by NumPy: /usr/bin/python3 tests/reference/shipped_trends.py [models/data/systems.csv].

Prints slopes per year of 365.25 days, doubling times in months of 30.4375 days, and 90% intervals of the row bootstrap.
The figures under `expect:` of models/trend_*.yaml and gap_to_trend.yaml come from here."""
import csv
import sys
from datetime import date

import numpy as np

EPOCH = date(2000, 1, 1)


def linear_year(text):
    parts = [int(p) for p in text.split("-")] + [1, 1]
    return 2000 + (date(parts[0], parts[1], parts[2]) - EPOCH).days / 365.25


def read(path):
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return sorted(rows, key=lambda r: linear_year(r["publication_date"]))


def points(rows, column, keep=lambda x, row: True):
    chosen = [r for r in rows if r[column] and keep(linear_year(r["publication_date"]), r)]
    x = np.array([linear_year(r["publication_date"]) for r in chosen])
    return x, np.log10([float(r[column]) for r in chosen])


def fit(x, y):
    slope, level = np.polyfit(x - x.mean(), y, 1)
    r2 = np.corrcoef(x, y)[0, 1] ** 2
    return slope, level, r2


def records(x, y):
    """Above all before; of those at one x the highest."""
    best, keep = -np.inf, []
    for at in np.unique(x):
        i = max(np.flatnonzero(x == at), key=lambda k: y[k])
        if y[i] > best:
            best = y[i]
            keep.append(i)
    return np.array(keep)


def z_above(x, y, threshold, window):
    keep = []
    for i in range(len(x)):
        near = y[np.abs(x - x[i]) <= window / 2]
        if near.std() > 0 and (y[i] - near.mean()) / near.std() >= threshold:
            keep.append(i)
    return np.array(keep)


def bootstrap(x, y, noise, draws, at=None, seed=1):
    """Slopes, and log10 of the line at `at`, of rows redrawn with replacement."""
    random = np.random.default_rng(seed)
    n = len(x)
    slopes, values = [], []
    for _ in range(draws // 1000):
        rows = random.integers(0, n, (1000, n))
        bx, by = x[rows], y[rows]
        if noise > 1:
            by = by + random.uniform(-np.log10(noise), np.log10(noise), by.shape)
        cx = bx - bx.mean(1, keepdims=True)
        sxx = (cx * cx).sum(1)
        good = sxx > 1e-9
        slope = (cx * by).sum(1)[good] / sxx[good]
        slopes.append(slope)
        if at is not None:
            values.append(by.mean(1)[good] + slope * (at - bx.mean(1)[good]))
    return np.concatenate(slopes), (np.concatenate(values) if at is not None else None)


def theil_sen(x, y):
    i, j = np.triu_indices(len(x), 1)
    different = x[i] != x[j]
    return np.median((y[j] - y[i])[different] / (x[j] - x[i])[different])


def two_regimes(x, y):
    """A line on either side of the change with the least squares; three different x on each side."""
    best = None
    different = np.unique(x)
    for left, right in zip(different[2:-3], different[3:-2]):
        early = x <= left
        squares = 0
        slopes = []
        for part in (early, ~early):
            slope, level, _ = fit(x[part], y[part])
            squares += ((y[part] - level - slope * (x[part] - x[part].mean())) ** 2).sum()
            slopes.append(slope)
        if best is None or squares < best[0]:
            best = (squares, (left + right) / 2, *slopes)
    return best[1:]


def report(name, x, y, noise=1, draws=400000, at=None):
    slope, level, r2 = fit(x, y)
    months = 12 * np.log10(2) / slope
    slopes, values = bootstrap(x, y, noise, draws, at)
    low, median, high = np.quantile(np.where(slopes > 0, 12 * np.log10(2) / slopes, np.inf), [0.05, 0.5, 0.95])
    print(f"{name}: n {len(x)}, slope {slope:.6f}, doubling {months:.4f} months [{low:.3f}; {median:.3f}; {high:.3f}], R2 {r2:.4f}, "
          f"growth {10 ** slope:.4f}, P(slope <= 0) {np.mean(slopes <= 0):.2g}")
    if at is not None:
        q = 10 ** np.quantile(values, [0.05, 0.5, 0.95])
        print(f"  at {at:.4f}: {10 ** (level + slope * (at - x.mean())):.5g} [{q[0]:.4g}; {q[1]:.4g}; {q[2]:.4g}]")
    return slopes


def main(path):
    rows = read(path)
    x, y = points(rows, "training_compute")
    y2010, from2015 = linear_year("2010-01-01"), linear_year("2015-09-01")
    report("before 2010", x[x < y2010], y[x < y2010], 2)
    report("since 2010", x[x >= y2010], y[x >= y2010], 2, at=linear_year("2027-01-01"))
    z = z_above(x, y, 0.76, 2)
    z = z[x[z] >= from2015]
    report("large scale", x[z], y[z], 2)

    x, y = points(rows, "parameters", lambda t, r: r["domain"] == "Language" and t >= linear_year("2018-01-01"))
    report("parameters", x, y, 1, 6000000, linear_year("2025-01-01"))
    print("  Theil-Sen doubling", 12 * np.log10(2) / theil_sen(x, y))

    before = linear_year("2023-01-01")
    for name, out in (("records", ()), ("records without AlphaGo Zero", ("AlphaGo Zero",))):
        x, y = points(rows, "training_compute", lambda t, r: t < before and r["system"] not in out)
        keep = records(x, y)
        keep = keep[x[keep] >= from2015]
        report(name, x[keep], y[keep], 2)

    x, y = points(rows, "training_compute", lambda t, r: t < before)
    print("two regimes: change, slope before, slope after", two_regimes(x, y), "later doubling", 12 * np.log10(2) / two_regimes(x, y)[2])

    x, y = points(rows, "training_compute", lambda t, r: linear_year("2012-01-01") <= t < linear_year("2020-05-01"))
    keep = records(x, y)
    report("known by May 2020", x[keep], y[keep], 2, 40000000, linear_year("2021-04-02"))   # the lower end lies where little is


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "models/data/systems.csv")
