// A figure on the page: its switch, its keys, its colours on screen and on paper.

const figures = new Map();   // of every figure: how to draw it, and whether it is near what is looked at
let onPaper = false, drawsAll = false;

// A page may have hundreds of figures, and a phone has no memory for all of them: drawn are those that are near.
const near = new IntersectionObserver((entries) => {
  for (const {target, isIntersecting} of entries) {
    const figure = figures.get(target), change = figure.near !== isIntersecting;
    figure.near = isIntersecting;
    if (change) update(target);
  }
}, {rootMargin: "1500px 0px"});

function update(place) {
  const {redraw, near} = figures.get(place), canvas = place.querySelector("canvas");
  if (near || onPaper || drawsAll) return redraw();
  Chart.getChart(canvas)?.destroy();
  canvas.width = canvas.height = 0;
}
const updateAll = () => { for (const place of figures.keys()) update(place); };
function drawAll() {
  drawsAll = true;
  updateAll();
}

// What a pointer would be shown, as a sentence.
const sentence = (tooltip) => [...(tooltip.title ?? []), ...(tooltip.body ?? []).flatMap((b) => b.lines)].filter(Boolean).join(", ");

// Left and right, Home and End go from point to point, up and down from curve to curve (of bars, from bar to bar), and what a
// pointer would be shown is said. Escape leaves.
function listen(place, chart) {
  const canvas = chart.canvas, spoken = place.querySelector(".spoken"), bars = chart.config.type === "bar";
  const sets = chart.data.datasets.map((set, i) => set.reading && set.data.length ? i : -1).filter((i) => i >= 0);
  let set = 0, at = -1;
  const show = (active) => {
    const element = active.length ? chart.getDatasetMeta(active[0].datasetIndex).data[active[0].index] : {x: 0, y: 0};
    chart.setActiveElements(active);
    chart.tooltip.setActiveElements(active, {x: element.x, y: element.y});
    chart.update("none");
  };
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-roledescription", "chart, read with the arrow keys");
  canvas.onkeydown = (event) => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity}[event.key];
    if (event.key === "Escape") return void (show([]), at = -1);
    if (!step || sets.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const across = !bars && sets.length > 1 && (event.key === "ArrowUp" || event.key === "ArrowDown");
    if (across) set = (set + step + sets.length) % sets.length;
    const n = chart.data.datasets[sets[set]].data.length, from = at < 0 ? (step === -1 ? n : -1) : at;
    at = Math.min(n - 1, Math.max(0, across ? at : from + step));
    show((bars ? sets : [sets[set]]).map((datasetIndex) => ({datasetIndex, index: at})));
    if (spoken) spoken.textContent = sentence(chart.tooltip);
  };
  canvas.onblur = () => { if (at >= 0) show([]), at = -1; };
}

function draw(place, config) {
  const canvas = place.querySelector("canvas");
  Chart.getChart(canvas)?.destroy();
  if (onPaper) config.options.devicePixelRatio = 2;
  const chart = new Chart(canvas, config);
  listen(place, chart);
  return chart;
}

// What the views say that are not the first, which is captioned in the page itself.
const captions = {CDF: "The share of the trials that are below each value.", "20 dots": "The quantiles at 2.5%, 7.5%, … 97.5%, a dot each: every dot is as likely as any other."};

// Keeps a figure so that it can be drawn again in other colours; `views` are the ways to show it, the first of them to begin with.
function keep(figure, views) {
  const names = Object.keys(views), bar = figure.querySelector(".views");
  const caption = figure.querySelector("figcaption"), first = caption?.textContent;
  let current = names[0];
  const redraw = () => draw(figure, views[current]());
  if (bar && names.length > 1) {
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "How to show it");
    for (const name of names) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.setAttribute("aria-pressed", String(name === current));
      button.onclick = () => {
        current = name;
        for (const other of bar.children) other.setAttribute("aria-pressed", String(other.textContent === name));
        figure.dataset.view = name;
        figure.querySelector(".spoken").textContent = "";
        caption.textContent = captions[name] ?? first;
        redraw();
      };
      bar.append(button);
    }
  }
  figure.dataset.view = current;
  figures.set(figure, {redraw, near: false});
  near.observe(figure);
}

// On paper everything is dark on white, as wide as a page, finer, and what is short is unfolded.
const folded = [];
function toPaper(on) {
  if (on === onPaper) return;
  onPaper = on;
  document.documentElement.classList.toggle("paper", on);
  const short = (details) => details.querySelectorAll("tr").length <= 16;   // a long table would fill sheets
  if (on) folded.push(...[...document.querySelectorAll("details:not([open])")].filter(short));
  for (const details of on ? folded : folded.splice(0)) details.open = on;
  updateAll();
}
addEventListener("beforeprint", () => toPaper(true));
addEventListener("afterprint", () => toPaper(false));
matchMedia("print").addEventListener("change", (event) => toPaper(event.matches));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!onPaper) updateAll(); });
