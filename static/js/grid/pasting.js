// Cells as a spreadsheet has them: rows of lines, columns of tabs, "M" or "Merit" or "M AB". An empty
// one leaves the grid as it is, as in a file of grades; "Not claiming" or N takes a grade off.

const GRADE = /^(\S+)(?:\s+\(?([a-z0-9]{1,4})\)?)?$/i; // a word, and perhaps the initials of who marked it
const EMPTY = new Set(["", "-", "–"]);
const SHOWN = 3; // unusable cells that are named

export function copied(sheet, { top, bottom, left, right }) {
  const lines = [];
  for (let row = top; row <= bottom; row += 1) {
    const words = [];
    for (let column = left; column <= right; column += 1) words.push(sheet.copied(row * sheet.columns + column));
    lines.push(words.join("\t"));
  }
  return lines.join("\n");
}

export function block(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((one) => one.trim().replace(/^"(.*)"$/, "$1").trim()));
}

// What the words of a block come to in the grid: values to type, how many empty words leave a cell
// as it is, and what could not be used.
export function pasted(sheet, text, range, assessorFor) {
  const words = block(text), values = [], wrong = [];
  let left = 0;
  const one = words.length === 1 && words[0].length === 1;
  const bottom = one ? range.bottom : range.top + words.length - 1;
  for (let row = range.top; row <= bottom; row += 1) {
    const line = words[one ? 0 : row - range.top];
    const right = one ? range.right : range.left + line.length - 1;
    for (let column = range.left; column <= right; column += 1) {
      const said = line[one ? 0 : column - range.left];
      const inside = row < sheet.rows && column < sheet.columns;
      if (EMPTY.has(said)) {
        left += inside ? 1 : 0;
        continue;
      }
      const found = inside
        ? read(sheet, row * sheet.columns + column, said, assessorFor)
        : { why: `“${said}” is outside the grid` };
      if (found.why) wrong.push(found.why);
      else values.push(found);
    }
  }
  return { values, left, wrong };
}

function read(sheet, cell, said, assessorFor) {
  const [, word, initials] = sheet.words.has(said.toLowerCase()) ? ["", said] : said.match(GRADE) ?? [];
  const grade = sheet.words.get(word?.toLowerCase());
  if (grade === undefined) return { why: `“${said.slice(0, 20)}” is no grade (${sheet.name(cell)})` };
  if (!sheet.mayBe(cell, grade)) return { why: `${sheet.name(cell)} is not open` };
  const marker = initials?.toUpperCase();
  const place = sheet.assessors.findIndex(([, , initials]) => initials.toUpperCase() === marker);
  if (marker && place < 0) return { why: `nobody has the initials ${marker} (${sheet.name(cell)})` };
  return [cell, { grade, by: marker ? place + 1 : assessorFor(cell) }];
}

export function sentence(values, left, wrong) {
  const told = [`Pasted into ${values} ${values === 1 ? "cell" : "cells"}.`];
  if (left) told.push(left === 1 ? "1 empty cell leaves what is there." : `${left} empty cells leave what is there.`);
  if (wrong.length) {
    const more = wrong.length > SHOWN ? `; and ${wrong.length - SHOWN} more` : "";
    told.push(`Not used: ${wrong.length} – ${wrong.slice(0, SHOWN).join("; ")}${more}.`);
  }
  return told.join(" ");
}
