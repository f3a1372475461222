"""A run as Markdown tables and as JSON."""
import os
import re
import subprocess
from statistics import median

from contenders import CONTENDERS

FEATURES = ("avx2", "fma", "aes", "vaes", "avx512f", "avx512dq", "avx512vl", "gfni")


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "unknown"


def machine():
    info = open("/proc/cpuinfo").read()
    field = lambda name: (re.search(rf"^{name}\s*:\s*(.*)$", info, re.M) or [None, "unknown"])[1]
    flags = field("flags").split()
    return {
        "processor": f"{field('model name')}, family {field('cpu family')}, model {field('model')}",
        "features": " ".join(f for f in FEATURES if f in flags),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "compiler": first_line("g++", "--version"),
        "load": round(os.getloadavg()[0], 2),
    }


def seconds(values, digits=3):
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def verdict(ratio, wanted):
    if wanted is None:
        return ""
    kind, bound = wanted
    met = ratio >= bound if kind == ">=" else ratio <= bound
    return f"{'≥' if kind == '>=' else '≤'} {bound:g} {'met' if met else '**missed**'}"


def memory(contest, name, finished):
    peak, most = max(r.memory for r in finished), contest.memory.get(name)
    return f"{peak:.0f}" + ("" if most is None else f", wanted ≤ {most} {'met' if peak <= most else '**missed**'}")


def table(contest, runs, clock):
    """runs: name of a contender -> its finished runs."""
    base = median(getattr(r, clock) for r in runs["botec"]) if runs.get("botec") else None
    lines = [f"**{contest.name}**" + (", one thread" if contest.threads == 1 else ""), "",
             "| program | seconds: median (min–max) | processor seconds | ns a sample | peak MiB | times botec | wanted |",
             "|---|---|---|---|---|---|---|"]
    for name, finished in runs.items():
        if not finished:
            lines.append(f"| {CONTENDERS[name].title} | failed | | | | | |")
            continue
        time = median(getattr(r, clock) for r in finished)
        ratio = time / base if base else None
        lines.append(f"| {CONTENDERS[name].title} | {seconds([r.wall for r in finished])} | {median(r.cpu for r in finished):.3f} "
                     f"| {time / contest.samples * 1e9:.3g} | {memory(contest, name, finished)} "
                     f"| {'' if ratio is None or name == 'botec' else f'{ratio:.3g}'} "
                     f"| {'' if ratio is None else verdict(ratio, contest.against.get(name))} |")
    return "\n".join(lines) + "\n"


def figures(contest, runs):
    for name, finished in runs.items():
        if finished:
            yield {"name": f"{contest.name}/{name}", "unit": "s", "values": [r.wall for r in finished],
                   "cpu": [r.cpu for r in finished], "memory_mib": [round(r.memory, 1) for r in finished]}
