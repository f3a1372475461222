"""Pages about models that mean no good, or are merely odd: markup in every text, words without end, sixty outputs and two hundred
inputs, outputs that are constant, true, impossible, infinite, on two values only, or over sixty orders of magnitude.

Run by ctest as page_test.py is. Everything is exact: no false alarms.
"""
import math
import os
import sys
import unittest

from browser import PHONE, PLACE, Page

LONG = "verylongword" * 12
WIDE = "a_" * 60
SOURCES = ("javascript:alert(1)", "https://example.org/</a><script>alert(1)</script>", "מקור בעברית https://example.org/x",
           "JAVASCRIPT://x.org/y data:text/html;base64,xx //evil.example/x vbscript:x", "https://example.org/'onmouseover='x")
ODD = f"""
title: "Robert'); <script>document.title = 1</script> \\"quoted\\" שלום עולם مرحبا 👩‍🚀🚀 {LONG}"
description: "<img src=x onerror=alert(1)> javascript:alert(1) [x](javascript:alert(2)) https://example.org/a?b=<c>&d='e' data:text/html,<b> `code <b>` \\u202Ertl"
over: {{year: 2025 to 2040}}
inputs:
""" + "".join(f'  x{i}: {{range: 1 to {3 + i}, note: "🚀 {LONG if i == 0 else "x"} </script><!-- note", source: "{source}"}}\n' for i, source in enumerate(SOURCES)) + f"""
  {WIDE}: 1 to 2
  konst: {{value: 3, note: "<svg onload=alert(1)>"}}
  coin: bernoulli(p=0.3)
formulas:
  all_odd: {{formula: "x0 + x1 * x2 + x3 + x4 + {WIDE}", description: "<b>bold</b> \\" onmouseover=\\"x"}}
  constant_one: 3 + konst
  always: konst > 2
  never_true: konst > 5
  sometimes: x0 > 2
  surely: x0 > 0
  hardly: x0 > 1e9
  never_comes: {{formula: "crossing(x0 * (year - 2020) >= 100000)", unit: date}}
  always_there: {{formula: "crossing(x0 * (year - 2020) >= 0)", unit: date}}
  fan: x0 * (year - 2020)
  flat: konst * x0 ^ 0 + 0 * x0
  steps_of_constant: konst * (year - 2020)
  tiny: 1000000 + x0 * 0.001
  zero: x0 * 0
  two_values: coin * 2
  wide: exp(x0 * 30)
  negative: -exp(x0 * 5)
outputs: [all_odd, constant_one, always, never_true, sometimes, surely, hardly, never_comes, always_there, fan, flat, steps_of_constant, tiny, zero, two_values, wide, negative]
questions:
  impossible: P(x0 > 1e9)
  certain: P(x0 > 0)
  over_time: P(fan > 20)
  constantly: P(konst > 2)
  with_coin: P(coin > 0)
scenarios:
  high: {{x0: 10 to 20}}
  fixed: {{x0: 10}}
"""
# Sixty outputs of two hundred inputs, half of them with thirty words of notes.
MANY = ("inputs:\n" + "".join(f'  input_{i:03}: {{range: 1 to {3 + i}, note: "{"word " * (30 if i % 2 else 1)}", source: "https://example.org/{i}"}}\n' for i in range(200)) +
        "formulas:\n" + "".join(f"  output_{k:02}: {' * '.join(f'input_{i:03}' for i in range(200) if i % 60 == k or i % 60 == (k + 7) % 60)}\n" for k in range(60)) +
        "questions:\n" + "".join(f"  q_{k:02}: P(output_{k:02} > 1e5)\n" for k in range(60)) +
        "outputs: [" + ", ".join(f"output_{k:02}" for k in range(60)) + "]\n")


