// A timeline with a lane for each actor: draws the whole, and changes the period that is looked at.

import { create } from "../vendor/plot.js";
import { paint } from "./lane-marks.js";
import { element, keyOf, oneStop, ownAddress, pointed } from "./marks.js";
import { closed } from "./opened.js";
import { moved, scaled, within } from "./period.js";
import { LAYERS, layerOf } from "./symbols.js";
import { countWords, spanWords } from "./words.js";

export const nothing = "There is nothing on record to set on a timeline.";
const HINT =
  "Enter opens a mark; arrow keys go from mark to mark. Drag over the lanes to look closer. " +
  "On the whole timeline, + and − zoom, arrow keys move, 0 shows all.";
const DAY = 86_400_000;
const KEYS = {
  "+": (period, all) => scaled(period, 0.5, all),
  "=": (period, all) => scaled(period, 0.5, all),
  "-": (period, all) => scaled(period, 2, all),
  0: (_period, all) => all,
};
const ARROWS = {
  ArrowLeft: (period, all) => moved(period, -0.25, all),
  ArrowRight: (period, all) => moved(period, 0.25, all),
  ArrowUp: KEYS["+"],
  ArrowDown: KEYS["-"],
};
const BUTTONS = [
  ["Earlier", (period, all) => moved(period, -0.5, all)],
  ["Later", (period, all) => moved(period, 0.5, all)],
  ["Zoom in", KEYS["+"]],
  ["Zoom out", KEYS["-"]],
  ["All", KEYS[0]],
];

/** The timeline with its buttons and the list of an opened mark, or null where there is nothing. */
export function draw(data, { width, memory = {} }) {
  const items = data.items.map(dated).filter((item) => data.lanes[item.lane] !== undefined);
  if (items.length === 0) return null;
  const all = wholeOf(items);
  memory.period = within(...(memory.period ?? all), all);
  const svg = create("svg").attr("class", "lanes").attr("tabindex", 0).attr("width", width);
  const said = element("span", { class: "period", role: "status" });
  const view = {
    lanes: data.lanes.map(owned),
    items,
    all,
    width,
    memory,
    svg,
    said,
    list: element("div", { class: "opened" }),
  };
  view.look = (period) => look(view, period);
  show(view);
  const named = LAYERS.filter((layer) => items.some((item) => item.layer === layer));
  const key = keyOf(named.map((layer) => [`sign ${layer}`, layer]));
  const drawn = pointed(svg.node(), { name: `Timeline of ${countWords(items.length, "mark")}`, hint: HINT });
  svg.node().addEventListener("keydown", (event) => onKey(view, event));
  return element("div", {}, element("div", { class: "above" }, key, controls(view)), drawn, view.list);
}

function dated(item) {
  const from = new Date(item.day);
  const to = item.end ? new Date(item.end) : from;
  return {
    ...item,
    from,
    to: to < from ? from : to,
    layer: layerOf(item.layer),
    href: ownAddress(item.href),
  };
}

const owned = (lane) => ({ ...lane, href: ownAddress(lane.href) });

/** The first and last day of all items, with some air. */
function wholeOf(items) {
  const from = Math.min(...items.map((item) => +item.from));
  const to = Math.max(...items.map((item) => +item.to)) + DAY;
  const air = Math.max(DAY, (to - from) * 0.02);
  return [new Date(from - air), new Date(to + air)];
}

function controls(view) {
  const buttons = BUTTONS.map(([words, change]) => {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => look(view, change(view.memory.period, view.all)));
    return button;
  });
  return element("p", { class: "controls" }, ...buttons, view.said);
}

function look(view, period) {
  const inside = view.svg.node().contains(document.activeElement);
  view.memory.period = period;
  view.list.replaceChildren();
  show(view);
  if (inside) view.svg.node().focus({ preventScroll: true });
}

function show(view) {
  const [from, to] = view.memory.period;
  view.said.textContent = spanWords(from, to);
  paint(view);
  oneStop(view.svg.node(), view.svg.node().querySelector(".sign, .cluster"));
}

function onKey(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") return closed(view.list);
  const change = KEYS[event.key] ?? (event.target === view.svg.node() ? ARROWS[event.key] : undefined);
  if (change === undefined) return;
  event.preventDefault();
  look(view, change(view.memory.period, view.all));
}
