"""Of which absences has the board refused special consideration, by registration?"""

from collections.abc import Iterator, Sequence

from django.db.models import F

from assessed.consideration_states import Status
from assessed.models import Consideration
from interchange.bulk import among
from results.diagnosis import Seen

ENTRIES = "entry__candidate__person__records__entries"


def circumstances(entries: Sequence[int]) -> Iterator[tuple[int, str, Seen]]:
    """The refused applications of the persons of the entries (ids), by entry; one query.

    Of an exam that was applied for once more, the latest counts.
    """
    of_these = {
        f"{ENTRIES}__in": among(entries),
        f"{ENTRIES}__centre": F("centre"),
        f"{ENTRIES}__qualification__subject": F("entry__qualification__subject"),
    }
    found = Consideration.objects.filter(**of_these).order_by("pk")
    latest = {
        (entry, exam): (status, unit, number)
        for entry, exam, status, unit, number in found.values_list(
            ENTRIES, "entry_id", "status", "entry__unit__number", "number"
        )
    }
    for (entry, _), (status, unit, number) in latest.items():
        if status == Status.REFUSED:
            yield entry, "consideration_refused", Seen((unit,), (f"application {number}",))
