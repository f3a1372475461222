"""The doubling time of a line through logarithms, rows redrawn: bootstrap.py ROWS.csv TRIALS. Prints `name value standard_error` lines."""
import sys

import numpy as np

BATCHES = 16


def batch(generator, x, y, trials):
    rows = generator.integers(0, len(x), (trials, len(x)))
    at, value = x[rows], y[rows]
    at -= at.mean(axis=1, keepdims=True)
    slope = (at * value).sum(axis=1) / (at * at).sum(axis=1)
    return np.quantile(np.log10(2) / slope, (0.05, 0.5, 0.95), method="hazen")


def main():
    x, y = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, unpack=True)
    generator = np.random.default_rng(1)
    found = np.array([batch(generator, x, np.log10(y), int(float(sys.argv[2])) // BATCHES) for _ in range(BATCHES)])
    for name, values in zip(("p5", "p50", "p95"), found.T):
        print(name, np.mean(values), np.std(values, ddof=1) / np.sqrt(BATCHES))


if __name__ == "__main__":
    main()
