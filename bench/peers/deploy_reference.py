"""The true p5, p50, p95, mean of the deploy model, and what their standard errors rest on, without any engine's sampling.

Given the other six inputs the output is an increasing function of one lognormal, so its distribution function, density
and first two moments are closed forms; those are averaged over a rank-1 lattice with random shifts, whose spread is the
error. Needs NumPy and SciPy. reference.py holds what it prints.
"""
import numpy as np
from scipy import special, stats

Z = special.ndtri(0.95)
GENERATOR = 1516  # of a Korobov lattice: its powers modulo POINTS; any with a small spread between shifts would do
POINTS, SHIFTS = 1048573, 8


def lognormal(low, high):
    return (np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / (2 * Z)


def lognormal_quantile(low, high, p):
    mu, sigma = lognormal(low, high)
    return np.exp(mu + sigma * special.ndtri(p))


def points(rng):
    powers = [pow(GENERATOR, k, POINTS) for k in range(6)]
    shifted = (np.outer(np.arange(POINTS), powers) % POINTS) / POINTS + rng.random(6)
    return (1 - np.abs(2 * (shifted % 1) - 1)).clip(1e-15, 1 - 1e-15).T  # tent transform: smooth at the edges


def given_the_others(u):
    """output = min(W · a, 100) · c + d with W lognormal: a, c, d at every point."""
    speed, training = lognormal_quantile(1e5, 2e6, u[0]), lognormal_quantile(1e6, 2e7, u[1])
    below = special.ndtr(-2 / 1.5)
    staff = 2e7 + 1.5e7 * special.ndtri(below + (1 - below) * u[2])
    load = stats.beta.ppf(u[3], 2, 5)
    price = 0.8 + 1.7 * u[4]
    overhead = np.where(u[5] < 1 / 3, 1 + np.sqrt(3 * u[5]), 4 - np.sqrt(6 * (1 - u[5])))
    a = price / (speed * np.maximum(load, 0.05) * (training * overhead + staff))
    return a, (1 + load) ** 0.3 * np.exp(-0.2 * overhead), 0.01 * np.log1p(price)


def law(a, c, d):
    mu, sigma = lognormal(1e11, 1e13)

    def cdf_and_density(x):
        with np.errstate(divide="ignore", invalid="ignore"):
            t = (np.log((x - d) / (c * a)) - mu) / sigma
            alive, capped = x > d, (x - d) >= 100 * c
            p = np.where(capped, 1, np.where(alive, special.ndtr(t), 0))
            f = np.where(alive & ~capped, np.exp(-t * t / 2) / np.sqrt(2 * np.pi) / (sigma * (x - d)), 0)
        return p.mean(), f.mean()

    cap = (np.log(100 / a) - mu) / sigma
    part = lambda k: a**k * np.exp(k * mu + (k * sigma) ** 2 / 2) * special.ndtr(cap - k * sigma) + 100**k * special.ndtr(-cap)
    first, second = part(1), part(2)
    mean = (c * first + d).mean()
    square = (c * c * second + 2 * c * d * first + d * d).mean()
    return cdf_and_density, mean, np.sqrt(square - mean**2)


def quantile(cdf_and_density, p, start):
    x = start
    for _ in range(30):
        value, density = cdf_and_density(x)
        x *= np.exp((p - value) / (density * x))
    return x, density


def main():
    rows = []
    for seed in range(SHIFTS):
        cdf_and_density, mean, sd = law(*given_the_others(points(np.random.default_rng(seed))))
        row = [mean, sd]
        for p, start in ((0.05, 0.02), (0.5, 0.3), (0.95, 7)):
            row += quantile(cdf_and_density, p, start)
        rows.append(row)
    for name, column in zip(("mean", "sd", "p5", "density", "p50", "density", "p95", "density"), np.transpose(rows)):
        print(f"{name:8} {column.mean():.9g} ± {column.std(ddof=1) / SHIFTS**0.5:.1g}")


if __name__ == "__main__":
    main()
