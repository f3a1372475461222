#!/usr/bin/python3
"""Reference values of the families, from formulas in mpmath at 40 digits; writes distributions.json beside itself.

Independent of the engine on purpose: its own parametrisations, incomplete functions by mpmath (or by integrating the
density where shapes are large), quantiles by bisection. Run: /usr/bin/python3 tests/reference/distributions.py
"""
import json
import os

import mpmath
from mpmath import mpf, mp

mp.dps = 40
INF = mpmath.inf


class Law:
    """lower(x), upper(x), pdf(x), support, mean, sd; quantiles follow."""

    def __init__(self, lower, upper, pdf, low=-INF, high=INF, mean=None, sd=None, discrete=False, start=(-1, 1), slow=False):
        self.lower, self.upper, self.pdf = lower, upper, pdf
        self.low, self.high, self.mean, self.sd, self.discrete, self.start = low, high, mean, sd, discrete, start
        self.slow = slow  # too slow to invert: points stand around the mean, and there are no quantiles

    def quantile(self, p, tail):
        reached = self.lower if tail == "lower" else self.upper
        enough = (lambda x: reached(x) >= p) if tail == "lower" else (lambda x: reached(x) <= p)
        if self.discrete:
            return self.whole_quantile(enough)
        a, b = self.bracket(enough)
        while True:  # geometric halving where both ends have a sign, so that small values get as many digits as large ones
            ratio = a > 0 and b / a > 2 or b < 0 and a / b > 2
            middle = mpmath.sign(b) * mpmath.sqrt(a * b) if ratio else (a + b) / 2
            if abs(b - a) <= mpf(10) ** -22 * max(abs(a), abs(b)):
                return middle
            if enough(middle):
                b = middle
            else:
                a = middle

    def bracket(self, enough):
        if self.low > -INF and self.high < INF:
            return mpf(self.low), mpf(self.high)
        if self.low > -INF:
            a = self.low + mpf(self.start[1])
            b = a
            while enough(a):
                a = self.low + (a - self.low) / 1000
            while not enough(b):
                b = self.low + (b - self.low) * 10
            return a, b
        a, b = map(mpf, self.start)
        width = b - a
        while enough(a):
            a -= width
            width *= 4
        while not enough(b):
            b += width
            width *= 4
        return a, b

    def whole_quantile(self, enough):
        below, above, step = int(self.low) - 1, int(self.low), 1
        while not enough(above):
            below, above, step = above, above + step, step * 2
        while above - below > 1:
            middle = (above + below) // 2
            if enough(middle):
                above = middle
            else:
                below = middle
        return mpf(above)


def integrated(pdf, x, mode, sd, low, high, outward_up):
    """The tail away from the mode, from panels of the density a fraction of an sd long."""
    total, at, step = mpf(0), x, sd / 64
    sign = 1 if outward_up else -1
    for _ in range(10000):
        to = at + sign * step
        to = min(to, high) if outward_up else max(to, low)
        part = abs(mpmath.quad(pdf, [at, to], method="gauss-legendre"))
        total += part
        if part < total * mpf(10) ** -30 or to in (low, high):
            return total
        at = to
    raise ValueError("tail does not end")


def by_integration(pdf, mode, sd, low, high):
    def tail(x, up):
        outward_up = x >= mode
        part = integrated(pdf, x, mode, sd, low, high, outward_up)
        return part if up == outward_up else 1 - part
    return lambda x: tail(mpf(x), False), lambda x: tail(mpf(x), True)


# ------------------------------------------------------------------ families

def normal(mean, sd):
    return Law(lambda x: mpmath.erfc((mean - x) / (sd * mpmath.sqrt(2))) / 2, lambda x: mpmath.erfc((x - mean) / (sd * mpmath.sqrt(2))) / 2,
               lambda x: mpmath.npdf(x, mean, sd), mean=mean, sd=sd, start=(mean - sd, mean + sd))


def lognormal(mu, sigma):
    z = normal(mu, sigma)
    mean = mpmath.exp(mu + sigma ** 2 / 2)
    return Law(lambda x: z.lower(mpmath.log(x)), lambda x: z.upper(mpmath.log(x)), lambda x: z.pdf(mpmath.log(x)) / x, 0,
               mean=mean, sd=mean * mpmath.sqrt(mpmath.expm1(sigma ** 2)), start=(0, mpmath.exp(mu)))


def lognormal_moments(mean, sd):
    variance = mpmath.log(1 + (sd / mean) ** 2)
    return lognormal(mpmath.log(mean) - variance / 2, mpmath.sqrt(variance))


