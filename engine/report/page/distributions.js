// One output's distribution, three ways; several of them in one picture; an input's, small.

const inside = (h, x) => x !== null && Number.isFinite(x) && x >= h.low && x <= h.high;
const quantile = (output, p) => output.quantiles.find(([q]) => Math.abs(q - p) < 1e-9)?.[1] ?? null;
const below = (share) => percent(share) + " of the trials are below";
const sayAt = (x, output) => say(x, output.unit, digitsWithin(output.histogram.low, output.histogram.high));

function marks(output, top) {
  const list = [["median", quantile(output, 0.5), "mark", []], ["mean", output.mean, "other", [6, 4]], ["point estimate", output.point, "third", [2, 3]]];
  return list.filter(([, x]) => inside(output.histogram, x))
    .map(([name, x, stroke, dash]) => upright(name + " " + (output.says[name] ?? say(x, output.unit)), x, top, colour(stroke), dash));
}

function distributionOptions(output, y, tooltip, display = true) {
  const h = output.histogram;
  return {
    ...still, parsing: false, interaction: {mode: "nearest", axis: "x", intersect: false},
    scales: {x: valueAxis(h.log, output.unit, {min: h.low, max: h.high}), y},
    plugins: {legend: legend(display), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: tooltip}},
  };
}

function densityView(output) {
  const h = output.histogram, curve = density(h), top = Math.max(...curve.map((p) => p.y)) * 1.05;
  // An end that is beyond the picture, or infinite, is at its edge.
  const low = Math.max(h.low, output.interval[0] ?? h.low), high = Math.min(h.high, output.interval[1] ?? h.high), all = cumulative(h);
  const shape = output.atoms ? {stepped: "middle"} : {};   // values with a probability of their own stand as columns
  const shaded = curve.filter((p) => p.x >= low && p.x <= high);
  const ends = [[low, shaded[0]], [high, shaded.at(-1)]].map(([x, near]) => ({x, y: heightAt(curve, x) || near?.y || 0}));
  const area = shaded.length ? [{x: low, y: 0}, ends[0], ...shaded, ends[1], {x: high, y: 0}] : [];
  return {
    type: "scatter",
    data: {datasets: [
      ...marks(output, top),
      line(percentTick(output.level) + " interval", area, {fill: "origin", sign: "rect", backgroundColor: colour("fill"), borderColor: colour("main"), borderWidth: 1, pointHitRadius: 0, ...shape}),
      line("density", curve, {reading: true, fill: "origin", ...shape, borderColor: colour("main"), backgroundColor: colour("faint")}),
    ]},
    options: distributionOptions(output, {...hidden(), max: top}, {
      title: ([item]) => item ? sayAt(item.parsed.x, output) : "",
      label: (item) => below(cumulativeAt(all, item.parsed.x)),
    }),
  };
}

function cumulativeView(output) {
  return {
    type: "scatter",
    data: {datasets: [...marks(output, 1), line("probability of less", cumulative(output.histogram), {reading: true, borderColor: colour("main"), backgroundColor: colour("main")})]},
    options: distributionOptions(output, percentAxis({max: 1}), {
      title: ([item]) => item ? sayAt(item.parsed.x, output) : "",
      label: (item) => below(item.parsed.y),
    }),
  };
}

function dotsView(output) {
  const data = dots(output.histogram), most = Math.max(8, ...data.map((d) => d.y + 0.5)), away = 20 - data.length;
  return {
    type: "scatter",
    data: {datasets: [{label: "a dot is 5% of the trials" + (away ? "; " + away + " of the 20 are infinite: " + output.beyond : ""), data, reading: true, sign: "circle",
                       pointRadius: (c) => Math.max(3, Math.min(c.chart.chartArea?.width / 34 || 6, c.chart.chartArea?.height / most / 2.1 || 6)),
                       backgroundColor: colour("main"), borderColor: colour("main")}]},
    options: distributionOptions(output, {...hidden(), max: most}, {
      title: ([item]) => item ? sayAt(item.raw.value, output) : "",
      label: (item) => below(item.raw.p),
    }),
  };
}