class Odd(Page):
    def look(self, name, text):
        self.look_on_desk(name, self.write(name + ".yaml", text))
        self.size(*PHONE)
        self.colours("dark")
        self.check_fits()
        self.check_contrast()
        self.check_keys()
        self.check_reach()
        self.shoot(name + "-phone")
        self.check_paper()
        self.check_quiet()

    def test_nothing_becomes_markup_and_everything_fits(self):
        self.look("odd", ODD)
        self.assertEqual(self.script("return document.title").split(" ", 2)[:2], ["Robert');", "<script>document.title"])
        self.assertEqual(self.script("return document.querySelectorAll('main img, main b, main svg, main script, [onclick], [onerror], [onmouseover], [onload]').length"), 0)
        links = self.script("return [...document.querySelectorAll('a[href]')].map((a) => a.href)")
        for link in links:
            self.assertRegex(link, r"^(https://|file:///[^#]*#)")
        self.assertEqual(sorted(link for link in links if "example.org" in link)[-1], "https://example.org/x")
        self.assertEqual([link for link in links if "evil" in link], [])
        self.assertEqual(self.script("return botec.results.run.inputs.x0.source"), SOURCES[0])
        self.assertEqual(self.script("return botec.results.run.inputs.x1.source"), SOURCES[1])

    def test_outputs_without_a_curve(self):
        self.open("curves", self.write("curves.yaml", ODD))
        drawn = self.script("return botec.charts.sides[0].outputs.map((o) => o.name)")
        self.assertEqual(drawn, ["all_odd", "fan", "tiny", "two_values", "wide", "negative"])
        says = {e.split(":")[0].split(" in ")[0]: e for e in self.script('return [...document.querySelectorAll("#answer .headline")].map((e) => e.textContent)')}
        self.assertEqual(says["constant_one"], "constant_one: 6 (constant)")
        self.assertEqual(says["always"], "always: always true")
        self.assertEqual(says["never_true"], "never_true: never true")
        self.assertEqual(says["never_comes"], "never_comes: after 2040 (90% interval: after 2040)")
        self.assertEqual(says["zero"], "zero: 0 (90% interval: 0 to 0)")
        self.assertRegex(says["wide"], r"^wide: 3\.\de22 ")   # e^(30 √3)
        bars = self.script('return botec.charts.sides[0].questions.map((q) => [q.name, q.value, q.says])')
        self.assertEqual(bars[0], ["impossible", 0, "0%"])
        self.assertEqual(bars[1], ["certain", 1, "100%"])
        self.assertEqual(bars[3], ["constantly", 1, "100%"])

    # Of a time that comes in 10 of 23 years in all, the curve of probabilities must end at 10/23, and eight of the twenty dots have a place.
    def test_infinite_trials_are_counted(self):
        text = "over: {year: 2025 to 2035}\ninputs: {wait: 'uniform(low=0, high=23)'}\nformulas: {when: {formula: crossing(year - 2025 >= wait), unit: date}}\n"
        self.open("waiting", self.write("waiting.yaml", text))
        figure = 'document.querySelector(\'figure[data-chart="distribution"]\')'
        data = "return Chart.getChart(" + figure + ".querySelector('canvas')).data.datasets.find((set) => set.reading).data.map((p) => p.y ?? 0)"
        self.script(figure + ".querySelectorAll('button')[1].click()")
        self.assertAlmostEqual(self.script(data)[-1], 10 / 23, delta=2e-3)   # the picture ends at 99.9% of what comes
        self.script(figure + ".querySelectorAll('button')[2].click()")
        self.assertEqual(len(self.script(data)), 9)                          # at 2.5%, 7.5%, … 42.5% of 43.5%
        label = self.script("return Chart.getChart(" + figure + ".querySelector('canvas')).data.datasets[0].label")
        self.assertIn("11 of the 20", label)
        self.assertIn("after 2035", label)

    # Counts as bars that are their probabilities; a value of probability 70% beside a lognormal that has the rest.
    def test_shapes_of_inputs(self):
        text = ("inputs:\n  few: poisson(mean=30)\n  many: poisson(mean=5000)\n  die: integer(low=1, high=6)\n"
                "  surprise: {distribution: mixture, components: [0, 2k to 15k], weights: [70%, 30%]}\nformulas: {f: few + many + die + surprise}\n")
        self.open("shapes", self.write("shapes.yaml", text))
        self.check_drawn()
        self.check_keys()
        curves = {c["name"]: c for c in self.script("return botec.charts.inputs[0]")}
        poisson = lambda mean, k: math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))
        few, many, surprise = curves["few"], curves["many"], curves["surprise"]
        self.assertEqual(few["at"], list(range(round(few["at"][0]), round(few["at"][-1]) + 1)))
        for k, p in zip(few["at"], few["density"]):
            self.assertAlmostEqual(p / poisson(30, k), 1, delta=1e-4)
        self.assertEqual(curves["die"]["density"], [0.16667] * 6)
        step = (many["at"][1] - many["at"][0]) / (len(many["density"]) - 1)
        for i, density in enumerate(many["density"]):
            middle = many["at"][0] + i * step
            exact = sum(poisson(5000, k) for k in range(math.ceil(middle - step / 2), math.floor(middle + step / 2) + 1)) / step
            self.assertAlmostEqual(density / exact, 1, delta=1e-3)
        step = (surprise["at"][1] - surprise["at"][0]) / (len(surprise["density"]) - 1)
        self.assertAlmostEqual(sum(surprise["density"]) * step, 0.999, delta=1e-4)
        first = (math.log(step) - math.log(2000) - math.log(7.5) / 2) / (math.log(7.5) / 2 / 1.6448536)   # of the lognormal, in the first bin
        self.assertAlmostEqual(surprise["density"][0] * step, 0.7 + 0.3 * math.erfc(-first / math.sqrt(2)) / 2, delta=1e-4)

    def test_sixty_outputs_of_two_hundred_inputs(self):
        self.size(*PHONE)
        self.colours("dark")
        self.open("many", self.write("many.yaml", MANY))
        self.check_fits()
        self.check_drawn()
        self.assertEqual(self.script("return [document.querySelectorAll('.output').length, document.querySelectorAll('.input').length]"), [60, 200])
        self.assertEqual(self.script("return Math.max(...botec.charts.ranking.map((r) => r.inputs.length))"), 8)
        # Without the test's own wish only what is near is drawn.
        self.browser.refresh()
        self.wait_for("!!Chart.getChart(document.querySelector('canvas'))")
        self.assertLess(self.script("return [...document.querySelectorAll('canvas')].filter((c) => Chart.getChart(c)).length"), 30)
        self.script("botec.drawAll()")
        self.check_contrast()
        self.check_paper()
        self.check_quiet()


if __name__ == "__main__":
    os.makedirs(PLACE, exist_ok=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
