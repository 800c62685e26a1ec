// Keeps what was typed on this device until it is sent, for a day at most. The key of the form is kept with it:
// sent again after a lost answer, the same words make the same case. Files and consents are not kept.
const DAY = 86_400_000;
const SKIP = new Set(["csrfmiddlewaretoken", "homepage", "privacy", "uploads"]);
const place = (house) => `shouwen-draft-${house}`;

const store = (() => {
  try {
    localStorage.setItem("shouwen-probe", "1");
    localStorage.removeItem("shouwen-probe");
    return localStorage;
  } catch {
    return null; // private windows and strict settings: no draft, nothing else is lost
  }
})();

const read = (house) => {
  try {
    const draft = JSON.parse(store.getItem(place(house)));
    if (draft && Date.now() - draft.at < DAY) return draft.told;
  } catch { /* not ours, or cut off */ }
  store.removeItem(place(house));
  return null;
};

const told = (form) => [...new FormData(form)].filter(([name, value]) => !SKIP.has(name) && typeof value === "string");
const isBlank = (pairs) => pairs.every(([name, value]) => name === "key" || name === "kind" || !value.trim());

const restore = (form, pairs) => {
  const keepKind = new URLSearchParams(location.search).has("kind");
  for (const [name, value] of pairs) {
    if (SKIP.has(name) || (name === "kind" && keepKind)) continue;
    for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type === "radio" || input.type === "checkbox") input.checked ||= input.value === value;
      else input.value = value;
      const more = input.closest("details");
      if (more && value) more.open = true;
    }
  }
  form.dispatchEvent(new Event("change"));
};

const keep = (form) => {
  const house = form.dataset.draft;
  let later = 0;
  let dropped = false;
  const save = () => {
    clearTimeout(later);
    const pairs = told(form);
    if (dropped) return;
    if (isBlank(pairs)) store.removeItem(place(house));
    else store.setItem(place(house), JSON.stringify({ at: Date.now(), told: pairs }));
  };
  const note = document.querySelector("[data-draft-note]");
  const draft = "bound" in form.dataset ? null : read(house);
  if (draft && !isBlank(draft)) {
    restore(form, draft);
    note.hidden = false;
  }
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    dropped = true;
    store.removeItem(place(house));
    location.reload();
  });
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(save, 300);
  });
  form.addEventListener("submit", save);
  addEventListener("pagehide", () => { if (later) save(); });
};

if (store) {
  const done = document.querySelector("[data-draft-done]");
  if (done) store.removeItem(place(done.dataset.draftDone));
  document.querySelectorAll("form[data-draft]").forEach(keep);
}
