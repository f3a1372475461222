// Draws the charts of a page from the figures it carries. Nothing is fetched; without scripts the page is whole but for pictures.

const carried = (id) => JSON.parse(document.getElementById(id).textContent);
const charts = carried("charts"), results = carried("result");

const outputOf = (f) => charts.sides[f.dataset.side].outputs[f.dataset.output];
const builders = {
  trend: (f) => keep(f, {Trend: () => trendView(charts.trends[f.dataset.trend])}),
  fan: (f) => keep(f, {Fan: () => fanView(outputOf(f))}),
  distribution: (f) => keep(f, {Density: () => densityView(outputOf(f)), CDF: () => cumulativeView(outputOf(f)), "20 dots": () => dotsView(outputOf(f))}),
  scenarios: (f) => {
    const name = charts.sides[0].outputs[f.dataset.output].name;
    const found = [charts.sides[0], ...charts.scenarios].map((run) => [run.scenario, run.outputs.find((o) => o.name === name)]).filter(([, o]) => o);
    keep(f, {Densities: () => overlay(found)});
  },
  pair: (f) => {
    const {a, b} = charts.splits[f.dataset.split];
    keep(f, {Densities: () => overlay([["A", a], ["B", b]])});
  },
  fans: (f) => keep(f, {Fans: () => fansView(charts.splits[f.dataset.split])}),
  condition: (f) => {
    fit(f, 1, 6);
    keep(f, {Probability: () => questionsView([charts.sides[f.dataset.side].conditions[f.dataset.condition]])});
  },
  questions: (f) => {
    const questions = charts.sides[f.dataset.side].questions.slice(f.dataset.from, f.dataset.to).filter((q) => q.value !== null);
    fit(f, questions.length);
    keep(f, {Probabilities: () => questionsView(questions)});
  },
  steps: (f) => keep(f, {Steps: () => stepsView(charts.sides[f.dataset.side].questions.filter((q) => q.series))}),
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
    fit(f, split.parts.length + 1, 8);
    keep(f, {Effects: () => splitView(split)});
  },
  ranges: (f) => {
    const ranges = charts.sides[f.dataset.side].ranges[f.dataset.ranges];
    fit(f, ranges.rows.length, 8);
    keep(f, {Ranges: () => rangesView(ranges)});
  },
};

Object.assign(Chart.defaults.plugins.tooltip, {backgroundColor: "#1b1f24", titleColor: "#ffffff", bodyColor: "#ffffff", borderColor: "#9da7b3", borderWidth: 1});
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
for (const figure of document.querySelectorAll("figure[data-chart]")) builders[figure.dataset.chart](figure);
for (const place of document.querySelectorAll("[data-spark]")) {
  const curve = charts.inputs[place.dataset.side][place.dataset.spark];
  keep(place, {Density: () => sparkView(curve, place)});
}
const download = document.getElementById("download");
download.onclick = () => { download.href = URL.createObjectURL(new Blob([JSON.stringify(results, null, 2)], {type: "application/json"})); };
window.botec = {format, charts, results, drawAll};
