// The link to the menu, shown on narrow screens, becomes a button that folds and unfolds it.

export function fold(link) {
  const target = document.querySelector(link.hash);
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute("aria-controls", target.id);
  link.replaceWith(button);

  const unfold = (open) => {
    target.classList.toggle("menu--unfolded", open);
    button.setAttribute("aria-expanded", String(open));
  };
  const isOpen = () => button.getAttribute("aria-expanded") === "true";

  unfold(false);
  target.querySelector(".menu__close").remove();
  button.addEventListener("click", () => unfold(!isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    unfold(false);
    button.focus();
  });
}
