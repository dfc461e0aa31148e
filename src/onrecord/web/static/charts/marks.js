// What all charts share: marks that lead somewhere, one tab stop, and a line that says what is pointed at.

const MARK = "a, .mark";
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The address when it leads to a page of this site, else null. */
export function ownAddress(href) {
  if (typeof href !== "string" || !URL.canParse(href, document.baseURI)) return null;
  const address = new URL(href, document.baseURI);
  return address.origin === location.origin && address.protocol.startsWith("http") ? href : null;
}

/** An element with attributes and children; text stays text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The line above a drawing that names its signs: for each entry a swatch of that class and its words. */
export function keyOf(entries) {
  if (entries.length === 0) return "";
  const named = entries.map(([name, words]) =>
    element(
      "span",
      { class: "entry" },
      element("span", { class: `swatch ${name}`, "aria-hidden": "true" }),
      words,
    ),
  );
  return element("p", { class: "key" }, ...named);
}

/** A plot without its own style element, which a strict policy forbids; charts.css has the same rules.
 *
 * Axes are hidden from screen readers, who have the names of the marks and the table.
 */
export function withoutStyle(plot) {
  for (const style of plot.querySelectorAll("style")) style.remove();
  for (const axis of plot.querySelectorAll('[aria-label*="axis"], [aria-label*="grid"]')) {
    axis.setAttribute("aria-hidden", "true");
    axis.removeAttribute("aria-label");
  }
  for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const link of plot.querySelectorAll("a")) takeName(link);
  for (const mark of plot.querySelectorAll("[aria-label]:not(a)")) {
    mark.classList.add("mark");
    mark.setAttribute("role", "img");
  }
  return plot;
}

function takeName(link) {
  const shape = link.firstElementChild;
  link.setAttribute("aria-label", shape.getAttribute("aria-label") ?? "");
  shape.removeAttribute("aria-label");
  const xlink = "http://www.w3.org/1999/xlink";
  const href = link.getAttributeNS(xlink, "href");
  link.removeAttributeNS(xlink, "href"); // first, because its qualified name is "href", too
  link.setAttribute("href", href);
}

/** A fresh link in a d3 selection where the address is one of this site, else a mark that only says its name. */
export function owned(group, href) {
  const own = ownAddress(href);
  return own === null
    ? group.append("g").attr("class", "mark").attr("role", "img")
    : group.append("a").attr("href", own);
}

let described = 0;

/** A div with the drawing and, below it, the line that says what is pointed at: `hint` while it is nothing.
 *
 * All marks are one tab stop; arrow keys, Home and End go from one to the next. With `across`, the mark nearest
 * to the pointer from left to right counts as pointed at, so that small marks need no steady hand.
 */
export function pointed(svg, { name, hint, across = false }) {
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", name);
  described += 1;
  const help = element("p", { class: "unseen", id: `chart-help-${described}` }, hint);
  svg.setAttribute("aria-describedby", help.id);
  const line = element("p", { class: "pointed", "aria-hidden": "true" }, hint);
  const say = (mark) => {
    line.textContent = mark?.getAttribute("aria-label") ?? hint;
    line.classList.toggle("read", mark != null);
  };
  oneStop(svg, svg.querySelector(MARK));
  // Not on the svg: Chromium lets the tab key stop at an svg that listens for the focus.
  const root = element("div", { class: "drawn" }, svg, help, line);
  root.addEventListener("focusin", (event) => {
    const mark = event.target.closest(MARK);
    if (mark !== null) oneStop(svg, mark);
    say(mark);
  });
  root.addEventListener("focusout", () => say(null));
  svg.addEventListener("pointerover", ({ target }) => target.closest(MARK) && say(target.closest(MARK)));
  svg.addEventListener("pointerleave", () => say(svg.querySelector(":is(a, .mark):focus")));
  svg.addEventListener("keydown", (event) => walk(svg, event));
  if (across) nearest(svg, say);
  return root;
}

/** Makes `chosen` the one mark that the tab key stops at. */
export function oneStop(svg, chosen) {
  for (const mark of svg.querySelectorAll(MARK)) mark.setAttribute("tabindex", mark === chosen ? "0" : "-1");
}

function walk(svg, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest(MARK)) return;
  const marks = [...svg.querySelectorAll(MARK)];
  const at = marks.indexOf(event.target.closest(MARK));
  const to = { Home: 0, End: marks.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? NaN);
  if (Number.isNaN(to)) return;
  event.preventDefault();
  event.stopPropagation();
  marks[Math.min(Math.max(to, 0), marks.length - 1)].focus();
}

function nearest(svg, say) {
  let near = null;
  const point = (mark) => {
    near?.classList.remove("near");
    near = mark;
    near?.classList.add("near");
    svg.classList.toggle("leads", near?.hasAttribute("href") ?? false);
    if (near !== null) say(near);
  };
  const marks = [...svg.querySelectorAll(MARK)];
  let middles = null; // measured when first needed, because before that the drawing is not on the page
  svg.addEventListener("pointermove", (event) => {
    const left = svg.getBoundingClientRect().left;
    middles ??= marks.map((mark) => {
      const box = mark.getBoundingClientRect();
      return (box.left + box.right) / 2 - left;
    });
    point(event.target.closest(MARK) ?? closest(marks, middles, event.clientX - left));
  });
  svg.addEventListener("pointerleave", () => point(null));
  svg.addEventListener("click", (event) => {
    if (event.target.closest("a") || event.ctrlKey || event.metaKey || !near?.hasAttribute("href")) return;
    near.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })); // as the link itself would
  });
}

function closest(marks, middles, x) {
  let best = null;
  let least = 24; // pixels: farther than a finger's width is not meant
  middles.forEach((middle, number) => {
    const far = Math.abs(middle - x);
    if (far < least) [best, least] = [marks[number], far];
  });
  return best;
}