def uniform(low, high):
    return Law(lambda x: (x - low) / (high - low), lambda x: (high - x) / (high - low), lambda x: 1 / (high - low), low, high,
               mean=(low + high) / 2, sd=(high - low) / mpmath.sqrt(12))


def loguniform(low, high):
    width = mpmath.log(high / low)
    mean = (high - low) / width
    return Law(lambda x: mpmath.log(x / low) / width, lambda x: mpmath.log(high / x) / width, lambda x: 1 / (x * width), low, high,
               mean=mean, sd=mpmath.sqrt((high ** 2 - low ** 2) / (2 * width) - mean ** 2))


def triangular(low, mode, high):
    w = high - low

    def lower(x):
        return (x - low) ** 2 / (w * (mode - low)) if x < mode else 1 - (high - x) ** 2 / (w * (high - mode))

    def upper(x):
        return 1 - (x - low) ** 2 / (w * (mode - low)) if x < mode else (high - x) ** 2 / (w * (high - mode))

    def pdf(x):
        return 2 * (x - low) / (w * (mode - low)) if x < mode else 2 * (high - x) / (w * (high - mode))

    variance = (low ** 2 + mode ** 2 + high ** 2 - low * mode - low * high - mode * high) / 18
    return Law(lower, upper, pdf, low, high, mean=(low + mode + high) / 3, sd=mpmath.sqrt(variance))


def beta(a, b, low=mpf(0), high=mpf(1)):
    w = high - low
    log_b = mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)

    def pdf(x):
        y, r = (x - low) / w, (high - x) / w
        if y <= 0 or r <= 0:
            return mpf(0)
        return mpmath.exp((a - 1) * mpmath.log(y) + (b - 1) * mpmath.log(r) - log_b) / w

    mean = low + w * a / (a + b)
    sd = w * mpmath.sqrt(a * b / (a + b + 1)) / (a + b)
    slow = max(a, b) > 500 and min(a, b) > 1
    if slow:
        lower, upper = by_integration(pdf, low + w * (a - 1) / (a + b - 2), sd, low, high)
    else:
        def lower(x):
            return mpmath.betainc(a, b, 0, (x - low) / w, regularized=True)

        def upper(x):
            return mpmath.betainc(b, a, 0, (high - x) / w, regularized=True)
    return Law(lower, upper, pdf, low, high, mean=mean, sd=sd, slow=slow)


def beta_moments(mean, sd, low=mpf(0), high=mpf(1)):
    m = (mean - low) / (high - low)
    n = m * (1 - m) / (sd / (high - low)) ** 2 - 1
    return beta(m * n, (1 - m) * n, low, high)


def pert(low, mode, high, shape=mpf(4)):
    return beta(1 + shape * (mode - low) / (high - low), 1 + shape * (high - mode) / (high - low), low, high)


def gamma(shape, scale):
    log_g = mpmath.loggamma(shape)

    def pdf(x):
        return mpmath.exp((shape - 1) * mpmath.log(x / scale) - x / scale - log_g) / scale if x > 0 else mpf(0)

    mean, sd = shape * scale, mpmath.sqrt(shape) * scale
    slow = shape > 500
    if slow:
        lower, upper = by_integration(pdf, (shape - 1) * scale, sd, mpf(0), INF)
    else:
        def lower(x):
            return mpmath.gammainc(shape, 0, x / scale, regularized=True)

        def upper(x):
            return mpmath.gammainc(shape, x / scale, INF, regularized=True)
    return Law(lower, upper, pdf, mpf(0), mean=mean, sd=sd, start=(0, mean), slow=slow)


def exponential(rate):
    return Law(lambda x: -mpmath.expm1(-rate * x), lambda x: mpmath.exp(-rate * x), lambda x: rate * mpmath.exp(-rate * x), mpf(0),
               mean=1 / rate, sd=1 / rate, start=(0, 1 / rate))


def weibull(shape, scale):
    def y(x):
        return (x / scale) ** shape
    g1, g2 = mpmath.gamma(1 + 1 / shape), mpmath.gamma(1 + 2 / shape)
    return Law(lambda x: -mpmath.expm1(-y(x)), lambda x: mpmath.exp(-y(x)), lambda x: shape * y(x) / x * mpmath.exp(-y(x)), mpf(0),
               mean=scale * g1, sd=scale * mpmath.sqrt(g2 - g1 ** 2), start=(0, scale))


