// The grid "for people who type": one page for a whole claim. Without it, By Candidate and By Unit
// do everything.
import { Asking } from "./grid/asking.js";
import { Drawing } from "./grid/drawing.js";
import { Finding } from "./grid/finding.js";
import { History } from "./grid/history.js";
import { listen } from "./grid/keys.js";
import { point } from "./grid/pointing.js";
import { Saving } from "./grid/saving.js";
import { Selection } from "./grid/selection.js";
import { Sheet } from "./grid/sheet.js";
import { Telling } from "./grid/telling.js";
import { equip } from "./grid/tools.js";
import { Typing, counted } from "./grid/typing.js";

const section = document.querySelector(".sheet");

function start() {
  const find = (selector) => section.querySelector(selector);
  const data = JSON.parse(document.getElementById("grid-data").textContent);
  const sheet = new Sheet(data);
  const table = find("table");
  const drawing = new Drawing(sheet, table);
  section.hidden = false;
  document.querySelector(".sheet-waits").hidden = true;

  const saving = new Saving(sheet, { address: section.dataset.cells, typist: data.typist, after: data.after });
  const telling = new Telling(sheet, saving, find);
  const selection = new Selection(sheet, drawing, (cell) => telling.cell(cell, drawing.boxes[cell]));
  const history = new History(sheet);
  const say = (sentence) => telling.said(sentence);
  const typing = new Typing(sheet, selection, history, { assessor: find("#grid-assessor"), onward: find("#grid-onward"), say });
  sheet.watch((cells) => cells.includes(selection.cell) && telling.cell(selection.cell, selection.box));
  new Asking(sheet, selection, find(".sheet__asks"), say);
  const box = find("#grid-find");
  new Finding(sheet, drawing, selection, { box, said: find(".sheet__found") });
  listen(table, sheet, selection, typing, { "/": () => box.focus() });
  point(table, sheet, drawing, selection);
  equip(section, { sheet, selection, history, typing, saving, say });
  telling.cell(selection.cell, selection.box);

  saving.on(({ merged = new Map() }) => {
    typing.stopped = saving.closed;
    if (!merged.size) return;
    drawing.flash([...merged.keys()]);
    say(`${[...new Set(merged.values())].join(" and ")} changed ${counted(merged.size)} just now.`);
  });
}

if (section) start();
