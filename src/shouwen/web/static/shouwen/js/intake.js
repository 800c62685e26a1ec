// The register form: searchable category, fields by kind, taking the proposal (Alt+A).
const form = document.getElementById("intake-form");
const category = form.elements.category;

function byKind() {
  const kind = form.elements.kind.value;
  for (const own of form.querySelectorAll("[data-kinds]")) {
    own.hidden = own.dataset.kinds !== "" && !own.dataset.kinds.split(" ").includes(kind);
  }
}

function take() {
  const button = document.querySelector("[data-take]");
  if (!button) return;
  const field = form.elements[button.dataset.take];
  if (field.tomselect) field.tomselect.setValue(button.dataset.value);
  else { field.value = button.dataset.value; field.dispatchEvent(new Event("change", { bubbles: true })); }
}

if (window.TomSelect && category) {
  const label = form.querySelector(`label[for="${category.id}"]`);
  const pick = new window.TomSelect(category, { maxOptions: 500, allowEmptyOption: true });
  for (const part of [pick.control_input, category]) part.setAttribute("aria-label", label.textContent.trim());
}
form.addEventListener("change", byKind);
document.addEventListener("click", (event) => { if (event.target.closest("[data-take]")) take(); });
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code === "KeyA") { event.preventDefault(); take(); }
});
byKind();
const first = document.querySelector(".wrong input, .wrong textarea, .wrong select") ?? form.elements.name;
first.focus();