def pareto(low, shape):
    return Law(lambda x: 1 - (low / x) ** shape, lambda x: (low / x) ** shape, lambda x: shape / x * (low / x) ** shape, low,
               mean=shape * low / (shape - 1) if shape > 1 else None,
               sd=low / (shape - 1) * mpmath.sqrt(shape / (shape - 2)) if shape > 2 else None, start=(0, low))


def student_t(df, location, scale):
    def two_tails(t):
        return mpmath.betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)

    def upper(x):
        t = (x - location) / scale
        return two_tails(t) / 2 if t >= 0 else 1 - two_tails(t) / 2

    log_c = mpmath.loggamma((df + 1) / 2) - mpmath.loggamma(df / 2) - mpmath.log(df * mpmath.pi) / 2
    return Law(lambda x: upper(2 * location - x), upper,
               lambda x: mpmath.exp(log_c - (df + 1) / 2 * mpmath.log1p(((x - location) / scale) ** 2 / df)) / scale,
               mean=location if df > 1 else None, sd=scale * mpmath.sqrt(df / (df - 2)) if df > 2 else None,
               start=(location - scale, location + scale))


def location_scale(lower, upper, pdf, mean, sd):
    def make(location, scale):
        return Law(lambda x: lower((x - location) / scale), lambda x: upper((x - location) / scale),
                   lambda x: pdf((x - location) / scale) / scale, mean=None if mean is None else location + scale * mean,
                   sd=None if sd is None else scale * sd, start=(location - scale, location + scale))
    return make


logistic = location_scale(lambda z: 1 / (1 + mpmath.exp(-z)), lambda z: 1 / (1 + mpmath.exp(z)),
                          lambda z: mpmath.sech(z / 2) ** 2 / 4, mpf(0), mpmath.pi / mpmath.sqrt(3))
gumbel = location_scale(lambda z: mpmath.exp(-mpmath.exp(-z)), lambda z: -mpmath.expm1(-mpmath.exp(-z)),
                        lambda z: mpmath.exp(-z - mpmath.exp(-z)), mpmath.euler, mpmath.pi / mpmath.sqrt(6))
laplace = location_scale(lambda z: mpmath.exp(z) / 2 if z < 0 else 1 - mpmath.exp(-z) / 2,
                         lambda z: mpmath.exp(-z) / 2 if z > 0 else 1 - mpmath.exp(z) / 2,
                         lambda z: mpmath.exp(-abs(z)) / 2, mpf(0), mpmath.sqrt(2))
cauchy = location_scale(lambda z: mpmath.acot(-z) / mpmath.pi if z < 0 else 1 - mpmath.atan2(1, z) / mpmath.pi,
                        lambda z: mpmath.atan2(1, z) / mpmath.pi, lambda z: 1 / (mpmath.pi * (1 + z * z)), None, None)


def inverse_gamma(shape, scale):
    g = gamma(shape, mpf(1))
    return Law(lambda x: g.upper(scale / x), lambda x: g.lower(scale / x), lambda x: g.pdf(scale / x) * scale / x ** 2, mpf(0),
               mean=scale / (shape - 1) if shape > 1 else None,
               sd=scale / ((shape - 1) * mpmath.sqrt(shape - 2)) if shape > 2 else None, start=(0, scale / shape))


def arcsine(low, high):
    w = high - low
    return Law(lambda x: 2 / mpmath.pi * mpmath.asin(mpmath.sqrt((x - low) / w)), lambda x: 2 / mpmath.pi * mpmath.asin(mpmath.sqrt((high - x) / w)),
               lambda x: 1 / (mpmath.pi * mpmath.sqrt((x - low) * (high - x))), low, high, mean=(low + high) / 2, sd=w / mpmath.sqrt(8))


# Discrete ones: sums of probabilities where they are few, else the identities with incomplete functions.

def summed(pmf, low, high, mean, sd, lower=None, upper=None):
    if lower is None:
        def lower(x):
            return mpmath.fsum(pmf(k) for k in range(int(low), min(int(mpmath.floor(x)), int(high)) + 1))

        def upper(x):
            return mpmath.fsum(pmf(k) for k in range(int(mpmath.floor(x)) + 1, int(high) + 1))
    return Law(lower, upper, pmf, low, high, mean, sd, discrete=True, slow=mean > 1000 and sd < mean / 10)


def bernoulli(p):
    return summed(lambda k: p if k == 1 else 1 - p, mpf(0), mpf(1), p, mpmath.sqrt(p * (1 - p)))


