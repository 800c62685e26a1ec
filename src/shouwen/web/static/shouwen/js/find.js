// Many choices: a line that narrows them. Enter takes the first that is left, Escape shows all again.
let last = "";
function ready(root) {
  for (const find of root.querySelectorAll("[data-find]")) {
    find.hidden = false;
    if (find.id === last) find.focus();
  }
  last = "";
}
function narrow(find) {
  const wanted = find.value.trim().toLowerCase();
  const list = find.parentElement.querySelector("[data-found]");
  let first = null;
  let other = null;
  for (const group of list.children) {
    const whole = group.querySelector("dt").textContent.toLowerCase().includes(wanted);
    let some = false;
    for (const choice of group.querySelectorAll("label")) {
      const named = choice.textContent.toLowerCase().includes(wanted);
      choice.hidden = !named && !whole;
      some ||= !choice.hidden;
      if (named) first ??= choice;
      else if (whole) other ??= choice;
    }
    group.hidden = !some;
  }
  first ??= other;
  find.parentElement.querySelector("[data-none]").hidden = Boolean(first);
  return first;
}
function finding(event) {
  return event.target instanceof Element && event.target.matches("[data-find]");
}
// What is typed here is no part of the form: the form must not take it for a change.
for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (!finding(event)) return;
    event.stopPropagation();
    narrow(event.target);
  }, true);
}
document.addEventListener("keydown", (event) => {
  if (!finding(event)) return;
  if (event.key === "Enter") {
    event.preventDefault();
    const first = event.target.value.trim() && narrow(event.target);
    if (first) first.querySelector("input").click();
  } else if (event.key === "Escape" && event.target.value) {
    event.preventDefault();
    event.target.value = "";
    narrow(event.target);
  }
});
document.body.addEventListener("htmx:beforeSwap", () => {
  last = document.activeElement?.matches("[data-find]") ? document.activeElement.id : "";
});
document.body.addEventListener("htmx:load", (event) => ready(event.target));
ready(document);
