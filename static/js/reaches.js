// Before a form with something typed in it is sent: is the portal there, and who is logged in? Sent to
// nowhere, a form leaves the browser's error page and what was typed is gone; so it is not sent then.
// A form in which nothing was typed has nothing to lose, and is sent at once.

import { token } from "./token.js";

const WHO = "/interrupted/who/";
const PATIENCE = 8000; // ms for an answer
const LONGEST_OPEN = 12 * 60 * 60 * 1000; // ms a page may be open: older ones are not believed
const LONGEST = 60000; // bytes that are read of somebody who is logged out
const TYPED = "input:not([type=hidden], [type=submit], [type=button]), select, textarea";
const STAYS = "What you typed stays on this page.";
const AWAY = `No connection: nothing was sent. ${STAYS} Press the button again when the connection is back.`;
const BUSY = `The portal does not answer just now: nothing was sent. ${STAYS} Press the button again in a moment.`;
const ANOTHER = `Somebody else is logged in now: nothing was sent. ${STAYS} Log in as yourself in another tab, then press the button again.`;
const LOGGED_OUT = `You have been logged out: nothing was sent. ${STAYS} Log in again in another tab, then press the button again.`;

export function reach(form) {
  if (!form.querySelector(TYPED)) return;
  let reached = false, asking = false;
  let typed = Boolean(form.querySelector("[name=kept], .govuk-error-message")); // a page that came back
  const note = () => { typed = true; };
  for (const name of ["input", "change", "rows-changed"]) form.addEventListener(name, note);

  form.addEventListener("submit", async (event) => {
    if (!typed) return;
    if (reached) {
      reached = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const { submitter } = event;
    const amiss = await ask(form);
    asking = false;
    say(form, amiss);
    if (amiss) return;
    reached = true;
    form.requestSubmit(submitter);
  }, { capture: true });
}

// Why the form is not to be sent now; "" where nothing stands in the way.
async function ask(form) {
  let answer;
  try {
    answer = await fetch(WHO, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return AWAY;
  }
  if (!answer.ok) return BUSY;
  const { person } = await answer.json();
  renew(form);
  const typist = form.querySelector("[name=typed_by]")?.value.split(":")[0];
  if (!typist || typist === String(person)) return "";
  if (person) return ANOTHER;
  return isKept(form) ? "" : LOGGED_OUT;
}

// What somebody sends who is logged out is kept and comes back, but for files, very long forms and old pages.
function isKept(form) {
  const fields = [...new FormData(form)];
  const files = fields.some(([, value]) => value instanceof File && value.size);
  const old = Date.now() - performance.timeOrigin > LONGEST_OPEN;
  return !files && !old && new URLSearchParams(fields).toString().length < LONGEST;
}

// Whoever logged in again in another tab has a new token; so has whoever lost the cookie.
function renew(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field && token()) field.value = token();
}

function say(form, sentence) {
  let box = form.querySelector(".reaches");
  if (!box && !sentence) return;
  if (!box) {
    box = document.createElement("p");
    box.className = "govuk-error-message reaches";
    box.setAttribute("role", "alert");
    form.append(box);
  }
  box.textContent = sentence;
  if (sentence) box.scrollIntoView({ block: "nearest" });
}
