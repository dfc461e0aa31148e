// Where the nodes of a network stand: computed to rest, the same each time for the same data.

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  scaleSqrt,
} from "../vendor/plot.js";

const TURNS = 400;
const EDGE = 14;
const MOST_STRETCH = 1.8;
const LARGEST = 18;

/** The nodes with x, y and r inside width × height, the largest first. */
export function placed(nodes, links, width, height) {
  const room = Math.sqrt((width * height) / nodes.length); // the side of the square that each has for itself
  const most = Math.max(1, ...nodes.map((node) => node.n));
  const radius = scaleSqrt([0, most], [2.5, Math.min(LARGEST, room / 7)]);
  const bodies = [...nodes]
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
    .map((node, number) => ({ ...node, r: radius(node.n), ...onSpiral(number) }));
  const ties = links.map(({ source, target, n }) => ({ source, target, n }));
  const thickest = Math.max(1, ...ties.map((tie) => tie.n));
  const pull = Math.min(1, height / width);
  const simulation = forceSimulation(bodies)
    .force(
      "ties",
      forceLink(ties)
        .id((body) => body.key)
        .distance(90)
        .strength((tie) => 0.05 + 0.25 * (tie.n / thickest)),
    )
    .force("apart", forceManyBody().strength(-420))
    .force(
      "room",
      forceCollide((body) => body.r + 16),
    )
    .force("x", forceX(0).strength(0.06 * pull))
    .force("y", forceY(0).strength(0.06 / pull))
    .stop();
  simulation.tick(TURNS);
  return fitted(bodies, width, height);
}

function onSpiral(number) {
  const angle = number * 2.4; // close to the golden angle, so that neighbours in the list do not start as neighbours
  const far = 20 * Math.sqrt(number + 0.5);
  return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
}

/** The bodies stretched or shrunk into the frame, each direction by itself, with room for names at the sides. */
function fitted(bodies, width, height) {
  const side = Math.min(90, width * 0.16);
  const across = spread(
    bodies.map((body) => body.x),
    side,
    width - side,
  );
  const down = spread(
    bodies.map((body) => body.y),
    EDGE + 18,
    height - EDGE - 26,
  );
  return bodies.map((body) => ({ ...body, x: across(body.x), y: down(body.y) }));
}

function spread(values, from, to) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const stretch = Math.min(MOST_STRETCH, (to - from) / (high - low || 1));
  return (value) => (from + to) / 2 + (value - (low + high) / 2) * stretch;
}
