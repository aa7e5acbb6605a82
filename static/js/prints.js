// A button that prints the page; without JavaScript, the browser's menu does.

export function makePrintButton(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button";
  button.textContent = "Print";
  button.addEventListener("click", () => window.print());
  place.append(button);
}
