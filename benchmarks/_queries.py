"""Does a page cost as many queries at another size? What one run noted, the next compares."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

# whose values matter
SAYS = {"sort", "o", "show", "by", "layout", "only", "at_risk", "urgency", "status"}


def kind(asked) -> str:
    """What is asked, whatever the numbers and names are of what it is asked of."""
    path, _, query = asked.address.partition("?")
    words = [f"{name}={to}" if name in SAYS else name for name, to in parse_qsl(query)]
    return " ".join((asked.name, asked.role, re.sub(r"\d+", "#", path), "&".join(sorted(words))))


def by_kind(figures) -> dict[str, int]:
    """The most queries of each kind of page."""
    found: dict[str, int] = {}
    for one in figures:
        if one.cost.status == 200:
            name = kind(one.asked)
            found[name] = max(one.cost.queries, found.get(name, 0))
    return found


def differing(path, registrations, figures) -> list[str]:
    """Note the queries of the pages in the file; a line for each that cost others at another size.

    The file keeps a run of each size.
    """
    place = Path(path)
    runs = json.loads(place.read_text()) if place.exists() else {}
    now = by_kind(figures)
    lines = [
        f"{queries} queries at {registrations:,}, {before[name]} at {int(size):,}: {name}"
        for size, before in runs.items()
        if int(size) != registrations
        for name, queries in now.items()
        if name in before and before[name] != queries
    ]
    compared = [
        f"{len(now.keys() & before.keys())} kinds of pages were asked at {int(size):,}, too"
        for size, before in runs.items()
        if int(size) != registrations
    ]
    place.write_text(json.dumps({**runs, str(registrations): now}, indent=1) + "\n")
    return [*compared, *lines]
