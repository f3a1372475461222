// What all charts share: axes, legend, lines.

function valueAxis(logarithmic, title, extra = {}) {
  const axis = {
    type: logarithmic ? "logarithmic" : "linear", beginAtZero: false, title: {display: Boolean(title), text: title, color: colour("soft")},
    grid: {color: colour("line")}, ...extra,
    ticks: {color: colour("soft"), maxRotation: 0, includeBounds: false,
            callback(value) { return title !== "date" ? format(value, digitsWithin(this.min, this.max)) : Number.isInteger(value) || this.max - this.min < 2 ? dateTick(value, this) : ""; }, ...extra.ticks},
  };
  if (logarithmic) {
    axis.ticks.autoSkip = false;
    axis.afterBuildTicks = (scale) => { scale.ticks = decades(scale.min, scale.max).map((value) => ({value})); };
  }
  return axis;
}
const dateTick = (year, scale) => scale.max - scale.min < 0.2 ? dayOf(year) : Number.isInteger(year) ? String(year) : monthOf(year);

// Powers of ten, at most eight of them; with twos and fives between them where they are few.
function decades(low, high) {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high)), span = Math.log10(high / low);
  const leads = span <= 0.5 ? [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9] : span <= 1.2 ? [1, 2, 3, 5, 7] : span <= 2.5 ? [1, 2, 5] : [1];
  const step = Math.max(1, Math.ceil(span / 8)), list = [];
  for (let power = first; power <= last; power += step) {
    for (const lead of leads) list.push(Number(lead + "e" + power));
  }
  const within = list.filter((value) => value >= low && value <= high);
  return within.length > 1 ? within : [low, high];
}

const hidden = () => ({display: false, beginAtZero: true, grid: {display: false}});
const still = {animation: false, responsive: true, maintainAspectRatio: false};
const percentAxis = (extra = {}) => ({min: 0, grid: {color: colour("line")}, ticks: {color: colour("soft"), maxRotation: 0, callback: percentTick}, ...extra});

// A dot for the legend, where Chart.js would draw one as wide as a line.
function disc(set) {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d"), size = 10;
  canvas.width = canvas.height = size;
  pen.arc(size / 2, size / 2, size / 2 - 1, 0, 7);
  pen.fillStyle = set.backgroundColor;
  pen.strokeStyle = set.borderColor;
  pen.fill();
  pen.stroke();
  return canvas;
}

// Each entry looks as what it stands for: a line with its dashes, a dot, a shaded box.
function legend(display = true) {
  return {
    display, position: "bottom", onClick: () => {},
    labels: {
      color: colour("text"), usePointStyle: true, pointStyleWidth: 22, boxHeight: 8, filter: (entry) => entry.text !== "",
      generateLabels: (chart) => Chart.defaults.plugins.legend.labels.generateLabels(chart).map((entry) => {
        const set = chart.data.datasets[entry.datasetIndex];
        const sign = set.sign === "circle" ? disc(set) : set.sign ?? (chart.config.type === "bar" ? "rect" : "line");
        return {...entry, pointStyle: sign, lineDash: set.borderDash ?? [], lineWidth: set.sign === "rect" ? 1 : 2};
      }),
    },
  };
}

const line = (label, data, more = {}) => ({label, data, showLine: true, pointRadius: 0, pointHitRadius: 6, borderWidth: 2, ...more});
const upright = (label, x, top, stroke, dash) =>
  line(label, [{x, y: 0}, {x, y: top}], {borderColor: stroke, backgroundColor: stroke, borderDash: dash, borderWidth: 1.5, pointHitRadius: 0});
