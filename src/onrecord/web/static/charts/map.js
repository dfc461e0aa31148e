// Where events happened: countries shaded by how many, places as circles, on an Equal Earth projection.

import { create, feature, geoEqualEarth, geoPath, mesh, scaleSqrt, zoomIdentity } from "../vendor/plot.js";
import { element, owned, pointed } from "./marks.js";
import { named } from "./names.js";
import { countWords, numberWords } from "./words.js";
import { zoomed } from "./zoomed.js";

export const nothing = "No place is on record here.";
const HINT =
  "Point at a place or country, or go from one to the next with the arrow keys; Enter opens it. " +
  "The wheel zooms while Ctrl is held.";
const KEYS = ["+", "-", "0"]; // of the buttons, in their order
const SOURCE = "Outlines: Natural Earth; Crimea as in resolution 68/262 of the United Nations.";
const ANTARCTICA = "010";
const SHADES = 5;
const LARGEST = 16;
const CLOSEST = 8;
const AIR = 40;

let world = null; // the outlines, asked for once

async function outlines() {
  const answer = await fetch(new URL("../vendor/world.json", import.meta.url));
  if (!answer.ok) throw new Error(`the outlines of the world answered ${answer.status}`);
  return answer.json();
}

/** The map with its buttons and its scale of shades, or null where no place is known. */
export async function draw(data, { width, memory = {} }) {
  const places = data.places.filter(isPlaced).sort((a, b) => b.n - a.n);
  const countries = data.countries.filter((country) => country.n > 0);
  if (places.length + countries.length === 0) return null;
  world ??= outlines().catch((error) => {
    world = null;
    throw error;
  });
  const topology = await world;
  const shapes = feature(topology, topology.objects.countries).features.filter(
    (shape) => shape.id !== ANTARCTICA,
  );
  const height = Math.round(Math.min(560, Math.max(230, width * 0.52)));
  const projection = geoEqualEarth().fitSize([width, height], {
    type: "FeatureCollection",
    features: shapes,
  });
  const map = { topology, shapes, projection, path: geoPath(projection), width, height };
  return assembled(map, places, countries, memory);
}

const isPlaced = ({ n, lat, lon }) => n > 0 && Number.isFinite(lat) && Number.isFinite(lon);

function assembled(map, places, countries, memory) {
  const { width, height } = map;
  const svg = create("svg")
    .attr("class", "map")
    .attr("width", width)
    .attr("height", height)
    .attr("viewBox", `0 0 ${width} ${height}`);
  const ground = svg.append("g");
  const steps = stepsOf(countries);
  const shaded = land(ground, map, countries, steps);
  const dots = circles(svg.append("g"), map, places);
  const home = memory.home?.width === width ? memory.home.transform : closeUp(map, dots, shaded);
  const moved = (transform) => {
    memory.home = { width, transform };
    ground.attr("transform", transform);
    settle(dots, transform, map);
  };
  const name = `Map of ${countWords(places.length, "place")} in ${countWords(countries.length, "country", "countries")}`;
  const drawn = pointed(svg.node(), { name, hint: HINT });
  const controls = zoomed(svg.node(), { width, height, home, moved, weight: weightOf(dots, map) });
  svg.node().addEventListener("keydown", ({ key }) => controls.children[KEYS.indexOf(key)]?.click());
  return element(
    "div",
    {},
    element("div", { class: "above" }, scale(steps, places), controls),
    drawn,
    notes(map, countries),
  );
}

/** What the map cannot show, and whose outlines it has. */
function notes({ shapes }, countries) {
  const drawn = new Set(shapes.map((shape) => shape.id));
  const missing = countries.filter((country) => !drawn.has(country.numeric));
  const words = missing.map((country) => `${country.code} ${numberWords(country.n)}`).join(", ");
  return element("p", { class: "formula" }, words ? `Too small for this map: ${words}. ` : "", SOURCE);
}

/** The highest count of each shade: equal steps of the square root, whole numbers, none twice. */
function stepsOf(countries) {
  const most = Math.max(0, ...countries.map((country) => country.n));
  const steps = Array.from({ length: SHADES }, (_, number) =>
    Math.round(most * ((number + 1) / SHADES) ** 2),
  );
  return [...new Set(steps)].filter((step) => step > 0);
}

/** The class of a shade; the darkest is always the last. */
const shadeOf = (n, steps) => `shade-${SHADES - steps.length + 1 + steps.findIndex((step) => n <= step)}`;

