// Sections of the case page as tabs. Without scripts they simply follow one another.
const body = document.querySelector("[data-tabs]");
const bar = body?.querySelector("[data-tab-bar]");
const panels = body ? [...body.querySelectorAll("[data-tab]")] : [];

function choose(id, { focus = false } = {}) {
  for (const panel of panels) {
    const on = panel.id === id;
    panel.hidden = !on;
    const tab = document.getElementById(`tab-${panel.id}`);
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on && focus) tab.focus();
  }
}

function shows(event) {
  const target = document.getElementById(event);
  const earlier = target ? null : document.querySelector("[data-earlier]");
  if (earlier) { // the entry is among those that are still to be fetched
    choose(earlier.closest("[data-tab]").id);
    const place = { target: earlier.closest("li"), swap: "outerHTML" };
    window.htmx.ajax("GET", earlier.getAttribute("hx-get"), place).then(() => shows(event));
    return;
  }
  const panel = target?.closest("[data-tab]");
  if (!panel) return;
  choose(panel.id);
  if (target === panel) return;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  target.classList.add("lit");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

if (bar && panels.length) {
  bar.setAttribute("role", "tablist");
  for (const panel of panels) {
    const heading = panel.querySelector("h2");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${panel.id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.append(...[...heading.childNodes].map((node) => node.cloneNode(true)));
    tab.addEventListener("click", () => choose(panel.id));
    bar.append(tab);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = panels.findIndex((panel) => !panel.hidden);
    choose(panels[(at + step + panels.length) % panels.length].id, { focus: true });
  });
  body.classList.add("tabbed");
  const asked = new URLSearchParams(location.search).get("tab") ?? location.hash.slice(1);
  choose(panels.some((panel) => panel.id === asked) ? asked : panels[0].id);
  if (location.hash.startsWith("#event-")) shows(location.hash.slice(1));
  body.addEventListener("click", (event) => {
    const link = event.target.closest("[data-shows-event]");
    if (link) { event.preventDefault(); shows(link.hash.slice(1)); }
  });
}
