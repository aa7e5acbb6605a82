// Cells that somebody else changed meanwhile: both values, and the question which one is to stand.
import { element } from "./drawing.js";
import { counted } from "./typing.js";

const SHOWN = 4; // questions at a time; buttons for all of them stand above

export class Asking {
  constructor(sheet, selection, box, say) {
    Object.assign(this, { sheet, selection, box, say });
    this.asked = 0;
    sheet.watch(() => this.draw());
    box.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.draw();
  }

  get cells() {
    return [...this.sheet.typed].filter(([, { problem }]) => problem?.overtaken).map(([cell]) => cell);
  }

  draw() {
    const { cells } = this;
    if (!cells.length && !this.asked) return;
    this.box.hidden = !cells.length;
    this.box.replaceChildren(...(cells.length ? this.questions(cells) : []));
    if (cells.length > this.asked) {
      this.say(`${counted(cells.length)} changed by somebody else meanwhile. Press Tab to choose.`);
    }
    this.asked = cells.length;
  }

  questions(cells) {
    const title = element("h2", { class: "sheet__title", id: "grid-asks" }, `Changed by somebody else meanwhile: ${counted(cells.length)}`);
    const drawn = [title];
    if (cells.length > 1) drawn.push(row("Everywhere:", [button("theirs", "all", "Keep all theirs"), button("mine", "all", "Use all mine")]));
    for (const cell of cells.slice(0, SHOWN)) drawn.push(this.question(cell));
    if (cells.length > SHOWN) drawn.push(element("p", { class: "sheet__more" }, `and ${cells.length - SHOWN} more`));
    return drawn;
  }

  question(cell) {
    const { sentence, now } = this.sheet.typed.get(cell).problem;
    const { sheet } = this;
    const theirs = sheet.word(now.grade), mine = sheet.word(sheet.grade[cell]), name = sheet.name(cell);
    return row(sentence, [
      button("theirs", cell, `Keep theirs: ${theirs}`, name),
      button("mine", cell, `Use mine: ${mine}`, name),
    ]);
  }

  pressed(pressed) {
    if (!pressed) return;
    const cells = pressed.value === "all" ? this.cells : [Number(pressed.value)];
    for (const cell of cells) this.choose(cell, pressed.name === "mine");
    this.sheet.tell(cells);
    const next = this.box.querySelector("button");
    if (next) next.focus();
    else this.selection.go(cells[0]);
  }

  // Theirs is sent as well: it says nothing new, and lets the server forget ours.
  choose(cell, mine) {
    const { sheet } = this;
    const { now } = sheet.typed.get(cell).problem;
    sheet.settle(cell, now.grade, now.by);
    if (!mine) sheet.revert(cell);
    sheet.typed.set(cell, { state: "waiting", kept: true, problem: null });
  }
}

function row(sentence, buttons) {
  const made = element("div", { class: "sheet__question" });
  made.append(element("p", {}, sentence), ...buttons);
  return made;
}

function button(name, value, text, about = "") {
  const made = element("button", { type: "button", class: "sheet__button", name, value }, text);
  if (about) made.append(element("span", { class: "govuk-visually-hidden" }, `, ${about}`));
  return made;
}
