"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const card = $("card"), search = $("search"), help = $("help");
  const segments = [...document.querySelectorAll(".seg")];
  const first = new Map();
  for (const segment of segments) for (const item of segment.dataset.items.split(" ")) if (!first.has(item)) first.set(item, segment);
  const main = ["s", "e", "p", "f"];
  const order = [];
  for (const segment of segments) for (const item of segment.dataset.items.split(" "))
    if (main.includes(item[0]) && first.get(item) === segment && !order.includes(item)) order.push(item);
  let at = -1;

  const shown = (item) => { const row = $(item); const box = row && $("show-" + row.dataset.layer); return Boolean(row) && (!box || box.checked); };
  const fields = (item) => {
    const row = $(item), list = document.createElement("dl");
    for (const cell of row.querySelectorAll("td")) {
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = cell.dataset.label; value.textContent = cell.textContent;
      if (cell.textContent !== "–") list.append(term, value);
    }
    return list;
  };
  const open = (segment, only) => {
    const items = (only ? [only] : segment.dataset.items.split(" ")).filter(shown).slice(0, 4);
    card.replaceChildren();
    for (const item of items) {
      const title = document.createElement("h3");
      title.textContent = $(item).dataset.layer + " " + item;
      card.append(title, fields(item));
    }
    card.hidden = items.length === 0;
    if (card.hidden) return;
    const box = segment.getClientRects()[0] || segment.getBoundingClientRect();
    const below = box.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 12)) + "px";
    card.style.top = Math.max(8, below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + "px";
  };
  const close = () => { card.hidden = true; document.querySelectorAll(".here").forEach((e) => e.classList.remove("here")); };
  const go = (item) => {
    const segment = first.get(item);
    if (!segment) return;
    close();
    segment.focus({ preventScroll: true }); // leaving the segment before closes what it showed, so mark after it
    for (const s of segments) s.classList.toggle("here", s.dataset.items.split(" ").includes(item));
    segment.scrollIntoView({ block: "center", behavior: "instant" });
    open(segment, item);
  };
  const step = (by) => {
    for (let n = 0; n < order.length; n += 1) {
      at = (at + by + order.length) % order.length;
      if (shown(order[at])) return go(order[at]);
    }
  };

  let fromKeyboard = false;
  for (const segment of segments) {
    segment.addEventListener("mouseenter", () => open(segment));
    segment.addEventListener("mouseleave", () => { if (document.activeElement !== segment) card.hidden = true; });
    segment.addEventListener("focus", () => { if (fromKeyboard) open(segment); });
    segment.addEventListener("blur", close);
  }
  for (const link of document.querySelectorAll(".jump")) link.addEventListener("click", (event) => { event.preventDefault(); history.replaceState(null, "", "#" + link.dataset.item); go(link.dataset.item); });

  search.addEventListener("input", () => {
    const words = search.value.trim().toLowerCase();
    for (const row of document.querySelectorAll("tbody tr")) row.hidden = Boolean(words) && !row.textContent.toLowerCase().includes(words);
    for (const segment of segments) segment.classList.toggle("hit", Boolean(words) && segment.dataset.items.split(" ").some((i) => { const row = $(i); return row && !row.hidden && row.dataset.layer !== "actor" || segment.textContent.toLowerCase().includes(words); }));
  });
  $("help-open").addEventListener("click", () => help.showModal());

  addEventListener("scroll", () => { if (!card.hidden && !document.activeElement.matches(".seg")) card.hidden = true; }, { passive: true });

  document.addEventListener("keydown", (event) => {
    fromKeyboard = event.key === "Tab";
    if (event.key === "Escape") { close(); if (document.activeElement === search) { search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); } return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select") || help.open) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else {
      const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (control) event.preventDefault();
      if (control === search) search.focus();
      else if (control) control.click();
    }
  });

  const named = decodeURIComponent(location.hash.slice(1));
  // The browser itself goes to the row of that name while the page loads; the evidence comes after it.
  if (first.has(named)) addEventListener("load", () => go(named));
})();
