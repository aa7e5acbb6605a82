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
import { applyToAll } from "./apply_to_all.js";
import { makeCopyButton } from "./copies.js";
import { keepTyped } from "./keeps.js";
import { keepDraft } from "./drafts.js";
import { enliven } from "./menu.js";
import { goToBySlash } from "./finds.js";
import { fold } from "./folds.js";
import { sendOnce } from "./once.js";
import { pick } from "./picks.js";
import { makePrintButton } from "./prints.js";
import { reach } from "./reaches.js";
import { waitForTick } from "./needs_tick.js";
import { watchWidth } from "./scrolls.js";
import { guard } from "./unsaved_guard.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(component);
}

const every = (name, enhance) => document.querySelectorAll(`[data-module="${name}"]`).forEach(enhance);
every("menu", enliven);
every("finds", goToBySlash);
every("folds", fold);
every("copies", makeCopyButton);
every("scrolls", watchWidth);
every("apply-to-all", applyToAll);
every("keeps", keepTyped);
every("drafts", keepDraft);
every("needs-tick", waitForTick);
every("picks", pick);
every("prints", makePrintButton);
every("guards", guard);
document.querySelectorAll('form[method="post"]').forEach(reach);
document.querySelectorAll('form[method="post"]').forEach(sendOnce);
