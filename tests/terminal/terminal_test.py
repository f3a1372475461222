"""What rank, compare, trend and score show on terminals: narrow, wide, in ASCII, with and without colours.

Arguments: the program, the source folder; with --accept the golden files are written anew, for a human to read. Samples and seed are
fixed, and the same seed gives the same bytes everywhere: exact, no false alarms.
"""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
import unittest

ACCEPT = "--accept" in sys.argv
PROGRAM, SOURCE = (os.path.abspath(word) for word in [w for w in sys.argv[1:] if w != "--accept"][:2])
GOLDEN = os.path.join(SOURCE, "tests/terminal/golden")
ESCAPE = re.compile("\x1b\\[[0-9;]*m")
WIDEST = 120   # longer lines are hard to read, so wider windows are not filled

COMMANDS = {
    "rank": ["rank", "examples/decision.yaml", "--samples", "4096"],
    "rank_tail": ["rank", "models/goat.yaml", "--of", "training_compute", "--tail", "high", "--samples", "4096"],
    "compare": ["compare", "models/goat.yaml", "models/alphastar.yaml", "--samples", "16384"],
    "compare_constants": ["compare", "models/alphastar.yaml#thread", "models/alphastar.yaml#blog"],
    "trend": ["trend", "models/trend_records.yaml", "--of", "records", "--samples", "4096"],
    "score": ["score", "examples/forecasts/training_compute.yaml", "--samples", "4096"],
}


def shown(words, columns, **environment):
    """What a terminal so wide gets on standard output; messages go elsewhere."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    env.update(TERM="xterm", LC_ALL="C.UTF-8", **environment)
    running = subprocess.Popen([PROGRAM, *words], cwd=SOURCE, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    got = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:   # nobody writes any more
            break
        if not part:
            break
        got += part
    os.close(ours)
    messages = running.communicate()[1].decode()
    assert running.returncode == 0, messages
    return got.decode().replace("\r\n", "\n")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in line)


class Terminals(unittest.TestCase):
    maxDiff = None

    def golden(self, name, text):
        path = os.path.join(GOLDEN, name + ".txt")
        if ACCEPT:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(text, file.read())

    def check(self, command):
        words = COMMANDS[command]
        plain = {columns: shown(words, columns, NO_COLOR="1") for columns in (40, 60, 160)}
        self.golden(command + "_60", plain[60])
        self.golden(command + "_160", plain[160])
        for columns, text in plain.items():
            for line in text.splitlines():
                self.assertLessEqual(width(line), min(columns, WIDEST), line)
                self.assertEqual(line, line.rstrip())
        self.assertNotIn("\x1b", "".join(plain.values()))
        coloured = shown(words, 60)
        self.assertIn("\x1b[", coloured)
        self.assertEqual(ESCAPE.sub("", coloured), plain[60])
        self.golden(command + "_colour", coloured.replace("\x1b", "<ESC>"))
        ascii_text = shown(words + ["--ascii"], 60, NO_COLOR="1")
        self.assertTrue(ascii_text.isascii())
        self.golden(command + "_ascii", ascii_text)


for name in COMMANDS:
    def test(self, command=name):
        self.check(command)
    setattr(Terminals, "test_" + name, test)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
