// "Apply to all" appears once something is chosen in a row, and fills the rows below on this page.

export function applyToAll(body) {
  for (const button of body.querySelectorAll('button[name="apply"]')) {
    const row = button.closest("tr");
    button.hidden = true;
    row.addEventListener("change", () => {
      button.hidden = false;
    });
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const grade = row.querySelector("input[type=radio]:checked")?.value;
      const assessor = row.querySelector("select").value;
      const filled = [];
      for (let below = row.nextElementSibling; below; below = below.nextElementSibling) {
        if (fill(below, grade, assessor)) filled.push(below);
      }
      row.dispatchEvent(new CustomEvent("rows-changed", { bubbles: true, detail: filled }));
      button.hidden = true;
    });
  }
}

function fill(row, grade, assessor) {
  const radio = row.querySelector(`input[type=radio][value="${grade}"]:not(:disabled)`);
  if (!radio) return false;
  radio.checked = true;
  row.querySelector("select").value = assessor || row.querySelector("select").value;
  return true;
}
