"""Every snippet of the README and of docs/ is what the program makes of it.

- ```yaml NAME.yaml  is written to a file of that name, which its first line tells the reader; one without a name that has inputs and formulas must pass `botec check`.
- ```console         holds commands behind `$ ` and what they print, errors too. A line `…` stands for any lines.
- <!-- botec help reference: NAME --> … <!-- end --> holds that table of `botec help reference`; every table stands somewhere.

Arguments: the program and the source folder; with --write the outputs are put into the documents instead (a line `…` and
what it stands for stay). Exact: no false alarms.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import unittest

WRITE = "--write" in sys.argv
PROGRAM, SOURCE = [os.path.abspath(word) for word in sys.argv[1:] if word != "--write"][:2]
FENCE = re.compile(r"^( *)```([^\s`]*) ?([^\n]*)\n(.*?)^\1```$", re.M | re.S)


def documents():
    return [os.path.join(SOURCE, "README.md")] + sorted(glob.glob(os.path.join(SOURCE, "docs", "**", "*.md"), recursive=True))


def run(command, place):
    """What a terminal would show of it, 80 columns wide and without colours."""
    environment = dict(os.environ, PATH=place + "/bin:" + os.environ["PATH"], COLUMNS="80", NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run(command, shell=True, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    return done.stdout


def matches(expected, actual):
    pattern = "\n".join(r"(?:.*\n)*?.*" if line.strip() == "…" else re.escape(line.rstrip()) for line in expected.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in actual.rstrip("\n").split("\n"))) is not None


def commands(text):
    """[(command, what it prints)]; a command goes on behind a backslash."""
    found = []
    for line in text.split("\n"):
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1][0] += "\n" + line
        elif found:
            found[-1][1].append(line)
    return [(command, "\n".join(lines).rstrip("\n")) for command, lines in found]


TABLE = re.compile(r"<!-- botec help reference: (.*?) -->\n(.*?)<!-- end -->", re.S)
TABLES = dict(TABLE.findall(run(PROGRAM + " help reference", SOURCE)))


class Snippets(unittest.TestCase):
    def table(self, found):
        name, content = found.groups()
        with self.subTest(table=name):
            self.assertIn(name, TABLES)
            if not WRITE:
                self.assertEqual(content, TABLES[name], "snippets_test.py BOTEC SOURCE --write puts it right")
        return found.group(0) if name not in TABLES else f"<!-- botec help reference: {name} -->\n{TABLES[name]}<!-- end -->"

    def test_every_table_stands_somewhere(self):
        used = set()
        for path in documents():
            with open(path) as file:
                used |= {name for name, _ in TABLE.findall(file.read())}
        self.assertEqual(used, set(TABLES))
        self.assertGreater(len(TABLES), 20)

    def check_document(self, path):
        with open(path) as file:
            text = file.read()
        with tempfile.TemporaryDirectory() as place:
            os.mkdir(place + "/bin")
            os.symlink(PROGRAM, place + "/bin/botec")
            with open(place + "/run", "w") as file:
                file.write('#!/bin/sh\nexec botec "$@"\n')   # what ./run does once it has built the program
            os.chmod(place + "/run", 0o755)
            for folder in ("models", "examples"):
                os.symlink(os.path.join(SOURCE, folder), os.path.join(place, folder))
            written = TABLE.sub(self.table, FENCE.sub(lambda block: self.block(block, place), text))
        if WRITE and written != text:
            with open(path, "w") as file:
                file.write(written)

    def block(self, block, place):
        indent, language, name, content = block.groups()
        content = re.sub("^" + indent, "", content, flags=re.M)
        if language == "yaml" and name:
            with self.subTest(name=name):
                self.assertTrue(content.startswith("# " + name.strip() + "\n"), "its first line is the name of the file")
            with open(os.path.join(place, name.strip()), "w") as file:
                file.write(content)
        elif language == "yaml" and re.search(r"^inputs:.*^formulas:", content, re.M | re.S):
            with open(os.path.join(place, "block.yaml"), "w") as file:
                file.write(content)
            with self.subTest(block=content[:60]):
                self.assertNotIn("error", run("botec check block.yaml", place))
        elif language == "console":
            shown = []
            for command, expected in commands(content):
                actual = run(command, place)
                fits = matches(expected, actual)
                if not WRITE:
                    with self.subTest(command=command):
                        self.assertTrue(fits, "it prints\n" + actual)
                keep = fits or not WRITE
                shown.append("$ " + command + "\n" + (expected if keep else actual.rstrip("\n")))
            body = "\n".join(entry.rstrip("\n") for entry in shown) + "\n"
            return indent + "```console\n" + "".join(indent + line + "\n" if line else "\n" for line in body.rstrip("\n").split("\n")) + indent + "```"
        return block.group(0)


for document in documents():
    def test(self, path=document):
        self.check_document(path)
    setattr(Snippets, "test_" + re.sub(r"\W", "_", os.path.relpath(document, SOURCE)), test)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