def binomial(n, p):
    def pmf(k):
        return mpmath.exp(mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1) + k * mpmath.log(p) + (n - k) * mpmath.log1p(-p))
    if n <= 1000:
        return summed(pmf, mpf(0), n, n * p, mpmath.sqrt(n * p * (1 - p)))
    law = {}

    def tail(k, which):
        k = mpmath.floor(k)
        b = law.setdefault(k, beta(n - k, k + 1))
        return b.lower(1 - p) if which == "lower" else b.upper(1 - p)
    return summed(pmf, mpf(0), n, n * p, mpmath.sqrt(n * p * (1 - p)), lambda k: tail(k, "lower"), lambda k: tail(k, "upper"))


def poisson(mean):
    def pmf(k):
        return mpmath.exp(k * mpmath.log(mean) - mean - mpmath.loggamma(mpf(k) + 1))
    return summed(pmf, mpf(0), INF, mean, mpmath.sqrt(mean), lambda k: gamma(mpmath.floor(k) + 1, mpf(1)).upper(mean),
                  lambda k: gamma(mpmath.floor(k) + 1, mpf(1)).lower(mean))


def integer(low, high):
    n = high - low + 1
    return summed(lambda k: 1 / n, low, high, (low + high) / 2, mpmath.sqrt((n ** 2 - 1) / 12),
                  lambda k: (mpmath.floor(k) - low + 1) / n, lambda k: (high - mpmath.floor(k)) / n)


def geometric(p):
    return summed(lambda k: p * (1 - p) ** k, mpf(0), INF, (1 - p) / p, mpmath.sqrt(1 - p) / p,
                  lambda k: 1 - (1 - p) ** (mpmath.floor(k) + 1), lambda k: (1 - p) ** (mpmath.floor(k) + 1))


def negative_binomial(successes, p):
    def pmf(k):
        return mpmath.exp(mpmath.loggamma(k + successes) - mpmath.loggamma(mpf(k) + 1) - mpmath.loggamma(successes) + successes * mpmath.log(p) + k * mpmath.log1p(-p))
    return summed(pmf, mpf(0), INF, successes * (1 - p) / p, mpmath.sqrt(successes * (1 - p)) / p,
                  lambda k: beta(successes, mpmath.floor(k) + 1).lower(p), lambda k: beta(successes, mpmath.floor(k) + 1).upper(p))


# ------------------------------------------------------------------ cases

