"""The pages of `botec report` in a real browser: what they show against what the program says, and that they ask nobody else.

Run by ctest with the program, the models and a folder for the screenshots. Everything is exact: no false alarms.
"""
import glob
import hashlib
import json
import os
import sys
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import DESK, MODELS, PHONE, PLACE, Page, botec


class Pages(Page):
    def test_every_model(self):
        models = sorted(os.path.basename(path) for path in glob.glob(os.path.join(MODELS, "*.yaml")))
        self.assertGreater(len(models), 10)
        walked = 0
        for model in models:
            if not json.loads(botec("run", model, "--format", "json", "--samples", "2000"))["outputs"]:
                continue
            with self.subTest(model=model):
                name = model.removesuffix(".yaml")
                self.look_on_desk(name, model)
                self.size(*PHONE)
                self.colours("dark")
                self.browser.refresh()
                self.check_seen()
                self.check_drawn()
                self.check_fits()
                self.check_contrast()
                walked += self.check_keys()
                self.check_reach()
                self.shoot(name + "-phone")
                self.check_paper()
                self.check_quiet()
                result = json.loads(botec("run", model, "--format", "json"))
                shown = self.script("return botec.results.run")
                self.assertEqual(shown["outputs"], result["outputs"])
                self.assertEqual(shown["questions"], result["questions"])
                sentences = [e.text for e in self.browser.find_elements(By.CSS_SELECTOR, "#answer .headline")]
                plain = [line for line in botec("run", model, "--quiet").splitlines() if line.split(":")[0].split(" in ")[0] in result["outputs"]]
                self.assertEqual([s.split() for s in sentences], [p.split() for p in plain[:len(sentences)]])
        self.assertGreater(walked, 100)

    def test_sheets_of_paper(self):
        for model, most in (("goat", 7), ("alphastar", 4), ("cost_forecast", 16), ("trend_records", 14), ("price_trend", 5), ("gap_to_trend", 9)):
            with self.subTest(model=model):
                self.size(*DESK)
                self.colours("dark")
                self.open("sheets-" + model, model + ".yaml")
                self.assertIn(self.sheets("sheets-" + model), range(2, most + 1))
                self.check_drawn()

    # As `sha1sum` prints it, of every file that the answer rests on.
    def test_what_is_needed_to_get_it_again(self):
        for model, files in (("trend_records.yaml", ["trend_records.yaml", "data/systems.csv"]), ("alphastar.yaml", ["alphastar.yaml", "hardware.yaml"])):
            with self.subTest(model=model):
                path = self.open("again", model, "--seed", "7")
                rows = self.script('return [...document.querySelectorAll(".files tbody tr")].map((r) => [...r.cells].map((c) => c.textContent))')
                self.assertEqual([file for file, _ in rows], files)
                for file, sha1 in rows:
                    with open(os.path.join(MODELS, file), "rb") as bytes_of:
                        self.assertEqual(sha1, hashlib.sha1(bytes_of.read()).hexdigest())
                words = self.script('return document.querySelector("#reproduce").textContent')
                self.assertIn(f"botec report {model} --seed 7 --output {path}", words)
                self.assertRegex(words, r"Made by botec \d+\.\d+\.\d+ with seed 7")

    def test_links_within_the_page_lead_somewhere(self):
        self.open("links", "goat.yaml")
        lost = self.script("""return [...document.querySelectorAll('a[href^="#"]')].map((a) => decodeURIComponent(a.getAttribute("href").slice(1)))
                                .filter((id) => id && !document.getElementById(id))""")
        self.assertEqual(lost, [])
        self.assertGreater(len(self.browser.find_elements(By.CSS_SELECTOR, ".formula a.name")), 4)

    def test_a_chart_is_switched_and_read(self):
        self.size(*DESK)
        self.open("switched", "goat.yaml")
        figure = self.browser.find_element(By.CSS_SELECTOR, 'figure[data-chart="distribution"]')
        read = """const chart = Chart.getChart(arguments[0].querySelector("canvas"));
                  return chart.data.datasets.find((set) => set.reading).data.map((p) => [p.x, p.y, p.value ?? null, p.p ?? null])"""
        buttons = {b.text: b for b in figure.find_elements(By.TAG_NAME, "button")}
        self.assertEqual(list(buttons), ["Density", "CDF", "20 dots"])

        # GOAT's compute is lognormal: median 3.015e22 and log-sd 0.8939 in closed form.
        density = self.script(read, figure)
        top = max(density, key=lambda p: p[1])
        self.assertAlmostEqual(top[0] / 3.015e22, 1, delta=0.15)
        self.assertAlmostEqual(top[1], 2.302585 / (0.8939 * 2.506628), delta=0.02 * top[1])   # per factor of ten

        buttons["CDF"].click()
        cdf = self.script(read, figure)
        for p, value in ((0.05, 6.93e21), (0.5, 3.015e22), (0.95, 1.312e23)):
            near = min(cdf, key=lambda point: abs(point[0] / value - 1))
            self.assertAlmostEqual(near[1], p, delta=0.03)
        self.assertEqual(buttons["CDF"].get_attribute("aria-pressed"), "true")
        caption = 'return arguments[0].querySelector("figcaption").textContent'
        self.assertIn("below each value", self.script(caption, figure))

        buttons["20 dots"].click()
        dots = self.script(read, figure)
        self.assertEqual(len(dots), 20)
        self.assertIn("a dot each", self.script(caption, figure))
        self.script("arguments[0].focus()", buttons["Density"])
        self.press(" ")
        self.assertEqual(buttons["Density"].get_attribute("aria-pressed"), "true")   # by keyboard
        self.assertIn("The curve is the density", self.script(caption, figure))
        self.assertAlmostEqual(dots[9][2] / 3.015e22, 0.9454, delta=0.02)    # p47.5: exp(0.8939 z), z = -0.0627
        self.check_quiet()

    def test_the_keyboard_reads_a_chart(self):
        self.open("keyboard", "goat.yaml")
        canvas = self.browser.find_element(By.CSS_SELECTOR, 'figure[data-chart="shares"] canvas')
        self.script("arguments[0].focus()", canvas)
        canvas.send_keys(Keys.ARROW_DOWN)
        spoken = self.browser.find_element(By.CSS_SELECTOR, 'figure[data-chart="shares"] .spoken').text
        self.assertRegex(spoken, r"(utilization|population), 50% of the variance, 50% alone")
        self.check_quiet()

    def test_numbers_are_written_as_in_the_text(self):
        self.open("numbers", "goat.yaml")
        for value, shown in ((3.016e22, "3.02e22"), (0.05, "0.05"), (1234.5, "1230"), (12345, "12.3K"), (2.5e6, "2.5M"), (7.849e22, "7.85e22"), (1.2e-5, "1.2e-5"), (0, "0"), (-4e9, "-4B")):
            self.assertEqual(self.script("return botec.format(arguments[0])", value), shown)


if __name__ == "__main__":
    os.makedirs(PLACE, exist_ok=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
