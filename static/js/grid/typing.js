// What a person can do to the cells: give, clear, fill, copy, paste, undo; each says what it did.
import { pasted, sentence } from "./pasting.js";

export class Typing {
  constructor(sheet, selection, history, { assessor, onward, say }) {
    Object.assign(this, { sheet, selection, history, assessor, onward, say });
    this.stopped = false;
  }

  // Who marks what is typed into the cell: who is chosen, or who stands there already.
  assessorFor(cell) {
    return Number(this.assessor.value) || this.sheet.by[cell];
  }

  // Give the grade to the range, or to the one cell, and move on from that.
  give(grade, quiet = false) {
    const { selection } = this;
    const cells = selection.isRange ? selection.cells : [selection.cell];
    const given = this.put(cells.map((cell) => [cell, { grade, by: grade ? this.assessorFor(cell) : 0 }]));
    if (given === null) return;
    const word = this.sheet.word(grade);
    this.say(selection.isRange ? `${word}: ${counted(given)}.` : `${this.sheet.name(selection.cell)}: ${word}.`);
    if (!selection.isRange && grade && given !== false) {
      selection.go(selection.after(this.onward.value === "right"), { quiet });
    }
  }

  // Take off what was given.
  clear() {
    this.give(0);
  }

  // Type values where they may be typed. Gives how many cells changed; false where none is open,
  // null where the claim takes none any more.
  put(values) {
    if (this.stopped) {
      this.say(this.stopped);
      return null;
    }
    const open = values.filter(([cell, { grade }]) => this.sheet.mayBe(cell, grade));
    if (!open.length && values.length) {
      this.say(this.sheet.closed.get(values[0][0]));
      return null;
    }
    return this.history.type(open);
  }

  // Fill the range from its first row down, or from its first column to the right; a single cell
  // takes what stands above it or to its left.
  fill(right) {
    const { sheet, selection } = this;
    const { top, bottom, left, right: last } = selection.range;
    const alone = right ? left === last : top === bottom;
    const from = (cell) => {
      const row = Math.floor(cell / sheet.columns), column = cell % sheet.columns;
      const source = right ? [row, alone ? column - 1 : left] : [alone ? row - 1 : top, column];
      return source[0] < 0 || source[1] < 0 ? cell : source[0] * sheet.columns + source[1];
    };
    const filled = this.put(selection.cells.map((cell) => [cell, sheet.value(from(cell))]));
    if (filled !== null) this.say(`Filled ${right ? "right" : "down"}: ${counted(filled)}.`);
  }

  // Let the chosen assessor stand at every grade of the range.
  assess() {
    const by = Number(this.assessor.value);
    if (!by) return this.say("Choose a centre assessor first.");
    const graded = this.selection.cells.filter((cell) => this.sheet.grade[cell]);
    const given = graded.length && this.put(graded.map((cell) => [cell, { grade: this.sheet.grade[cell], by }]));
    if (given !== null) this.say(`Marked by ${this.sheet.assessors[by - 1][1]}: ${counted(given)}.`);
  }

  paste(text) {
    const { range } = this.selection;
    const { values, left, wrong } = pasted(this.sheet, text, range, (cell) => this.assessorFor(cell));
    if (this.stopped) return this.say(this.stopped);
    this.history.type(values);
    if (values.length > 1) this.select(values.map(([cell]) => cell));
    this.say(sentence(values.length, left, wrong));
  }

  select(cells) {
    const rows = cells.map((cell) => Math.floor(cell / this.sheet.columns));
    const columns = cells.map((cell) => cell % this.sheet.columns);
    const [top, bottom] = ends(rows), [left, right] = ends(columns);
    this.selection.select(top, left, bottom, right);
  }

  undo(again = false, quiet = false) {
    if (this.stopped) return this.say(this.stopped);
    const walked = again ? this.history.redo() : this.history.undo();
    const word = again ? "Redone" : "Undone";
    if (!walked) return this.say(again ? "Nothing to redo." : "Nothing to undo.");
    if (walked.cells.length) this.selection.go(walked.cells[0], { quiet });
    const stayed = walked.stayed ? ` ${counted(walked.stayed)} stayed, changed by somebody else since.` : "";
    return this.say(`${word}: ${counted(walked.cells.length)}.${stayed}`);
  }
}

export function counted(number) {
  return number === 1 ? "1 cell" : `${number || "no"} cells`;
}

function ends(numbers) {
  let [low, high] = [numbers[0], numbers[0]];
  for (const one of numbers) [low, high] = [Math.min(low, one), Math.max(high, one)];
  return [low, high];
}
