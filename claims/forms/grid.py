"""What the grid's script sends: cells as short rows, since there may be thousands."""

import json
from dataclasses import dataclass, field

from claims import rules

LONGEST_SEEN, LONGEST_BODY = 24, 120


class NotUnderstood(Exception):
    """What was sent is not what the grid sends."""


@dataclass(frozen=True)
class Sent:
    """What the script sent: who typed it, the cells to save, or the unsaved places to discard."""

    typist: int
    cells: list[rules.Cell] = field(default_factory=list)
    discard: list[tuple[int, int]] = field(default_factory=list)


def sent_cells(body):
    """Read what the grid's script sent; raises NotUnderstood for anything else.

    A cell is a row of candidate id, unit id, grade or "", assessor id or null, what the page had
    shown, and the other awarding body or "". A place to discard is a row of the first two.
    """
    try:
        told = json.loads(body)
        cells = [_cell(*row) for row in told.get("cells", ())]
        return Sent(
            typist=told["typist"],
            cells=list({one.place: one for one in cells}.values()),
            discard=[_place(*row) for row in told.get("discard", ())],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotUnderstood from problem


def _cell(candidate_id, unit_id, grade, assessor_id, seen, body):
    """Give one row as a cell; raises ValueError where it is none."""
    grades = ("", *rules.CLAIMED_BY_CENTRES)
    ids = (candidate_id, unit_id) if assessor_id is None else (candidate_id, unit_id, assessor_id)
    if not all(map(is_record, ids)) or grade not in grades:
        raise ValueError
    if not (is_short(seen, LONGEST_SEEN) and is_short(body, LONGEST_BODY)):
        raise ValueError
    return rules.Cell(
        candidate_id,
        unit_id,
        grade or None,
        assessor_id if grade else None,
        seen=seen,
        other_awarding_body=body if grade else "",
    )


def _place(candidate_id, unit_id):
    """Give the candidate and the unit of a row; raises ValueError where it has others."""
    if not (is_record(candidate_id) and is_record(unit_id)):
        raise ValueError
    return candidate_id, unit_id


def is_record(told):
    """Whether it is a number that a record can have."""
    return type(told) is int and 0 < told < 2**63


def is_short(told, longest):
    """Whether it is a text that the database can keep, of so many letters at most."""
    return isinstance(told, str) and len(told) <= longest and "\x00" not in told
