// The list that a mark with a number opens: below the drawing, where it has room and can be read aloud.

import { element } from "./marks.js";
import { shortDayWords } from "./words.js";

const returns = new WeakMap();

/** Fills `list` with the items and takes the focus there; Escape or "Close" gives it back to the mark `from`. */
export function opened(list, { title, items, from }) {
  const heading = element("h4", { tabindex: "-1" }, title);
  const close = element("button", { type: "button" }, "Close");
  close.addEventListener("click", () => closed(list));
  returns.set(list, from);
  list.replaceChildren(
    element("div", { class: "head" }, heading, close),
    element("ul", {}, ...items.map(entry)),
  );
  list.onkeydown = (event) => event.key === "Escape" && closed(list);
  heading.focus({ preventScroll: true });
  list.scrollIntoView({ block: "nearest" });
}

/** Empties the list; the mark it was opened from has the focus again. */
export function closed(list) {
  list.replaceChildren();
  const mark = returns.get(list);
  if (mark?.isConnected) mark.focus({ preventScroll: true });
}

function entry(item) {
  const sign = element("span", { class: `swatch sign ${item.layer}`, "aria-hidden": "true" });
  const text =
    item.href === null ? element("span", {}, item.text) : element("a", { href: item.href }, item.text);
  return element(
    "li",
    {},
    sign,
    element(
      "div",
      {},
      text,
      element("small", {}, `${shortDayWords(item.from)}, ${item.layer}, ${item.what}`),
    ),
  );
}
