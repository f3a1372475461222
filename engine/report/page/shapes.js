// From the bins of a histogram to the curves that are drawn.

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

// Of all trials: where some are infinite it does not reach 1.
function cumulative(h) {
  let sum = h.below;
  return edges(h).map((x, i) => {
    if (i > 0) sum += h.shares[i - 1];
    return {x, y: Math.min(sum, 1)};
  });
}

// One dot for every 5%: the quantiles at 2.5%, 7.5%, … 97.5%, piled up in columns. Those of infinite trials have no place.
function dots(h) {
  const curve = cumulative(h), columns = 16, piles = new Map(), result = [];
  const place = (x) => h.log ? Math.log(x / h.low) / Math.log(h.high / h.low) : (x - h.low) / (h.high - h.low);
  const back = (s) => h.log ? h.low * (h.high / h.low) ** s : h.low + (h.high - h.low) * s;
  for (let i = 0; i < 20; ++i) {
    const p = (i + 0.5) / 20;
    if (p > 1 - h.infinite) break;
    const found = curve.findIndex((point) => point.y >= p), k = found < 0 ? curve.length - 1 : Math.max(1, found);
    const a = curve[k - 1], b = curve[k], t = b.y > a.y ? Math.min(1, Math.max(0, (p - a.y) / (b.y - a.y))) : 0;
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
const cumulativeAt = (curve, x) => x >= curve.at(-1).x ? curve.at(-1).y : heightAt(curve, x);
