"""Who competes, how each is made ready and called, and what is asked of botec against it."""
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "peers"
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable  # the one that distribution packages serve
SQUIGGLE = "@quri/squiggle-lang@0.10.0"


@dataclass(frozen=True)
class Contender:
    name: str
    title: str
    command: object  # (model, samples, threads) -> list of words
    packages: tuple = ()  # of Debian
    source: str = ""  # C++ to compile
    libraries: tuple = ()
    rounds: int = 1000  # at most this many repetitions, for the slow


def program(name):
    return str(HERE / "programs" / name)


def botec(*options):
    def command(model, samples, threads):
        path = str(ROOT / "bench" / "models" / f"{model}.yaml")
        return [str(ROOT / "build" / "release" / "botec"), "run", path, "--samples", str(samples), "--threads", str(threads),
                "--format", "json", "--output", "-", *(options or ("--method", "plain"))]
    return command


def script(*words):
    return lambda model, samples, threads: [*words, model, str(samples)]


def compiled(name):
    return lambda model, samples, threads: [str(BUILD / name), model, str(samples), str(threads)]


CONTENDERS = {c.name: c for c in [
    Contender("botec", "botec", botec()),
    Contender("botec-1", "botec, one thread", lambda model, samples, threads: botec()(model, samples, 1)),
    Contender("botec-sobol", "botec, Sobol' net", botec("--method", "sobol", "--no-conditioning")),
    Contender("botec-low", "botec, --memory low", botec("--method", "plain", "--memory", "low")),
    Contender("boost", "Boost.Random (ziggurat) + oneTBB", compiled("boost_tbb"), ("g++", "libboost-dev", "libtbb-dev"), "boost_tbb.cpp", ("-ltbb",)),
    Contender("naive", "C++ <random>, one loop", compiled("naive"), ("g++",), "naive.cpp"),
    Contender("numpy", "NumPy", script(PYTHON, program("with_numpy.py")), ("python3-numpy",)),
    Contender("openturns", "OpenTURNS", script(PYTHON, program("with_openturns.py")), ("python3-openturns",)),
    Contender("r", "R", script("Rscript", program("with_r.R")), ("r-base-core",)),
    Contender("squiggle", "Squiggle 0.10.0", script("node", "--max-old-space-size=8192", program("with_squiggle.mjs")), rounds=3),
]}


@dataclass(frozen=True)
class Contest:
    model: str
    samples: int
    threads: int
    # Who runs beside botec, and the ratio of its time to botec's that is wanted: (">=", 12), ("<=", 2) or None.
    against: dict = field(default_factory=dict)
    memory: dict = field(default_factory=dict)  # MiB that botec may take at most, by name
    clock: str = ""  # where the clock that was asked for cannot tell: threads add up in processor time

    @property
    def name(self):
        return f"{self.model} {self.samples:.0e}".replace("e+0", "e") + (f" {self.threads} threads" if self.threads > 1 else "")


def at_least(ratio):
    return (">=", ratio)


CONTESTS = [
    Contest("goat", 10**8, 1, {"botec-sobol": ("<=", 2), "boost": at_least(12), "naive": at_least(18), "numpy": at_least(25)}),
    Contest("goat", 10**7, 1, {"boost": None, "naive": None, "numpy": None, "r": at_least(30), "openturns": at_least(50), "squiggle": at_least(200)}),
    Contest("deploy", 10**7, 1, {"botec-sobol": ("<=", 2), "boost": None, "naive": at_least(14), "numpy": at_least(20), "r": None, "openturns": at_least(60)}),
    Contest("deploy", 10**6, 1, {"boost": None, "naive": None, "numpy": None, "r": None, "openturns": None, "squiggle": at_least(400)}),
    Contest("goat", 10**3, 1, {"boost": None, "naive": None, "numpy": None, "r": None, "openturns": None, "squiggle": None}),
    Contest("goat", 10**8, 2, {"boost": None}),
    Contest("goat", 10**9, 2, {"botec-1": at_least(1.8), "botec-low": None}, {"botec": 200, "botec-1": 200, "botec-low": 20}, clock="wall"),
]
# A tenth of the work, so that start-up weighs more: to see whether all is well, not to hold against the wishes.
QUICK = [Contest(c.model, c.samples // 10, c.threads, dict.fromkeys(c.against)) for c in CONTESTS if c.samples >= 10**6]


def supported(name):
    """Whether this botec knows the options that the contender is called with."""
    if name != "botec-low":
        return True
    shown = subprocess.run([str(ROOT / "build" / "release" / "botec"), "run", "--help"], capture_output=True, text=True).stdout
    return "--memory" in shown


def importable(package):
    module = package.removeprefix("python3-")
    return subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def installed(package):
    headers = {"libboost-dev": "boost/version.hpp", "libtbb-dev": "tbb/parallel_for.h"}
    if package in headers:
        return any((Path(root) / "include" / headers[package]).exists() for root in ("/usr", "/usr/local"))
    if package.startswith("python3-"):
        return importable(package)
    return shutil.which({"r-base-core": "Rscript"}.get(package, package)) is not None


def install(names):
    """Installs and builds what these contenders need, into build/peers where it can be."""
    BUILD.mkdir(parents=True, exist_ok=True)
    packages = {p for n in names for p in CONTENDERS[n].packages} | ({"nodejs", "npm"} if "squiggle" in names and not shutil.which("npm") else set())
    missing = sorted(p for p in packages if not installed(p))
    if missing:
        print("installing with apt:", *missing, file=sys.stderr)
        apt = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        if subprocess.run(apt, stdout=subprocess.DEVNULL).returncode:
            subprocess.run(["apt-get", "update"], check=True, stdout=subprocess.DEVNULL)
            subprocess.run(apt, check=True, stdout=subprocess.DEVNULL)
    if "squiggle" in names and not (BUILD / "node_modules" / "@quri").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(BUILD), SQUIGGLE], check=True, stdout=sys.stderr)
    for contender in (CONTENDERS[n] for n in names):
        if contender.source:
            source, target = HERE / "programs" / contender.source, BUILD / Path(contender.source).stem
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                subprocess.run(["g++", "-std=c++20", "-O3", "-march=native", str(source), "-o", str(target), *contender.libraries], check=True)
    # ./run builds what is out of date before it starts it.
    subprocess.run([str(ROOT / "run"), "--version"], check=True, stdout=subprocess.DEVNULL)


def answer_of(contender, output):
    """The four figures, from the peers' own line or from botec's result."""
    read = json.loads(output)
    if not contender.name.startswith("botec"):
        return read
    (values,) = read["outputs"].values()
    quantiles = values["quantiles"]
    return {"p5": quantiles["0.05"], "p50": quantiles["0.5"], "p95": quantiles["0.95"], "mean": values["mean"], "n": read["run"]["samples"]}
