"""Pages about two estimates: what is compared stands in one unit and in one picture, what only one side has stands on that side.

Run by ctest as page_test.py is. Everything is exact but for what is sampled, where four standard errors are allowed.
"""
import json
import math
import os
import subprocess
import sys
import unittest

from browser import MODELS, PHONE, PLACE, PROGRAM, Page, botec

ONE = """
title: Sales, slowly
over: {year: 2025 to 2035}
inputs:
  start: 100 to 200 USD
  growth: normal(mean=10%, sd=5%)
formulas:
  size: {formula: "start * exp(growth * (year - 2025))", unit: USD}
  when: {formula: "crossing(size >= 400 [USD])", unit: date}
  span: {formula: "start / (20 [USD/month])", unit: month}
  only_a: start * 2
questions:
  large: P(size > 300 [USD])
"""
OTHER = ONE.replace("slowly", "quickly").replace("10%", "15%").replace("unit: USD}", "unit: kUSD}").replace("unit: month", "unit: day").replace("only_a: start * 2", "only_b: start * 3") + "units: {kUSD: 1000 USD}\n"


class Pairs(Page):
    def look(self, name, *words):
        self.look_on_desk(name, *words)
        self.size(*PHONE)
        self.colours("dark")
        self.check_fits()
        self.check_contrast()
        self.check_keys()
        self.check_paper()
        self.check_quiet()

    def headings(self, section):
        return self.script('return [...document.querySelectorAll("#" + arguments[0] + " h3")].map((h) => h.textContent)', section)

    def test_constants(self):
        sides = ("alphastar.yaml#blog", "alphastar.yaml#thread")
        self.look("constants", *sides)
        compared = json.loads(botec("compare", *sides, "--format", "json"))
        self.assertEqual(self.script("return botec.results.compare.outputs"), compared["outputs"])
        changes = compared["outputs"]["training_compute"]["changes"]
        self.assertEqual(self.script("return botec.charts.splits[0].parts.map((p) => p.name)"), [c["name"] for c in changes])
        # What is alike is said once, and its links lead to the side that says it.
        self.assertEqual(self.script('return document.querySelectorAll("#formulas, #formulas-b").length'), 1)
        self.assertEqual(self.script('return document.querySelectorAll("#inputs-b th").length'), len(changes))
        lost = self.script("""return [...document.querySelectorAll('a[href^="#"]')].map((a) => decodeURIComponent(a.getAttribute("href").slice(1)))
                                .filter((id) => id && !document.getElementById(id))""")
        self.assertEqual(lost, [])

    def test_series_dates_units_and_what_one_side_has(self):
        a, b = self.write("slow.yaml", ONE), self.write("quick.yaml", OTHER)
        self.look("pair", a, b)
        split = {s["name"]: s for s in self.script("return botec.charts.splits")}
        self.assertEqual(set(split), {"size[2035]", "when", "span", "large[2035]"})
        # Dollars and thousands of dollars, months and days: both pictures are in the unit of A, whatever B's own unit is.
        median = lambda o: dict(map(tuple, o["quantiles"]))[0.5]
        truth = math.sqrt(100 * 200)
        self.assertAlmostEqual(median(split["span"]["a"]) / (truth / 20), 1, delta=1e-9)
        self.assertAlmostEqual(median(split["span"]["b"]) / (truth / 20), 1, delta=1e-9)
        self.assertAlmostEqual(split["span"]["b"]["histogram"]["low"] / split["span"]["a"]["histogram"]["low"], 1, delta=1e-9)
        self.assertAlmostEqual(median(split["size[2035]"]["b"]) / median(split["size[2035]"]["a"]), math.exp(0.5), delta=1e-6)
        last = split["size[2035]"]["b"]["series"]["quantiles"]["0.5"][-1]
        self.assertAlmostEqual(last / (truth * math.exp(1.5)), 1, delta=1e-6)
        axis = self.script("""return ["pair", "fans"].map((kind) => Chart.getChart(document.querySelector(`figure[data-chart="${kind}"][data-split="0"] canvas`)))
                                .map((chart) => (chart.options.scales.x.title.text || "") + "|" + (chart.options.scales.y.title?.text || ""))""")
        self.assertEqual(axis, ["USD|", "year|USD"])
        # A time that never comes counts: the curve of what comes by 2035 holds the rest of the probability.
        for side in ("a", "b"):
            h = split["when"][side]["histogram"]
            self.assertAlmostEqual(sum(h["shares"]) + h["below"] + h["above"], 1 - h["infinite"], delta=1e-4)
            self.assertGreater(h["infinite"], 0.1)
        # What only one side has is drawn on that side, and said.
        self.assertEqual(self.script('return [...document.querySelectorAll(".side")].map((s) => s.querySelectorAll(\'figure[data-chart="distribution"]\').length)'), [1, 1])
        words = self.script('return document.querySelector("#comparison").textContent')
        self.assertIn("Outputs of A alone, not compared: only_a", words)
        self.assertIn("Outputs of B alone, not compared: only_b", words)
        self.assertIn("P(A = B) = ", words)

    def test_trends(self):
        model = "trend_records.yaml"
        self.look("trends", model, model)
        self.assertIn("Nothing that it depends on differs.", self.script('return document.querySelector("#comparison").textContent'))

    def test_never_and_true_or_false(self):
        text = "over: {year: 2025 to 2030}\ninputs: {x: 1 to %d}\nformulas:\n  f: {formula: crossing(x * (year - 2020) >= 1000), unit: date}\n  g: x > 2\n"
        self.look("never", self.write("never.yaml", text % 3), self.write("hardly.yaml", text % 4))
        self.assertEqual(self.script('return document.querySelectorAll(\'figure[data-chart="condition"]\').length'), 2)
        self.assertIn("after 2030", self.script('return document.querySelector("#answer").textContent'))

    def test_what_cannot_be_compared_is_said(self):
        weight = self.write("weight.yaml", "inputs: {x: 1 to 3 kg}\nformulas: {f: x}\n")
        for text, words in (("inputs: {x: 1 to 3 m}\nformulas: {f: x}\n", "`f` is in kg in A, and `f` is in m in B"),
                            ("inputs: {x: 1 to 3 m}\nformulas: {g: x, h: x * 2}\n", "the two have no output in common"),
                            ("inputs: {x: 1 to 3}\nformulas: {f: x > 2}\n", "`f` is true or false in B"),
                            ("inputs: {x: 1 to 3 kg}\nformulas: {f: x + z}\n", "error: B ("),
                            ("inputs: {x: 1 to 3 kg}\nformulas: {f: x}\nobserve: [{quantity: x, value: 2 kg, sd: 1 kg}]\n", "does not weigh trials")):
            with self.subTest(words=words):
                page = os.path.join(PLACE, "refused.html")
                if os.path.exists(page):
                    os.remove(page)
                ran = subprocess.run([PROGRAM, "report", weight, self.write("other.yaml", text), "--output", page], cwd=MODELS, capture_output=True, text=True)
                self.assertEqual(ran.returncode, 1)
                self.assertIn(words, ran.stderr)
                self.assertFalse(os.path.exists(page))


if __name__ == "__main__":
    os.makedirs(PLACE, exist_ok=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
