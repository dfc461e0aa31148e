// The escalation index as a line over the tension of each day; where the level shifts, a rule says from when.

import { axisX, axisY, dot, gridY, lineY, plot, rectY, ruleX, ruleY, text, utcDay } from "../vendor/plot.js";
import { element, keyOf, ownAddress, pointed, withoutStyle } from "./marks.js";
import { dayWords, numberWords, shortDayWords, spanWords } from "./words.js";

export const nothing = "There are no dated events to draw a curve from.";
const HINT = "Point at a day, or go from day to day with the arrow keys; Enter opens its events.";
const KEY = [
  ["index", "escalation index"],
  ["tension", "tension of the day, conflict above zero, cooperation below"],
  ["shift", "a new level begins"],
];
const HALF_DAY = 43_200_000;
const MARGIN = { left: 40, right: 12 };
const FEWEST_DAYS = 14;
const ROW_HEIGHT = 16;
const LABEL_WIDTH = 84;

/** The curve with its key, or null where there are no days. */
export function draw(data, { width }) {
  if (data.days.length === 0) return null;
  const days = data.days.map((day) => ({ ...day, date: new Date(day.day), href: ownAddress(day.href) }));
  const peak = days.reduce((highest, day) => (day.index > highest.index ? day : highest));
  const shifts = labelled(
    days.filter((day) => day.change),
    days,
    width,
  );
  const svg = withoutStyle(curve(days, shifts, peak, width));
  return element(
    "div",
    {},
    keyOf(KEY.filter(([name]) => name !== "shift" || shifts.length > 0)),
    element("p", { class: "unit" }, `points of intensity, ${spanWords(days[0].date, days.at(-1).date)}`),
    pointed(svg, { name: summary(days, peak), hint: HINT, across: true }),
    element("p", { class: "formula" }, data.formula ?? ""),
  );
}

/** How many days the drawing is long: few days do not get wider than they would be among more. */
const lengthOf = (days) => Math.max(FEWEST_DAYS, utcDay.count(days[0].date, days.at(-1).date) + 1);

/** The shifts with the row in which each label finds room, and the side of its rule. */
function labelled(shifts, days, width) {
  const spread = lengthOf(days) * 2 * HALF_DAY;
  const ends = [];
  return shifts.map((day) => {
    const x = ((+day.date - +days[0].date) / spread) * (width - MARGIN.left - MARGIN.right);
    const side = x + LABEL_WIDTH + MARGIN.right > width - MARGIN.left ? "end" : "start";
    const from = side === "end" ? x - LABEL_WIDTH : x;
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    ends[row] = from + LABEL_WIDTH;
    return { ...day, row, side };
  });
}

function curve(days, shifts, peak, width) {
  const rows = Math.max(0, ...shifts.map((day) => day.row + 1));
  const top = Math.max(1, peak.index, ...days.map((day) => day.tension));
  const low = Math.min(0, ...days.map((day) => Math.min(day.index, day.tension)));
  const dense = days.length > width / 5;
  return plot({
    className: "plot",
    width,
    height: Math.round(Math.min(380, Math.max(250, width * 0.4))) + rows * ROW_HEIGHT,
    marginTop: 6 + rows * ROW_HEIGHT,
    marginRight: MARGIN.right,
    marginLeft: MARGIN.left,
    marginBottom: 36,
    x: { type: "utc", domain: [begin(days[0]), +begin(days[0]) + lengthOf(days) * 2 * HALF_DAY] },
    y: { label: null, domain: [low - (low < 0 ? (top - low) * 0.04 : 0), top + (top - low) * 0.12] },
    marks: [
      gridY({ ticks: 5, className: "grid" }),
      axisX({ label: null, tickSize: 4, ticks: Math.max(3, Math.floor(width / 110)) }),
      axisY({ ticks: 5, tickSize: 0, tickFormat: numberWords }),
      rectY(days, {
        x1: begin,
        x2: end,
        y: "tension",
        className: "tension",
        insetRight: width / lengthOf(days) > 6 ? 1 : 0,
      }),
      ruleY([0], { className: "zero" }),
      ruleX(shifts, { x: begin, className: "shift" }),
      ...shifts.map((day) => shiftLabel(day)),
      lineY(days, { x: "date", y: "index", className: "index" }),
      dot(
        days.filter((day) => day.href !== null),
        {
          x: "date",
          y: "index",
          r: dense ? 1.5 : 3.5,
          className: dense ? "days dense" : "days",
          href: "href",
          ariaLabel: words,
        },
      ),
      text([peak], {
        x: "date",
        y: "index",
        text: peakWords,
        dy: -12,
        textAnchor: side(peak, days),
        className: "peak",
      }),
    ],
  });
}

// A day is drawn around its date, so that the tick of the date is below its middle.
const begin = (day) => new Date(+day.date - HALF_DAY);
const end = (day) => new Date(+day.date + HALF_DAY);

function shiftLabel(day) {
  return text([day], {
    x: begin,
    frameAnchor: "top",
    lineAnchor: "bottom",
    dy: -2 - ROW_HEIGHT * day.row,
    dx: day.side === "end" ? -1 : 1,
    textAnchor: day.side,
    text: () => shortDayWords(day.date),
    className: "shift-label",
  });
}

/** Towards which side a label at a day runs, so that it stays in the drawing. */
function side(day, days) {
  const share = utcDay.count(days[0].date, day.date) / lengthOf(days);
  if (share < 0.2) return "start";
  return share > 0.8 ? "end" : "middle";
}

const peakWords = (day) => `highest ${numberWords(day.index)}, ${shortDayWords(day.date)}`;

function words(day) {
  const shift = day.change ? "; a new level begins" : "";
  return `${dayWords(day.date)}: index ${numberWords(day.index)}, tension of the day ${numberWords(day.tension)}${shift}`;
}

function summary(days, peak) {
  const span = spanWords(days[0].date, days.at(-1).date);
  return `Escalation index, ${span}; highest ${numberWords(peak.index)} on ${dayWords(peak.date)}`;
}
