// Zooming a drawing: with buttons, and with the wheel while ctrl is held, so that the wheel alone scrolls the page.

import { select, zoom, zoomIdentity, zoomTransform } from "../vendor/plot.js";
import { element } from "./marks.js";

const MOST = 40;
const STEP = 1.6;

/** Buttons that zoom `svg`: `home` is the first transform, `moved` hears of every new one, and `weight` says for a
 * transform which point there is most to see around; zooming in goes there. */
export function zoomed(svg, { width, height, home, moved, weight }) {
  const behaviour = zoom()
    .scaleExtent([1, MOST])
    .extent([
      [0, 0],
      [width, height],
    ])
    .translateExtent([
      [0, 0],
      [width, height],
    ])
    .filter(meant)
    .wheelDelta(gently)
    .on("zoom", ({ transform }) => moved(transform));
  const target = select(svg).call(behaviour).on("dblclick.zoom", null);
  target.call(behaviour.transform, home);
  const button = (words, act) => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("click", act);
    return made;
  };
  return element(
    "p",
    { class: "controls" },
    button("Zoom in", () => {
      const point = weight(zoomTransform(svg));
      target.call(behaviour.scaleBy, STEP);
      if (point !== null) target.call(behaviour.translateTo, ...point);
    }),
    button("Zoom out", () => target.call(behaviour.scaleBy, 1 / STEP)),
    button("Whole world", () => target.call(behaviour.transform, zoomIdentity)),
  );
}

/** How far one turn of the wheel zooms: the pinch of a touchpad comes in small turns, a notch of a wheel in a large one. */
const gently = ({ deltaY }) => Math.max(-0.5, Math.min(0.5, -deltaY * 0.02));

/** Whether a gesture means the drawing and not the page: the wheel with ctrl, a drag with a mouse, two fingers. */
function meant(event) {
  if (event.type === "wheel") return event.ctrlKey || event.metaKey;
  if (event.touches !== undefined) return event.touches.length > 1;
  return event.button === 0 && !event.ctrlKey;
}
