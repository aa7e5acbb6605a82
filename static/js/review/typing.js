// What a moderator can do to the cells: as in the grid for claims, with the reason that stands above it.
import { Typing, counted } from "../grid/typing.js";

export class ReviewTyping extends Typing {
  assessorFor(cell) {
    return this.sheet.assessorAt(this.assessor.value.trim()) || this.sheet.by[cell];
  }

  // Give back the grade claimed.
  clear() {
    const { selection, sheet } = this;
    const values = selection.cells.filter((cell) => !sheet.closed.has(cell)).map((cell) => [cell, { grade: sheet.claimed[cell], by: 0 }]);
    const given = this.put(values);
    if (given !== null) this.say(`As claimed: ${counted(given)}.`);
  }

  // One reason for everything that is changed in the range.
  assess() {
    const { sheet, selection } = this;
    const by = sheet.assessorAt(this.assessor.value.trim());
    if (!by) return this.say("Type the reason first.");
    const changed = selection.cells.filter((cell) => sheet.isChanged(cell));
    if (!changed.length) return this.say("Nothing that is selected is changed: the grade claimed needs no reason.");
    const given = this.put(changed.map((cell) => [cell, { grade: sheet.grade[cell], by }]));
    return given === null ? undefined : this.say(`Reason given: ${counted(given)}.`);
  }
}
