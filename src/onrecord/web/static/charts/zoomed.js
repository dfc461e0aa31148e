// Zooming a drawing: with buttons, and with the wheel while ctrl is held, so that the wheel alone scrolls the page.

import { select, zoom, zoomIdentity } from "../vendor/plot.js";
import { element } from "./marks.js";

const MOST = 40;

/** Buttons that zoom `svg`; `moved` hears of every new transform, `home` is the first and `whole` shows all. */
export function zoomed(svg, { width, height, home, whole = zoomIdentity, moved }) {
  const behaviour = zoom()
    .scaleExtent([Math.min(1, whole.k), MOST])
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
    button("Zoom in", () => target.call(behaviour.scaleBy, 1.6)),
    button("Zoom out", () => target.call(behaviour.scaleBy, 1 / 1.6)),
    button("Whole world", () => target.call(behaviour.transform, whole)),
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
