// The keyboard of the grid: letters give grades, arrows move, with Shift they select.
import { copied } from "./pasting.js";

// `leads` are letters that lead out of the table: what each does, by its key.
export function listen(table, sheet, selection, typing, leads) {
  table.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (event.altKey || event.isComposing) return;
    const act = event.ctrlKey || event.metaKey ? commandOf(key, event) : plain(key, event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  table.addEventListener("copy", (event) => take(event));
  table.addEventListener("cut", (event) => {
    take(event);
    typing.clear();
  });
  table.addEventListener("paste", (event) => {
    event.preventDefault();
    typing.paste(event.clipboardData.getData("text/plain"));
  });

  function take(event) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", copied(sheet, selection.range));
    typing.say(`Copied: ${selection.cells.length === 1 ? "1 cell" : `${selection.cells.length} cells`}.`);
  }

  function plain(key, { shiftKey: extend }) {
    if (key in sheet.keys) return () => typing.give(sheet.keys[key]);
    if (key === "delete" || key === "backspace") return () => typing.clear();
    if (key in leads) return leads[key];
    if (/^[a-z0-9]$/.test(key)) return () => typing.say(sheet.noGrade(key));
    if (key === "enter") return () => selection.go(extend ? above() : below());
    if (key === " " && extend) return () => selection.select(selection.row, 0, selection.row, sheet.columns - 1);
    const to = target(key);
    return to && (() => selection.move(...to, { extend }));
  }

  function target(key) {
    const { row, column } = selection;
    switch (key) {
      case "arrowdown": return [row + 1, column];
      case "arrowup": return [row - 1, column];
      case "arrowright": return [row, column + 1];
      case "arrowleft": return [row, column - 1];
      case "home": return [row, 0];
      case "end": return [row, sheet.columns - 1];
      case "pagedown": return [row + page(), column];
      case "pageup": return [row - page(), column];
      default: return null;
    }
  }

  function commandOf(key, { shiftKey }) {
    const last = { row: sheet.rows - 1, column: sheet.columns - 1 };
    const move = (row, column) => () => selection.move(row, column, { extend: shiftKey });
    switch (key) {
      case "home": return move(0, 0);
      case "end": return move(last.row, last.column);
      case "arrowdown": return move(last.row, selection.column);
      case "arrowup": return move(0, selection.column);
      case "arrowright": return move(selection.row, last.column);
      case "arrowleft": return move(selection.row, 0);
      case "a": return () => selection.select(0, 0, last.row, last.column);
      case " ": return () => selection.select(0, selection.column, last.row, selection.column);
      case "d": return () => typing.fill(false);
      case "r": return shiftKey ? null : () => typing.fill(true);
      case "z": return () => typing.undo(shiftKey);
      case "y": return () => typing.undo(true);
      default: return null;
    }
  }

  // Enter goes down the column and on to the top of the next, as typing does.
  function below() {
    const { row, column, cell } = selection;
    if (row + 1 < sheet.rows) return cell + sheet.columns;
    return column + 1 < sheet.columns ? column + 1 : cell;
  }

  function above() {
    const { row, column, cell } = selection;
    if (row > 0) return cell - sheet.columns;
    return column > 0 ? (sheet.rows - 1) * sheet.columns + column - 1 : cell;
  }

  // As many rows as are in sight.
  function page() {
    const scroller = table.parentNode;
    return Math.max(1, Math.floor((scroller.clientHeight - 60) / selection.box.offsetHeight));
  }
}
