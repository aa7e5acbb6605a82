"""What is known of any number of persons at a centre: registered, held, on a claim?"""

from collections import defaultdict

from django.db.models import Q, QuerySet

from claims.models import Line
from claims.states import Status as ClaimStatus
from entries.models import QualificationEntry, UnitEntry
from entries.queries.seeing import seeing
from interchange.catalogue.models import Unit
from mir.request_facts import Held
from results import queries as results_queries
from results.models import NOT_ACHIEVED, UnitResult


def registered(centre, qualification, persons) -> set[int]:
    """Those of the persons (ids) whom the centre has, or had, on the qualification; two queries."""
    here = {"centre": centre, "qualification": qualification, "candidate__person__in": persons}
    found = [
        model.objects.order_by().filter(**here).values_list("candidate__person", flat=True)
        for model in (QualificationEntry, UnitEntry)
    ]
    return {person for those in found for person in those}


def grades_held(centre, persons, units) -> dict[tuple[int, int], tuple[Held, ...]]:
    """What the persons (ids) have achieved of the units, as the centre sees it.

    {(person id, Unit.shared_id): what is held}: through whichever centre it sees, of this unit or
    of another subject's that is the same one. A fixed number of queries.
    """
    person_of = results_queries.persons(persons)
    came, sees = results_queries.came_about(person_of), seeing(persons)
    standing = UnitResult.objects.standing().filter(candidate__in=list(person_of))
    of_units = standing.filter(unit__in=_same_units(units)).exclude(grade__in=NOT_ACHIEVED)
    named = ("unit", "qualification", "series", "line__claim", "decision")
    found = defaultdict(list)
    for one in of_units.select_related(*named).order_by("pk"):
        person = person_of[one.candidate_id]
        if sees.shows(
            centre.pk,
            person,
            through=one.centre_id,
            subject=one.qualification.subject_id,
            at=came[one.pk],
        ):
            found[person, one.unit.shared_id].append(Held(one.shown, one.source))
    return {what: tuple(those) for what, those in found.items()}


def claimed_on(centre, persons, units) -> dict[tuple[int, int], str]:
    """The claims of the centre, not processed yet, on which the persons' units stand, in words.

    {(person id, Unit.shared_id): the first such claim}; one query.
    """
    lines = Line.objects.filter(
        candidate__person__in=persons,
        unit__in=_same_units(units),
        live=True,
        claim__centre=centre,
    ).exclude(claim__status=ClaimStatus.PROCESSED)
    found: dict[tuple[int, int], str] = {}
    for line in lines.select_related("candidate", "unit", "claim__qualification").order_by("pk"):
        what = line.candidate.person_id, line.unit.shared_id
        found.setdefault(what, f"{line.claim} ({line.claim.get_status_display()})")
    return found


def _same_units(units) -> QuerySet[Unit]:
    """The units, and those of other subjects that are the same ones."""
    shared = {one.shared_id for one in units}
    return Unit.objects.filter(Q(pk__in=shared) | Q(same_as__in=shared))
