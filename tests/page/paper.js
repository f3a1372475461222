// What paper would get: what is still shown that cannot be clicked there, what is too wide or too tall, and in which colours charts write.
const shown = [...document.querySelectorAll(".views button, .spoken, #download, summary")].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 60));
const room = document.body.getBoundingClientRect(), right = room.left + 680;   // 180 mm between the margins
const wide = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && !e.closest("script") && e.getBoundingClientRect().right > right + 1).map((e) => e.outerHTML.slice(0, 60));
const whole = [...document.querySelectorAll("figure, .input")];
const torn = whole.filter((e) => getComputedStyle(e).breakInside !== "avoid").map((e) => e.outerHTML.slice(0, 60));
const tallest = Math.max(0, ...whole.map((e) => e.getBoundingClientRect().height));
const luminance = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).reduce((sum, c, i) => sum + [0.2126, 0.7152, 0.0722][i] * c ** 2.2, 0);
const inks = [...document.querySelectorAll("canvas")].flatMap((c) => Object.values(Chart.getChart(c).scales)).filter((s) => s.options.display !== false).map((s) => luminance(s.options.ticks.color));
return {ground: getComputedStyle(document.body).backgroundColor, shown, wide, torn, tallest, darkest: Math.max(0, ...inks.map((ink) => ink > 0.15 ? ink : 0))};
