// What is typed on a page of grades is kept on the server while it is typed, as the typist's own:
// a closed tab, a lost network or a log-out loses nothing. Saving stays the button's business.

import { keepFirst } from "./keeps_first.js";
import { token } from "./token.js";

const PAUSE = 400; // ms after the last change
const PATIENCE = [2000, 5000, 15000, 30000]; // ms between tries while the server does not answer
const LOGGED_OUT = "You have been logged out. Log in again in another tab: what you typed stays here and is kept then.";
const AWAY = "No connection: what you typed is only on this page for now. We keep trying.";

export function keepTyped(form) {
  const said = form.querySelector(".keeps");
  const waiting = new Map(); // row → its fields, typed and not kept yet
  let timer, tries = 0, leaving = false;

  form.addEventListener("change", (event) => {
    const row = event.target.closest("tr[id]");
    if (row) note(row);
  });
  form.addEventListener("rows-changed", (event) => event.detail.forEach(note));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true; // the button sends everything
    clearTimeout(timer);
  });
  keepFirst({ own: form, waits: () => waiting.size > 0, keep: send });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => { if (!leaving && waiting.size) send(true); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && tries && waiting.size) event.preventDefault(); });

  function note(row) {
    waiting.set(row, fieldsOf(row));
    row.classList.toggle("row--changed", isChanged(row));
    schedule(PAUSE);
  }

  function schedule(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function send(keepalive = false) {
    const sent = new Map(waiting);
    if (!sent.size || leaving) return;
    const body = new URLSearchParams([["typist", form.dataset.typist], ...[...sent.values()].flat()]);
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST", body, keepalive: keepalive === true, redirect: "manual", headers: { "X-CSRFToken": token() },
      });
      if (!answer.ok) throw new Error(answer.type === "opaqueredirect" || answer.status === 403 ? LOGGED_OUT : AWAY);
      const { at } = await answer.json();
      sent.forEach((fields, row) => { if (waiting.get(row) === fields) waiting.delete(row); });
      tries = 0;
      said.textContent = `Kept at ${at}, not saved: press Save claim.`;
    } catch (problem) {
      said.textContent = problem.message === LOGGED_OUT ? LOGGED_OUT : AWAY;
      if (!leaving) schedule(PATIENCE[Math.min(tries++, PATIENCE.length - 1)]);
    }
  }
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
