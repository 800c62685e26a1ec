// Copies number and code in one tap. The button is shown only where this script runs.
const oldWay = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return oldWay(text); // no clipboard for pages without HTTPS
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copy(button.dataset.copy))) return;
    const words = button.querySelector("span");
    words.textContent = button.dataset.copied;
    words.setAttribute("role", "status");
    button.focus();
  });
}
