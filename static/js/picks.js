// Choosing work for a sample: a row, a column or a rectangle at once, arrows from box to box, and what
// the choice covers while one ticks. Without this each box is ticked, and Save says what is covered.

const LONGEST = 30; // names of a kind that are listed
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function pick(section) {
  const table = section.querySelector("table"), form = section.closest("form");
  const rows = [...table.tBodies[0].rows];
  const boxAt = (row, column) => rows[row]?.cells[column]?.querySelector("[type=checkbox]");
  const placeOf = (box) => {
    const cell = box.closest("td");
    return [rows.indexOf(cell.parentNode), cell.cellIndex];
  };
  const coverage = new Coverage(JSON.parse(document.getElementById("coverage-data").textContent));
  let last = null; // where a rectangle begins

  function within([top, left], [bottom, right]) {
    const boxes = [];
    for (let row = Math.min(top, bottom); row <= Math.max(top, bottom); row += 1) {
      for (let column = Math.min(left, right); column <= Math.max(left, right); column += 1) boxes.push(boxAt(row, column));
    }
    return boxes.filter(Boolean);
  }

  function tick(boxes, on) {
    for (const box of boxes) box.checked = on;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // All of them, or none where all are ticked already.
  function toggle(boxes) {
    tick(boxes, !boxes.every((box) => box.checked));
  }

  table.addEventListener("click", (event) => {
    const box = event.target.closest("[type=checkbox]");
    if (!box) return;
    const place = placeOf(box);
    if (event.shiftKey && last) tick(within(last, place), box.checked);
    last = place;
    box.focus(); // which Shift keeps from happening by itself
  });
  // Text that Shift would select while a rectangle is ticked.
  table.addEventListener("mousedown", (event) => event.shiftKey && event.target.closest(".pick") && event.preventDefault());
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key], box = event.target.closest("[type=checkbox]");
    if (!step || !box) return;
    event.preventDefault();
    let [row, column] = placeOf(box), next;
    do {
      [row, column] = [row + step[0], column + step[1]];
      next = boxAt(row, column);
    } while (!next && row >= 0 && row < rows.length && column > 0 && column < rows[row].cells.length);
    next?.focus();
  });
  form.addEventListener("change", () => coverage.show(form));

  rows.forEach((row, at) => add(row.cells[0], `all of ${named(row.cells[0])}`, () => within([at, 1], [at, row.cells.length - 1])));
  [...table.tHead.rows[0].cells].slice(1).forEach((head, at) => {
    add(head, `all of ${named(head)}`, () => within([0, at + 1], [rows.length - 1, at + 1]));
  });

  function add(heading, name, boxes) {
    if (!boxes().length) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "picks-all", textContent: "All" });
    button.setAttribute("aria-label", `Tick ${name}`);
    button.addEventListener("click", () => toggle(boxes()));
    heading.append(button);
  }
}

function named(heading) {
  return heading.textContent.trim().replace(/\s+/g, " ");
}

class Coverage {
  constructor(data) {
    this.data = data;
    this.box = document.querySelector("[data-covers=missing]");
    this.people = document.querySelector("[data-covers=people]");
    this.works = document.querySelector("[data-covers=works]");
  }

  show(form) {
    const boxes = [...form.querySelectorAll("[name=sample]")];
    const chosen = new Set(this.data.chosen);
    for (const box of boxes) chosen[box.checked ? "add" : "delete"](Number(box.value));
    const { lines, people, kinds, whole } = this.data;
    const seen = lines.map((line) => chosen.has(line));
    this.people.textContent = new Set(people.filter((_, at) => seen[at])).size;
    this.works.textContent = seen.filter(Boolean).length;
    const missing = Object.entries(kinds).map(([kind, names]) => [kind, unseen(names, seen)]).filter(([, names]) => names.length);
    this.box.replaceChildren(...(missing.length ? listed(missing) : [paragraph(whole)]));
  }
}

function unseen(names, seen) {
  const shown = new Set(names.filter((_, at) => seen[at]));
  return [...new Set(names)].filter((name) => !shown.has(name));
}

function listed(missing) {
  const list = document.createElement("dl");
  list.className = "uncovered";
  for (const [kind, names] of missing) {
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).textContent = kind;
    const more = names.length > LONGEST ? ` and ${names.length - LONGEST} more` : "";
    row.appendChild(document.createElement("dd")).textContent = names.slice(0, LONGEST).join(", ") + more;
  }
  return [paragraph("Not covered yet:"), list];
}

function paragraph(text) {
  const made = document.createElement("p");
  made.className = "govuk-body";
  made.textContent = text;
  return made;
}
