"""How many rows break each invariant, and which are the first?"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.timezone import localdate

from entries.models import QualificationEntry
from interchange.database.reading import reading
from invariants.queries.statements import statements, what_is_asked
from results.queries.kept_checked import differences

STANDING = "standing-equals-the-engine"
FEW = 5


@dataclass(frozen=True)
class Invariant:
    """What must be true: its name and sentence; `look` gives how many rows break it and a few."""

    name: str
    says: str
    look: Callable[[datetime, int], tuple[int, list[str]]]
    is_dear: bool = False


@dataclass(frozen=True)
class Checked:
    """An invariant, how many rows break it, and what is said of the first few of them."""

    invariant: Invariant
    rows: int
    first: list[str]


def invariants() -> list[Invariant]:
    """All of them, by name; what is dear to ask comes last."""
    told = [
        Invariant(name, says, _asking(statement))
        for name, (says, statement) in statements().items()
    ]
    says = "Where a registration stands, as it is kept, is what the engine says now."
    return [*told, Invariant(STANDING, says, _standing, is_dear=True)]


def checked(
    at: datetime, *, but: Collection[str] = (), quick: bool = False, few: int = FEW
) -> Iterator[Checked]:
    """Ask each invariant at the instant `at`, but those named, and none that is dear if `quick`.

    Each is asked in a transaction of its own, which only reads and holds nothing that others wait
    for; so each is answered as of one moment, and two of them not as of the same.
    """
    for one in invariants():
        if one.name not in but and not (quick and one.is_dear):
            rows, first = one.look(at, few)
            yield Checked(one, rows, first)


def _asking(statement):
    def look(at, few):
        with reading() as cursor:
            counted = f"SELECT count(*) OVER (), what FROM ({statement}) AS broken LIMIT %(few)s"
            cursor.execute(counted, {**what_is_asked(at), "few": max(few, 1)})
            found = cursor.fetchall()  # a row at least, which says how many there are
        return (found[0][0] if found else 0), [what for _, what in found][:few]

    return look


def _standing(at, few):
    found = (str(one) for one in differences(QualificationEntry.objects.all(), localdate(at)))
    first = list(islice(found, few))
    return len(first) + sum(1 for _ in found), first
