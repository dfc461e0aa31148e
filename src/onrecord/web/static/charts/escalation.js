// The escalation index as a line over the tension of each day; where the level shifts, a rule says from when.

import { axisX, axisY, dot, gridY, lineY, plot, rectY, ruleX, ruleY, text, utcDay } from "../vendor/plot.js";
import { element, ownAddress, pointed, withoutStyle } from "./marks.js";
import { dayWords, numberWords, spanWords } from "./words.js";

export const nothing = "There are no dated events to draw a curve from.";
const HINT = "Point at a day, or go from day to day with the arrow keys; Enter opens its events.";

/** The curve with its key, or null where there are no days. */
export function draw(data, { width }) {
  if (data.days.length === 0) return null;
  const days = data.days.map((day) => ({ ...day, date: new Date(day.day), href: ownAddress(day.href) }));
  const svg = withoutStyle(curve(days, width));
  return element("div", {}, key(), pointed(svg, { name: summary(days), hint: HINT, across: true }), formula(data));
}

function curve(days, width) {
  const peak = days.reduce((highest, day) => (day.index > highest.index ? day : highest));
  const shifts = days.filter((day) => day.change);
  return plot({
    className: "plot",
    width,
    height: Math.round(Math.min(400, Math.max(260, width * 0.42))),
    marginTop: 44,
    marginRight: 12,
    marginLeft: 44,
    marginBottom: 34,
    x: { type: "utc", domain: [days[0].date, utcDay.offset(days.at(-1).date, 1)] },
    y: { label: null, nice: true, zero: true },
    marks: [
      gridY({ ticks: 5, className: "grid" }),
      axisX({ label: null, tickSize: 4, ticks: Math.max(3, Math.floor(width / 110)) }),
      axisY({ ticks: 5, tickSize: 0, tickFormat: numberWords }),
      rectY(days, { x: "date", interval: "day", y: "tension", className: "tension", insetLeft: 0, insetRight: barGap(days, width) }),
      ruleY([0], { className: "zero" }),
      ruleX(shifts, { x: "date", className: "shift" }),
      text(shifts, { x: "date", frameAnchor: "top", dy: -30, lineAnchor: "top", className: "shift-label", ...shiftLabel(days, width) }),
      lineY(days, { x: middle, y: "index", className: "index", clip: false }),
      dot(days.filter((day) => day.href !== null), {
        x: middle, y: "index", r: days.length > width / 5 ? 2 : 3.5, className: "days", href: "href", ariaLabel: words,
      }),
      text([peak], { x: middle, y: "index", text: (day) => numberWords(day.index), dy: -12, className: "peak" }),
    ],
  });
}

const middle = (day) => new Date(+day.date + 43_200_000);

function barGap(days, width) {
  return width / days.length > 6 ? 1 : 0;
}

/** Where the label of a shift stands: on the side of its rule that has room. */
function shiftLabel(days, width) {
  const last = +days.at(-1).date;
  const first = +days[0].date;
  return {
    text: (day) => `new level\n${dayWords(day.date)}`,
    textAnchor: (last - first) * 0.75 + first,
  };
}

function words(day) {
  const shift = day.change ? "; a new level begins" : "";
  return `${dayWords(day.date)}: index ${numberWords(day.index)}, tension of the day ${numberWords(day.tension)}${shift}`;
}

function summary(days) {
  const peak = days.reduce((highest, day) => (day.index > highest.index ? day : highest));
  const span = spanWords(days[0].date, days.at(-1).date);
  return `Escalation index, ${span}; highest ${numberWords(peak.index)} on ${dayWords(peak.date)}`;
}

function key() {
  return element(
    "p",
    { class: "key" },
    element("span", { class: "swatch index" }),
    "escalation index  ",
    element("span", { class: "swatch tension" }),
    "tension of the day: conflict above zero, cooperation below  ",
  );
}

function formula(data) {
  return element("p", { class: "formula" }, data.formula ?? "");
}
