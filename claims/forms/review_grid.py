"""What the script of the review's grid sends: each cell with its line, grade, reason and seen."""

import json
from dataclasses import dataclass

from claims import rules
from claims.forms.grid import NotUnderstood, is_record, is_short

LONGEST_GRADE, LONGEST_READ = 2, 5000


@dataclass(frozen=True)
class SentReview:
    """Who typed it, the changes to save, and the cell of each: {line id: (candidate, unit)}."""

    typist: int
    changes: list[rules.Change]
    places: dict[int, tuple[int, int]]


def sent_changes(body):
    """Read what the script sent; raises NotUnderstood for anything else.

    A cell is a row of candidate id, unit id, line id, grade or "", reason, and what was seen.
    """
    try:
        told = json.loads(body)
        rows = told["cells"]
        places = {row[2]: _place(*row[:3]) for row in rows}
        changes = {row[2]: _change(*row[2:]) for row in rows}
        return SentReview(told["typist"], list(changes.values()), places)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        raise NotUnderstood from problem


def _place(candidate_id, unit_id, line_id):
    """Give the cell of a row; raises ValueError where it is none."""
    if not all(map(is_record, (candidate_id, unit_id, line_id))):
        raise ValueError
    return candidate_id, unit_id


def _change(line_id, grade, reason, seen):
    """Give one row as a change; raises ValueError where it is none.

    A reason that is too long is read: the rule says so to whoever typed it.
    """
    texts = ((grade, LONGEST_GRADE), (reason, LONGEST_READ), (seen, LONGEST_READ))
    if not all(is_short(*one) for one in texts):
        raise ValueError
    return rules.Change(line_id, grade or None, reason, seen=seen)
