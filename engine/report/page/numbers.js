// Numbers, dates and probabilities as the text of the page writes them, and the colours of the theme.

// Plain from 0.01 to 9999, then K M B T up to 1e15, then 7.8e22; 1.2e-5 below.
function format(value, digits = 3) {
  if (value === null || !Number.isFinite(value)) return "none";
  if (value === 0) return "0";
  const size = Math.abs(Number(value.toPrecision(digits)));
  const tidy = (x) => String(Number(x.toPrecision(digits)));
  if (size >= 0.01 && size < 1e4) return tidy(value);
  for (const [power, suffix] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]]) {
    if (size >= power && size < 1e15) return tidy(value / power) + suffix;
  }
  return value.toExponential(digits - 1).replace(/(\.\d*?)0+e/, "$1e").replace(/\.?e\+?/, "e");
}

// As many digits as tell two values apart that lie within so narrow a range.
function digitsWithin(low, high) {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low))) + 2;
  return Number.isFinite(digits) ? Math.min(12, Math.max(3, digits)) : 3;
}

const withUnit = (text, unit) => !unit ? text : unit === "%" ? text + "%" : text + " " + unit;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthOf = (year) => months[Math.min(11, Math.floor((year - Math.floor(year)) * 12))] + " " + Math.floor(year);
function dayOf(year) {
  const first = Date.UTC(Math.floor(year), 0, 1), next = Date.UTC(Math.floor(year) + 1, 0, 1);
  return new Date(first + (year - Math.floor(year)) * (next - first)).toISOString().slice(0, 10);
}
// A value as the text says it; dates are decimal years.
const say = (value, unit, digits = 3) =>
  unit === "date" && Number.isFinite(value) ? (digits > 6 ? dayOf(value) : monthOf(value)) : withUnit(format(value, digits), unit);

// Two digits of whichever is smaller, the probability or what it leaves: 0.44%, 50%, 98.8%.
function percent(share) {
  const rest = Math.min(share, 1 - share);
  if (rest < 1e-6) return format(100 * share, 2) + "%";
  return (100 * share).toFixed(Math.max(0, 1 - Math.floor(Math.log10(100 * rest)))) + "%";
}
const percentTick = (share) => format(100 * share, 2) + "%";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const palette = () => ["main", "other", "third", "fourth", "fifth"].map(colour);
