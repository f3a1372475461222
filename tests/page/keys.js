// Walks every chart with the arrow keys, in each of its views, and returns what it said of every point.
const walk = (canvas, place) => {
  const press = (key) => canvas.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  const spoken = place.querySelector(".spoken"), said = [], chart = Chart.getChart(canvas);
  const sets = chart.data.datasets.filter((set) => set.reading && set.data.length), bars = chart.config.type === "bar";
  canvas.focus();
  for (const set of bars ? sets.slice(0, 1) : sets) {
    press("Home");
    for (let i = 0; i < set.data.length; ++i) {
      if (i > 0) press("ArrowRight");
      said.push(spoken.textContent);
    }
    if (set !== sets.at(-1) && !bars) press("ArrowDown");
  }
  press("End");
  const end = spoken.textContent;
  press("Escape");
  canvas.blur();
  return {label: canvas.getAttribute("aria-label"), view: place.dataset.view, role: canvas.getAttribute("role"), live: spoken.getAttribute("aria-live"),
          points: bars ? sets[0].data.length : sets.reduce((n, set) => n + set.data.length, 0), said, end};
};
const found = [];
for (const place of document.querySelectorAll("figure[data-chart], [data-spark]")) {
  const buttons = [...place.querySelectorAll(".views button")];
  for (const button of buttons.length ? buttons : [null]) {
    button?.click();
    found.push(walk(place.querySelector("canvas"), place));
  }
  buttons[0]?.click();
}
return found;
