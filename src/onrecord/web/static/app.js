// Keys and theme for every page; without it all pages can be read.
const find = document.getElementById("find");
const theme = document.getElementById("theme");
const root = document.documentElement;

const remembered = localStorage.getItem("theme");
if (remembered) root.dataset.theme = remembered;
theme.hidden = false;
theme.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

export const typing = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const places = { o: "/", s: "/stories", a: "/articles", e: "/events", t: "/statements", p: "/positions", f: "/forecasts", w: "/actors", d: "/dyads", m: "/map", c: "/calendar", r: "/review" };
let going = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    find.focus();
    find.select();
  } else if (going && places[event.key]) {
    location.assign(places[event.key]);
  }
  going = event.key === "g";
});
