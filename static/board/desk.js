// Keys of the board's desk: j and k along its lines, o opens, t takes, n next, / finds. All of it works by the mouse too.
const links = [...document.querySelectorAll('[data-module="desk"] tbody th a')];
const typing = element => element.matches("input, select, textarea, [contenteditable]");
const step = by => links[Math.min(links.length - 1, Math.max(0, links.indexOf(document.activeElement) + by))]?.focus();
const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => links.includes(document.activeElement) && document.activeElement.click(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!ACTS[event.key] && !marked) return;
  event.preventDefault();
  if (ACTS[event.key]) ACTS[event.key]();
  else if (marked.matches("input")) marked.focus();
  else marked.click();
});
