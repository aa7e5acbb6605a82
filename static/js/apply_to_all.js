// "Apply to all" gives what was chosen in a row to the rows below it on this page, and only that. It
// says how many rows change, asks before another grade or assessor is replaced, and can be undone.

export function applyToAll(body) {
  const panel = new Panel(body);
  for (const button of body.querySelectorAll('button[name="apply"]')) {
    const row = button.closest("tr");
    const chosen = chosenBefore(row);
    const settle = () => {
      button.hidden = !chosen.grade && !(chosen.marker && markerOf(row));
    };
    row.addEventListener("click", ({ target }) => {
      if (target.matches("input[type=radio]")) chosen.grade = true; // set already, too
      settle();
    });
    row.addEventListener("change", ({ target }) => {
      chosen[target.matches("select") ? "marker" : "grade"] = true;
      settle();
    });
    button.addEventListener("click", (event) => {
      event.preventDefault();
      press(panel, row, {
        grade: chosen.grade ? gradeOf(row) : null,
        marker: chosen.marker ? markerOf(row) || null : null,
      });
    });
    settle();
  }
}

function press(panel, row, given) {
  const changing = below(row).filter((one) => changes(one, given));
  const replacing = changing.filter((one) => loses(one, given));
  const apply = (rows) => carryOut(panel, row, given, rows);
  if (!replacing.length) return apply(changing);
  const answers = [[`Change all ${changing.length}`, () => apply(changing)]];
  const others = changing.filter((one) => !replacing.includes(one));
  if (others.length) answers.push([others.length === 1 ? "Change only the other" : `Change only the other ${others.length}`, () => apply(others)]);
  answers.push(["Leave them", () => panel.close(row)]);
  return panel.say(row, `${counted(changing, "change")}${lost(changing, given, "has", "have")}.`, answers);
}

function carryOut(panel, row, given, rows) {
  const sentence = `${counted(rows, "changed")}${lost(rows, given, "had", "had")}.`;
  const done = rows.map((one) => ({ row: one, from: valueOf(one), to: after(one, given) }));
  for (const one of done) put(one.row, one.to);
  tell(row, rows);
  if (!rows.length) return panel.say(row, "No row below changes by that.", []);
  return panel.say(row, `${sentence} Nothing is saved until you press Save claim.`, [["Undo", () => undo(panel, row, done)]]);
}

// A row that says something else by now stays.
function undo(panel, row, done) {
  const back = done.filter((one) => same(valueOf(one.row), one.to));
  for (const one of back) put(one.row, one.from);
  tell(row, back.map((one) => one.row));
  panel.say(row, `Undone in ${back.length === 1 ? "1 row" : `${back.length} rows`}.`, []);
}

function tell(row, rows) {
  row.dispatchEvent(new CustomEvent("rows-changed", { bubbles: true, detail: rows }));
}

// What rows say

function below(row) {
  const found = [];
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.querySelector("select")) found.push(next);
  }
  return found;
}

function gradeOf(row) {
  return row.querySelector("input[type=radio]:checked")?.value ?? "";
}

function markerOf(row) {
  return row.querySelector("select").value;
}

function valueOf(row) {
  return { grade: gradeOf(row), marker: markerOf(row) };
}

function put(row, { grade, marker }) {
  row.querySelector(`input[type=radio][value="${grade}"]`).checked = true;
  row.querySelector("select").value = marker;
}

// What was typed on the page before it came back counts as chosen.
function chosenBefore(row) {
  const [grade, marker = ""] = row.querySelector("input[name^=was-]").value.split(":");
  return { grade: gradeOf(row) !== grade, marker: Boolean(grade) && markerOf(row) !== marker };
}

// What becomes of a row

function after(row, { grade, marker }) {
  const now = valueOf(row);
  if (grade === "") return { ...now, grade };
  return { grade: grade ?? now.grade, marker: marker ?? now.marker };
}

// Whoever may not be claimed can still be taken off.
function changes(row, given) {
  const isOpen = row.querySelectorAll("input[type=radio]:not([value='']):not(:disabled)").length > 1;
  return (isOpen || given.grade === "") && !same(after(row, given), valueOf(row));
}

function loses(row, given) {
  const now = valueOf(row), then = after(row, given);
  if (!now.grade) return "";
  if (now.grade !== then.grade) return "grade";
  return now.marker && now.marker !== then.marker ? "assessor" : "";
}

function same(one, other) {
  return one.grade === other.grade && one.marker === other.marker;
}

function counted(rows, verb) {
  if (rows.length === 1) return `1 row ${verb.endsWith("d") ? verb : `${verb}s`}`;
  return `${rows.length || "No"} rows ${verb}`;
}

function lost(rows, given, singular, plural) {
  const kinds = rows.map((one) => loses(one, given));
  const told = ["grade", "assessor"]
    .map((kind) => [kinds.filter((one) => one === kind).length, kind])
    .filter(([count]) => count)
    .map(([count, kind]) => `${count} of them ${count === 1 ? singular : plural} another ${kind}`);
  return told.length ? `, ${told.join(", ")}` : "";
}

// What is said below the row it is about, with buttons to answer.
class Panel {
  constructor(body) {
    this.row = document.createElement("tr");
    this.row.className = "applies";
    this.cell = this.row.appendChild(document.createElement("td"));
    this.cell.colSpan = body.closest("table").querySelectorAll("thead th").length;
    this.box = this.cell.appendChild(document.createElement("div"));
    this.box.className = "applies__box";
    this.box.setAttribute("role", "status");
  }

  say(row, sentence, answers) {
    const text = document.createElement("p");
    text.textContent = sentence;
    const buttons = answers.map(([word, act]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "link-button", textContent: word });
      button.addEventListener("click", act);
      return button;
    });
    const mine = this.box.contains(document.activeElement);
    row.after(this.row);
    this.box.replaceChildren(text, ...buttons);
    if (answers.length > 1) buttons[0].focus();
    else if (mine) row.querySelector('button[name="apply"]').focus();
  }

  close(row) {
    this.row.remove();
    row.querySelector('button[name="apply"]').focus();
  }
}
