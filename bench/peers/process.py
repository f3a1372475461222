"""One process from start to end: its output, wall and processor time, and peak memory."""
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Finished:
    status: int
    output: bytes
    errors: str
    wall: float  # seconds
    cpu: float  # seconds, user and system, of all threads
    memory: float  # MiB; below about 10 it may be that of the process that started it


def run(command, cores, directory):
    """Runs it on these cores only. The affinity is set in this process, which sleeps meanwhile, and inherited."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores)
        try:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, cwd=directory)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            os.sched_setaffinity(0, before)
        output.seek(0)
        errors.seek(0)
        return Finished(process.returncode, output.read(), errors.read().decode(errors="replace"), wall,
                        usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
