// Draws every <figure class="chart" data-chart="NAME"> of the page, again whenever its width changes.

const CHARTS = {
  bars: () => import("./charts/bars.js"),
  calibration: () => import("./charts/calibration.js"),
  escalation: () => import("./charts/escalation.js"),
  lanes: () => import("./charts/lanes.js"),
  map: () => import("./charts/map.js"),
  network: () => import("./charts/network.js"),
};
const NOTHING = "There is nothing to draw yet.";
const FAILED = "The chart could not be drawn. The table has the same figures.";

/** The data of a figure: of its data block, or of the address of this site in its data-src. */
async function dataOf(figure) {
  const block = figure.querySelector(':scope > script[type="application/json"]');
  if (!figure.dataset.src) return JSON.parse(block.textContent);
  const address = new URL(figure.dataset.src, document.baseURI);
  if (address.origin !== location.origin) throw new Error("a chart takes its data from its own site only");
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the data of a chart answered ${answer.status}`);
  return answer.json();
}

function say(drawing, words) {
  const line = document.createElement("p");
  line.className = "words";
  line.textContent = words;
  drawing.replaceChildren(line);
}

function fail(drawing, error) {
  console.warn(error);
  say(drawing, FAILED);
}

/** Puts a fresh drawing in the place of the old one; who had the focus in the old one has it in the new one. */
function replace(drawing, fresh) {
  const stops = () => [...drawing.querySelectorAll("[tabindex], a, button")];
  const focused = stops().indexOf(document.activeElement);
  drawing.replaceChildren(fresh);
  if (focused >= 0) stops()[focused]?.focus({ preventScroll: true });
}

async function show(figure) {
  const drawing = figure.querySelector(":scope > .drawing");
  try {
    const [chart, data] = await Promise.all([CHARTS[figure.dataset.chart](), dataOf(figure)]);
    const memory = {}; // what the reader chose, such as a zoom, outlives a redrawing
    const redraw = async (width) => {
      const fresh = await chart.draw(data, { width, memory });
      if (fresh === null) say(drawing, chart.nothing ?? NOTHING);
      else replace(drawing, fresh);
    };
    await redraw(drawing.clientWidth);
    follow(drawing, redraw);
  } catch (error) {
    fail(drawing, error);
  }
}

function follow(drawing, redraw) {
  let drawn = drawing.clientWidth;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width === drawn || width === 0) return;
    drawn = width;
    redraw(width).catch((error) => fail(drawing, error));
  }).observe(drawing);
}

for (const figure of document.querySelectorAll("figure.chart[data-chart]")) show(figure);
