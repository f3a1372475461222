"""Completion in real shells, and the manual page in man. Arguments: the program, the source folder. Exact: no false alarms."""
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = (os.path.abspath(word) for word in sys.argv[1:3])


def out(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


class Shells(unittest.TestCase):
    def bash(self, line):
        """What bash offers for the last word of the line."""
        words = line.split(" ")
        script = out(PROGRAM, "completions", "bash") + "COMP_WORDS=(%s)\nCOMP_CWORD=%d\n_botec\nprintf '%%s\\n' \"${COMPREPLY[@]}\"\n" % (
            " ".join("'%s'" % word for word in words), len(words) - 1)
        return sorted(out("bash", "-c", script, cwd=SOURCE).split())

    def test_bash(self):
        self.assertEqual(self.bash("botec ra"), ["rank"])
        self.assertEqual(self.bash("botec rank models/goat.yaml --sca"), ["--scale"])
        self.assertEqual(self.bash("botec run models/goat.yaml --method "), ["lhs", "plain", "sobol"])
        self.assertEqual(self.bash("botec run x.yaml --format j"), ["json"])
        self.assertEqual(self.bash("botec samples x.yaml --format n"), ["npy"])
        self.assertEqual(self.bash("botec distributions logn"), ["lognormal"])
        self.assertEqual(self.bash("botec run models/goat_"), ["models/goat_2021.yaml"])
        self.assertIn("models/", self.bash("botec run mod"))
        self.assertNotIn("--scale", self.bash("botec run models/goat.yaml --"))

    def test_fish(self):
        with tempfile.TemporaryDirectory() as place:
            script = os.path.join(place, "botec.fish")
            with open(script, "w") as file:
                file.write(out(PROGRAM, "completions", "fish"))
            environment = dict(os.environ, HOME=place, XDG_CONFIG_HOME=place)
            ask = lambda line: [row.split("\t")[0] for row in out("fish", "-c", "source %s; complete -C '%s'" % (script, line), cwd=SOURCE, env=environment).splitlines()]
            self.assertEqual(ask("botec compa"), ["compare"])
            self.assertEqual(ask("botec rank x.yaml --tail "), ["high", "low"])
            self.assertIn("--tolerance", ask("botec run x.yaml --tol"))
            self.assertEqual(ask("botec functions log1"), ["log10", "log1p"])

    def test_zsh_reads_it(self):
        script = out(PROGRAM, "completions", "zsh")
        out("zsh", "-n", "-c", script)
        shown = out("zsh", "-f", "-c", "autoload -U compinit; compinit -u -D; " + script + "; print -r -- $_comps[botec]")
        self.assertEqual(shown.strip(), "_botec")

    def test_every_command_and_option_is_in_the_manual(self):
        with tempfile.NamedTemporaryFile("w", suffix=".1") as file:
            file.write(out(PROGRAM, "man"))
            file.flush()
            done = subprocess.run(["man", "--warnings", "-l", file.name], capture_output=True, text=True, check=True, env=dict(os.environ, MANWIDTH="100", LC_ALL="C.UTF-8"))
        self.assertEqual(done.stderr, "")
        for command in ("run", "rank", "compare", "report", "samples"):
            self.assertIn("botec " + command, done.stdout)
            for word in out(PROGRAM, "help", command).split():
                if word.startswith("--"):
                    self.assertIn(word, done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
