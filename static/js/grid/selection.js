// Where the cursor stands, and which range is selected around it.

export class Selection {
  constructor(sheet, drawing, onMove) {
    Object.assign(this, { sheet, drawing, onMove });
    this.row = this.column = this.fromRow = this.fromColumn = 0;
    this.selected = null; // the range that is marked in the table
    if (sheet.size) this.box.tabIndex = 0;
  }

  get cell() {
    return this.row * this.sheet.columns + this.column;
  }

  get box() {
    return this.drawing.boxes[this.cell];
  }

  get range() {
    const { row, column, fromRow, fromColumn } = this;
    return {
      top: Math.min(row, fromRow),
      bottom: Math.max(row, fromRow),
      left: Math.min(column, fromColumn),
      right: Math.max(column, fromColumn),
    };
  }

  get isRange() {
    return this.row !== this.fromRow || this.column !== this.fromColumn;
  }

  get cells() {
    return this.cellsOf(this.range);
  }

  cellsOf({ top, bottom, left, right }) {
    const cells = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) cells.push(row * this.sheet.columns + column);
    }
    return cells;
  }

  // Put the cursor at a place; `extend` keeps the other end of the range, `quiet` the focus.
  move(row, column, { extend = false, quiet = false } = {}) {
    this.box.removeAttribute("tabindex");
    this.row = within(row, this.sheet.rows);
    this.column = within(column, this.sheet.columns);
    if (!extend) [this.fromRow, this.fromColumn] = [this.row, this.column];
    this.show(quiet);
  }

  go(cell, options) {
    this.move(Math.floor(cell / this.sheet.columns), cell % this.sheet.columns, options);
  }

  select(top, left, bottom, right) {
    this.box.removeAttribute("tabindex");
    [this.fromRow, this.fromColumn] = [within(bottom, this.sheet.rows), within(right, this.sheet.columns)];
    [this.row, this.column] = [within(top, this.sheet.rows), within(left, this.sheet.columns)];
    this.show();
  }

  show(quiet = false) {
    this.mark();
    this.box.tabIndex = 0;
    this.onMove(this.cell);
    if (!quiet) this.box.focus({ preventScroll: true });
    this.box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // Mark the range in the table, touching only the cells that come or go.
  mark() {
    const before = this.selected, now = this.isRange ? this.range : null;
    for (const cell of before ? this.cellsOf(before) : []) {
      if (!holds(now, cell, this.sheet.columns)) this.drawing.boxes[cell].removeAttribute("aria-selected");
    }
    for (const cell of now ? this.cellsOf(now) : []) {
      if (!holds(before, cell, this.sheet.columns)) this.drawing.boxes[cell].setAttribute("aria-selected", "true");
    }
    this.selected = now;
  }

  // The next cell where a grade may be given: below or to the right, then the next column or row.
  after(right) {
    const { rows, columns, size } = this.sheet;
    let { row, column } = this;
    for (let step = 0; step < size; step += 1) {
      if (right) [row, column] = column + 1 < columns ? [row, column + 1] : [row + 1, 0];
      else [row, column] = row + 1 < rows ? [row + 1, column] : [0, column + 1];
      if (row >= rows || column >= columns) return this.cell;
      const cell = row * columns + column;
      if (!this.sheet.closed.has(cell)) return cell;
    }
    return this.cell;
  }
}

function within(number, size) {
  return Math.max(0, Math.min(size - 1, number));
}

function holds(range, cell, columns) {
  if (!range) return false;
  const row = Math.floor(cell / columns), column = cell % columns;
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
