// The mouse: a click puts the cursor, Shift+click and dragging select, a heading its row or column.

export function point(table, sheet, drawing, selection) {
  let dragging = false, touched = false;

  table.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch"; // a finger may be about to scroll: it is heard as a click
    const cell = drawing.cellOf(event.target);
    if (touched || event.button !== 0 || cell < 0) return;
    event.preventDefault(); // no text is selected
    dragging = true;
    selection.go(cell, { extend: event.shiftKey });
  });
  table.addEventListener("pointerover", (event) => {
    if (!dragging) return;
    const cell = drawing.cellOf(event.target);
    if (cell >= 0 && cell !== selection.cell) selection.go(cell, { extend: true });
  });
  window.addEventListener("pointerup", () => {
    dragging = false;
  });
  table.addEventListener("click", (event) => {
    const cell = drawing.cellOf(event.target);
    if (touched && cell >= 0) selection.go(cell);
    const heading = event.target.closest("th");
    if (!heading || !sheet.size) return;
    const row = heading.parentNode.rowIndex - 1, column = heading.cellIndex - 1;
    if (row < 0 && column < 0) selection.select(0, 0, sheet.rows - 1, sheet.columns - 1);
    else if (row < 0) selection.select(0, column, sheet.rows - 1, column);
    else selection.select(row, 0, row, sheet.columns - 1);
  });
}
