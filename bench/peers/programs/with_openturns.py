"""GOAT and deploy with OpenTURNS: with_openturns.py MODEL SAMPLES"""
import json
import math
import sys

import openturns as ot


def lognormal(low, high):  # 90% between the two
    return ot.LogNormal(math.log(low * high) / 2, math.log(high / low) / (2 * 1.6448536269514722), 0)


MODELS = {
    "goat": ({"u": lognormal(0.05, 0.2), "p": lognormal(10, 80), "d": lognormal(60, 120)}, "8*4.2e14*u*p*(d*86400)"),
    "deploy": (
        {
            "w": lognormal(1e11, 1e13),
            "g": lognormal(1e5, 2e6),
            "t": lognormal(1e6, 2e7),
            "s": ot.TruncatedDistribution(ot.Normal(2e7, 1.5e7), 0.0, ot.TruncatedDistribution.LOWER),
            "b": ot.Beta(2, 5, 0, 1),
            "p": ot.Uniform(0.8, 2.5),
            "q": ot.Triangular(1, 2, 4),
        },
        "min(w/(g*max(b, 0.05))*p/(t*q + s), 100)*(1 + b)^0.3*exp(-0.2*q) + 0.01*ln(1 + p)",
    ),
}

inputs, formula = MODELS[sys.argv[1]]
n = int(float(sys.argv[2]))
ot.RandomGenerator.SetSeed(1)
function = ot.SymbolicFunction(list(inputs), [formula])
output = ot.CompositeRandomVector(function, ot.RandomVector(ot.ComposedDistribution(list(inputs.values()))))
sample = output.getSample(n)
p5, p50, p95 = (sample.computeQuantilePerComponent(p)[0] for p in (0.05, 0.5, 0.95))
print(json.dumps({"p5": p5, "p50": p50, "p95": p95, "mean": sample.computeMean()[0], "n": n}))
