// What becomes of htmx requests: a note when one did not arrive, focus and place when a form opens.
const trouble = document.getElementById("trouble");

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.body.addEventListener(name, () => { trouble.hidden = false; trouble.scrollIntoView({ block: "nearest" }); });
}
document.body.addEventListener("htmx:beforeSwap", () => { trouble.hidden = true; });
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "act-panel") return;
  event.target.classList.add("touched");
  const told = event.target.querySelector("[role=alert], .wrong");
  const first = told ?? event.target.querySelector("input:not([type=hidden]), textarea, select");
  (event.target.querySelector("h2") ?? event.target).scrollIntoView({ block: "nearest" });
  (told?.querySelector("input, textarea, select") ?? first)?.focus?.({ preventScroll: false });
});
// a double click sends one form once
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
