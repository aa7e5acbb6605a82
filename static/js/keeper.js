// Sends what was typed to be kept, a moment after it was, and again until the server has it. Nothing is
// sent once the form itself is: its button sends everything. What is kept stands beside the buttons.

import { keepFirst } from "./keeps_first.js";
import { token } from "./token.js";

const PAUSE = 400; // ms after the last change
const PATIENCE = [2000, 5000, 15000, 30000]; // ms between tries while the server does not answer
const LOGGED_OUT = "You have been logged out. Log in again in another tab: what you typed stays here and is kept then.";
const ANOTHER = "Somebody else is logged in now: what you typed is only on this page. Log in as yourself in another tab.";
const AWAY = "No connection: what you typed is only on this page for now. We keep trying.";
const AMISS = { 0: LOGGED_OUT, 403: LOGGED_OUT, 409: ANOTHER }; // by status; 0 is a way to the log-in page

// `waits` says if something is to be kept; `pack` gives the body to send, and what to do once that is kept.
export function keeper({ form, address, waits, pack, told }) {
  const said = form.querySelector(".keeps");
  let timer, tries = 0, leaving = false;

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    clearTimeout(timer);
  });
  keepFirst({ own: form, waits, keep: send });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => { if (!leaving && waits()) send(true); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && tries && waits()) event.preventDefault(); });
  return () => schedule(PAUSE);

  function schedule(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function send(closing = false) {
    if (!waits() || leaving) return;
    const keepalive = closing === true;
    const { body, done } = pack(keepalive);
    try {
      const answer = await fetch(address, {
        method: "POST", body, keepalive, redirect: "manual", headers: { "X-CSRFToken": token() },
      });
      if (!answer.ok) throw new Error(AMISS[answer.status]);
      const what = await answer.json();
      done();
      tries = 0;
      said.textContent = told(what);
    } catch ({ message }) {
      said.textContent = Object.values(AMISS).includes(message) ? message : AWAY;
      if (!leaving) schedule(PATIENCE[Math.min(tries++, PATIENCE.length - 1)]);
    }
  }
}
