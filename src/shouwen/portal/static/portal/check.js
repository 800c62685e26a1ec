// Tells what is missing before the form is sent, so that chosen photos are not lost. The server checks all again.
const filled = (field) => field && (
  field.type === "radio" || field.type === "checkbox" ? field.checked : field.value.trim() !== ""
);
const inputs = (part) => [...part.querySelectorAll("input, textarea, select")];
const answered = (form, part) =>
  inputs(part).some(filled) || (part.dataset.instead && filled(form.elements[part.dataset.instead]));
const seen = (part) => part.offsetParent !== null;

const tell = (part, words) => {
  part.classList.toggle("wrong", Boolean(words));
  const place = part.querySelector(".error");
  place.replaceChildren();
  inputs(part).forEach((input) => input.toggleAttribute("aria-invalid", Boolean(words)));
  if (!words) return;
  const line = document.createElement("p");
  line.textContent = words;
  place.append(line);
};

for (const form of document.querySelectorAll("form[data-check]")) {
  form.addEventListener("submit", (event) => {
    const missing = [...form.querySelectorAll("[data-needed]")].filter((part) => seen(part) && !answered(form, part));
    for (const part of missing) tell(part, part.dataset.needed);
    if (!missing.length) return;
    event.preventDefault();
    const place = missing[0];
    place.scrollIntoView({ block: "start" });
    inputs(place)[0].focus({ preventScroll: true });
  });
  form.addEventListener("input", (event) => {
    const part = event.target.closest("[data-needed].wrong");
    if (part && answered(form, part)) tell(part, "");
  });
}
