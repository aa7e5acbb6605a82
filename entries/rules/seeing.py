"""What may a centre see of a person? What came about through it, or came to it by a transfer.

A candidate's record belongs to no centre, and what is achieved counts together. But a centre sees
only what was entered, claimed or gained through itself, and what an agreed transfer brought: of the
subject that was transferred, what the old centre saw until that moment (docs/adr/0044).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moved:
    """A transfer that was made: from which centre to which (ids), of which subject (id), when."""

    old: int
    new: int
    subject: int
    at: datetime


@dataclass(frozen=True)
class Window:
    """A centre (its id) through which is seen, of one subject and until an instant if given."""

    centre: int
    subject: int | None = None
    until: datetime | None = None

    def shows(self, centre: int, subject: int, at: datetime) -> bool:
        """Whether what came about through the centre, of the subject and then, is seen."""
        return (
            centre == self.centre
            and self.subject in (None, subject)
            and (self.until is None or at <= self.until)
        )


def windows(centre: int, moves: Iterable[Moved]) -> tuple[Window, ...]:
    """Through which centres a centre sees of a person who was moved so: its own window first."""
    moves = tuple(moves)
    found = [Window(centre)]
    for one in moves:
        if one.new == centre:
            before = [move for move in moves if move.at < one.at]
            found += [
                Window(seen.centre, one.subject, min(seen.until or one.at, one.at))
                for seen in windows(one.old, before)
                if seen.subject in (None, one.subject)
            ]
    return tuple(found)
