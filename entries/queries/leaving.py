"""By which name may a centre read of who has left it? By that of when it last had them (ADR 44)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from entries.details_states import Status
from entries.models import DetailsChange, Merge, QualificationEntry, UnitEntry
from entries.queries.names import names_then
from entries.queries.seeing import HERE, read_by
from entries.rules.details import NAMES
from entries.states import MOVES
from entries.unit_states import Status as UnitStatus
from interchange.audit.models import Event

WHOSE = "candidate__person"
LEAVING = {f"qualificationentry.{move.name}" for move in MOVES if move.target not in HERE}


def left_since(centre, persons, on: date) -> dict[int, datetime]:
    """When the centre last had those of the persons (ids) whom another has on the day instead.

    That is when the last of their registrations ended, their last exam entry was withdrawn or its
    results came; where nothing tells of an end, when the last was made. A fixed number of queries,
    and three where nobody has left.
    """
    persons = set(persons)
    gone = persons - read_by(centre, persons, on)
    last = defaultdict(list)
    if gone:
        for person, at in (*_registered(centre, gone), *_entered(centre, gone)):
            last[person].append(at)
    return {person: max(ends) for person, ends in last.items()}


def as_known(centre, rows: Iterable, on: date) -> list:
    """The rows, the `candidate` of each under the name the centre may read; for reading only.

    Whom another centre has now instead `has_left`, bears the name of when the centre last had them,
    and is told no former name with it.
    """
    rows = list(rows)
    names = names_then(left_since(centre, {row.candidate.person_id for row in rows}, on))
    for row in rows:
        if name := names.get(row.candidate.person_id):
            row.candidate.surname, row.candidate.forenames = name
            row.candidate.has_left = True
            row.candidate.renamed = row.candidate.absorbed = row.candidate.joined = ()
    return rows


def found_as_known(centre, found: QuerySet[Any], text: str, on: date) -> QuerySet[Any]:
    """The rows found by the words of the text, but for those found only by a name given since.

    `found` is a QuerySet of rows with a `candidate`. Numbers find whom they always found.
    """
    words = [word.casefold() for word in text.split() if not any(map(str.isdigit, word))]
    persons = found.order_by().values_list("candidate__person", flat=True).distinct()
    left = left_since(centre, persons, on) if words else {}
    if not left:
        return found
    names = _names_until(left)
    hidden = {one for one in left if not all(word in names[one] for word in words)}
    return found.exclude(candidate__person__in=hidden)


def _names_until(left) -> dict[int, str]:
    """All the names of each person up to the instant, with nothing but to look words up in."""
    names = {person: [*name] for person, name in names_then(left).items()}
    made = DetailsChange.objects.filter(candidate__person__in=left, status=Status.MADE)
    made = made.annotate(at=Coalesce("decided_at", "made_at"))
    joined = Merge.objects.filter(merged__person__in=left, undone_at=None).exclude(own={})
    for person, at, said in (
        *made.order_by().values_list("candidate__person", "at", "old"),
        *joined.order_by().values_list("merged__person", "made_at", "own"),
    ):
        if at <= left[person]:
            names[person] += [said[part] for part in NAMES]
    return {person: "\n".join(said).casefold() for person, said in names.items()}


def _here(model, centre, persons):
    return model.objects.order_by().filter(centre=centre, candidate__person__in=persons)


def _registered(centre, persons):
    """When each registration was made, and when it ended, as the trail has it."""
    about = {}
    rows = _here(QualificationEntry, centre, persons).values_list("pk", WHOSE, "made_at")
    for pk, person, made_at in rows:
        about[f"qualificationentry:{pk}"] = person
        yield person, made_at
    told = Event.objects.order_by().filter(about__in=about, name__in=LEAVING)
    for name, at in told.values_list("about", "at"):
        yield about[name], at


def _entered(centre, persons):
    """When the last unit entry was made and withdrawn, and the day of the last results."""
    sat = Q(status=UnitStatus.ENTERED)
    found = _here(UnitEntry, centre, persons).values(WHOSE)
    found = found.annotate(
        made=Max("made_at"),
        withdrawn=Max("withdrawn_at"),
        results=Max("series__results_on", filter=sat),
    )
    for person, made, withdrawn, results in found.values_list(
        WHOSE, "made", "withdrawn", "results"
    ):
        yield person, made
        if withdrawn:
            yield person, withdrawn
        if results:
            yield person, make_aware(datetime.combine(results, time()))
