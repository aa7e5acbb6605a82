// What pages do better with JavaScript; every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { makeCopyButton } from "./copies.js";
import { enliven } from "./menu.js";
import { fold } from "./folds.js";
import { sendOnce } from "./once.js";
import { watchWidth } from "./scrolls.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(component);
}

const every = (name, enhance) => document.querySelectorAll(`[data-module="${name}"]`).forEach(enhance);
every("menu", enliven);
every("folds", fold);
every("copies", makeCopyButton);
every("scrolls", watchWidth);
document.querySelectorAll('form[method="post"]').forEach(sendOnce);
