"""May a candidate whose attempts are used up be registered again, and what would it do?"""

from dataclasses import dataclass
from datetime import date

from entries import queries as entries_queries
from entries.models import SizeChange
from entries.rules import registering_again as rules
from entries.size_states import OPEN as ASKED
from entries.states import OPEN
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.specification.parts import number_order
from results import queries as results_queries
from results.queries.sittings import exams_of


@dataclass(frozen=True)
class Again:
    """What making a registration anew rests on: unit numbers `used_up`, the `last` month sat.

    `refusal` says why it cannot be made; nothing where it can.
    """

    used_up: tuple[str, ...]
    last: date | None
    refusal: str


def again(entry, on) -> Again:
    """The Again of a registration on the day; a fixed number of queries."""
    standing = results_queries.standings([entry]).get(entry.pk)
    used_up = tuple(sorted(standing.used_up, key=number_order)) if standing else ()
    last, to_come = exams_of(entry)
    refusal = rules.refusal(
        rules.AgainFacts(
            allowed=bool(catalogue_queries.figures().get(rules.FIGURE)),
            open=entry.status in OPEN,
            used_up=used_up,
            to_come=tuple(to_come),
            size_asked=SizeChange.objects.filter(entry=entry, status__in=ASKED).exists(),
            offered=entry.qualification.offered,
            ended=entry.qualification.life.registration_refusal(on),
            not_approved=entries_queries.approval_refusal(
                entry.centre, entry.qualification.subject
            ),
        )
    )
    return Again(used_up, last, refusal)
