// The buttons above the grid; each does what a key does, on what is selected.

export function equip(section, { sheet, selection, history, typing, saving, say }) {
  const question = section.querySelector(".sheet__discard");
  const acts = {
    give: (button) => typing.give(Number(button.value), true),
    clear: () => typing.clear(),
    down: () => typing.fill(false),
    right: () => typing.fill(true),
    assess: () => typing.assess(),
    undo: () => typing.undo(false, true),
    redo: () => typing.undo(true, true),
    save: () => saving.retry(),
    next: () => next(),
    ask: () => ask(true),
    keep: () => ask(false),
    discard: () => discard(),
  };

  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act](button);
  });
  question.addEventListener("keydown", (event) => {
    if (event.key === "Escape") ask(false);
  });
  sheet.watch(follow);
  follow();

  function follow() {
    dim("undo", !history.done.length);
    dim("redo", !history.undone.length);
  }

  // Not `disabled`, which would throw the focus away.
  function dim(act, off) {
    section.querySelector(`[data-act="${act}"]`).setAttribute("aria-disabled", String(off));
  }

  // The next cell that is not saved, after the cursor; those that somebody must look at first.
  function next() {
    const wrong = [...sheet.typed].filter(([, { problem }]) => problem).map(([cell]) => cell);
    const cells = (wrong.length ? wrong : [...sheet.typed.keys()]).sort((one, other) => one - other);
    const found = cells.find((cell) => cell > selection.cell) ?? cells[0];
    if (found !== undefined) selection.go(found);
  }

  function ask(open) {
    question.hidden = !open;
    if (open) question.querySelector('[data-act="discard"]').focus();
    else selection.box.focus();
  }

  async function discard() {
    if (!(await saving.discard())) return;
    const cells = [...sheet.typed.keys()];
    for (const cell of cells) {
      const now = sheet.typed.get(cell).problem?.now;
      if (now) sheet.settle(cell, now.grade, now.by);
      sheet.revert(cell);
    }
    history.forget();
    sheet.tell(cells);
    ask(false);
    say("Discarded. The grid shows what the claim says.");
  }
}
