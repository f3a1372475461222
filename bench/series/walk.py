"""models/growth_walk.yaml in NumPy: the 5% date of doubling, the probability of doubling before 2050, the median size in 2055.

walk.py TRIALS. Prints `name value standard_error` lines; errors from 16 batches.
"""
import sys

import numpy as np

YEARS, BATCHES, AR = 30, 16, 0.6


def batch(generator, trials):
    growth = generator.standard_normal((trials, YEARS))
    for k in range(1, YEARS):
        growth[:, k] = AR * growth[:, k - 1] + np.sqrt(1 - AR**2) * growth[:, k]
    size = np.empty((trials, YEARS + 1))
    size[:, 0] = 100
    size[:, 1:] = 100 * np.exp(np.cumsum(0.02 + 0.03 * growth, axis=1))
    holds = size >= 200
    first = np.where(holds.any(axis=1), holds.argmax(axis=1), YEARS + 1)
    date = np.full(trials, np.inf)
    rows = np.nonzero(first <= YEARS)[0]
    k = first[rows]
    begin = np.maximum(k - 2, 0)
    three = np.stack([size[rows, begin + i] for i in range(3)])
    bend = lambda v: np.abs(v[0] + v[2] - 2 * v[1])
    plain, logs = three - 200, np.log(three / 200)
    before, behind = size[rows, k - 1] - 200, size[rows, k] - 200
    log_before, log_behind = np.log(size[rows, k - 1] / 200), np.log(size[rows, k] / 200)
    straighter = bend(logs) * np.abs(behind - before) < bend(plain) * np.abs(log_behind - log_before)
    part = np.where(straighter, -log_before / (log_behind - log_before), -before / (behind - before))
    # Steps are calendar years, of 365 or 366 days.
    date[rows] = 2025 + k - 1 + part
    return np.quantile(date, 0.05, method="hazen"), np.mean(date < 2050), np.quantile(size[:, -1], 0.5)


def main():
    trials = int(float(sys.argv[1]))
    generator = np.random.default_rng(1)
    found = np.array([batch(generator, trials // BATCHES) for _ in range(BATCHES)])
    for name, values in zip(("doubled_p5", "doubled_by_2050", "size_p50"), found.T):
        print(name, np.mean(values), np.std(values, ddof=1) / np.sqrt(BATCHES))


if __name__ == "__main__":
    main()
