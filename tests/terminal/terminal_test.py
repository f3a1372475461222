"""What rank, compare, trend and score show on terminals: narrow, wide, in ASCII, with and without colours.

Arguments: the program, the source folder; with --accept the golden files are written anew, for a human to read. The golden texts are
of answers in closed form: exact, no false alarms.
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

# Whose answers have closed forms, so that what they show does not hang on the last bits of a sum; and others, of which only what
# holds for every text is checked.
EXACT = {
    "rank": ["rank", "models/deployment_cost.yaml"],
    "compare": ["compare", "models/goat.yaml", "tests/terminal/models/goat_answered.yaml"],
    "compare_constants": ["compare", "models/alphastar.yaml#thread", "models/alphastar.yaml#blog"],
    "trend": ["trend", "tests/terminal/models/growth.yaml"],
    "score": ["score", "tests/terminal/models/past.yaml"],
}
SAMPLED = {
    "rank_decision": ["rank", "examples/decision.yaml", "--samples", "4096"],
    "rank_tail": ["rank", "models/goat.yaml", "--of", "training_compute", "--tail", "high", "--samples", "4096"],
    "compare_models": ["compare", "models/goat.yaml", "models/alphastar.yaml", "--samples", "16384"],
    "trend_records": ["trend", "models/trend_records.yaml", "--of", "records", "--samples", "4096"],
    "score_models": ["score", "examples/forecasts/training_compute.yaml", "--samples", "4096"],
}
COMMANDS = {**EXACT, **SAMPLED}


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

    def golden(self, command, kind, text):
        if command not in EXACT:
            return
        name = command + "_" + kind
        path = os.path.join(GOLDEN, name + ".txt")
        if ACCEPT:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(text, file.read())

    def check(self, command):
        words = COMMANDS[command]
        plain = {columns: shown(words, columns, NO_COLOR="1") for columns in (40, 60, 160)}
        self.golden(command, "60", plain[60])
        self.golden(command, "160", plain[160])
        for columns, text in plain.items():
            for line in text.splitlines():
                self.assertLessEqual(width(line), min(columns, WIDEST), line)
                self.assertEqual(line, line.rstrip())
        self.assertNotIn("\x1b", "".join(plain.values()))
        coloured = shown(words, 60)
        self.assertIn("\x1b[", coloured)
        self.assertEqual(ESCAPE.sub("", coloured), plain[60])
        self.golden(command, "colour", coloured.replace("\x1b", "<ESC>"))
        ascii_text = shown(words + ["--ascii"], 60, NO_COLOR="1")
        self.assertTrue(ascii_text.isascii())
        self.golden(command, "ascii", ascii_text)


for name in COMMANDS:
    def test(self, command=name):
        self.check(command)
    setattr(Terminals, "test_" + name, test)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
