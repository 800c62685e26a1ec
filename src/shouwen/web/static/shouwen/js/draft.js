// The register form's draft, kept in this tab until the case is registered. Names the form, never the field's meaning.
const SKIPPED = new Set(["csrfmiddlewaretoken", "key"]);
const form = document.querySelector("[data-draft]");
const done = document.querySelector("[data-draft-done]");
const place = (name) => `draft:${name}`;

if (done) sessionStorage.removeItem(place(done.dataset.draftDone));

if (form) {
  const name = place(form.dataset.draft);
  const fresh = !document.getElementById("faults");
  const kept = fresh ? JSON.parse(sessionStorage.getItem(name) ?? "null") : null;
  if (kept) restore(kept);
  form.addEventListener("input", () => {
    const told = [...new FormData(form)].filter(([key, value]) => !SKIPPED.has(key) && typeof value === "string");
    sessionStorage.setItem(name, JSON.stringify(told));
  });
  document.getElementById("draft-drop").addEventListener("click", () => {
    sessionStorage.removeItem(name);
    location.assign(location.pathname);
  });
}

function restore(kept) {
  for (const [key, value] of kept) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(key)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value || field.type === "checkbox" && value === "on";
      else field.value = value;
      field.tomselect?.setValue(value, true);
    }
  }
  document.getElementById("draft-note").hidden = false;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
