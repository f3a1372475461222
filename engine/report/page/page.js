// Draws the charts of a page from the figures it carries. Nothing is fetched; without this script the page is whole but for pictures.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const charts = read("charts");
  const results = read("result");
  const drawn = [];   // {chart, redraw} of every figure, to be drawn anew when the colours change

  // Numbers as in the text: plain from 0.01 to 9999, then K M B T up to 1e15, then 7.8e22; 1.2e-5 below.
  function format(value, digits = 3) {
    if (value === null || !Number.isFinite(value)) return "none";
    if (value === 0) return "0";
    const size = Math.abs(Number(value.toPrecision(digits)));
    const tidy = (x) => String(Number(x.toPrecision(digits)));
    if (size >= 0.01 && size < 1e4) return tidy(value);
    for (const [power, suffix] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]]) {
      if (size >= power && size < 1e15) return tidy(value / power) + suffix;
    }
    return value.toExponential(digits - 1).replace(/\.?0*e\+?/, "e");
  }
  const withUnit = (text, unit) => !unit ? text : unit === "%" ? text + "%" : text + " " + unit;
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const month = (year) => months[Math.min(11, Math.floor((year - Math.floor(year)) * 12))] + " " + Math.floor(year);
  // A value as the text says it; dates are decimal years.
  const say = (value, unit, digits = 3) => unit === "date" && Number.isFinite(value) ? month(value) : withUnit(format(value, digits), unit);
  const percent = (share) => format(100 * share, 2) + "%";
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const palette = () => ["main", "other", "third", "fourth", "fifth"].map(colour);

  // ---- shapes -------------------------------------------------------------------------------------------------------

  function edges(h) {
    const n = h.shares.length;
    return Array.from({length: n + 1}, (_, i) => h.log ? h.low * (h.high / h.low) ** (i / n) : h.low + (h.high - h.low) * i / n);
  }

  // Density at the middle of every bin: per unit, or per factor of ten on a logarithmic axis.
  function density(h) {
    const e = edges(h);
    return h.shares.map((share, i) => ({
      x: h.log ? Math.sqrt(e[i]) * Math.sqrt(e[i + 1]) : (e[i] + e[i + 1]) / 2,
      y: share / (h.log ? Math.log10(e[i + 1] / e[i]) : e[i + 1] - e[i]),
    }));
  }

  function cumulative(h) {
    let sum = h.below;
    return edges(h).map((x, i) => {
      if (i > 0) sum += h.shares[i - 1];
      return {x, y: Math.min(sum, 1)};
    });
  }

  // One dot for every 5%: its quantiles at 2.5%, 7.5%, … 97.5%, piled up in columns.
  function dots(h) {
    const curve = cumulative(h), columns = 16, piles = new Map(), result = [];
    const place = (x) => h.log ? Math.log(x / h.low) / Math.log(h.high / h.low) : (x - h.low) / (h.high - h.low);
    const back = (s) => h.log ? h.low * (h.high / h.low) ** s : h.low + (h.high - h.low) * s;
    for (let i = 0; i < 20; ++i) {
      const p = (i + 0.5) / 20;
      const k = Math.max(1, curve.findIndex((point) => point.y >= p));
      const a = curve[k - 1], b = curve[k], t = b.y > a.y ? (p - a.y) / (b.y - a.y) : 0;
      const at = place(a.x) + (place(b.x) - place(a.x)) * t;
      const column = Math.min(columns - 1, Math.max(0, Math.floor(at * columns)));
      const height = (piles.get(column) ?? 0) + 1;
      piles.set(column, height);
      result.push({x: back((column + 0.5) / columns), y: height - 0.5, value: back(at), p});
    }
    return result;
  }

  const heightAt = (curve, x) => {
    const k = curve.findIndex((point) => point.x >= x);
    if (k <= 0) return k === 0 ? curve[0].y : 0;
    const a = curve[k - 1], b = curve[k];
    return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
  };

  // ---- axes ---------------------------------------------------------------------------------------------------------

  function valueAxis(logarithmic, title, extra = {}) {
    const axis = {
      type: logarithmic ? "logarithmic" : "linear", title: {display: Boolean(title), text: title, color: colour("soft")},
      grid: {color: colour("line")}, ticks: {color: colour("soft"), maxRotation: 0, callback: (value) => title !== "date" ? format(value) : Number.isInteger(value) ? String(value) : ""}, ...extra,
    };
    if (logarithmic) {
      axis.ticks = {...axis.ticks, autoSkip: false};
      axis.afterBuildTicks = (scale) => { scale.ticks = decades(scale.min, scale.max).map((value) => ({value})); };
    }
    return axis;
  }

  // Powers of ten, at most eight of them; with twos and fives between them where they are few.
  function decades(low, high) {
    const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high)), span = Math.log10(high / low);
    const leads = span <= 1.2 ? [1, 2, 3, 5, 7] : span <= 2.5 ? [1, 2, 5] : [1], step = Math.max(1, Math.ceil(span / 8));
    const list = [];
    for (let power = first; power <= last; power += step) {
      for (const lead of leads) list.push(Number(lead + "e" + power));
    }
    return list.filter((value) => value >= low && value <= high);
  }

  const hidden = () => ({display: false, beginAtZero: true, grid: {display: false}});
  const still = {animation: false, responsive: true, maintainAspectRatio: false};
  const legend = (display = true) => ({display, position: "bottom", labels: {color: colour("text"), boxWidth: 14, boxHeight: 2}});

  // ---- keyboard and colours -----------------------------------------------------------------------------------------

  // The arrow keys go from point to point, and what a pointer would be shown is said.
  function listen(figure, chart) {
    const canvas = chart.canvas, spoken = figure.querySelector(".spoken");
    let at = -1;
    canvas.onkeydown = (event) => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      const points = chart.data.datasets.findIndex((set) => set.reading);
      if (!step || points < 0) return;
      event.preventDefault();
      const n = chart.data.datasets[points].data.length;
      at = at < 0 ? (step > 0 ? 0 : n - 1) : Math.min(n - 1, Math.max(0, at + step));
      const active = [{datasetIndex: points, index: at}], element = chart.getDatasetMeta(points).data[at];
      chart.setActiveElements(active);
      chart.tooltip.setActiveElements(active, {x: element.x, y: element.y});
      chart.update("none");
      if (spoken) spoken.textContent = [...(chart.tooltip.title ?? []), ...(chart.tooltip.body ?? []).flatMap((b) => b.lines)].join(", ");
    };
  }

  function draw(figure, config) {
    const canvas = figure.querySelector("canvas");
    Chart.getChart(canvas)?.destroy();
    const chart = new Chart(canvas, config);
    listen(figure, chart);
    return chart;
  }

  // Keeps a figure so that it can be drawn again in other colours; `views` are the ways to show it, the first of them to begin with.
  function keep(figure, views) {
    const names = Object.keys(views), bar = figure.querySelector(".views");
    let current = names[0];
    const redraw = () => draw(figure, views[current]());
    if (bar && names.length > 1) {
      for (const name of names) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.setAttribute("aria-pressed", String(name === current));
        button.onclick = () => {
          current = name;
          for (const other of bar.children) other.setAttribute("aria-pressed", String(other.textContent === name));
          figure.dataset.view = name;
          redraw();
        };
        bar.append(button);
      }
    }
    figure.dataset.view = current;
    drawn.push(redraw);
    redraw();
  }

  // ---- distributions ------------------------------------------------------------------------------------------------

  const line = (label, data, more = {}) => ({label, data, showLine: true, pointRadius: 0, pointHitRadius: 6, borderWidth: 2, ...more});
  const upright = (label, x, top, stroke, dash) =>
    line(label, [{x, y: 0}, {x, y: top}], {borderColor: stroke, backgroundColor: stroke, borderDash: dash, borderWidth: 1.5, pointHitRadius: 0});
  const inside = (h, x) => x !== null && Number.isFinite(x) && x >= h.low && x <= h.high;
  const quantile = (output, p) => output.quantiles.find(([q]) => Math.abs(q - p) < 1e-9)?.[1] ?? null;

  function marks(output, top) {
    const list = [["median", quantile(output, 0.5), "mark", []], ["mean", output.mean, "other", [6, 4]], ["point estimate", output.point, "third", [2, 3]]];
    return list.filter(([, x]) => inside(output.histogram, x))
      .map(([name, x, stroke, dash]) => upright(name + " " + say(x, output.unit), x, top, colour(stroke), dash));
  }

  function options(output, y, tooltip, display = true) {
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
    const shaded = curve.filter((p) => p.x >= low && p.x <= high);
    const ends = [[low, shaded[0]], [high, shaded.at(-1)]].map(([x, near]) => ({x, y: heightAt(curve, x) || near?.y || 0}));
    const area = shaded.length ? [ends[0], ...shaded, ends[1]] : [];
    return {
      type: "scatter",
      data: {datasets: [
        ...marks(output, top),
        line(percent(output.level) + " interval", area, {fill: "origin", backgroundColor: colour("fill"), borderWidth: 0, pointHitRadius: 0}),
        line("density", curve, {reading: true, fill: "origin", borderColor: colour("main"), backgroundColor: colour("faint")}),
      ]},
      options: options(output, {...hidden(), max: top}, {
        title: ([item]) => item ? say(item.parsed.x, output.unit) : "",
        label: (item) => percent(heightAt(all, item.parsed.x)) + " of the trials are below",
      }),
    };
  }

  function cumulativeView(output) {
    return {
      type: "scatter",
      data: {datasets: [...marks(output, 1), line("probability of less", cumulative(output.histogram), {reading: true, borderColor: colour("main"), backgroundColor: colour("main")})]},
      options: options(output, {min: 0, max: 1, grid: {color: colour("line")}, ticks: {color: colour("soft"), callback: percent}}, {
        title: ([item]) => item ? say(item.parsed.x, output.unit) : "",
        label: (item) => percent(item.parsed.y) + " of the trials are below",
      }),
    };
  }

  function dotsView(output) {
    const data = dots(output.histogram), most = Math.max(8, ...data.map((d) => d.y + 0.5));
    return {
      type: "scatter",
      data: {datasets: [{label: "5% each", data, reading: true, pointRadius: (c) => Math.max(3, Math.min(c.chart.chartArea?.width / 34 || 6, c.chart.chartArea?.height / most / 2.1 || 6)),
                         backgroundColor: colour("main"), borderColor: colour("main")}]},
      options: options(output, {...hidden(), max: most}, {
        title: ([item]) => item ? say(item.raw.value, output.unit) : "",
        label: (item) => percent(item.raw.p) + " of the trials are below",
      }, false),
    };
  }

  function overlay(list) {
    const all = list.map(([, output]) => output), first = all[0];
    const log = all.every((o) => o.histogram.low > 0) && all.some((o) => o.histogram.log);
    // A density per unit and one per factor of ten cannot stand in one picture.
    const curves = all.map((o) => o.histogram.log === log ? density(o.histogram)
      : density(o.histogram).map((p) => ({x: p.x, y: p.y * (log ? p.x * Math.LN10 : 1 / (p.x * Math.LN10))})));
    const colours = palette();
    const whole = {...first, histogram: {...first.histogram, log, low: Math.min(...all.map((o) => o.histogram.low)), high: Math.max(...all.map((o) => o.histogram.high))}};
    return {
      type: "scatter",
      data: {datasets: list.map(([name], i) => line(name, curves[i], {reading: true, borderColor: colours[i % 5], backgroundColor: colours[i % 5],
                                                                    borderDash: i < 5 ? [] : [5, 3]}))},
      options: options(whole, hidden(), {
        title: ([item]) => item ? say(item.parsed.x, first.unit) : "",
        label: (item) => item.dataset.label + ": " + percent(heightAt(cumulative(all[item.datasetIndex].histogram), item.parsed.x)) + " of the trials are below",
      }),
    };
  }

  // ---- series -------------------------------------------------------------------------------------------------------

  // The median, and around it the bands that hold half and nine tenths of the trials.
  function fanView(output) {
    const {at, quantiles} = output.series, positive = quantiles["0.05"].every((v) => v > 0);
    const curve = (p) => at.map((x, i) => ({x, y: quantiles[p][i]}));
    const log = positive && Math.max(...quantiles["0.95"]) / Math.min(...quantiles["0.05"]) > 30;
    const band = (p, fill, label) => line(label, curve(p), {borderWidth: 0, pointHitRadius: 0, backgroundColor: colour("fill"), fill});
    const y = valueAxis(log, output.unit);
    return {
      type: "scatter",
      data: {datasets: [
        line("median", curve("0.5"), {reading: true, borderColor: colour("main"), backgroundColor: colour("main")}),
        band("0.05", false, ""), band("0.95", "-1", "5% to 95%"), band("0.25", false, ""), band("0.75", "-1", "25% to 75%"),
      ]},
      options: {
        ...still, parsing: false, interaction: {mode: "nearest", axis: "x", intersect: false},
        scales: {x: {...valueAxis(false, output.series.axis), ticks: {color: colour("soft"), maxRotation: 0, precision: 0, callback: (v) => String(Number(v.toFixed(2)))}}, y},
        plugins: {
          legend: {...legend(), labels: {...legend().labels, filter: (entry) => entry.text !== ""}},
          tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: {
            title: ([item]) => item ? output.series.axis + " " + output.series.labels[item.dataIndex] : "",
            label: (item) => ["0.05", "0.5", "0.95"].map((p) => ({"0.05": "5%: ", "0.5": "median: ", "0.95": "95%: "})[p] + say(quantiles[p][item.dataIndex], output.unit)),
          }},
        },
      },
    };
  }

  // Every point with its line; the axis is the one on which the line is straight.
  function trendView(trend) {
    const at = ([x, y]) => ({x, y}), when = (x) => trend.dates ? month(x) : format(x);
    const chosen = trend.points.filter(([, , used]) => used), others = trend.points.filter(([, , used]) => !used);
    const points = (label, list, fill) => ({label, data: list.map(at), pointRadius: 4, borderColor: colour("main"), backgroundColor: fill, reading: label === "used"});
    return {
      type: "scatter",
      data: {datasets: [
        points("used", chosen, colour("main")),
        ...(others.length ? [points("left out", others, "transparent")] : []),
        line("line", [...trend.line].sort((a, b) => a[0] - b[0]).map(at), {borderColor: colour("other"), backgroundColor: colour("other"), pointHitRadius: 0}),
      ]},
      options: {
        ...still, parsing: false, interaction: {mode: "nearest", intersect: false},
        scales: {x: {...valueAxis(false, trend.x), ticks: {color: colour("soft"), maxRotation: 0, callback: (v) => trend.dates && !Number.isInteger(v) ? "" : trend.dates ? String(v) : format(v)}},
                 y: valueAxis(trend.log, trend.unit)},
        plugins: {legend: legend(), tooltip: {displayColors: false, callbacks: {
          title: ([item]) => item ? when(item.parsed.x) : "", label: (item) => item.dataset.label + ": " + say(item.parsed.y, trend.unit),
        }}},
      },
    };
  }

  // ---- bars ---------------------------------------------------------------------------------------------------------

  function barOptions(x, tooltip, display = false) {
    return {
      ...still, indexAxis: "y", interaction: {mode: "nearest", axis: "y", intersect: false},
      scales: {x, y: {grid: {display: false}, ticks: {color: colour("text"), autoSkip: false}}},
      plugins: {legend: legend(display), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: {title: ([item]) => item ? [item.label].flat().join("").replaceAll(",", "") : "", ...tooltip}}},
    };
  }
  const reach = (value, error) => error ? [value - 1.96 * error, value + 1.96 * error] : null;
  const bars = (label, data, fill, more = {}) => ({label, data, backgroundColor: fill, grouped: false, barPercentage: 0.7, ...more});
  const whiskers = (pairs) => bars("error", pairs, colour("mark"), {barThickness: 2, order: -1});
  // A long name stands on several lines, broken where its words are.
  function label(name) {
    const lines = [];
    for (const word of name.split(/(?<=[_.])/)) {
      if (lines.length && lines.at(-1).length + word.length <= 16) lines[lines.length - 1] += word;
      else lines.push(word);
    }
    return lines;
  }
  const labels = (list) => list.map((entry) => label(entry.name));
  const fit = (figure, rows) => { figure.querySelector(".plot").style.height = Math.max(7, 4 + 2.2 * rows) + "rem"; };

  function sharesView(ranked) {
    return {
      type: "bar",
      data: {labels: labels(ranked.inputs), datasets: [
        whiskers(ranked.inputs.map((i) => reach(...i.share))),
        bars("share", ranked.inputs.map((i) => i.share[0]), colour("main"), {reading: true}),
      ]},
      options: barOptions({min: 0, suggestedMax: 1, grid: {color: colour("line")}, ticks: {color: colour("soft"), callback: percent}},
        {label: (item) => percent(item.raw) + " of the variance, " + percent(ranked.inputs[item.dataIndex].alone[0] ?? 0) + " alone"}),
    };
  }

  function tornadoView(ranked) {
    const log = ranked.scale === "log", inputs = ranked.inputs.filter((i) => i.low !== null && i.high !== null);
    const ends = inputs.flatMap((i) => [i.low, i.high]);
    const show = (value) => ranked.scale === "probability" ? percent(value) : say(value, ranked.unit);
    const limits = log ? {min: Math.min(...ends, ranked.middle) / 1.1, max: Math.max(...ends, ranked.middle) * 1.1} : {};
    const axis = valueAxis(log, ranked.unit, limits);
    if (ranked.scale === "probability") axis.ticks.callback = percent;
    return {
      type: "bar",
      data: {labels: labels(inputs), datasets: [
        bars("input at its 5%", inputs.map((i) => [ranked.middle, i.low]), colour("other"), {reading: true}),
        bars("input at its 95%", inputs.map((i) => [ranked.middle, i.high]), colour("main"), {reading: true}),
      ]},
      options: barOptions(axis, {label: (item) => item.dataset.label + ": " + show(item.raw[1])}, true),
    };
  }

  function questionsView(questions) {
    return {
      type: "bar",
      data: {labels: labels(questions), datasets: [
        whiskers(questions.map((q) => reach(q.value, q.error))),
        bars("no", questions.map((q) => [q.value, 1]), colour("line")),
        bars("yes", questions.map((q) => [0, q.value]), colour("main"), {reading: true}),
      ]},
      options: barOptions({min: 0, max: 1, grid: {color: colour("line")}, ticks: {color: colour("soft"), callback: percent}},
        {label: (item) => questions[item.dataIndex].text + " = " + percent(item.raw[1])}),
    };
  }

  function splitView(split) {
    const ratio = split.scale === "ratio", from = ratio ? 1 : 0;
    const values = split.parts.map((p) => p.value[0]).concat(split.total[0]);
    const limits = ratio ? {min: Math.min(1, ...values) / 1.2, max: Math.max(1, ...values) * 1.2} : {};
    return {
      type: "bar",
      data: {labels: [...labels(split.parts), "together"], datasets: [
        bars("effect", values.map((v) => [from, v]), values.map((v, i) => i === values.length - 1 ? colour("mark") : v < from ? colour("other") : colour("main")), {reading: true}),
      ]},
      options: barOptions(valueAxis(ratio && limits.min > 0, "", limits), {label: (item) => (ratio ? "×" : "") + format(item.raw[1], 4)}),
    };
  }

  // ---- the figures of the page --------------------------------------------------------------------------------------

  const builders = {
    trend: (f) => keep(f, {Trend: () => trendView(charts.trends[f.dataset.trend])}),
    fan: (f) => {
      const output = charts.sides[f.dataset.side].outputs[f.dataset.output];
      keep(f, {Fan: () => fanView(output)});
    },
    distribution: (f) => {
      const output = charts.sides[f.dataset.side].outputs[f.dataset.output];
      keep(f, {Density: () => densityView(output), CDF: () => cumulativeView(output), "20 dots": () => dotsView(output)});
    },
    scenarios: (f) => {
      const name = charts.sides[0].outputs[f.dataset.output].name;
      const found = [charts.sides[0], ...charts.scenarios].map((run) => [run.scenario, run.outputs.find((o) => o.name === name)]).filter(([, o]) => o);
      keep(f, {Densities: () => overlay(found)});
    },
    pair: (f) => {
      const name = charts.splits[f.dataset.split].name;
      const found = charts.sides.map((run, i) => ["AB"[i], run.outputs.find((o) => o.name === name) ?? (run.outputs.length === 1 ? run.outputs[0] : null)]).filter(([, o]) => o);
      if (found.length === 2) keep(f, {Densities: () => overlay(found)});
      else f.remove();
    },
    questions: (f) => {
      const questions = charts.sides[f.dataset.side].questions.filter((q) => q.value !== null);
      fit(f, questions.length);
      keep(f, {Probabilities: () => questionsView(questions)});
    },
    shares: (f) => {
      const ranked = charts.ranking[f.dataset.ranked];
      fit(f, ranked.inputs.length);
      keep(f, {Shares: () => sharesView(ranked)});
    },
    tornado: (f) => {
      const ranked = charts.ranking[f.dataset.ranked];
      fit(f, ranked.inputs.length + 1);
      keep(f, {Swings: () => tornadoView(ranked)});
    },
    split: (f) => {
      const split = charts.splits[f.dataset.split];
      fit(f, split.parts.length + 1);
      keep(f, {Effects: () => splitView(split)});
    },
  };

  const small = () => ({maxTicksLimit: 4, maxRotation: 0, font: {size: 10}, color: colour("soft")});

  function spark(place) {
    const curve = charts.inputs[place.dataset.side][place.dataset.spark];
    const data = curve.at.map((x, i) => ({x, y: curve.density[i]}));
    const redraw = () => draw(place, {
      type: curve.discrete ? "bar" : "scatter",
      data: curve.discrete ? {labels: curve.at.map((x) => format(x)), datasets: [{data: curve.density, backgroundColor: colour("main")}]}
                           : {datasets: [line(curve.name, data, {fill: "origin", borderWidth: 1.5, borderColor: colour("main"), backgroundColor: colour("faint")})]},
      options: {...still, events: [], scales: {
        x: curve.discrete ? {display: true, grid: {display: false}, ticks: small()}
          : {...valueAxis(curve.log, "", {min: curve.at[0], max: curve.at.at(-1)}), grid: {display: false}, ticks: {...small(), autoSkip: !curve.log, callback: (v) => format(v, 2)}},
        y: hidden()}, plugins: {legend: {display: false}, tooltip: {enabled: false}}},
    });
    drawn.push(redraw);
    redraw();
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  for (const figure of document.querySelectorAll("figure[data-chart]")) builders[figure.dataset.chart](figure);
  for (const place of document.querySelectorAll("[data-spark]")) spark(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach((redraw) => redraw()));
  addEventListener("beforeprint", () => { for (const canvas of document.querySelectorAll("canvas")) Chart.getChart(canvas)?.resize(); });
  const download = document.getElementById("download");
  download.onclick = () => { download.href = URL.createObjectURL(new Blob([JSON.stringify(results, null, 2)], {type: "application/json"})); };
  window.botec = {format, charts, results};
})();
