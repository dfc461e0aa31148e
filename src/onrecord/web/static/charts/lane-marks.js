// The lanes as drawn: days across, a row for each actor, signs by layer, numbers where signs would lie on each other.

import { brushX, scaleUtc } from "../vendor/plot.js";
import { clustered } from "./clusters.js";
import { owned } from "./marks.js";
import { opened } from "./opened.js";
import { within } from "./period.js";
import { LAYERS, signOf } from "./symbols.js";
import { countWords, spanWords, tickWords } from "./words.js";

const TOP = 24;
const LANE = 52;
const MIDDLE = 34;
const SIDE = 18;
const APART = 26;
const SIGN = 120;
const HIT = 24;
const PILL = 20;

/** Draws the period of a view into its svg, in the place of what was there. */
export function paint(view) {
  const { svg, lanes, width, memory } = view;
  const height = TOP + lanes.length * LANE + 2;
  const x = scaleUtc(memory.period, [SIDE, width - SIDE]);
  svg.attr("height", height).selectAll("*").remove();
  axis(svg, x, width, height);
  brush(svg, x, view, height);
  const shown = view.items.filter((item) => item.to >= memory.period[0] && item.from <= memory.period[1]);
  lanes.forEach((lane, number) => {
    const row = svg.append("g").attr("transform", `translate(0,${TOP + number * LANE})`);
    row.append("line").attr("class", "grid").attr("x2", width).attr("y1", LANE).attr("y2", LANE);
    name(row, lane);
    const placed = shown
      .filter((item) => item.lane === number)
      .map((item) => ({ ...item, x: x(Math.max(item.from, memory.period[0])) }));
    for (const item of placed) lasting(row, item, x, width);
    for (const group of clustered(placed, APART)) {
      if (group.items.length === 1) single(row, group.items[0]);
      else cluster(row, group, lane, view);
    }
  });
}

function axis(svg, x, width, height) {
  const ticks = x.ticks(Math.max(2, Math.min(8, Math.floor(width / 68)))).filter(isMidnight);
  const tick = svg.append("g").attr("aria-hidden", "true").selectAll("g").data(ticks).join("g");
  tick.attr("transform", (date) => `translate(${x(date)},0)`);
  tick
    .append("line")
    .attr("class", "grid")
    .attr("y1", TOP - 6)
    .attr("y2", height);
  tick.append("text").attr("y", 12).attr("text-anchor", "middle").text(tickWords);
}

const isMidnight = (date) => date % 86_400_000 === 0;

function brush(svg, x, view, height) {
  const chosen = brushX()
    .extent([
      [0, TOP],
      [view.width, height],
    ])
    .touchable(false) // a finger scrolls the page; the buttons zoom
    .on("end", ({ selection }) => {
      if (selection) view.look(within(...selection.map(x.invert), view.all));
    });
  svg.append("g").attr("class", "brush").attr("aria-hidden", "true").call(chosen);
}

function name(row, lane) {
  const place = lane.href === null ? row : owned(row, lane.href).attr("aria-label", lane.name);
  place.append("text").attr("class", "lane-name").attr("x", 0).attr("y", 14).text(lane.name);
}

/** What lasts longer than a day, as a line from its first to its last day. */
function lasting(row, item, x, width) {
  if (item.to <= item.from) return;
  const to = Math.min(x(item.to), width);
  row
    .append("line")
    .attr("class", `lasting ${item.layer}`)
    .attr("x1", item.x)
    .attr("x2", to)
    .attr("y1", MIDDLE)
    .attr("y2", MIDDLE);
}

function single(row, item) {
  const place = owned(row, item.href);
  place
    .attr("class", `mark sign ${item.layer}`)
    .attr("aria-label", words(item))
    .attr("transform", `translate(${item.x},${MIDDLE})`);
  place
    .append("rect")
    .attr("class", "hit")
    .attr("x", -HIT / 2)
    .attr("y", -HIT / 2)
    .attr("width", HIT)
    .attr("height", HIT);
  place.append("path").attr("d", signOf(item.layer, SIGN));
}

const words = (item) => `${spanWords(item.from, item.to)}, ${item.layer}, ${item.what}: ${item.text}`;

function cluster(row, group, lane, view) {
  const { items } = group;
  const length = PILL + 7 * (String(items.length).length - 1);
  const span = spanWords(items[0].from, items.at(-1).from);
  const mark = row
    .append("g")
    .attr("class", "mark cluster")
    .attr("role", "button")
    .attr("aria-label", `${countWords(items.length, "mark")} of ${lane.name}, ${span}: open as a list`)
    .attr("transform", `translate(${group.x},${MIDDLE})`);
  mark
    .append("rect")
    .attr("class", "pill")
    .attr("x", -length / 2)
    .attr("y", -PILL / 2)
    .attr("width", length)
    .attr("height", PILL)
    .attr("rx", PILL / 2);
  mark.append("text").attr("y", 4).attr("text-anchor", "middle").text(items.length);
  shares(mark, items, length);
  const open = () => opened(view.list, { title: `${lane.name}, ${span}`, items, from: mark.node() });
  mark.on("click", open).on("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  });
}

/** A strip below the number: how much of it is of which layer. */
function shares(mark, items, length) {
  let from = -length / 2;
  for (const layer of LAYERS) {
    const part = (items.filter((item) => item.layer === layer).length / items.length) * length;
    if (part === 0) continue;
    mark
      .append("rect")
      .attr("class", `share ${layer}`)
      .attr("x", from)
      .attr("y", PILL / 2 + 2)
      .attr("width", part)
      .attr("height", 3);
    from += part;
  }
}
