// Who deals with whom: the thicker a line, the more events; its colour and dashes say how hostile or friendly they are.

import { create, scaleSqrt, select } from "../vendor/plot.js";
import { placed } from "./layout.js";
import { element, keyOf, owned, pointed } from "./marks.js";
import { named } from "./names.js";
import { countWords, numberWords } from "./words.js";

export const nothing = "No two actors deal with each other here.";
const HINT = "Point at an actor or a line, or go from one to the next with the arrow keys; Enter opens it.";
const KEY = [
  ["tie conflict", "conflict"],
  ["tie neutral", "neither"],
  ["tie cooperation", "cooperation (dashed)"],
];
// The steps of the scale of intensity, -10 to 10; between -1 and 1 neither side of it is meant.
const NEUTRAL = 1;
const STRONG = 5;

/** The network with its key, or null where nobody is linked. */
export function draw(data, { width }) {
  const keys = new Set(data.nodes.map((node) => node.key));
  const links = data.links.filter(
    (link) => keys.has(link.source) && keys.has(link.target) && link.source !== link.target,
  );
  if (links.length === 0) return null;
  const height = heightOf(data.nodes.length, width);
  const bodies = placed(data.nodes, links, width, height);
  const svg = create("svg").attr("class", "network").attr("width", width).attr("height", height);
  ties(svg, bodies, links, width);
  people(svg, bodies, width, height);
  const name = `Network of ${countWords(bodies.length, "actor")} with ${countWords(links.length, "tie")}`;
  return element("div", {}, keyOf(KEY), beside(pointed(svg.node(), { name, hint: HINT })));
}

/** As wide a frame as it gets; where that is narrow, a high one. */
const heightOf = (nodes, width) =>
  Math.round(width < 560 ? Math.min(620, 260 + nodes * 16) : Math.min(600, width * 0.6));

/** "conflict strong", "conflict", "neutral", "cooperation" or "cooperation strong" of an intensity. */
function toneOf(intensity) {
  if (Math.abs(intensity) < NEUTRAL) return "neutral";
  const side = intensity < 0 ? "conflict" : "cooperation";
  return Math.abs(intensity) >= STRONG ? `${side} strong` : side;
}

function ties(svg, bodies, links, width) {
  const at = new Map(bodies.map((body) => [body.key, body]));
  const thick = scaleSqrt([0, Math.max(...links.map((link) => link.n))], [1, Math.min(6, width / 90)]);
  const group = svg.append("g");
  const backs = new Set(links.map((link) => `${link.target} ${link.source}`));
  for (const link of [...links].sort((a, b) => b.n - a.n)) {
    const [source, target] = [at.get(link.source), at.get(link.target)];
    const path = backs.has(`${link.source} ${link.target}`)
      ? bowed(source, target)
      : straight(source, target);
    const place = owned(group, link.href).attr("aria-label", tieWords(link, source, target));
    place.classed(`tie ${toneOf(link.intensity)}`, true).datum([link.source, link.target]);
    place.append("path").attr("class", "hit").attr("d", path);
    place.append("path").attr("class", "seen").attr("d", path).attr("stroke-width", thick(link.n));
  }
}

const straight = (a, b) => `M${a.x},${a.y}L${b.x},${b.y}`;

/** A line that leaves room for the one in the other direction. */
function bowed(a, b) {
  const [x, y] = [(a.x + b.x) / 2 - (b.y - a.y) * 0.12, (a.y + b.y) / 2 + (b.x - a.x) * 0.12];
  return `M${a.x},${a.y}Q${x},${y} ${b.x},${b.y}`;
}

function tieWords(link, source, target) {
  const tone =
    { neutral: "neither conflict nor cooperation" }[toneOf(link.intensity)] ??
    toneOf(link.intensity).split(" ")[0];
  return `${source.name} and ${target.name}: ${countWords(link.n, "event")}, mean intensity ${numberWords(link.intensity)}, ${tone}`;
}

function people(svg, bodies, width, height) {
  const group = svg.append("g");
  const places = named(bodies, width, height);
  bodies.forEach((body, number) => {
    const place = owned(group, body.href)
      .classed("person", true)
      .datum([body.key])
      .attr("aria-label", `${body.name}: ${countWords(body.n, "event")}`);
    place
      .append("circle")
      .attr("class", "hit")
      .attr("cx", body.x)
      .attr("cy", body.y)
      .attr("r", Math.max(12, body.r));
    place.append("circle").attr("class", "seen").attr("cx", body.x).attr("cy", body.y).attr("r", body.r);
    const label = places[number] ?? { x: body.x, y: body.y - body.r - 5 };
    const text = place
      .append("text")
      .attr("x", label.x)
      .attr("y", label.y)
      .attr("text-anchor", "middle")
      .text(body.name);
    text.classed("away", places[number] === null);
  });
}

/** The same drawing, in which the ties of others step back while an actor is pointed at. */
function beside(drawn) {
  const ties = select(drawn).selectAll(".tie");
  const about = (event) => {
    const person = event.target.closest?.(".person");
    const key = person ? select(person).datum()[0] : null;
    ties.classed("back", (ends) => key !== null && !ends.includes(key));
  };
  for (const kind of ["pointerover", "focusin"]) drawn.addEventListener(kind, about);
  for (const kind of ["pointerleave", "focusout"])
    drawn.addEventListener(kind, () => ties.classed("back", false));
  return drawn;
}
