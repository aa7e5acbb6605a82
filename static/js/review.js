// The moderator's review as a grid: candidates by units, the grade claimed and the moderator's own in
// one cell. Without it, the list does everything.
import { Asking } from "./grid/asking.js";
import { Drawing } from "./grid/drawing.js";
import { Finding } from "./grid/finding.js";
import { History } from "./grid/history.js";
import { listen } from "./grid/keys.js";
import { point } from "./grid/pointing.js";
import { Saving } from "./grid/saving.js";
import { Selection } from "./grid/selection.js";
import { Telling } from "./grid/telling.js";
import { equip } from "./grid/tools.js";
import { counted } from "./grid/typing.js";
import { ReviewSheet } from "./review/sheet.js";
import { ReviewTyping } from "./review/typing.js";

// What cannot be saved stands on this page alone, so that it is asked for before the page goes.
class ReviewSaving extends Saving {
  get atRisk() {
    return this.sheet.typed.size > 0 && !this.closed;
  }

  discard() {
    return true;
  }
}

const section = document.querySelector(".sheet");

function start() {
  const find = (selector) => section.querySelector(selector);
  const data = JSON.parse(document.getElementById("review-data").textContent);
  const sheet = new ReviewSheet(data);
  const table = find("table"), reason = find("#review-reason"), box = find("#grid-find");
  const drawing = new Drawing(sheet, table);
  section.hidden = false;
  document.querySelector(".sheet-waits").hidden = true;

  const saving = new ReviewSaving(sheet, { address: section.dataset.cells, typist: data.typist, after: data.after });
  const telling = new Telling(sheet, saving, find);
  const selection = new Selection(sheet, drawing, (cell) => telling.cell(cell, drawing.boxes[cell]));
  const history = new History(sheet);
  const say = (sentence) => telling.said(sentence);
  const typing = new ReviewTyping(sheet, selection, history, { assessor: reason, onward: find("#grid-onward"), say });
  sheet.watch((cells) => cells.includes(selection.cell) && telling.cell(selection.cell, selection.box));
  new Asking(sheet, selection, find(".sheet__asks"), say);
  new Finding(sheet, drawing, selection, { box, said: find(".sheet__found") });
  listen(table, sheet, selection, typing, { "/": () => box.focus(), r: () => reason.select() });
  point(table, sheet, drawing, selection);
  equip(section, { sheet, selection, history, typing, saving, say });
  telling.cell(selection.cell, selection.box);

  reason.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") typing.assess();
    selection.show();
  });

  saving.on(({ merged = new Map(), told }) => {
    typing.stopped = saving.closed;
    if (told) document.querySelector("#review-agreement").textContent = told;
    if (!merged.size) return;
    drawing.flash([...merged.keys()]);
    say(`${[...new Set(merged.values())].join(" and ")} changed ${counted(merged.size)} just now.`);
  });
}

if (section) start();
