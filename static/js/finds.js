// The key / goes to the box that searches everything, unless something is being typed.

const TYPED_INTO = "input, select, textarea, [contenteditable], [role=grid]";

export function goToBySlash(box) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || event.target.closest(TYPED_INTO)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
