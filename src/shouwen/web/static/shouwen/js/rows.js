// Rows of measures: one more row on demand.
function ready(root) {
  for (const button of root.querySelectorAll("[data-add-row]")) button.hidden = false;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const rows = button.closest("[data-rows]").querySelectorAll("[data-row-of-form]");
  const fresh = rows[rows.length - 1].cloneNode(true);
  for (const input of fresh.querySelectorAll("input, select")) input.value = "";
  button.before(fresh);
  fresh.querySelector("input, select").focus();
});
document.body.addEventListener("htmx:afterSwap", (event) => ready(event.target));
ready(document);
