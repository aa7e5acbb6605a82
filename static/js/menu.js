// The left-hand menu: each heading is a button that opens its items on click, Enter and Space, and
// for a mouse on hover; never because the keyboard passes by.
// Wide, the items fly out to the right; narrow or on a touch screen they open in place.

const flyout = window.matchMedia("(min-width: 56.25em) and (hover: hover)");
const PATIENCE = 250; // ms a mouse may stray before the items close

export function enliven(menu) {
  const sections = [...menu.querySelectorAll(".menu__section:not(.menu__section--single, .menu__section--here)")]
    .map((element) => new Section(element));

  menu.classList.add("menu--live");
  for (const section of sections) {
    section.onOpen = () => flyout.matches && sections.forEach((other) => other !== section && other.close());
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") sections.forEach((section) => section.dismiss());
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target) && flyout.matches) sections.forEach((section) => section.close());
  });
}

class Section {
  constructor(element) {
    this.element = element;
    this.button = makeButton(element.querySelector(".menu__heading"));
    this.pinned = false;
    this.button.addEventListener("click", () => (this.pinned ? this.close() : this.open({ pinned: true })));
    element.addEventListener("mouseenter", () => this.entered());
    element.addEventListener("mouseleave", () => this.left());
    element.addEventListener("focusout", (event) => this.blurred(event));
  }

  open({ pinned = false } = {}) {
    clearTimeout(this.timer);
    this.pinned = pinned;
    this.show(true);
    this.onOpen();
  }

  close() {
    clearTimeout(this.timer);
    this.pinned = false;
    this.show(false);
  }

  show(open) {
    this.element.classList.toggle("is-open", open);
    this.button.setAttribute("aria-expanded", String(open));
  }

  // Escape: close, and keep the keyboard where it was.
  dismiss() {
    const hadFocus = this.element.contains(document.activeElement);
    if (!this.element.classList.contains("is-open")) return;
    this.close();
    if (hadFocus) this.button.focus();
  }

  entered() {
    clearTimeout(this.timer);
    if (flyout.matches && !this.element.classList.contains("is-open")) this.open();
  }

  left() {
    if (flyout.matches && !this.pinned) this.timer = setTimeout(() => this.close(), PATIENCE);
  }

  blurred(event) {
    if (flyout.matches && event.relatedTarget && !this.element.contains(event.relatedTarget)) this.close();
  }
}

function makeButton(heading) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = heading.id;
  button.className = heading.className;
  button.textContent = heading.textContent;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", `${heading.id}-items`);
  heading.replaceWith(button);
  return button;
}
