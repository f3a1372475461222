// The ratio of every text and every mark to what it stands on, as WCAG 2.1 defines it, and which are too faint.
const probe = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const parse = (text) => {
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = text;
  const hex = probe.fillStyle;
  if (hex.startsWith("#")) return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).concat(1);
  return hex.match(/[\d.]+/g).map(Number);
};
const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a)).concat(1);
const light = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const ratio = (a, b) => { const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
const ground = (element) => {
  const layers = [];
  for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
  return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255, 1]);
};
const faint = [];
let texts = 0, marks = 0;
const judge = (colour, under, least, what) => {
  const found = ratio(over(parse(colour), under), under);
  if (!(found >= least)) faint.push(what + " " + colour + " has only " + found.toFixed(2));
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || element.closest("script, canvas") || !element.checkVisibility() || getComputedStyle(element).opacity === "0") continue;
  ++texts;
  judge(getComputedStyle(element).color, ground(element), 4.5, "text “" + walker.currentNode.textContent.trim().slice(0, 30) + "”");
}
for (const canvas of document.querySelectorAll("canvas")) {
  const chart = Chart.getChart(canvas), under = ground(canvas), name = canvas.getAttribute("aria-label").slice(0, 40);
  for (const scale of Object.values(chart.scales)) {
    if (scale.options.display === false) continue;
    ++texts;
    judge(scale.options.ticks.color, under, 4.5, "axis of " + name);
    if (scale.options.title?.display) judge(scale.options.title.color, under, 4.5, "title of an axis of " + name);
  }
  if (chart.options.plugins.legend.display) judge(chart.options.plugins.legend.labels.color, under, 4.5, "legend of " + name);
  for (const set of chart.data.datasets) {
    ++marks;
    // A shaded area is seen by its edge, a bar by its edge or by itself.
    const colours = [set.borderWidth === 0 ? null : set.borderColor, set.backgroundColor].flat().filter(Boolean);
    const best = colours.reduce((a, b) => ratio(over(parse(a), under), under) > ratio(over(parse(b), under), under) ? a : b);
    judge(best, under, 3, "mark “" + set.label + "” of " + name);
  }
}
for (const button of document.querySelectorAll("button")) if (button.checkVisibility()) judge(getComputedStyle(button).borderTopColor, ground(button.parentElement), 3, "edge of " + button.textContent);
return {texts, marks, faint};
