// What the grid holds: who, which units, what the claim says of each cell and what is typed there.
// A cell is its number, row by row. Grades are 0 (Not claiming) to 3; assessors 0 (nobody) or 1 + their place.

const GRADES = ["", "P", "M", "D"];
const WORDS = { p: 1, pass: 1, m: 2, merit: 2, d: 3, distinction: 3 };
const LEFT = "No longer registered: only Not claiming can be given.";
const DROPPED = "No longer in the qualification: only Not claiming can be given.";
const NOT_ENTERED = "Not entered for this unit.";

export class Sheet {
  nothing = "Not claiming";
  keys = { p: 1, m: 2, d: 3 };
  words = new Map(Object.entries({ ...WORDS, n: 0, "not claiming": 0, "not claimed": 0 }));

  constructor(data) {
    Object.assign(this, { people: data.people, units: data.units, assessors: data.assessors });
    this.grades = data.grades ?? GRADES; // by their numbers
    this.rows = this.people.length;
    this.columns = this.units.length;
    this.size = this.rows * this.columns;
    this.grade = new Uint8Array(this.size); // what the page shows
    this.by = new Uint16Array(this.size);
    this.heldGrade = new Uint8Array(this.size); // what the claim says, as far as we know
    this.heldBy = new Uint16Array(this.size);
    this.closed = new Map(); // cell → why no grade may be given
    this.achieved = new Map(); // cell → [grade, where from]: what the candidate holds already
    this.awards = data.awards ?? {}; // candidate → what the award would be with what is saved
    this.bodies = new Map(); // cell → the other awarding body its grade is from
    this.typed = new Map(); // cell → { state, kept, problem }: typed and not saved
    this.watchers = [];
    this.rowOf = new Map(this.people.map(([id], row) => [id, row]));
    this.columnOf = new Map(this.units.map(([id], column) => [id, column]));
    this.placeOf = new Map(this.assessors.map(([id], place) => [id, place + 1]));
    this.strangers = 0; // unsaved cells of candidates or units that left the claim
    this.read(data);
    this.several = this.assessors.length > 1;
  }

  read({ people, taken, bodies, dropped, held, sources, unsaved }) {
    people.forEach(([id, , , cells, open], row) => {
      for (const told of cells ? cells.split(" ") : []) this.hold(id, told);
      if (open) this.close(row, open);
    });
    for (const [candidate, unit, grade, source] of held) {
      this.achieved.set(this.at(candidate, unit), [grade, sources[source]]);
    }
    for (const unit of dropped) this.drop(this.columnOf.get(unit));
    for (const [candidate, unit, where] of taken) {
      this.closed.set(this.at(candidate, unit), `Already on ${where}, so it cannot be claimed twice.`);
    }
    for (const [candidate, unit, body] of bodies) this.bodies.set(this.at(candidate, unit), body);
    this.grade.set(this.heldGrade);
    this.by.set(this.heldBy);
    for (const one of unsaved) this.remember(one);
  }

  hold(candidate, told) {
    const [, unit, grade, assessor] = told.match(/^(\d+)(\D)(\d+)$/);
    const cell = this.at(candidate, Number(unit));
    if (cell < 0) return;
    this.heldGrade[cell] = this.grades.indexOf(grade);
    this.heldBy[cell] = this.assessorAt(Number(assessor));
  }

  // Somebody who marked here and is not among those to choose from still stands at the cell.
  assessorAt(id) {
    if (!id) return 0;
    if (!this.placeOf.has(id)) {
      this.assessors.push([id, "another assessor", "?"]);
      this.placeOf.set(id, this.assessors.length);
    }
    return this.placeOf.get(id);
  }

  close(row, open) {
    const units = new Set(open);
    this.units.forEach(([id], column) => {
      if (!units.has(id)) this.closed.set(row * this.columns + column, units.size ? NOT_ENTERED : LEFT);
    });
  }

  drop(column) {
    for (let row = 0; row < this.rows; row += 1) this.closed.set(row * this.columns + column, DROPPED);
  }

  // What was typed before and stands on the server as the typist's own; it waits to be asked for.
  remember([candidate, unit, grade, assessor, seen, body, wrong]) {
    const cell = this.at(candidate, unit);
    if (cell < 0) {
      this.strangers += 1;
      return;
    }
    const [heldGrade, heldBy] = seen.split(":");
    this.grade[cell] = this.grades.indexOf(grade);
    this.by[cell] = this.assessorAt(assessor);
    this.heldGrade[cell] = this.grades.indexOf(heldGrade ?? "");
    this.heldBy[cell] = this.assessorAt(Number(heldBy));
    if (body) this.bodies.set(cell, body);
    this.typed.set(cell, { state: "kept", kept: true, problem: wrong && this.problem(...wrong) });
  }

  // Why a cell cannot be saved, as the server tells it.
  problem(sentence, overtaken, grade, assessor) {
    const now = { grade: this.grades.indexOf(grade ?? ""), by: this.assessorAt(assessor) };
    return { sentence, overtaken: Boolean(overtaken), now };
  }

  at(candidate, unit) {
    const row = this.rowOf.get(candidate), column = this.columnOf.get(unit);
    return row === undefined || column === undefined ? -1 : row * this.columns + column;
  }

