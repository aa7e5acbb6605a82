// What is typed on a page of grades is kept on the server while it is typed, as the typist's own:
// a closed tab, a lost network or a log-out loses nothing. Saving stays the button's business.

import { keeper } from "./keeper.js";

export function keepTyped(form) {
  const waiting = new Map(); // row → its fields, typed and not kept yet
  const keep = keeper({ form, address: form.dataset.keep, waits: () => waiting.size > 0, pack, told });

  form.addEventListener("change", (event) => {
    const row = event.target.closest("tr[id]");
    if (row) note(row);
  });
  form.addEventListener("rows-changed", (event) => event.detail.forEach(note));

  function note(row) {
    waiting.set(row, fieldsOf(row));
    row.classList.toggle("row--changed", isChanged(row));
    keep();
  }

  function pack() {
    const sent = new Map(waiting);
    return {
      body: new URLSearchParams([["typist", form.dataset.typist], ...[...sent.values()].flat()]),
      done: () => sent.forEach((fields, row) => { if (waiting.get(row) === fields) waiting.delete(row); }),
    };
  }
}

function told({ at }) {
  return `Kept at ${at}, not saved: press Save claim.`;
}

function fieldsOf(row) {
  const fields = row.querySelectorAll("input[type=hidden], input[type=radio]:checked, select");
  return [...fields].map((field) => [field.name, field.value]);
}

function isChanged(row) {
  const grade = row.querySelector("input[type=radio]:checked")?.value;
  const told = grade ? `${grade}:${row.querySelector("select").value}` : "";
  return told !== row.querySelector("input[name^=was-]").value;
}
