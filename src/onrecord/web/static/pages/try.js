// A file that is dropped on the page is read; while something is read, the page says so.
const form = document.getElementById("try");
const said = document.getElementById("said");
const file = form.elements.file;
const button = form.querySelector("button.main");
const limit = Number(file.dataset.limit);

const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
const marked = (on) => document.body.classList.toggle("dropping", on);

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  marked(true);
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) marked(false); });
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  marked(false);
  if (event.dataTransfer.files.length > 1) { said.textContent = "One file at a time."; return; }
  form.elements.text.value = form.elements.address.value = "";
  file.files = event.dataTransfer.files;
  form.requestSubmit();
});

form.addEventListener("submit", (event) => {
  const [chosen] = file.files;
  if (chosen && chosen.size > limit) {
    event.preventDefault();
    said.textContent = `${chosen.name} is larger than ${limit / 1e6} MB.`;
    return;
  }
  said.textContent = chosen ? `${chosen.name} is being read …` : "It is being read …";
  button.disabled = true;
});
// The page may come back as it was left.
addEventListener("pageshow", () => { button.disabled = false; said.textContent = ""; });
