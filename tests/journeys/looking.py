"""What can be seen to be wrong with a page in a browser.

A tour of everything takes minutes. Without WHOLE_TOUR, which .ci/run sets, axe-core looks at a
share of the pages, and at the narrow ones alone.
"""

import os
from contextlib import contextmanager

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
WHOLE = bool(os.environ.get("WHOLE_TOUR"))
EXAMINED = (WIDE, NARROW) if WHOLE else (NARROW,)


def share(pages):
    """Those of the pages that are looked at in a browser: all of them, or every sixth."""
    return pages if WHOLE else pages[::6]


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
