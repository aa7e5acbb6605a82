// A request that is being written is kept as its writer's draft, with the files chosen so far: a closed
// tab or a log-out loses nothing. Sending it stays the button's business.

import { keeper } from "./keeper.js";

const OF_THE_SESSION = ["csrfmiddlewaretoken", "typed_by"]; // a form that is cut off is kept in its own way

export function keepDraft(form) {
  let typed = 0, kept = 0; // how often something was typed, and how much of it the server has
  const there = new Map(); // control → its files that the server has
  const keep = keeper({ form, address: location.href, waits: () => typed > kept, pack, told });

  for (const name of ["input", "change"]) {
    form.addEventListener(name, () => {
      typed += 1;
      keep();
    });
  }

  function pack(closing) {
    const upTo = typed, sent = new Map(), body = new FormData(form);
    OF_THE_SESSION.forEach((name) => body.delete(name));
    body.set("draft", "typing");
    body.set("typist", form.dataset.typist);
    for (const control of form.querySelectorAll("input[type=file]")) {
      const files = [...control.files];
      if (closing || files.every((file) => there.get(control)?.includes(file))) body.delete(control.name);
      else sent.set(control, files);
    }
    return {
      body,
      done: () => {
        kept = upTo;
        sent.forEach((files, control) => there.set(control, files));
      },
    };
  }
}

function told({ at, problem }) {
  return problem || `Kept as your draft at ${at}, not sent: press Send to the board.`;
}
