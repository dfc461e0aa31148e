// How often findings were right, against how sure OnRecord was: on the diagonal, its confidence can be believed.

import { axisX, axisY, dot, gridX, gridY, line, link, plot, text } from "../vendor/plot.js";
import { element, pointed, withoutStyle } from "./marks.js";
import { countWords } from "./words.js";

export const nothing = "No findings have been checked yet, so there is no confidence to compare.";
const HINT = "Point at a dot, or go from dot to dot with the arrow keys, to read it. The figures in the chart are counts.";

/** The diagram, or null where no bin holds a finding. */
export function draw(data, { width }) {
  const bins = data.bins.filter((bin) => bin.n > 0);
  if (bins.length === 0) return null;
  const svg = withoutStyle(diagram(bins, Math.min(width, 520)));
  return element("div", {}, pointed(svg, { name: summary(data), hint: HINT }), score(data));
}

const percent = (share) => `${Math.round(share * 100)}%`;

function diagram(bins, width) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const measured = bins.filter((bin) => bin.from != null && bin.to != null);
  return plot({
    className: "plot",
    width,
    height: width,
    marginTop: 36,
    marginRight: 22,
    marginLeft: 52,
    marginBottom: 48,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    r: { range: [0, width / 26] },
    marks: [
      gridX({ ticks, className: "grid" }),
      gridY({ ticks, className: "grid" }),
      axisX({ ticks, tickSize: 0, tickFormat: percent, label: "how sure OnRecord was", labelAnchor: "center", labelArrow: "none", labelOffset: 42 }),
      axisY({ ticks, tickSize: 0, tickFormat: percent, label: "how often it was right", labelAnchor: "top", labelArrow: "none", labelOffset: 46 }),
      line([[0, 0], [1, 1]], { className: "diagonal" }),
      link(measured, { x1: "mean", x2: "mean", y1: "from", y2: "to", className: "interval" }),
      dot(bins, { x: "mean", y: "rate", r: "n", className: "bins", ariaLabel: words }),
      text(bins, { x: "mean", y: "rate", text: (bin) => String(bin.n), dx: 8, dy: 14, textAnchor: "start", className: "counts" }),
    ],
  });
}

function words(bin) {
  const interval = bin.from == null ? "" : ` (95% interval ${percent(bin.from)} to ${percent(bin.to)})`;
  return `${percent(bin.mean)} sure on average: right ${percent(bin.rate)} of ${countWords(bin.n, "time")}${interval}`;
}

function summary(data) {
  return `How often OnRecord was right against how sure it was, over ${countWords(data.n, "finding")}`;
}

function score(data) {
  const brier = data.brier.toFixed(3);
  return element("p", { class: "formula" }, `Brier score ${brier} over ${countWords(data.n, "finding")}; 0 is best, always saying 50% scores 0.25.`);
}
