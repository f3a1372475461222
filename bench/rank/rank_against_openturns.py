#!/usr/bin/env python3
"""Total shares of Ishigami's function: time and error of `botec rank` and of OpenTURNS's Saltelli estimator, in one run.

    python3 bench/rank/rank_against_openturns.py build/release/botec

Both get several sizes; errors are root mean squares over seeds and inputs against the closed form. The ratio printed last is
that of the processor times at which the two reach the same error, on the straight line through log(time) and log(error) of
each. Python's import is left out of OpenTURNS's time. botec's run does more than shares (squeezes, swings, rank correlations), at a
cost that does not depend on the number of points: what the smallest run takes beyond its points is left out.
"""
import json, math, os, resource, subprocess, sys, time

import openturns as ot

here = os.path.dirname(os.path.abspath(__file__))
botec = sys.argv[1] if len(sys.argv) > 1 else "build/release/botec"
model = os.path.join(here, "ishigami.yaml")
b, pi = 0.1, math.pi
v = 49 / 8 + b * pi**4 / 5 + b * b * pi**8 / 18 + 0.5
v13 = b * b * pi**8 * 8 / 225
truth = [(0.5 * (1 + b * pi**4 / 5) ** 2 + v13) / v, 49 / 8 / v, v13 / v]
seeds = range(1, 13)


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, out


def botec_run(points, seed):
    used, out = cpu_of([botec, "rank", model, "--samples", str(points), "--seed", str(seed), "--format", "json", "--quiet", "--threads", "1"])
    found = {f["name"]: f["total"]["value"] for f in json.loads(out)["outputs"]["y"]["inputs"]}
    return used, [found["x1"], found["x2"], found["x3"]]


def openturns_run(points, seed):
    ot.RandomGenerator.SetSeed(seed)
    law = ot.ComposedDistribution([ot.Uniform(-pi, pi)] * 3)
    function = ot.SymbolicFunction(["x1", "x2", "x3"], ["sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)"])
    start = time.process_time()
    method = ot.SaltelliSensitivityAlgorithm(law, points, function, False)
    method.setUseAsymptoticDistribution(True)
    totals = list(method.getTotalOrderIndices())
    return time.process_time() - start, totals


def measure(run, sizes):
    rows = []
    for size in sizes:
        squares = used = 0
        for seed in seeds:
            seconds, totals = run(size, seed)
            used += seconds / len(seeds)
            squares += sum((t - e) ** 2 for t, e in zip(totals, truth)) / 3 / len(seeds)
        rows.append((size, used, math.sqrt(squares)))
    return rows


def time_at(rows, error):
    xs, ys = [math.log(r[2]) for r in rows], [math.log(r[1]) for r in rows]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    return math.exp(my + slope * (math.log(error) - mx))


ours = measure(botec_run, [8192, 32768, 131072, 524288])
a_point = (ours[-1][1] - ours[0][1]) / (ours[-1][0] - ours[0][0])
print(f"botec: {1000 * (ours[0][1] - a_point * ours[0][0]):.0f} ms beside the shares, {1e9 * a_point:.0f} ns a base point")
ours = [(n, n * a_point, e) for n, _, e in ours]
theirs = measure(openturns_run, [4096, 16384, 65536, 262144])
for name, rows in (("botec", ours), ("OpenTURNS", theirs)):
    for size, used, error in rows:
        print(f"{name:10} {size:8} base points  {1000 * used:9.2f} ms  error {error:.2e}")
if max(e for _, _, e in ours) > 0.05 or max(e for _, _, e in theirs) > 0.5:
    sys.exit("an answer is wrong: no ratio")
for error in (3e-3, 1e-3):
    print(f"at an error of {error}: OpenTURNS takes {time_at(theirs, error) / time_at(ours, error):.0f} times as long")
