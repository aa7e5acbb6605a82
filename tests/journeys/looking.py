"""What can be seen to be wrong with a page in a browser."""

from contextlib import contextmanager

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


def faults(page, violations):
    """What is wrong with what the page shows, wide and narrow."""
    found = []
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
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
