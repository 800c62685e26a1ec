// The link that customers get carries the query code behind `#`, where no server sees it. This module takes it out of
// the address and posts it. Without scripts the page asks for the code.
const open = () => {
  const told = decodeURIComponent(location.hash.slice(1));
  if (!/^[0-9A-Za-z-]{4,64}$/.test(told) || document.getElementById(told)) return;
  history.replaceState(null, "", location.pathname + location.search);
  const form = document.querySelector("form[data-open]");
  if (!form || !form.elements.number.value) return;
  form.elements.code.value = told;
  form.requestSubmit ? form.requestSubmit() : form.submit();
};

addEventListener("hashchange", open);
open();
