// Shows only the questions that belong to the chosen kind of case.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const sort = () => {
    const kind = form.querySelector("input[name=kind]:checked")?.value;
    for (const part of form.querySelectorAll("[data-kinds]")) {
      const kinds = part.dataset.kinds.split(" ").filter(Boolean);
      part.hidden = Boolean(kind) && kinds.length > 0 && !kinds.includes(kind);
    }
  };
  form.addEventListener("change", sort);
  sort();
}
