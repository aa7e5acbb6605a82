"""What axe-core finds wrong with a page, without looking at the same colours again and again.

Of what it asks, contrast takes six parts of seven: of each piece of text by itself. Whether text
stands out follows from how it is drawn and what it stands on, as the browser has worked it out: its
colour, size and weight, and the grounds of all that it stands in. Text drawn like some that passed
before in this run is not asked again. What floats over others is always asked, and so is everything
with WHOLE_TOUR, which .ci/run sets.
"""

import os

from axe_playwright_python.sync_playwright import Axe

DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
EXAMINE = """
async ({passed, whole}) => {
  const CONTRAST = "color-contrast", MARK = "data-contrast-to-be-asked";
  const GROUND = {
    backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", backgroundClip: "border-box",
    opacity: "1", filter: "none", mixBlendMode: "normal",
  };
  const TEXT = ["color", "webkitTextFillColor", "textShadow", "fontSize", "fontWeight"];
  const known = new Set(passed), grounds = new Map();

  function ground(element) {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = Object.keys(GROUND).map(name => style[name] === GROUND[name] ? "" : style[name]);
      const floats = !["static", "relative"].includes(style.position) || style.transform !== "none";
      const above = ground(element.parentElement);
      const said = (floats ? "floats" : "") + own.join(";");
      grounds.set(element, said === ";;;;;" ? above : `${above}|${said}`);
    }
    return grounds.get(element);
  }
  function drawn(element) {
    const style = getComputedStyle(element);
    return [...TEXT.map(name => style[name]), ground(element)].join(";");
  }
  const hasText = element => element.matches("input, select, textarea") ||
    [...element.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const isAsked = element => {
    const look = drawn(element);
    return look.includes("|floats") || !known.has(look);
  };

  const each = [...document.querySelectorAll("body, body *")].filter(hasText);
  each.filter(one => whole || isAsked(one)).forEach(one => one.setAttribute(MARK, ""));
  axe.configure({rules: [{id: CONTRAST, selector: `[${MARK}]`}]});
  const others = await axe.run({
    resultTypes: ["violations"], rules: {[CONTRAST]: {enabled: false}},
  });
  const contrast = await axe.run({
    runOnly: [CONTRAST], resultTypes: ["violations", "passes"], elementRef: true,
  });
  each.forEach(one => one.removeAttribute(MARK));

  const fine = contrast.passes.flatMap(rule => rule.nodes).map(node => drawn(node.element));
  const wrong = [...others.violations, ...contrast.violations];
  return {
    passed: [...new Set(fine)],
    violations: wrong.map(({help, nodes}) => ({help, targets: nodes.map(node => node.target)})),
  };
}
"""


def examiner():
    """A function that gives what axe-core finds wrong with a page, one sentence each."""
    script = Axe().axe_script
    passed, whole = set(), bool(os.environ.get("WHOLE_TOUR"))

    def examine(page):
        page.evaluate(DRAWN)  # what follows from a new width is done
        page.evaluate(script)
        found = page.evaluate(EXAMINE, {"passed": sorted(passed), "whole": whole})
        passed.update(found["passed"])
        return [f"{each['help']}: {each['targets']}" for each in found["violations"]]

    return examine
