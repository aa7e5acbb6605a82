// What the page says: how much is saved, what stands in the way, what the cell is that has the focus.
import { counted } from "./typing.js";

const PAUSE = 500; // ms, so that quick typing is not talked over

export class Telling {
  constructor(sheet, saving, find) {
    Object.assign(this, { sheet, saving, find });
    this.section = find(".sheet__tools").parentNode;
    sheet.watch(() => this.soon());
    saving.on(() => this.soon(saving.trouble || saving.closed ? 0 : PAUSE));
    this.state();
  }

  soon(pause = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.state(), pause);
  }

  state() {
    const { sheet, saving } = this;
    const unsaved = sheet.typed.size;
    const all = saving.savedAt ? `All saved at ${saving.savedAt}` : "Everything is saved";
    write(this.find(".sheet__state"), unsaved ? `${counted(unsaved)} not saved` : all);
    this.section.classList.toggle("sheet--unsaved", unsaved > 0);
    this.trouble(saving.closed || saving.trouble);
    for (const button of this.section.querySelectorAll("[data-unsaved]")) button.hidden = !unsaved;
    this.find('[data-act="save"]').hidden = !sheet.cells("kept").length || Boolean(saving.closed);
  }

  trouble(sentence) {
    const box = this.find(".sheet__trouble");
    box.hidden = !sentence;
    write(box.firstElementChild, sentence);
    this.find(".sheet__kept")?.toggleAttribute("hidden", !this.saving.closed);
  }

  // Say once, for eyes and ears, what was just done.
  said(sentence) {
    write(this.find(".sheet__said"), sentence);
  }

  // Describe the cell with the focus; what is special about it is read out with it.
  cell(cell, box) {
    const { sheet } = this;
    const [id, number, name] = sheet.people[Math.floor(cell / sheet.columns)];
    const [, unit, title] = sheet.units[cell % sheet.columns];
    write(this.find(".sheet__who"), number ? `${name} (${number})` : name);
    write(this.find(".sheet__which"), `Unit ${unit} ${title}`);
    write(this.find(".sheet__what"), sheet.says(cell));
    write(this.find(".sheet__award"), sheet.awards[id] ?? "");
    const special = this.special(cell);
    write(this.find(".sheet__special"), special);
    if (special) box.setAttribute("aria-describedby", "grid-special");
    else box.removeAttribute("aria-describedby");
  }

  special(cell) {
    const { sheet } = this;
    const typed = sheet.typed.get(cell);
    if (typed?.problem) return without(sheet.name(cell), typed.problem.sentence);
    if (typed?.state === "kept") return "Typed earlier and not saved.";
    return sheet.note(cell);
  }
}

function write(box, text) {
  if (box.textContent !== text) box.textContent = text;
}

// A sentence that begins with the cell's name, where that stands beside it already.
function without(name, sentence) {
  const rest = sentence.startsWith(`${name}: `) ? sentence.slice(name.length + 2) : sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
