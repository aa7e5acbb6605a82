"""What may a centre see of persons? Asked for any number of them in one query."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from entries.models import QualificationEntry, Transfer, UnitEntry
from entries.queries.people import ours_of
from entries.rules.seeing import Moved, Window, windows
from entries.states import LISTED, Status
from entries.transfer_states import Status as Transferred
from entries.unit_states import Status as UnitStatus
from interchange.bulk import among
from interchange.catalogue.opening import out_by

HERE = LISTED | {Status.ASKED_BACK}


@dataclass(frozen=True)
class Seeing:
    """How some persons were moved between centres, and what each centre sees of them for that."""

    moves: dict[int, list[Moved]]
    known: dict[tuple[int, int], tuple[Window, ...]] = field(default_factory=dict)

    def windows(self, centre: int, person: int) -> tuple[Window, ...]:
        """Through which centres a centre sees of a person; both by id."""
        key = centre, person
        if key not in self.known:
            self.known[key] = windows(centre, self.moves.get(person, ()))
        return self.known[key]

    def shows(self, centre: int, person: int, *, through: int, subject: int, at: datetime) -> bool:
        """Whether the centre sees of the person what came about through a centre then.

        Centres, person and subject by id; `at` is the instant at which it came about.
        """
        return any(one.shows(through, subject, at) for one in self.windows(centre, person))


def seeing(persons) -> Seeing:
    """The Seeing of the persons, by their ids; one query."""
    moves = defaultdict(list)
    made = Transfer.objects.filter(
        status=Transferred.DONE, entry__candidate__person__in=among(set(persons))
    ).order_by("decided_at", "pk")
    for person, *move in made.values_list(
        "entry__candidate__person",
        "old_centre_id",
        "new_centre_id",
        "qualification__subject_id",
        "decided_at",
    ):
        moves[person].append(Moved(*move))
    return Seeing(moves)


def have_now(persons, at: datetime, *, besides=()) -> dict[int, set[int]]:
    """Which centres have each of the persons at the instant: {person id: {centre id}}.

    A centre has whom it lists, has entered for a unit or an exam whose results are to come, or asks
    to have back. `besides` are Submissions whose entries do not count. Two queries.
    """
    ids = set(persons)
    registered = QualificationEntry.objects.filter(status__in=HERE)
    entered = UnitEntry.objects.filter(~out_by(at, "series__"), status=UnitStatus.ENTERED)
    centres = defaultdict(set)
    for found in (registered, entered):
        held = found.order_by().filter(candidate__person__in=ids)
        if besides:
            held = held.exclude(submission__in=besides)
        for person, centre in held.values_list("candidate__person", "centre_id").distinct():
            centres[person].add(centre)
    return dict(centres)


def read_by(centre, persons, at: datetime) -> set[int]:
    """Those of the persons (ids) whose record the centre may read at the instant; three queries.

    It has them, or had them and no other centre alone has them now (ADR 44).
    """
    ours = ours_of(centre, persons)
    now = have_now(ours, at) if ours else {}
    return {one for one in ours if centre.pk in now.get(one, {centre.pk})}


def is_elsewhere(centre, person, at: datetime) -> bool:
    """Whether another centre has the person at the instant, and this one has not."""
    centres = have_now([person.pk], at).get(person.pk, {centre.pk})
    return centre.pk not in centres
