// What runs along a time or another axis: fans, probabilities at every step, lines through data.

const stepAxis = (series) => ({...valueAxis(false, series.axis), ticks: {color: colour("soft"), maxRotation: 0, precision: 0, includeBounds: false, callback: (v) => String(Number(v.toFixed(2)))}});

// The median, and around it the bands that hold half and nine tenths of the trials.
function fanView(output) {
  const {at, quantiles, labels} = output.series, known = Object.values(quantiles).flat().filter((v) => v !== null);
  const curve = (p) => at.map((x, i) => ({x, y: quantiles[p][i]}));
  const log = known.length > 0 && Math.min(...known) > 0 && Math.max(...known) / Math.min(...known) > 30;
  const band = (p, fill, label) => line(label, curve(p), {sign: "rect", borderWidth: 1, borderColor: colour("main"), pointHitRadius: 0, backgroundColor: colour("fill"), fill});
  const digits = digitsWithin(Math.min(...known), Math.max(...known));
  const told = (value) => value === null ? output.beyond || "none" : say(value, output.unit, digits);
  return {
    type: "scatter",
    data: {datasets: [
      line("median", curve("0.5"), {reading: true, borderColor: colour("mark"), backgroundColor: colour("mark")}),
      band("0.05", false, ""), band("0.95", "-1", "5% to 95%"), band("0.25", false, ""), band("0.75", "-1", "25% to 75%"),
    ]},
    options: {
      ...still, parsing: false, interaction: {mode: "nearest", axis: "x", intersect: false},
      scales: {x: stepAxis(output.series), y: valueAxis(log, output.unit)},
      plugins: {legend: legend(), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: {
        title: ([item]) => item ? output.series.axis + " " + labels[item.dataIndex] : "",
        label: (item) => [["5%", "0.05"], ["median", "0.5"], ["95%", "0.95"]].map(([word, p]) => word + ": " + told(quantiles[p][item.dataIndex])),
      }}},
    },
  };
}

// The fans of two estimates, each as its median and the band that holds nine tenths.
function fansView(split) {
  const sides = [split.a, split.b], strokes = ["main", "other"].map(colour), fills = ["fill", "fill-other"].map(colour), dashes = [[], [8, 4]];
  const known = sides.flatMap((o) => Object.values(o.series.quantiles).flat()).filter((v) => v !== null);
  const low = Math.min(...known), high = Math.max(...known), digits = digitsWithin(low, high);
  const sets = sides.flatMap((output, i) => {
    const {at, quantiles} = output.series, curve = (p) => at.map((x, k) => ({x, y: quantiles[p][k]}));
    const band = (p, fill, label) => line(label, curve(p), {sign: "rect", borderWidth: 1, borderColor: strokes[i], pointHitRadius: 0, backgroundColor: fills[i], fill});
    return [line("AB"[i] + ", median", curve("0.5"), {reading: true, side: i, borderColor: strokes[i], backgroundColor: strokes[i], borderDash: dashes[i]}),
            band("0.05", false, ""), band("0.95", "-1", "AB"[i] + ", 5% to 95%")];
  });
  const told = (value, output) => value === null ? output.beyond : say(value, output.unit, digits);
  return {
    type: "scatter",
    data: {datasets: sets},
    options: {
      ...still, parsing: false, interaction: {mode: "nearest", intersect: false},
      scales: {x: stepAxis(split.a.series), y: valueAxis(low > 0 && high / low > 30, split.a.unit)},
      plugins: {legend: legend(), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: {
        title: ([item]) => item ? "AB"[item.dataset.side] + ", " + sides[item.dataset.side].series.axis + " " + sides[item.dataset.side].series.labels[item.dataIndex] : "",
        label: (item) => [["5%", "0.05"], ["median", "0.5"], ["95%", "0.95"]].map(([word, p]) => word + ": " + told(sides[item.dataset.side].series.quantiles[p][item.dataIndex], sides[item.dataset.side])),
      }}},
    },
  };
}

// Questions about a series, at every step.
function stepsView(questions) {
  const series = questions[0].series, colours = palette(), dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 5]];
  return {
    type: "scatter",
    data: {datasets: questions.map((q, i) => line(q.name, q.series.at.map((x, k) => ({x, y: q.series.values[k]})),
      {reading: true, pointRadius: q.series.at.length > 40 ? 0 : 2, borderColor: colours[i % 5], backgroundColor: colours[i % 5], borderDash: dashes[Math.floor(i / 5) % 5]}))},
    options: {
      ...still, parsing: false, interaction: {mode: "nearest", intersect: false},
      scales: {x: stepAxis(series), y: percentAxis({max: 1})},
      plugins: {legend: legend(), tooltip: {displayColors: false, callbacks: {
        title: ([item]) => item ? series.axis + " " + questions[item.datasetIndex].series.labels[item.dataIndex] : "",
        label: (item) => item.dataset.label + ": " + percent(item.parsed.y),
      }}},
    },
  };
}

// Every point with its line; the axis is the one on which the line is straight.
function trendView(trend) {
  const at = ([x, y]) => ({x, y}), inOrder = (list) => [...list].sort((a, b) => a[0] - b[0]).map(at);
  const when = (x) => trend.dates ? monthOf(x) : format(x, 4);
  const points = (label, used, fill) => ({label, data: inOrder(trend.points.filter(([, , chosen]) => chosen === used)), pointRadius: 4, sign: "circle",
                                          borderColor: colour("main"), backgroundColor: fill, reading: true});
  const ends = inOrder(trend.line);
  return {
    type: "scatter",
    data: {datasets: [
      points("used", true, colour("main")),
      ...(trend.points.some(([, , used]) => !used) ? [points("left out", false, "transparent")] : []),
      line("line", ends, {borderColor: colour("other"), backgroundColor: colour("other"), pointHitRadius: 0}),
    ]},
    options: {
      ...still, parsing: false, interaction: {mode: "nearest", intersect: false},
      scales: {x: valueAxis(false, trend.dates ? "date" : trend.x, {title: {display: true, text: trend.x, color: colour("soft")}}), y: valueAxis(trend.log, trend.unit)},
      plugins: {legend: legend(), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading), callbacks: {
        title: ([item]) => item ? when(item.parsed.x) : "",
        label: (item) => item.dataset.label + ": " + say(item.parsed.y, trend.unit) + ", the line " + say(heightOnLine(ends, item.parsed.x, trend.log), trend.unit),
      }}},
    },
  };
}
function heightOnLine(ends, x, log) {
  const y = heightAt(ends.map((p) => ({x: p.x, y: log ? Math.log(p.y) : p.y})), x);
  return log ? Math.exp(y) : y;
}
