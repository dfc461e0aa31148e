// How often findings were right, against how sure OnRecord was: on the diagonal, its confidence can be believed.

import { axisX, axisY, dot, gridX, gridY, line, link, plot, text } from "../vendor/plot.js";
import { element, keyOf, pointed, withoutStyle } from "./marks.js";
import { countWords } from "./words.js";

const FINDINGS = {
  one: "finding",
  sure: "how sure OnRecord was",
  right: "how often it was right",
  diagonal: "as often right as sure",
  bin: (mean, rate, n) => `${mean} sure on average: right ${rate} of ${countWords(n, "time")}`,
  summary: (n) => `How often OnRecord was right against how sure it was, over ${n}`,
};
const FORECASTS = {
  one: "forecast",
  sure: "how likely it was said to be",
  right: "how often it came true",
  diagonal: "as often true as said to be likely",
  bin: (mean, rate, n) => `said to be ${mean} likely on average: ${rate} of ${countWords(n, "forecast")} came true`,
  summary: (n) => `How often forecasts came true against how likely they were said to be, over ${n}`,
};

export const nothing = "No findings have been checked yet, so there is no confidence to compare.";
const HINT = "Point at a dot, or go from dot to dot with the arrow keys, to read it.";
const LEFT = 46;
const RIGHT = 42;
const TOP = 14;
const BOTTOM = 52;

/** The diagram, or null where no bin holds a finding; of what people foretold where data.of is "forecasts". */
export function draw(data, { width }) {
  const bins = data.bins.filter((bin) => bin.n > 0);
  if (bins.length === 0) return null;
  const told = data.of === "forecasts" ? FORECASTS : FINDINGS;
  const svg = withoutStyle(diagram(bins, Math.min(width, 480), told));
  const measured = bins.some(hasInterval);
  return element(
    "div",
    {},
    keyOf([
      ["diagonal", told.diagonal],
      ["dot bins", `${told.one}s, with their number`],
      ...(measured ? [["interval", "where chance may put it, 95 times in 100"]] : []),
    ]),
    element("p", { class: "unit" }, told.right),
    pointed(svg, { name: told.summary(countWords(data.n, told.one)), hint: HINT }),
    score(data, told),
  );
}

const percent = (share) => `${Math.round(share * 100)}%`;

const hasInterval = (bin) => bin.from != null && bin.to != null;

function diagram(bins, width, told) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const side = width - LEFT - RIGHT;
  const most = Math.max(...bins.map((bin) => bin.n));
  const sized = bins.map((bin) => ({ ...bin, r: Math.max(3, (Math.sqrt(bin.n / most) * width) / 28) }));
  const over = (bin) => bin.rate > bin.mean; // a label stands on the side away from the diagonal
  const beside = (bin) => bin.mean + ((over(bin) ? -1 : 1) * (bin.r + 5)) / side;
  const counts = (bin) => ({
    x: beside,
    y: "rate",
    text: (one) => String(one.n),
    textAnchor: over(bin) ? "end" : "start",
    className: "counts",
  });
  return plot({
    className: "plot",
    width,
    height: side + TOP + BOTTOM,
    marginTop: TOP,
    marginRight: RIGHT,
    marginLeft: LEFT,
    marginBottom: BOTTOM,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    r: { type: "identity" },
    marks: [
      gridX({ ticks, className: "grid" }),
      gridY({ ticks, className: "grid" }),
      axisX({
        ticks,
        tickSize: 0,
        tickFormat: percent,
        label: told.sure,
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 46,
      }),
      axisY({ ticks, tickSize: 0, tickFormat: percent, label: null }),
      line(
        [
          [0, 0],
          [1, 1],
        ],
        { className: "diagonal" },
      ),
      link(sized.filter(hasInterval), {
        x1: "mean",
        x2: "mean",
        y1: "from",
        y2: "to",
        className: "interval",
      }),
      dot(sized, { x: "mean", y: "rate", r: "r", className: "bins", ariaLabel: (bin) => words(bin, told) }),
      ...sized.map((bin) => text([bin], counts(bin))),
    ],
  });
}

function words(bin, told) {
  const interval = hasInterval(bin) ? ` (95% interval ${percent(bin.from)} to ${percent(bin.to)})` : "";
  return `${told.bin(percent(bin.mean), percent(bin.rate), bin.n)}${interval}`;
}

function score(data, told) {
  if (data.brier == null) return "";
  const brier = data.brier.toFixed(3);
  return element(
    "p",
    { class: "formula" },
    `Brier score ${brier} over ${countWords(data.n, told.one)}; 0 is best, always saying 50% scores 0.25.`,
  );
}
