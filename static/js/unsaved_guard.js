// A form that asks before what was typed in it and not sent is left behind.

export function guard(form) {
  let typed = "typed" in form.dataset; // a page that came back with what could not be saved

  const note = () => { typed = true; };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", (event) => { typed = typed && event.defaultPrevented; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}
