"""A browser on a page of `botec report`, and what every page must keep, whatever its model: everything drawn, nothing asked of the
network, nothing wider than the screen, everything within reach of the keyboard, enough contrast, whole on paper."""
import base64
import json
import os
import re
import subprocess
import sys
import time
import unittest

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

PROGRAM, MODELS, PLACE = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
PHONE, DESK = (390, 844), (1200, 900)
LARGEST = 1.5e6   # bytes
SHEET = 1000      # pixels of CSS that fit between the margins of A4: 297 mm - 30 mm


def botec(*words):
    return subprocess.run([PROGRAM, *words], cwd=MODELS, check=True, capture_output=True, text=True).stdout


def start():
    options = Options()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def code(name):
    with open(os.path.join(HERE, name)) as file:
        return file.read()


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = start()

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def size(self, width, height):
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                     {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def colours(self, scheme, medium=""):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                     {"media": medium, "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def write(self, name, text):
        path = os.path.join(PLACE, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def open(self, name, *words):
        path = os.path.join(PLACE, name + ".html")
        botec("report", *words, "--output", path)
        self.assertLess(os.path.getsize(path), LARGEST)
        for kind in ("browser", "performance"):
            self.browser.get_log(kind)   # what earlier pages said
        self.browser.get("file://" + path)
        self.check_seen()
        return path

    # What can be seen is drawn, here and at the end of the page; then all is, so that the rest can be looked at.
    def check_seen(self):
        blank = """[...document.querySelectorAll("canvas")].filter((c) => {
                     const box = c.getBoundingClientRect();
                     return box.bottom > 0 && box.top < innerHeight && !Chart.getChart(c);
                   }).length === 0"""
        self.wait_for(blank)
        self.script("scrollTo(0, document.documentElement.scrollHeight)")
        self.wait_for(blank)
        self.script("scrollTo(0, 0); botec.drawAll()")

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def wait_for(self, condition):
        WebDriverWait(self.browser, 20).until(lambda _: self.script("return " + condition))

    def press(self, key):
        codes = {"Tab": 9, "ArrowRight": 39, "ArrowDown": 40, " ": 32, "End": 35, "Home": 36, "Escape": 27}
        for kind in ("keyDown", "keyUp"):
            self.browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": "Space" if key == " " else key,
                                                                    "text": " " if key == " " else "", "windowsVirtualKeyCode": codes[key]})

    def shoot(self, name):
        height = self.script("return document.documentElement.scrollHeight")
        width = self.script("return innerWidth")
        self.size(width, min(height, 12000))
        self.browser.save_screenshot(os.path.join(PLACE, name + ".png"))

    # ---- what every page keeps ------------------------------------------------------------------------------------------

    def check_quiet(self):
        ours = "Multiple readback operations"   # a remark on how check_drawn() looks at charts
        self.assertEqual([entry["message"] for entry in self.browser.get_log("browser") if ours not in entry["message"]], [])
        for entry in self.browser.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                self.assertRegex(event["params"]["request"]["url"], "^(file|data|blob):")

    def check_fits(self):
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        try:
            self.wait_for(wide + " <= 0")   # charts follow a new size in a frame or two
        except TimeoutException:
            self.fail(f"{self.script('return ' + wide)} pixels too wide")

    def look_on_desk(self, name, *words):
        """Opens the page of these, as a wide window shows it in light colours."""
        self.size(*DESK)
        self.colours("light")
        self.open(name, *words)
        self.check_drawn()
        self.check_fits()
        self.check_contrast()
        self.shoot(name + "-desk")

    def check_drawn(self):
        self.assertEqual(self.script("""
            return [...document.querySelectorAll("canvas")].filter((canvas) => {
              if (!Chart.getChart(canvas) || !canvas.width || !canvas.height) return true;
              const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              return !bytes.some((byte) => byte !== 0);
            }).map((canvas) => canvas.getAttribute("aria-label"))"""), [])
        self.assertTrue(self.script('return [...document.querySelectorAll("canvas")].every((c) => c.getAttribute("aria-label").length > 5)'))

    # Every chart says every one of its points under the keys, and says something else for another point.
    def check_keys(self):
        charts = self.script(code("keys.js"))
        for chart in charts:
            with self.subTest(chart=chart["label"], view=chart["view"]):
                self.assertEqual(chart["role"], "application")
                self.assertEqual(chart["live"], "polite")
                self.assertEqual(len(chart["said"]), chart["points"])
                for words in chart["said"]:
                    self.assertRegex(words, r"\d")
                    self.assertNotRegex(words, r"none|NaN|undefined|null|Infinity|object")
                if chart["points"] > 1:
                    self.assertGreater(len(set(chart["said"])), chart["points"] // 4)
                self.assertEqual(chart["end"], chart["said"][-1])
        return len(charts)   # in all their views

    # Tab leads to every chart, switch and link, and shows where it is.
    def check_reach(self):
        self.script("""window.focusables = [...document.querySelectorAll("canvas, button, a[href], summary")].filter((e) => e.checkVisibility());
                       window.reached = new Map();
                       document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0);
                       document.addEventListener("focusin", (event) => {
                         const style = getComputedStyle(event.target);
                         window.reached.set(event.target, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
                       });""")
        for _ in range(self.script("return focusables.length") + 30):   # and tables that can be scrolled
            self.press("Tab")
        self.assertEqual(self.script("return focusables.filter((e) => !reached.has(e)).map((e) => e.outerHTML.slice(0, 80))"), [])
        self.assertEqual(self.script("return focusables.filter((e) => reached.get(e) === false).map((e) => e.outerHTML.slice(0, 80))"), [])

    # WCAG 2.1 AA, from the colours as they are rendered: 4.5 for text, 3 for marks and the edges of switches.
    def check_contrast(self):
        for _ in range(20):   # charts follow new colours in a frame or two
            found = self.script(code("contrast.js"))
            if not found["faint"]:
                break
            time.sleep(0.25)
        self.assertGreater(found["texts"], 10)
        self.assertEqual(found["faint"], [])

    # As the medium says it is paper: dark on white, nothing to click, nothing taller than a sheet or wider than its text.
    def check_paper(self):
        self.colours("dark", "print")
        self.wait_for('document.documentElement.classList.contains("paper")')
        for _ in range(20):
            found = self.script(code("paper.js"))
            if found["darkest"] < 0.1 and not found["wide"]:
                break
            time.sleep(0.25)
        self.assertEqual(found["ground"], "rgb(255, 255, 255)")
        self.assertEqual(found["shown"], [])
        self.assertEqual(found["wide"], [])
        self.assertEqual(found["torn"], [])
        self.assertLess(found["tallest"], SHEET)
        self.assertLess(found["darkest"], 0.1)     # luminance of what charts write in
        self.check_drawn()
        self.check_contrast()
        self.colours("dark")
        self.wait_for('!document.documentElement.classList.contains("paper")')
        self.check_drawn()

    def sheets(self, name):
        pdf = base64.b64decode(self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True})["data"])
        with open(os.path.join(PLACE, name + ".pdf"), "wb") as file:
            file.write(pdf)
        return len(re.findall(rb"/Type\s*/Page\b", pdf))
