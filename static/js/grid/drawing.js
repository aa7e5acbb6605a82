// The table, drawn once and painted cell by cell; an empty cell is one node.

const BLOCK = 20; // rows, as the style sheet knows
const TITLED = 8; // so many units leave room for their titles above the columns

export class Drawing {
  constructor(sheet, table) {
    Object.assign(this, { sheet, table });
    this.boxes = new Array(sheet.size);
    table.classList.toggle("sheet__table--titled", sheet.columns <= TITLED);
    table.setAttribute("aria-rowcount", sheet.rows + 1);
    table.setAttribute("aria-colcount", sheet.columns + 1);
    table.append(this.head(), ...this.bodies());
    sheet.watch((cells) => cells.forEach((cell) => this.paint(cell)));
  }

  head() {
    const head = element("thead", { role: "rowgroup" });
    const row = head.appendChild(element("tr", { role: "row" }));
    row.append(element("th", { role: "columnheader", scope: "col" }, "Candidate"));
    for (const [, number, title] of this.sheet.units) {
      const name = element("th", { role: "columnheader", scope: "col", title: `${number} ${title}` }, number);
      if (this.sheet.columns <= TITLED) name.append(element("span", { class: "sheet__unit" }, title));
      row.append(name);
    }
    return head;
  }

  // Rows stand in blocks, so that a block out of sight costs nothing.
  bodies() {
    const { people, columns } = this.sheet;
    const bodies = [];
    const model = element("tr", { role: "row" });
    model.append(element("th", { role: "rowheader", scope: "row" }));
    for (let column = 0; column < columns; column += 1) model.append(element("td", { role: "gridcell" }));
    people.forEach(([, number, name], row) => {
      if (row % BLOCK === 0) bodies.push(element("tbody", { role: "rowgroup" }));
      const drawn = model.cloneNode(true);
      drawn.firstChild.textContent = name;
      drawn.firstChild.title = name;
      if (number) drawn.firstChild.dataset.number = number;
      let box = drawn.firstChild;
      for (let column = 0; column < columns; column += 1) {
        box = box.nextSibling;
        this.boxes[row * columns + column] = box;
        this.paint(row * columns + column);
      }
      bodies.at(-1).append(drawn);
    });
    return bodies;
  }

  paint(cell) {
    const { sheet } = this;
    const box = this.boxes[cell], grade = sheet.grade[cell], typed = sheet.typed.get(cell);
    const text = sheet.text(cell);
    if (box.textContent !== text) box.textContent = text;
    for (const [name, value] of Object.entries(sheet.beside(cell))) {
      if (value) box.dataset[name] = value;
      else if (box.dataset[name]) delete box.dataset[name];
    }
    const classes = [grade && `is-${text}`, sheet.looks(cell), typed && mark(typed)].filter(Boolean).join(" ");
    if (box.className !== classes) box.className = classes;
    flag(box, "aria-invalid", typed?.problem);
    flag(box, "aria-disabled", sheet.closed.has(cell) && !sheet.bodies.has(cell));
  }

  // The number of the cell that an element is or stands in; -1 where it is none.
  cellOf(target) {
    const box = target.closest?.("td");
    if (!box || !this.table.contains(box)) return -1;
    return (box.parentNode.rowIndex - 1) * this.sheet.columns + box.cellIndex - 1;
  }

  // Let a change by others be seen for a moment.
  flash(cells) {
    for (const cell of cells) this.boxes[cell].classList.add("is-new");
    setTimeout(() => cells.forEach((cell) => this.boxes[cell].classList.remove("is-new")), 4000);
  }
}

function mark({ problem }) {
  if (!problem) return "is-unsaved";
  return problem.overtaken ? "is-unsaved is-asked" : "is-unsaved is-refused";
}

function flag(box, name, on) {
  if (on) box.setAttribute(name, "true");
  else if (box.hasAttribute(name)) box.removeAttribute(name);
}

export function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
