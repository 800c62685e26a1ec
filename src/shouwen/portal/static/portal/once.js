// A form is sent once, however often it is tapped; the button says that it is busy. Needs nothing else on the page.
const lock = (form) => {
  form.dataset.sent = "yes";
  const button = form.querySelector("button.button:not([type=button])");
  if (!button) return;
  const words = button.querySelector("span") ?? button;
  button.dataset.words = words.textContent;
  if (button.dataset.busy) words.textContent = button.dataset.busy;
  setTimeout(() => { button.disabled = true; }, 0);
};

const unlock = (form) => {
  delete form.dataset.sent;
  const button = form.querySelector("button.button:not([type=button])");
  if (!button) return;
  button.disabled = false;
  if (button.dataset.words) (button.querySelector("span") ?? button).textContent = button.dataset.words;
};

// on the document, so that a form's own checks come first
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  else lock(form);
});

// the page may come back from the browser's memory with the button still locked
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(unlock);
});

const first = document.querySelector("[data-first]");
if (first) first.focus();
