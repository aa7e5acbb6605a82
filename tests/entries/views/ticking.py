"""What the page of ticks sends."""

from tests import confirming

URL = "/centres/12345/entries/exams/2028-06/05839/"
TOKEN = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"


def ticks(*pairs, act="check", **more):
    """What the page sends: ticks of (entry, unit) pairs."""
    keys = [f"{entry.pk}-{unit.pk}" for entry, unit in pairs]
    return {"token": TOKEN, "tick": keys, "act": act, **more}


def confirm(page, *pairs, **more):
    """Check the ticks, then confirm what that page showed."""
    return confirming.confirm(page, URL, ticks(*pairs), ticks(*pairs, act="confirm"), **more)
