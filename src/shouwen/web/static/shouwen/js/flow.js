// The picture of the flow opens at its first step, and says so where it is wider than the screen.
const frame = document.querySelector("[data-flow]");
const hint = document.getElementById("flow-hint");
const start = frame?.querySelector(".flow-start");

function look() {
  if (hint) hint.hidden = frame.scrollWidth <= frame.clientWidth + 1;
}
if (start) {
  const middle = start.getBoundingClientRect().left + start.getBoundingClientRect().width / 2;
  const left = frame.getBoundingClientRect().left;
  frame.scrollLeft += middle - left - frame.clientWidth / 2;
}
if (frame) {
  look();
  window.addEventListener("resize", look);
}
