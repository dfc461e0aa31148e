// Ctrl+Enter asks, as in other places where queries are written.
const box = document.getElementById("q");
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form.requestSubmit();
});