function overlay(list) {
  const all = list.map(([, output]) => output), first = all[0];
  const log = all.every((o) => o.histogram.low > 0) && all.some((o) => o.histogram.log);
  // A density per unit and one per factor of ten cannot stand in one picture.
  const curves = all.map((o) => o.histogram.log === log ? density(o.histogram)
    : density(o.histogram).map((p) => ({x: p.x, y: p.y * (log ? p.x * Math.LN10 : 1 / (p.x * Math.LN10))})));
  const below = all.map((o) => cumulative(o.histogram)), colours = palette();
  const whole = {...first, histogram: {...first.histogram, log, low: Math.min(...all.map((o) => o.histogram.low)), high: Math.max(...all.map((o) => o.histogram.high))}};
  // Curves that lie on one another are told apart by their dashes.
  const dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 5]];
  return {
    type: "scatter",
    data: {datasets: list.map(([name], i) => line(name, curves[i], {reading: true, borderColor: colours[i % 5], backgroundColor: colours[i % 5], borderDash: dashes[(i + Math.floor(i / 5)) % 5]}))},
    options: distributionOptions(whole, hidden(), {
      title: ([item]) => item ? sayAt(item.parsed.x, whole) : "",
      label: (item) => item.dataset.label + ": " + percent(cumulativeAt(below[item.datasetIndex], item.parsed.x)) + " of the trials are below",
    }),
  };
}

// ---- inputs -----------------------------------------------------------------------------------------------------------

// The bins that a curve was made of; a picture ends at the 0.1% and 99.9% quantiles.
function binsOf(curve) {
  const n = curve.density.length, [first, last] = curve.at, ratio = (last / first) ** (1 / (n - 1)), step = (last - first) / (n - 1);
  const h = curve.log ? {low: first / Math.sqrt(ratio), high: last * Math.sqrt(ratio)} : {low: first - step / 2, high: last + step / 2};
  return {...h, log: curve.log, below: 0.001, infinite: 0, shares: curve.density.map((d) => d * (curve.log ? Math.log10(ratio) : step))};
}

const smallTicks = () => ({maxTicksLimit: 6, maxRotation: 0, font: {size: 11}, color: colour("soft")});

function sparkView(curve, place) {
  const unit = curve.unit, callbacks = {}, sets = [];
  const options = {
    ...still, parsing: curve.discrete, interaction: {mode: "nearest", axis: "x", intersect: false},
    plugins: {legend: legend(false), tooltip: {
      enabled: false, callbacks, filter: (item) => Boolean(item.dataset.reading),
      external: ({tooltip}) => { place.querySelector(".spoken").textContent = tooltip.opacity === 0 ? "" : sentence(tooltip); },
    }},
  };
  callbacks.title = () => "";
  if (curve.discrete) {
    options.scales = {x: {grid: {display: false}, ticks: smallTicks()}, y: hidden()};
    callbacks.label = (item) => say(curve.at[item.dataIndex], unit) + ": " + percent(curve.density[item.dataIndex]);
    sets.push({label: curve.name, data: curve.density, reading: true, backgroundColor: colour("main")});
    return {type: "bar", data: {labels: curve.at.map((x) => unit === "date" ? say(x, unit) : format(x)), datasets: sets}, options};
  }
  const bins = binsOf(curve), data = density(bins), all = cumulative(bins), digits = digitsWithin(bins.low, bins.high);
  const top = Math.max(...data.map((p) => p.y));
  options.scales = {x: {...valueAxis(curve.log, "", {min: bins.low, max: bins.high}), grid: {display: false}}, y: {...hidden(), max: top * 1.1}};
  Object.assign(options.scales.x.ticks, smallTicks(), unit === "date" ? {callback: (v) => Number.isInteger(v) ? String(v) : ""} : {});
  callbacks.label = (item) => say(item.parsed.x, unit, digits) + ": " + percent(cumulativeAt(all, item.parsed.x)) + " is below";
  if (curve.after) {
    // What evidence leaves: the bar from 5% to 95%, its middle half, the median.
    const {after} = curve, height = top * 0.5, at = (p) => ({x: Math.min(bins.high, Math.max(bins.low, after[p])), y: height});
    const bar = (from, to, width) => line("", [at(from), at(to)], {borderColor: colour("other"), borderWidth: width, pointHitRadius: 0, borderCapStyle: "butt"});
    sets.push({...line("", [at(2)], {}), pointRadius: 5, pointStyle: "rectRot", backgroundColor: colour("other"), borderColor: colour("card"), pointHitRadius: 0}, bar(1, 3, 6), bar(0, 4, 2));
  }
  sets.push(line(curve.name, data, {reading: true, stepped: curve.stepped ? "middle" : false, fill: "origin", borderWidth: 1.5, borderColor: colour("main"), backgroundColor: colour("faint")}));
  return {type: "scatter", data: {datasets: sets}, options};
}
