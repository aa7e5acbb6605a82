"""Which columns of a list does somebody want, and how many rows a page? Kept by the browser.

Both depend on the screen one sits at, so they belong to the device (docs/adr/0092).
"""

import json
from dataclasses import dataclass

from django.conf import settings

COOKIE = "lists"
KEPT = 365 * 24 * 60 * 60  # seconds
ROWS = (25, 50, 100)
USUAL = 50
MOST = 12  # lists that are remembered: a browser keeps 4,000 signs of a cookie
LONGEST = 40  # signs of a heading


@dataclass(frozen=True)
class Choice:
    """How one list is wanted; `back` is the address it stands at."""

    list: str
    back: str = ""
    rows: int = USUAL
    hidden: frozenset[str] = frozenset()

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many rows a page may have."""
        return ROWS


def choice_of(request) -> Choice:
    """How the list of this page is wanted in this browser."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    said = _kept(request).get(name)
    said = said if isinstance(said, dict) else {}
    rows, hidden = said.get("rows"), said.get("hidden")
    return Choice(
        name,
        request.get_full_path(),
        rows if rows in ROWS else USUAL,
        frozenset(str(one) for one in hidden) if isinstance(hidden, list) else frozenset(),
    )


def remember(answer, request, choice) -> None:
    """Have the browser keep how a list is wanted, beside those it chose last."""
    kept = _kept(request)
    kept.pop(choice.list, None)
    hidden = sorted(one[:LONGEST] for one in choice.hidden)
    kept[choice.list] = {"rows": choice.rows, "hidden": hidden}
    answer.set_cookie(
        COOKIE,
        json.dumps(dict(list(kept.items())[-MOST:])),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _kept(request):
    """What the browser kept, by list; nothing where it is not as we write it."""
    try:
        kept = json.loads(request.COOKIES.get(COOKIE, "{}"))
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
