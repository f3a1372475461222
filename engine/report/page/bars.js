// Horizontal bars: shares, swings, probabilities, what each change does, ranges beside one another.

function barOptions(x, tooltip, display = false) {
  return {
    ...still, indexAxis: "y", interaction: {mode: "nearest", axis: "y", intersect: false},
    scales: {x, y: {grid: {display: false}, ticks: {color: colour("text"), autoSkip: false}}},
    plugins: {legend: legend(display), tooltip: {displayColors: false, filter: (item) => Boolean(item.dataset.reading),
                                                 callbacks: {title: ([item]) => item ? item.chart.data.names[item.dataIndex] : "", ...tooltip}}},
  };
}
const reach = (value, error) => error ? [value - 1.96 * error, value + 1.96 * error] : null;
const bars = (label, data, fill, more = {}) => ({label, data, backgroundColor: fill, grouped: false, barPercentage: 0.7, ...more});
const whiskers = (pairs, more = {}) => bars("error", pairs, colour("mark"), {barThickness: 2, order: -1, ...more});

// A long name stands on several lines, broken where its words are, and is cut where even that does not help.
function label(name) {
  const lines = [], widest = 16, most = 3;
  for (const word of name.split(/(?<=[_.\s])/)) {
    if (lines.length && lines.at(-1).length + word.length <= widest) lines[lines.length - 1] += word;
    else for (let rest = [...word]; rest.length; rest = rest.slice(widest)) lines.push(rest.slice(0, widest).join(""));
  }
  return lines.length > most ? [...lines.slice(0, most - 1), [...lines[most - 1]].slice(0, widest - 1).join("") + "…"] : lines;
}
const named = (names, datasets) => ({labels: names.map(label), names, datasets});
const fit = (figure, rows, least = 7) => { figure.querySelector(".plot").style.height = Math.max(least, 4 + 2.4 * rows) + "rem"; };

function sharesView(ranked) {
  const {inputs} = ranked;
  return {
    type: "bar",
    data: named(inputs.map((i) => i.name), [
      whiskers(inputs.map((i) => reach(...i.share))),
      bars("share", inputs.map((i) => i.share[0]), colour("main"), {reading: true}),
    ]),
    options: barOptions(percentAxis(),
      {label: (item) => percent(item.raw) + " of the variance, " + percent(inputs[item.dataIndex].alone[0] ?? 0) + " alone"}),
  };
}

function tornadoView(ranked) {
  const inputs = ranked.inputs.filter((i) => i.low !== null && i.high !== null);
  const middle = (i) => ranked.middle ?? (i.low + i.high) / 2;
  const ends = inputs.flatMap((i) => [i.low, i.high, middle(i)]), low = Math.min(...ends), high = Math.max(...ends);
  const log = ranked.scale === "log" && low > 0, probability = ranked.scale === "probability", room = (high - low) * 0.04;
  const limits = log ? {min: low / 1.1, max: high * 1.1} : high > low ? {min: probability ? Math.max(0, low - room) : low - room, max: probability ? Math.min(1, high + room) : high + room} : {};
  const digits = digitsWithin(low, high), show = (value) => probability ? percent(value) : say(value, ranked.unit, digits);
  const axis = valueAxis(log, ranked.unit, limits);
  if (probability) axis.ticks.callback = percentTick;
  return {
    type: "bar",
    data: named(inputs.map((i) => i.name), [
      bars("input at its 5%", inputs.map((i) => [middle(i), i.low]), colour("other"), {reading: true}),
      bars("input at its 95%", inputs.map((i) => [middle(i), i.high]), colour("main"), {reading: true}),
    ]),
    options: barOptions(axis, {label: (item) => item.dataset.label + ": " + show(item.raw[1])}, true),
  };
}

function questionsView(questions) {
  return {
    type: "bar",
    data: named(questions.map((q) => q.name), [
      whiskers(questions.map((q) => reach(q.value, q.error))),
      bars("no", questions.map((q) => [q.value, 1]), colour("track"), {borderColor: colour("soft"), borderWidth: 1, borderSkipped: false}),
      bars("yes", questions.map((q) => [0, q.value]), colour("main"), {reading: true}),
    ]),
    options: barOptions(percentAxis({max: 1}), {label: (item) => questions[item.dataIndex].text + " = " + questions[item.dataIndex].says}),
  };
}

function splitView(split) {
  const ratio = split.scale === "ratio", from = ratio ? 1 : 0;
  const values = split.parts.map((p) => p.value[0]).concat(split.total[0]);
  const limits = ratio ? {min: Math.min(1, ...values) / 1.2, max: Math.max(1, ...values) * 1.2} : {};
  return {
    type: "bar",
    data: named([...split.parts.map((p) => p.name), "together"], [
      bars("effect", values.map((v) => [from, v]), values.map((v, i) => i === values.length - 1 ? colour("mark") : v < from ? colour("other") : colour("main")), {reading: true}),
    ]),
    options: barOptions(valueAxis(ratio && limits.min > 0, ratio ? "B over A" : split.unit, limits),
                        {label: (item) => ratio ? "×" + format(item.raw[1], 4) : say(item.raw[1], split.unit, 4)}),
  };
}

// Ranges with their middles, each in a row of its own: what sources say, and what is made of them.
function rangesView(ranges) {
  const {rows, unit} = ranges, ends = rows.flatMap((r) => [r.low, r.median, r.high]).filter((v) => v !== null);
  const low = Math.min(...ends), high = Math.max(...ends), log = low > 0 && high / low > 30, room = (high - low) * 0.05 || 1;
  const digits = digitsWithin(low, high), thin = log ? (high / low) ** 0.004 : (high - low) * 0.004;
  const around = (x) => x === null ? null : log ? [x / thin, x * thin] : [x - thin, x + thin];
  const fills = rows.map((r) => r.pooled ? colour("other") : colour("main"));
  return {
    type: "bar",
    data: named(rows.map((r) => r.name), [
      bars("median", rows.map((r) => around(r.median)), colour("mark"), {order: -1}),
      bars("range", rows.map((r) => [r.low ?? low, r.high ?? high]), fills, {reading: true, barPercentage: 0.35}),
    ]),
    options: barOptions(valueAxis(log, unit, log ? {min: low / 1.1, max: high * 1.1} : {min: low - room, max: high + room}), {
      label: ({dataIndex: i}) => [r => "median " + say(r.median, unit, digits), r => "from " + say(r.low, unit, digits) + " to " + say(r.high, unit, digits)].map((f) => f(rows[i])),
    }),
  };
}
