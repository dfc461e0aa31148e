// Keys for those who decide on many items; all of it can be done by buttons and links, too.
import { typing } from "/static/app.js";

const by = (id) => document.getElementById(id);
const press = (id) => by(id)?.click();

function edit() {
  const details = by("edit");
  if (!details) return;
  details.open = true;
  details.querySelector("select, input:not([type=hidden])").focus();
}

function keys() {
  const details = by("keys");
  details.open = !details.open;
  if (details.open) details.querySelector("summary").focus();
}

const acts = { a: () => press("accept"), x: () => press("reject"), e: edit, s: () => press("skip"), ArrowRight: () => press("skip"), u: () => press("undo"), "?": keys };
let going = false;
document.addEventListener("keydown", (event) => {
  const act = acts[event.key];
  const free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !typing(event.target);
  if (act && free && !going) {
    event.preventDefault();
    act();
  }
  // "g" begins a jump to another page, which the next key names.
  going = free && event.key === "g";
});

// A second press on a button that is sending already would only be in the way.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});