function land(ground, map, countries, steps) {
  const known = new Map(countries.map((country) => [country.numeric, country]));
  const shaded = [];
  ground
    .append("g")
    .attr("aria-hidden", "true")
    .selectAll("path")
    .data(map.shapes.filter((shape) => !known.has(shape.id)))
    .join("path")
    .attr("class", "land")
    .attr("d", map.path);
  for (const shape of map.shapes.filter((one) => known.has(one.id))) {
    const country = known.get(shape.id);
    const place = owned(ground, country.href).classed(shadeOf(country.n, steps), true);
    place.attr("aria-label", `${shape.properties.name}: ${countWords(country.n, "event")}`);
    place.append("path").attr("class", "land counted").attr("d", map.path(shape));
    shaded.push(map.path.bounds(shape));
  }
  const borders = mesh(map.topology, map.topology.objects.countries, (a, b) => a !== b);
  ground.append("path").attr("class", "borders").attr("aria-hidden", "true").attr("d", map.path(borders));
  return shaded;
}

function circles(group, map, places) {
  const radius = scaleSqrt(
    [0, Math.max(1, ...places.map((place) => place.n))],
    [0, Math.min(LARGEST, map.width / 34)],
  );
  return places.map((place) => {
    const [x, y] = map.projection([place.lon, place.lat]);
    const mark = owned(group, place.href).classed("place", true);
    const known = place.precision ? ` (known to the ${place.precision})` : "";
    mark.attr("aria-label", `${place.name}: ${countWords(place.n, "event")}${known}`);
    const r = Math.max(2.5, radius(place.n));
    mark.append("circle").attr("class", "hit").attr("r", Math.max(12, r));
    mark.append("circle").attr("class", "seen").attr("r", r);
    const label = mark.append("text").attr("text-anchor", "middle").text(place.name);
    return { x, y, r, mark, label, name: place.name };
  });
}

/** Puts circles and names where a zoom has them; a name shows only where it has room. */
function settle(dots, transform, { width, height }) {
  const now = dots.map((dot) => {
    const [x, y] = transform.apply([dot.x, dot.y]);
    return { ...dot, x, y };
  });
  const places = named(now, width, height);
  now.forEach(({ x, y, r, mark, label }, number) => {
    mark.attr("transform", `translate(${x},${y})`);
    const place = places[number] ?? { x, y: y - r - 5 };
    label
      .attr("x", place.x - x)
      .attr("y", place.y - y)
      .classed("away", places[number] === null);
  });
}

/** For a transform the middle of all places in view, each as heavy as its circle is large; null where none is. */
const weightOf =
  (dots, { width, height }) =>
  (transform) => {
    const seen = dots.filter((dot) => {
      const [x, y] = transform.apply([dot.x, dot.y]);
      return x > 0 && y > 0 && x < width && y < height;
    });
    const whole = seen.reduce((sum, dot) => sum + dot.r ** 2, 0);
    const mean = (axis) => seen.reduce((sum, dot) => sum + dot[axis] * dot.r ** 2, 0) / whole;
    return whole > 0 ? [mean("x"), mean("y")] : null;
  };

/** The zoom that shows all places, or all countries where there are none, as large as they fit. */
function closeUp({ width, height }, dots, shaded) {
  const corners = dots.length > 0 ? dots.map((dot) => [dot.x, dot.y]) : shaded.flat();
  const [xs, ys] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const fit = Math.min((width - 2 * AIR) / (right - left || 1), (height - 2 * AIR) / (bottom - top || 1));
  const k = Math.max(1, Math.min(CLOSEST, fit));
  const within = (shift, size) => Math.min(0, Math.max(size * (1 - k), shift));
  const x = within(width / 2 - (k * (left + right)) / 2, width);
  const y = within(height / 2 - (k * (top + bottom)) / 2, height);
  return zoomIdentity.translate(x, y).scale(k);
}

/** The shades with the counts they stand for, and the sign of a place. */
function scale(steps, places) {
  const entries = steps.map((step, number) => {
    const from = number === 0 ? 1 : steps[number - 1] + 1;
    const words = from === step ? numberWords(step) : `${numberWords(from)}–${numberWords(step)}`;
    return element(
      "span",
      { class: "entry" },
      element("span", { class: `swatch shade shade-${SHADES - steps.length + 1 + number}` }),
      words,
    );
  });
  const lead = steps.length > 0 ? [element("span", { class: "lead" }, "events in a country")] : [];
  const sign =
    places.length > 0
      ? [
          element(
            "span",
            { class: "entry" },
            element("span", { class: "swatch place" }),
            "a place, by its number of events",
          ),
        ]
      : [];
  return element("p", { class: "key" }, ...lead, ...entries, ...sign);
}
