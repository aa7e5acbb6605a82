// Saves what is typed in the background, a moment after it is typed, one request at a time.
// Nothing is kept in the browser: what cannot be sent stays in this page and is tried again.
import { keepFirst } from "../keeps_first.js";
import { token } from "../token.js";

const PAUSE = 300; // ms after the last key
const RETRIES = [1000, 2000, 5000, 10000, 30000]; // ms between tries while nothing answers
const LOOK = 20000; // ms between two looks at what others saved
const PATIENCE = 20000; // ms for an answer
const LARGEST = 2000; // cells in one request
const LAST = 1200; // cells that a closing page may still send
const AWAY = "No connection. What you typed stays on this page and is saved as soon as the connection is back; keep the page open.";
const BUSY = "The portal cannot save just now. What you typed stays on this page and is tried again; keep the page open.";
const LOGGED_OUT = "You have been logged out. Log in in another tab; what you typed stays here and is saved then.";

export class Saving {
  constructor(sheet, { address, typist, after }) {
    Object.assign(this, { sheet, address, typist, after });
    this.tries = 0;
    this.busy = false;
    this.trouble = ""; // why nothing can be sent now
    this.closed = ""; // why this claim takes no grades any more
    this.savedAt = "";
    this.lost = new Map(); // cell → what was sent for it without an answer
    this.listeners = [];
    sheet.watch(() => this.schedule(PAUSE));
    setInterval(() => this.look(), LOOK);
    const again = () => !document.hidden && (this.pending.length ? this.flush() : this.look());
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    window.addEventListener("beforeunload", (event) => this.atRisk && event.preventDefault());
    window.addEventListener("pagehide", () => this.leave());
    keepFirst({ waits: () => this.atRisk, keep: () => this.settle() });
    window.addEventListener("pageshow", (event) => event.persisted && this.schedule(0));
  }

  get pending() {
    return this.closed ? [] : [...this.sheet.cells("waiting"), ...this.sheet.cells("sent")];
  }

  // Whether something would be lost that stands nowhere but on this page.
  get atRisk() {
    return this.pending.length > 0;
  }

  on(listener) {
    this.listeners.push(listener);
  }

  say(news = {}) {
    for (const listener of this.listeners) listener(news);
  }

  schedule(pause) {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => this.flush(), pause);
  }

  // Send everything again that stands as unsaved, as far as nobody has to choose first.
  retry() {
    const { typed } = this.sheet;
    for (const [cell, one] of typed) {
      if (one.state === "kept" && !one.problem?.overtaken) typed.set(cell, { ...one, state: "waiting" });
    }
    this.schedule(0);
  }

  async flush() {
    const cells = this.sheet.cells("waiting").slice(0, LARGEST);
    if (this.busy || this.closed || !cells.length) return;
    clearTimeout(this.timer);
    const sent = new Map(cells.map((cell) => [cell, this.sheet.value(cell)]));
    const body = this.written(cells);
    for (const cell of cells) this.sheet.typed.get(cell).state = "sent";
    const answer = await this.post(body);
    if (answer) this.land(sent, answer);
    else this.fail(sent);
    this.say();
    if (answer && this.sheet.cells("waiting").length) this.schedule(0);
  }

  // Send everything that is waiting, until it is there or something stands in the way.
  async settle() {
    this.trouble = "";
    while (this.pending.length && !this.trouble) {
      if (this.busy) await new Promise((done) => setTimeout(done, 50));
      else await this.flush();
    }
  }

  written(cells) {
    return { cells: cells.map((cell) => this.sheet.written(cell)) };
  }

  // What came of the cells: saved, or a sentence why not, where others were quicker with theirs.
  land(sent, { at, problems, told }) {
    const { sheet, lost } = this;
    const wrong = new Map(problems.map(([candidate, unit, ...rest]) => [sheet.at(candidate, unit), rest]));
    for (const [cell, value] of sent) {
      const edited = sheet.typed.get(cell)?.state !== "sent";
      if (wrong.has(cell)) this.refuse(cell, wrong.get(cell), edited);
      else {
        sheet.settle(cell, value.grade, value.by);
        if (sheet.isHeld(cell)) sheet.typed.delete(cell);
        else sheet.typed.set(cell, { state: "waiting", kept: false, problem: null });
      }
      lost.delete(cell);
    }
    if (problems.length < sent.size) this.savedAt = at;
    if (told) this.say({ told });
    sheet.tell([...sent.keys()]);
  }

  refuse(cell, wrong, edited) {
    const { sheet } = this;
    const problem = sheet.problem(...wrong), { now } = problem;
    const ours = problem.overtaken && sheet.told(now.grade, now.by) === this.lost.get(cell);
    if (ours) sheet.settle(cell, now.grade, now.by); // nobody but us: the answer had got lost
    const again = edited || ours;
    sheet.typed.set(cell, { state: again ? "waiting" : "kept", kept: true, problem: again ? null : problem });
  }

  fail(sent) {
    for (const [cell, { grade, by }] of sent) {
      this.lost.set(cell, this.sheet.told(grade, by));
      const typed = this.sheet.typed.get(cell);
      if (typed?.state === "sent") typed.state = "waiting";
    }
    if (!this.closed) this.schedule(this.patience());
  }

  // How long to wait before the next try; longer each time.
  patience() {
    return RETRIES[Math.min(this.tries++, RETRIES.length - 1)];
  }

  async discard() {
    while (this.busy) await new Promise((done) => setTimeout(done, 50));
    const places = [...this.sheet.typed.keys()].map((cell) => this.sheet.place(cell));
    const answer = await this.post({ discard: places });
    this.say();
    return Boolean(answer);
  }

  // See what others saved meanwhile; never while something of ours is under way.
  async look() {
    if (this.busy || this.closed || document.hidden || this.pending.length) return;
    const answer = await this.ask(`${this.address}?after=${this.after}`);
    const pause = answer ? 0 : this.patience();
    if (answer) this.after = answer.after;
    this.say(answer ? { merged: this.sheet.merge(answer.saved) } : {});
    if (this.sheet.cells("waiting").length) this.schedule(pause); // typed meanwhile
    else if (!answer) this.lookAgain(pause);
  }

  lookAgain(pause) {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), pause);
  }

  post(body) {
    return this.ask(this.address, {
      method: "POST",
      body: JSON.stringify({ typist: this.typist, ...body }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    });
  }

  // The answer to a request, or null where there is none; then `trouble` or `closed` says why.
  async ask(address, options = {}) {
    this.busy = true;
    try {
      const answer = await fetch(address, { ...options, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      this.trouble = await this.amiss(answer);
      if (!answer.ok) return null;
      this.tries = 0;
      return await answer.json();
    } catch {
      this.trouble = AWAY;
      return null;
    } finally {
      this.busy = false;
    }
  }

  async amiss(answer) {
    if (answer.ok) return "";
    const told = answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).sentence : "";
    if (answer.status === 409) {
      this.closed = told;
      return "";
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) return told || LOGGED_OUT;
    return BUSY;
  }

  // The page goes: send what is left, without waiting for the answer.
  leave() {
    const cells = this.pending.slice(0, LAST);
    if (!cells.length) return;
    fetch(this.address, {
      method: "POST",
      body: JSON.stringify({ typist: this.typist, ...this.written(cells) }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      keepalive: true,
    }).catch(() => {});
    for (const cell of cells) this.lost.set(cell, this.sheet.told(this.sheet.grade[cell], this.sheet.by[cell]));
  }
}