  place(cell) {
    return [this.people[Math.floor(cell / this.columns)][0], this.units[cell % this.columns][0]];
  }

  name(cell) {
    const [, , name] = this.people[Math.floor(cell / this.columns)];
    return `${name}, unit ${this.units[cell % this.columns][1]}`;
  }

  // How a grade is called.
  word(grade) {
    return this.grades[grade] || this.nothing;
  }

  // What the cell shows, and what stands beside that: who marked it, or what is held already.
  text(cell) {
    return this.grades[this.grade[cell]];
  }

  beside(cell) {
    const graded = this.grade[cell] > 0;
    const by = graded && this.several ? this.assessors[this.by[cell] - 1]?.[2] ?? "–" : "";
    return { by, held: graded ? "" : this.achieved.get(cell)?.[0] };
  }

  looks() {
    return "";
  }

  // What the cell says, and what is special about it, in words.
  says(cell) {
    const marker = this.grade[cell] ? this.assessors[this.by[cell] - 1] : null;
    const value = this.word(this.grade[cell]);
    return marker ? `${value}, marked by ${marker[1]}` : value;
  }

  note(cell) {
    if (this.bodies.has(cell)) return `From another awarding body: ${this.bodies.get(cell)}.`;
    if (this.closed.has(cell)) return this.closed.get(cell);
    const held = this.achieved.get(cell);
    return held ? `Holds ${held[0]} already, ${held[1]}.` : "";
  }

  noGrade(key) {
    if (key === "u") return "U is given by the moderator only. Type P, M or D; Delete is Not claiming.";
    return `${key.toUpperCase()} is no grade. Type P, M or D; Delete is Not claiming.`;
  }

  // The cell as a spreadsheet has it.
  copied(cell) {
    const grade = this.text(cell), marker = this.assessors[this.by[cell] - 1];
    return grade && marker && this.assessors.length > 1 ? `${grade} ${marker[2]}` : grade;
  }

  // The cell as it is sent.
  written(cell) {
    const body = this.grade[cell] ? this.bodies.get(cell) ?? "" : "";
    return [...this.place(cell), this.grades[this.grade[cell]], this.idOf(this.by[cell]), this.seen(cell), body];
  }

  value(cell) {
    return { grade: this.grade[cell], by: this.by[cell] };
  }

  is(cell, { grade, by }) {
    return this.grade[cell] === grade && (!grade || this.by[cell] === by);
  }

  isHeld(cell) {
    return this.is(cell, { grade: this.heldGrade[cell], by: this.heldBy[cell] });
  }

  mayBe(cell, grade) {
    return !grade || this.bodies.has(cell) || !this.closed.has(cell);
  }

  // What the page showed of the cell before anything was typed there, as the server remembers it.
  seen(cell) {
    return this.told(this.heldGrade[cell], this.heldBy[cell]);
  }

  told(grade, by) {
    return grade ? `${this.grades[grade]}:${this.idOf(by) ?? ""}` : "";
  }

  idOf(by) {
    return by ? this.assessors[by - 1][0] : null;
  }

  // Type values, as [cell, { grade, by }]; each is to be saved unless the claim says it already.
  type(values) {
    for (const [cell, { grade, by }] of values) {
      const before = this.typed.get(cell);
      this.grade[cell] = grade;
      this.by[cell] = grade ? by : 0;
      if (before || !this.isHeld(cell)) this.wait(cell);
    }
    this.tell(values.map(([cell]) => cell));
  }

  wait(cell) {
    const kept = this.typed.get(cell)?.kept ?? false;
    const under = this.typed.get(cell)?.state === "sent";
    if (!kept && !under && this.isHeld(cell)) this.typed.delete(cell);
    else this.typed.set(cell, { state: "waiting", kept, problem: null });
  }

  // The claim now says this of the cell.
  settle(cell, grade, by) {
    this.heldGrade[cell] = grade;
    this.heldBy[cell] = by;
  }

  // What the claim says takes the place of what was typed.
  revert(cell) {
    this.grade[cell] = this.heldGrade[cell];
    this.by[cell] = this.heldBy[cell];
    this.typed.delete(cell);
  }

  // Take in what others saved; what is typed here and not saved stays. Gives which cells changed,
  // each with the name of who saved it.
  merge(changes) {
    const merged = new Map();
    for (const [candidate, unit, grade, assessor, name] of changes) {
      const cell = this.at(candidate, unit);
      if (cell < 0 || this.typed.has(cell)) continue;
      const now = { grade: this.grades.indexOf(grade ?? ""), by: this.assessorAt(assessor) };
      if (this.is(cell, now)) continue;
      this.settle(cell, now.grade, now.by);
      this.revert(cell);
      merged.set(cell, name);
    }
    if (merged.size) this.tell([...merged.keys()]);
    return merged;
  }

  cells(state) {
    return [...this.typed].filter(([, one]) => one.state === state).map(([cell]) => cell);
  }

  watch(watcher) {
    this.watchers.push(watcher);
  }

  tell(cells) {
    for (const watcher of this.watchers) watcher(cells);
  }
}
