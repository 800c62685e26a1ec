// Keyboard: j/k move along rows, Enter opens, / searches, n registers, ? explains, Ctrl+Enter submits.
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const help = document.getElementById("keys");
const helpButton = document.getElementById("show-keys");

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("picked"));
  const next = Math.min(Math.max(at + step, 0), all.length - 1);
  all[at]?.classList.remove("picked");
  all[next].classList.add("picked");
  all[next].scrollIntoView({ block: "nearest" });
  all[next].querySelector("a, button")?.focus({ preventScroll: true });
}

function open() {
  const row = document.querySelector("[data-row].picked");
  if (row?.dataset.href) location.assign(row.dataset.href);
}

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.getElementById("search")?.focus(),
  n: () => document.getElementById("new-case")?.click(),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form[data-keep]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.matches("body, main")) open();
  const action = ACTIONS[event.key];
  if (action) { event.preventDefault(); action(); }
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row][data-href]");
  if (row && !event.target.closest("a, button, summary, details, input, select, textarea, label") && getSelection().isCollapsed) {
    location.assign(row.dataset.href);
  }
});

if (helpButton) {
  helpButton.hidden = false;
  helpButton.addEventListener("click", () => help.showModal());
}
