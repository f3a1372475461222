"""GOAT and deploy with NumPy: with_numpy.py MODEL SAMPLES"""
import json
import sys

import numpy as np


def lognormal(rng, low, high, n):  # 90% between the two
    return rng.lognormal(np.log(low * high) / 2, np.log(high / low) / (2 * 1.6448536269514722), n)


def goat(rng, n):
    value = lognormal(rng, 0.05, 0.2, n)
    value *= lognormal(rng, 10, 80, n)
    value *= lognormal(rng, 60, 120, n)
    value *= 8 * 4.2e14 * 86400
    return value


def truncated_normal(rng, mean, sd, n):
    value = rng.normal(mean, sd, n)
    while (bad := np.flatnonzero(value < 0)).size:
        value[bad] = rng.normal(mean, sd, bad.size)
    return value


def deploy(rng, n):
    words, speed, training = lognormal(rng, 1e11, 1e13, n), lognormal(rng, 1e5, 2e6, n), lognormal(rng, 1e6, 2e7, n)
    staff, load = truncated_normal(rng, 2e7, 1.5e7, n), rng.beta(2, 5, n)
    price, overhead = rng.uniform(0.8, 2.5, n), rng.triangular(1, 2, 4, n)
    share = np.minimum(words / (speed * np.maximum(load, 0.05)) * price / (training * overhead + staff), 100)
    return share * (1 + load) ** 0.3 * np.exp(-0.2 * overhead) + 0.01 * np.log(1 + price)


model, n = sys.argv[1], int(float(sys.argv[2]))
value = {"goat": goat, "deploy": deploy}[model](np.random.default_rng(1), n)
mean = value.mean()
p5, p50, p95 = np.quantile(value, [0.05, 0.5, 0.95], overwrite_input=True)
print(json.dumps({"p5": p5, "p50": p50, "p95": p95, "mean": mean, "n": n}))
