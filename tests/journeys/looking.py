"""What can be seen to be wrong with a page in a browser.

axe-core takes its time, so it looks at the narrow page alone, and at both where WHOLE_TOUR is set,
as .ci/run does.
"""

import os
from contextlib import contextmanager

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
EXAMINED = (WIDE, NARROW) if os.environ.get("WHOLE_TOUR") else (NARROW,)


def faults(page, violations):
    """What is wrong with what the page shows, wide and narrow."""
    found = []
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        if viewport in EXAMINED:
            found += [f"{viewport['width']}: {each}" for each in violations(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width} wide at {viewport['width']}"] * (width > viewport["width"])
    return found


@contextmanager
def complaints(page):
    """What the browser complains of meanwhile: errors of scripts, what our policies forbid."""
    said = []

    def listen(message):
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", listen)
    yield said
    page.remove_listener("console", listen)
