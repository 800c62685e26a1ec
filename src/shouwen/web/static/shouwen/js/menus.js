// Menus and clause texts are <details>: a click elsewhere or Escape closes them; selects marked so submit at once.
const POPS = "details.menu[open], details.clause[open]";

document.addEventListener("click", (event) => {
  for (const pop of document.querySelectorAll(POPS)) if (!pop.contains(event.target)) pop.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const pop of document.querySelectorAll(POPS)) {
    pop.open = false;
    pop.querySelector("summary").focus();
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]:not([data-submits='no'])")) event.target.form.requestSubmit();
});
