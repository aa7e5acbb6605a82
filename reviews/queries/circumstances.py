"""Which exams does the board look at again, of registrations without a result?"""

from collections.abc import Iterator, Sequence

from django.db.models import F, Q

from interchange.bulk import among
from results.diagnosis import Seen
from reviews.models import Review
from reviews.states import WITH_THE_BOARD, Service

ENTRIES = "candidate__person__records__entries"
QUALIFICATION = f"{ENTRIES}__qualification"
UNITS = f"{QUALIFICATION}__subject__units"
OF_THE_RULES = {f"{UNITS}__{one}": F(f"{QUALIFICATION}__{one}") for one in ("suite", "level")}
THE_SAME_UNIT = (
    Q(**{UNITS: F("unit")})
    | Q(**{UNITS: F("unit__same_as")})
    | Q(**{f"{UNITS}__same_as": F("unit")})
    | Q(**{f"{UNITS}__same_as": F("unit__same_as")})
)


def circumstances(entries: Sequence[int]) -> Iterator[tuple[int, str, Seen]]:
    """The reviews with the board of the persons of the entries (ids), by entry; one query.

    Each is told of the registrations whose subject and level have the unit, under its number
    there: units of other subjects have the same numbers. Scripts that are sent change nothing, and
    are none.
    """
    of_these = {f"{ENTRIES}__in": among(entries), f"{ENTRIES}__centre": F("centre")}
    found = Review.objects.exclude(service=Service.SCRIPT).order_by("pk")
    found = found.filter(THE_SAME_UNIT, status__in=WITH_THE_BOARD, **of_these, **OF_THE_RULES)
    for entry, unit, number, due_on in found.values_list(
        ENTRIES, f"{UNITS}__number", "number", "due_on"
    ):
        yield entry, "review_open", Seen((unit,), (f"review {number}",), due_on)
