// Drafts of long forms, kept in this tab until they are sent: an ended session or a closed page loses no text.
const SKIPPED = new Set(["csrfmiddlewaretoken", "key", "expected_version", "next"]);
const place = (name) => `draft:${name}`;
const note = document.getElementById("draft-note");

function restore(form, kept) {
  const seen = {};
  for (const [key, value] of kept) {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(key)}"]`)];
    if (fields[0]?.type === "radio" || fields[0]?.type === "checkbox") {
      for (const field of fields) field.checked ||= field.value === value;
      continue;
    }
    const at = (seen[key] = (seen[key] ?? -1) + 1);
    if (!fields[at]) continue;
    fields[at].value = value;
    fields[at].tomselect?.setValue(value, true);
  }
  if (note) note.hidden = false;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function watch(form) {
  const name = place(form.dataset.draft);
  const answered = form.querySelector("[role=alert]") !== null;
  const kept = answered ? null : JSON.parse(sessionStorage.getItem(name) ?? "null");
  if (kept) restore(form, kept);
  form.addEventListener("input", () => {
    const told = [...new FormData(form)].filter(([key, value]) => !SKIPPED.has(key) && typeof value === "string" && value !== "");
    sessionStorage.setItem(name, JSON.stringify(told));
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const target = event.detail.xhr?.getResponseHeader("HX-Redirect");
    if (target && !target.startsWith("/login")) sessionStorage.removeItem(name);
  });
  form.querySelector("[data-draft-cancel]")?.addEventListener("click", () => sessionStorage.removeItem(name));
}

const done = document.querySelector("[data-draft-done]");
if (done) sessionStorage.removeItem(place(done.dataset.draftDone));
for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
document.body.addEventListener("htmx:afterSwap", (event) => {
  for (const form of event.target.querySelectorAll("form[data-draft]")) watch(form);
});
document.getElementById("draft-drop")?.addEventListener("click", () => {
  sessionStorage.removeItem(place("intake"));
  location.assign(location.pathname);
});
