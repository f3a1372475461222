"""The right answers, and how far an honest sample of n draws may be from them."""
from dataclasses import dataclass
from math import exp, log, pi, sqrt
from statistics import NormalDist

# In standard errors, two-sided: one wrong alarm in 5e8 figures, so one in a million full runs (four figures an answer, some
# two hundred answers). With 1e3 samples the laws of p95 and mean are skewed, and the rate is nearer to one in 1e4 runs.
ALLOWED = 6


@dataclass(frozen=True)
class Truth:
    value: float
    error: float  # standard error of an estimate from one draw; from n independent draws it is this over √n
    own_error: float = 0.0  # of `value` itself


def goat():
    """A product of lognormals is lognormal: closed forms."""
    z95, normal = NormalDist().inv_cdf(0.95), NormalDist()
    ranges = [(0.05, 0.2), (10, 80), (60, 120)]
    mu = log(8 * 4.2e14 * 86400) + sum(log(low * high) / 2 for low, high in ranges)
    sigma = sqrt(sum((log(high / low) / (2 * z95)) ** 2 for low, high in ranges))
    mean = exp(mu + sigma**2 / 2)
    truths = {"mean": Truth(mean, mean * sqrt(exp(sigma**2) - 1))}
    for name, p in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95)):
        z = normal.inv_cdf(p)
        value = exp(mu + sigma * z)
        truths[name] = Truth(value, sqrt(p * (1 - p)) * value * sigma * sqrt(2 * pi) * exp(z * z / 2))
    return truths


def deploy():
    """As deploy_reference.py prints them: an integral over the other six inputs of what is exact in one."""
    truths = {"mean": Truth(1.74597, 5.66469, 4e-5)}
    for name, p, value, density, own in (("p5", 0.05, 0.022364981, 4.06161, 8e-8), ("p50", 0.5, 0.308012838, 0.700339, 6e-7),
                                         ("p95", 0.95, 7.1449734, 0.00740225, 6e-5)):
        truths[name] = Truth(value, sqrt(p * (1 - p)) / density, own)
    return truths


TRUTHS = {"goat": goat(), "deploy": deploy()}


def fault(model, samples, answer):
    """What is wrong with an answer, or None."""
    if answer.get("n") != samples:
        return f"{answer.get('n')} samples instead of {samples}"
    for name, truth in TRUTHS[model].items():
        if not isinstance(answer.get(name), (int, float)):
            return f"{name} is {answer.get(name)}"
        distance = abs(answer[name] - truth.value)
        if not distance <= ALLOWED * (truth.error / sqrt(samples) + truth.own_error):
            return f"{name} is {answer[name]:.8g} instead of {truth.value:.8g}, {distance / truth.error * sqrt(samples):.1f} standard errors off"
    return None
