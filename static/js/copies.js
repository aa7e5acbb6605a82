// A button that copies the lines of a reference, where the browser lets us.

export function makeCopyButton(reference) {
  if (!navigator.clipboard) return;
  const text = reference.querySelector("[data-copies]").textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary reference__copy";
  button.textContent = "Copy";
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  reference.append(button, said);

  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = said.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
      said.textContent = "";
    }, 3000);
  });
}
