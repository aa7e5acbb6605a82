// A claim under review as the grid holds it. What the moderator makes of a grade stands in its cell:
// 0 withdraws it. Where the claim grid has who marked it, this has the reason: 0 (none) or 1 + its place.
import { Sheet } from "../grid/sheet.js";

const NOT_SHOWN = "Not on the claim, or not among what you filtered by.";

export class ReviewSheet extends Sheet {
  nothing = "Withdraw";
  keys = { p: 1, m: 2, d: 3, u: 4, w: 0 };

  get words() {
    const failed = this.grades[4].toLowerCase();
    return new Map(Object.entries({
      p: 1, pass: 1, m: 2, merit: 2, d: 3, distinction: 3, u: 4, [failed]: 4, w: 0, withdraw: 0, withdrawn: 0,
    }));
  }

  read({ people, markers }) {
    this.claimed = new Uint8Array(this.size);
    this.lines = new Map(); // cell → what else is known of its line
    people.forEach(([, , , lines], row) => {
      for (let column = 0; column < this.columns; column += 1) this.closed.set(row * this.columns + column, NOT_SHOWN);
      for (const [unit, line, claimed, grade, reason, marker, sampled, shut] of lines) {
        const cell = row * this.columns + this.columnOf.get(unit);
        this.closed.delete(cell);
        this.claimed[cell] = this.grades.indexOf(claimed);
        this.heldGrade[cell] = this.grades.indexOf(grade);
        this.heldBy[cell] = this.assessorAt(reason);
        this.lines.set(cell, { line, marker: markers[marker], sampled, shut });
      }
    });
    this.markers = markers.length;
    this.grade.set(this.heldGrade);
    this.by.set(this.heldBy);
  }

  // The place of a reason among those that were given.
  assessorAt(reason) {
    if (!reason) return 0;
    if (!this.placeOf.has(reason)) {
      this.assessors.push([reason, reason, ""]);
      this.placeOf.set(reason, this.assessors.length);
    }
    return this.placeOf.get(reason);
  }

  idOf(by) {
    return by ? this.assessors[by - 1][0] : "";
  }

  told(grade, by) {
    return `${this.grades[grade]}:${this.idOf(by)}`;
  }

  // The grade claimed needs no reason, whatever was given with it.
  fit(cell, { grade, by }) {
    return { grade, by: grade === this.claimed[cell] ? 0 : by };
  }

  is(cell, value) {
    const { grade, by } = this.fit(cell, value);
    return this.grade[cell] === grade && this.by[cell] === by;
  }

  isHeld(cell) {
    return this.grade[cell] === this.heldGrade[cell] && this.by[cell] === this.heldBy[cell];
  }

  type(values) {
    const fitting = values.map(([cell, value]) => [cell, this.fit(cell, value)]);
    for (const [cell, { grade, by }] of fitting) {
      this.grade[cell] = grade;
      this.by[cell] = by;
      if (this.typed.has(cell) || !this.isHeld(cell)) this.wait(cell);
    }
    this.tell(fitting.map(([cell]) => cell));
  }

  mayBe(cell, grade) {
    return !this.closed.has(cell) && (!grade || !this.lines.get(cell).shut);
  }

  isChanged(cell) {
    return !this.closed.has(cell) && this.grade[cell] !== this.claimed[cell];
  }

  text(cell) {
    if (this.closed.has(cell)) return "";
    return this.grade[cell] ? this.grades[this.grade[cell]] : "W";
  }

  beside(cell) {
    const by = this.markers > 1 ? this.lines.get(cell)?.marker[1] : "";
    return { by, was: this.isChanged(cell) ? this.grades[this.claimed[cell]] : "" };
  }

  looks(cell) {
    const sampled = this.lines.get(cell)?.sampled ? "is-sampled" : "";
    const changed = this.isChanged(cell) ? "is-changed" : "";
    return `${sampled} ${changed}`.trim();
  }

  says(cell) {
    const line = this.lines.get(cell);
    if (!line) return "";
    const claimed = `claimed ${this.grades[this.claimed[cell]]}, marked by ${line.marker[0]}`;
    const now = this.isChanged(cell) ? `${this.word(this.grade[cell])} (${claimed})` : claimed;
    return line.sampled ? `${now}, in the sample` : now;
  }

  note(cell) {
    if (this.closed.has(cell)) return this.closed.get(cell);
    if (this.lines.get(cell).shut) return "The unit has been claimed again since, so it stays withdrawn here.";
    return this.by[cell] ? `Reason: ${this.idOf(this.by[cell])}` : "";
  }

  noGrade(key) {
    return `${key.toUpperCase()} is no grade. Type P, M, D or U; W withdraws, Delete gives back the grade claimed.`;
  }

  copied(cell) {
    return this.text(cell);
  }

  written(cell) {
    const { line } = this.lines.get(cell);
    return [...this.place(cell), line, this.grades[this.grade[cell]], this.idOf(this.by[cell]), this.seen(cell)];
  }
}