CASES = [
    ("normal", {"mean": 5, "sd": 2}, normal), ("normal", {"mean": -1e6, "sd": 1e-3}, normal),
    ("lognormal", {"mu": 1, "sigma": 0.5}, lognormal), ("lognormal", {"mu": -3, "sigma": 4}, lognormal),
    ("lognormal", {"mean": 10, "sd": 30}, lognormal_moments),
    ("lognormal", {"median": 10, "gsd": 3}, lambda median, gsd: lognormal(mpmath.log(median), mpmath.log(gsd))),
    ("uniform", {"low": 2, "high": 8}, uniform), ("uniform", {"low": -1e-9, "high": 1e12}, uniform),
    ("loguniform", {"low": 1, "high": 1000}, loguniform), ("loguniform", {"low": 1, "high": 1.001}, loguniform),
    ("triangular", {"low": 1, "mode": 3, "high": 10}, triangular), ("triangular", {"low": -5, "mode": -4.99, "high": 0}, triangular),
    ("pert", {"low": 1, "mode": 3, "high": 10}, pert), ("pert", {"low": -2, "mode": -2, "high": 10, "shape": 0.5}, pert),
    ("beta", {"alpha": 2, "beta": 5}, lambda alpha, beta_: beta(alpha, beta_)), ("beta", {"alpha": 0.3, "beta": 0.07}, lambda alpha, beta_: beta(alpha, beta_)),
    ("beta", {"alpha": 40, "beta": 1500}, lambda alpha, beta_: beta(alpha, beta_)), ("beta", {"alpha": 2.5, "beta": 1e6}, lambda alpha, beta_: beta(alpha, beta_)),
    ("beta", {"alpha": 3e5, "beta": 2e4}, lambda alpha, beta_: beta(alpha, beta_)),
    ("beta", {"alpha": 0.5, "beta": 300}, lambda alpha, beta_: beta(alpha, beta_)), ("beta", {"alpha": 1.2, "beta": 80, "low": -3, "high": 5}, lambda alpha, beta_, low, high: beta(alpha, beta_, low, high)),
    ("beta", {"mean": 0.2, "sd": 0.1}, beta_moments), ("beta", {"mean": 3, "sd": 0.5, "low": 1, "high": 9}, beta_moments),
    ("gamma", {"shape": 3, "scale": 2}, gamma), ("gamma", {"shape": 0.1, "scale": 1e6}, gamma), ("gamma", {"shape": 480, "scale": 0.1}, gamma),
    ("gamma", {"shape": 2e6, "scale": 1e-6}, gamma), ("gamma", {"mean": 10, "sd": 4}, lambda mean, sd: gamma((mean / sd) ** 2, sd ** 2 / mean)),
    ("exponential", {"rate": 0.25}, exponential), ("exponential", {"mean": 3e8}, lambda mean: exponential(1 / mean)),
    ("weibull", {"shape": 1.5, "scale": 10}, weibull), ("weibull", {"shape": 0.3, "scale": 2}, weibull), ("weibull", {"shape": 2e3, "scale": 7}, weibull),
    ("pareto", {"low": 1, "shape": 2.5}, pareto), ("pareto", {"low": 40, "shape": 0.8}, pareto), ("pareto", {"low": 40, "shape": 1.5}, pareto),
    ("student_t", {"df": 4, "location": 5, "scale": 2}, student_t), ("student_t", {"df": 0.7, "location": 0, "scale": 1}, student_t),
    ("student_t", {"df": 1.5, "location": 0, "scale": 1}, student_t), ("student_t", {"df": 250, "location": 1, "scale": 3}, student_t),
    ("student_t", {"df": 5, "mean": 2, "sd": 3}, lambda df, mean, sd: student_t(df, mean, sd * mpmath.sqrt((df - 2) / df))),
    ("logistic", {"location": 5, "scale": 2}, logistic), ("gumbel", {"location": 5, "scale": 2}, gumbel),
    ("laplace", {"location": 5, "scale": 2}, laplace), ("cauchy", {"location": 5, "scale": 2}, cauchy),
    ("chi_squared", {"df": 4}, lambda df: gamma(df / 2, mpf(2))), ("chi_squared", {"df": 1}, lambda df: gamma(df / 2, mpf(2))),
    ("inverse_gamma", {"shape": 3, "scale": 4}, inverse_gamma), ("inverse_gamma", {"shape": 0.9, "scale": 1e3}, inverse_gamma),
    ("rayleigh", {"scale": 3}, lambda scale: weibull(mpf(2), scale * mpmath.sqrt(2))),
    ("arcsine", {"low": 0, "high": 1}, arcsine), ("arcsine", {"low": -20, "high": 5}, arcsine),
    ("bernoulli", {"p": 0.3}, bernoulli),
    ("binomial", {"n": 10, "p": 0.3}, binomial), ("binomial", {"n": 400, "p": 0.97}, binomial), ("binomial", {"n": 1e6, "p": 0.002}, binomial),
    ("poisson", {"mean": 4}, poisson), ("poisson", {"mean": 0.01}, poisson), ("poisson", {"mean": 7.5e3}, poisson),
    ("integer", {"low": 1, "high": 6}, integer), ("integer", {"low": -1000000, "high": 1000000}, integer),
    ("geometric", {"p": 0.3}, geometric), ("geometric", {"p": 1e-6}, geometric),
    ("negative_binomial", {"successes": 3, "p": 0.4}, negative_binomial), ("negative_binomial", {"successes": 0.2, "p": 0.01}, negative_binomial),
]
LEVELS = [1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5]


def call(law, arguments):
    exact = {name + "_" if name == "beta" else name: mpf(value) for name, value in arguments.items()}
    return law(**exact)


def number(value):
    if value is None or mpmath.isinf(value):
        return None
    return float(mpmath.nstr(value, 20))


def row(family, arguments, make):
    law = call(make, arguments)
    quantiles, points = [], []
    if law.slow:
        wanted = [number(law.mean + z * law.sd) for z in (-20, -6, -3, -1, -0.1, 0.1, 1, 3, 6, 20)]
        wanted = [float(int(x)) for x in wanted] if law.discrete else wanted
    else:
        for tail in ("lower", "upper"):
            for level in LEVELS:
                quantiles.append([level, tail, number(law.quantile(mpf(level), tail))])
        wanted = [q[2] for q in quantiles]
    for x in sorted({x for x in wanted if x is not None}):
        exact = mpf(x)
        if not law.low < exact < law.high and not law.discrete:
            continue
        points.append([x, number(law.lower(exact)), number(law.upper(exact)), number(law.pdf(exact))])
    return {"family": family, "arguments": arguments, "mean": number(law.mean), "sd": number(law.sd), "quantiles": quantiles, "points": points}


def main():
    rows = []
    for family, arguments, make in CASES:
        print(family, arguments, flush=True)
        rows.append(row(family, arguments, make))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "distributions.json"), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")


if __name__ == "__main__":
    main()
