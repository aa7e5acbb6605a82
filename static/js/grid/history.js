// What was typed here, step by step, to undo and redo.

const LONGEST = 500; // steps that are remembered

export class History {
  constructor(sheet) {
    Object.assign(this, { sheet, done: [], undone: [] });
  }

  // Type values, as [cell, value], as one step; what the cells say already is left alone.
  type(values) {
    const step = values
      .filter(([cell, value]) => !this.sheet.is(cell, value))
      .map(([cell, value]) => ({ cell, from: this.sheet.value(cell), to: value }));
    if (!step.length) return 0;
    this.done.push(step);
    if (this.done.length > LONGEST) this.done.shift();
    this.undone = [];
    this.sheet.type(step.map(({ cell, to }) => [cell, to]));
    return step.length;
  }

  undo() {
    return this.walk(this.done, this.undone, "to", "from");
  }

  redo() {
    return this.walk(this.undone, this.done, "from", "to");
  }

  // Take a step back or forth; a cell that says something else by now, since somebody else saved
  // it, stays. Gives the cells that changed and how many stayed, or null without a step.
  walk(stack, other, expected, wanted) {
    const step = stack.pop();
    if (!step) return null;
    const open = step.filter((one) => this.sheet.is(one.cell, one[expected]));
    if (open.length) other.push(open);
    this.sheet.type(open.map((one) => [one.cell, one[wanted]]));
    return { cells: open.map((one) => one.cell), stayed: step.length - open.length };
  }

  forget() {
    this.done = [];
    this.undone = [];
  }
}
