// Counts as bars: by day, and by week or month where days would be too thin to read.

import { axisX, axisY, gridY, plot, rectY, ruleY, utcDay, utcMonday, utcMonth } from "../vendor/plot.js";
import { element, keyOf, ownAddress, pointed, withoutStyle } from "./marks.js";
import { countWords, dayWords, monthWords, numberWords, spanWords } from "./words.js";

export const nothing = "There is nothing to count in this time.";
const HINT = "Point at a bar, or go from bar to bar with the arrow keys, to read it.";
const FEWEST_PIXELS = 5;
const HALF_DAY = 43_200_000;
const FEWEST_BARS = 14;
const GRAINS = [
  { name: "day", interval: utcDay, days: 1, words: dayWords },
  { name: "week", interval: utcMonday, days: 7, words: (date) => `week of ${dayWords(date)}` },
  { name: "month", interval: utcMonth, days: 30, words: monthWords },
];
const LAYERS = ["event", "statement", "position", "forecast"];

/** The bars under their unit and key, or null where all is zero. */
export function draw(data, { width }) {
  if (!data.rows.some((row) => row.n > 0)) return null;
  const rows = data.rows.map((row) => ({ ...row, date: new Date(row.day) }));
  const grain = grainOf(rows, width);
  const bars = grouped(rows, grain);
  const svg = withoutStyle(columns(bars, grain, width, data.low));
  const drawn = pointed(svg, { name: summary(data.unit, bars, grain), hint: HINT, across: true });
  return element(
    "div",
    {},
    key(bars),
    element("p", { class: "unit" }, `${unitOf(data.unit, grain)}, ${spanWords(...ends(rows))}`),
    drawn,
  );
}

function ends(rows) {
  const dates = rows.map((row) => row.date).sort((a, b) => a - b);
  return [dates[0], dates.at(-1)];
}

/** The finest grain whose bars are wide enough. */
function grainOf(rows, width) {
  const days = utcDay.count(...ends(rows)) + 1;
  return GRAINS.find((grain) => (width / days) * grain.days >= FEWEST_PIXELS) ?? GRAINS.at(-1);
}

/** One bar a period and layer; it leads somewhere where all it counts is behind one address, and says when it is
 * a part of its period only. */
function grouped(rows, grain) {
  const bars = new Map();
  const [first, last] = ends(rows);
  const part = (date) => {
    if (date < first) return `, from ${dayWords(first)}`;
    return utcDay.offset(last, 1) < grain.interval.offset(date, 1) ? `, to ${dayWords(last)}` : "";
  };
  for (const row of rows) {
    if (row.n === 0) continue;
    const date = grain.interval.floor(row.date);
    const layer = LAYERS.includes(row.layer) ? row.layer : null;
    const bar = bars.get(`${+date} ${layer}`) ?? { date, layer, part: part(date), n: 0, hrefs: new Set() };
    bar.n += row.n;
    bar.hrefs.add(ownAddress(row.href));
    bars.set(`${+date} ${layer}`, bar);
  }
  const order = (bar) => LAYERS.indexOf(bar.layer);
  return [...bars.values()]
    .map((bar) => ({ ...bar, href: bar.hrefs.size === 1 ? [...bar.hrefs][0] : null }))
    .sort((a, b) => a.date - b.date || order(a) - order(b));
}

/** `low` bars go above a list, which must not be pushed off the screen. */
function columns(bars, grain, width, low) {
  const mark = (layer) =>
    rectY(
      bars.filter((bar) => bar.layer === layer),
      {
        x1: (bar) => place(bar.date, grain),
        x2: (bar) => place(grain.interval.offset(bar.date, 1), grain),
        y1: "low",
        y2: "high",
        insetRight: 1,
        className: `bars ${layer ?? "event"}`,
        href: "href",
        ariaLabel: (bar) => words(bar, grain),
      },
    );
  const span = [0, lengthOf(bars, grain)].map((n) => place(grain.interval.offset(bars[0].date, n), grain));
  stack(bars);
  return plot({
    className: "plot",
    width,
    height: low ? 116 : Math.round(Math.min(280, Math.max(180, width * 0.3))),
    marginTop: 12,
    marginRight: 12,
    marginLeft: 44,
    marginBottom: 34,
    x: { type: "utc", domain: span },
    y: { zero: true, nice: true, label: null },
    marks: [
      gridY({ ticks: low ? 2 : 4, className: "grid" }),
      axisX({ label: null, tickSize: 4, ticks: Math.max(3, Math.floor(width / 110)) }),
      axisY({ ticks: low ? 2 : 4, tickSize: 0, tickFormat: (n) => (Number.isInteger(n) ? numberWords(n) : "") }),
      ...[null, ...LAYERS].filter((layer) => bars.some((bar) => bar.layer === layer)).map(mark),
      ruleY([0], { className: "zero" }),
    ],
  });
}

/** Where a period begins: a day is drawn around its date, so that the tick of the date is below its middle. */
const place = (date, grain) => (grain.name === "day" ? new Date(+date - HALF_DAY) : date);

/** How many periods the drawing is long: few bars do not get wider than they would be among more. */
const lengthOf = (bars, grain) =>
  Math.max(FEWEST_BARS, grain.interval.count(bars[0].date, bars.at(-1).date) + 1);

/** Sets where each bar begins and ends above the zero line, those of one period on top of each other. */
function stack(bars) {
  let below = null;
  for (const bar of bars) {
    bar.low = +bar.date === below?.at ? below.high : 0;
    bar.high = bar.low + bar.n;
    below = { at: +bar.date, high: bar.high };
  }
}

function words(bar, grain) {
  const counted = bar.layer === null ? numberWords(bar.n) : countWords(bar.n, bar.layer);
  return `${grain.words(bar.date)}${bar.part}: ${counted}`;
}

function unitOf(unit, grain) {
  return grain.name === "day" ? unit : unit.replace(/\ba day$/, `a ${grain.name}`);
}

function summary(unit, bars, grain) {
  const total = bars.reduce((sum, bar) => sum + bar.n, 0);
  return `${unitOf(unit, grain)}, ${grain.words(bars[0].date)} to ${grain.words(bars.at(-1).date)}, ${numberWords(total)} in all`;
}

function key(bars) {
  const layers = LAYERS.filter((layer) => bars.some((bar) => bar.layer === layer));
  return keyOf(layers.length > 1 ? layers.map((layer) => [`bars ${layer}`, layer]) : []);
}
