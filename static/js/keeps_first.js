// A form that leads away, such as Log out, is sent once what was typed is kept: a session that is over
// keeps nothing any more. Where that cannot be now, the form stays unsent, and pressed again it goes.

const PATIENCE = 5000; // ms for keeping what was typed

export function keepFirst({ own, waits, keep }) {
  let asked = false;
  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    if (target === own || asked || !waits()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked = true;
    await Promise.race([keep(), new Promise((done) => setTimeout(done, PATIENCE))]);
    if (!waits()) target.requestSubmit(submitter);
  }, { capture: true });
  window.addEventListener("pageshow", () => { asked = false; });
}
