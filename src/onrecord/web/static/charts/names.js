// Where the names of marks can stand without lying on each other.

const LINE = 15;
const SIZE = "12px";

let pen = null;

/** The length of a text in pixels, as the drawings set it. */
function lengthOf(text) {
  if (pen === null) {
    pen = document.createElement("canvas").getContext("2d");
    pen.font = `${SIZE} ${getComputedStyle(document.documentElement).getPropertyValue("--sans") || "sans-serif"}`;
  }
  return pen.measureText(text).width;
}

/** For each body {x, y, r, name} the place {x, y} of its name's middle, or null where every place is taken or outside.
 *
 * The first bodies choose first; no name lies on a body that is not its own.
 */
export function named(bodies, width, height) {
  const taken = bodies.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  return bodies.map((body, number) => {
    const length = lengthOf(body.name);
    for (const place of placesOf(body, length)) {
      const box = {
        left: place.left - 2,
        right: place.left + length + 2,
        top: place.y - LINE + 3,
        bottom: place.y + 3,
      };
      if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) continue;
      if (taken.some((other, at) => at !== number && overlap(box, other))) continue;
      taken.push(box);
      return { x: place.left + length / 2, y: place.y };
    }
    return null;
  });
}

function placesOf({ x, y, r }, length) {
  const gap = r + 5;
  return [
    { left: x + gap, y: y + 4 },
    { left: x - length / 2, y: y + r + 14 },
    { left: x - gap - length, y: y + 4 },
    { left: x - length / 2, y: y - r - 5 },
    { left: x + gap * 0.7, y: y + r + 10 },
    { left: x - gap * 0.7 - length, y: y + r + 10 },
    { left: x + gap * 0.7, y: y - r - 2 },
    { left: x - gap * 0.7 - length, y: y - r - 2 },
  ];
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
