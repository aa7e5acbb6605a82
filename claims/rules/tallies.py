"""What would a set of cells do to the claim? Counted, to be looked at before it is saved."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

NEW, CHANGED, OFF = "new", "changed", "taken off"


def tally(cells: Iterable[Any]) -> list[tuple[str, int]]:
    """How many grades are new, how many changed, how many taken off: words and numbers, no zeros.

    Told by what the claim said when each cell was typed (`seen`).
    """
    counted = Counter(_kind(bool(one.seen), bool(one.grade)) for one in cells)
    return [(word, counted[word]) for word in (NEW, CHANGED, OFF) if counted[word]]


def _kind(was: bool, is_to_be: bool) -> str:
    """What happens to a grade that was or is to be on the claim."""
    return (CHANGED if was else NEW) if is_to_be else OFF
