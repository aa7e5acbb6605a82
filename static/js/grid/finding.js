// Finding a candidate or a unit: the cursor goes there while one types; the focus stays in the box.

export class Finding {
  constructor(sheet, drawing, selection, { box, said }) {
    Object.assign(this, { sheet, drawing, selection, box, said });
    this.at = 0; // which of what was found
    this.names = sheet.people.map(([, number, name]) => plain(`${name} ${number ?? ""}`));
    this.titles = sheet.units.map(([, number, title]) => [String(number), plain(title)]);
    box.addEventListener("input", () => this.go(0));
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.mark(null));
  }

  key(event) {
    if (event.key === "Enter") this.go(this.at + (event.shiftKey ? -1 : 1));
    else if (event.key === "Escape" && !this.box.value) this.selection.show();
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
  }

  // Into the grid, to what was found.
  leave() {
    this.box.value = "";
    this.said.textContent = "";
    this.selection.show();
  }

  go(at) {
    const found = this.found(plain(this.box.value));
    this.at = found.length ? (at + found.length) % found.length : 0;
    this.mark(found[this.at]);
    if (found.length) this.selection.move(...this.place(found[this.at]), { quiet: true });
    this.said.textContent = this.box.value.trim() && sentence(found.length, this.at);
  }

  place({ row, column }) {
    return [row ?? this.selection.row, column ?? this.selection.column];
  }

  // Candidates of whose name or number every word is a part, and units of that number or title.
  found(text) {
    const words = text.split(" ").filter(Boolean);
    if (!words.length) return [];
    const found = [];
    this.titles.forEach(([number], column) => number === text.replace(/^unit /, "") && found.push({ column }));
    this.names.forEach((name, row) => words.every((word) => name.includes(word)) && found.push({ row }));
    this.titles.forEach(([, title], column) => words.every((word) => title.includes(word)) && found.push({ column }));
    return found;
  }

  mark(found) {
    this.marked?.classList.remove("is-found");
    this.marked = found ? this.headingOf(found) : null;
    this.marked?.classList.add("is-found");
  }

  headingOf({ row, column }) {
    const { boxes, table } = this.drawing;
    if (row !== undefined) return boxes[row * this.sheet.columns].parentNode.firstChild;
    return table.tHead.rows[0].cells[column + 1];
  }
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

function sentence(count, at) {
  if (!count) return "Nothing found.";
  if (count === 1) return "Found. Escape goes there.";
  return `${at + 1} of ${count}. Enter for the next, Escape goes there.`;
}
