// Sums that follow the typing: shares of responsibility to 100 %, points of a quality review to a score.
const hundredths = (text) => Math.round(Number(text || 0) * 100);

function shares(box) {
  const cells = [...box.querySelectorAll("input[name$=_percent]")];
  const sum = cells.reduce((total, cell) => total + hundredths(cell.value), 0);
  const line = box.querySelector("[data-share-sum]");
  line.hidden = false;
  line.querySelector("[data-sum]").textContent = String(sum / 100);
  line.querySelector("[data-left]").textContent = sum === 10000 ? "" : ` (${sum > 10000 ? "+" : "−"}${Math.abs(10000 - sum) / 100})`;
  line.dataset.whole = String(sum === 10000);
}

function score(box) {
  const cells = [...box.querySelectorAll("[data-points]")];
  const line = box.querySelector("[data-score-sum]"), verdict = line.querySelector("[data-verdict]");
  line.hidden = false;
  const told = cells.every((cell) => cell.value !== "");
  const whole = cells.reduce((total, cell) => total + hundredths(cell.dataset.points), 0);
  const got = cells.reduce((total, cell) => total + hundredths(cell.value), 0);
  const points = Math.round((got * 10000) / whole) / 100;
  const vital = cells.every((cell) => Number(cell.value) >= Number(cell.dataset.least));
  const passed = vital && points >= Number(box.dataset.pass);
  line.querySelector("[data-sum]").textContent = told ? String(points) : "—";
  verdict.textContent = told ? verdict.dataset[passed ? "yes" : "no"] : "";
  line.dataset.whole = told ? String(passed) : "";
}

function reckon(root) {
  for (const box of root.querySelectorAll("[data-shares]")) shares(box);
  for (const box of root.querySelectorAll("[data-score]")) score(box);
}
document.addEventListener("input", (event) => {
  const box = event.target.closest?.("[data-shares], [data-score]");
  if (box) (box.matches("[data-shares]") ? shares : score)(box);
});
document.body.addEventListener("htmx:afterSwap", (event) => reckon(event.target));
reckon(document);
