"""Which awaited grades are to be looked at? Those of whom anything changed since the last look."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from entries.models import AwardDue
from results.models import AwaitedGrade

TO_LOOK_AT = """
    WITH waits AS (
        SELECT awaited.id, candidate.person_id, awaited.looked_at
        FROM results_awaitedgrade awaited
        JOIN entries_candidate candidate ON candidate.id = awaited.candidate_id
        WHERE awaited.stage = 'granted' OR awaited.stage = 'off' AND awaited.result_id IS NOT NULL
    ), raised AS (
        SELECT person.person_id, sum(award.due) AS times
        FROM (SELECT DISTINCT person_id FROM waits) person
        JOIN entries_candidate record ON record.person_id = person.person_id
        JOIN entries_qualificationentry entry ON entry.candidate_id = record.id
        JOIN entries_awarddue award ON award.entry_id = entry.id
        GROUP BY 1
    )
    SELECT waits.id FROM waits LEFT JOIN raised USING (person_id)
    WHERE waits.looked_at IS DISTINCT FROM coalesce(raised.times, 0)
    ORDER BY 1 LIMIT %s
"""


def to_look_at(limit: int) -> list[int]:
    """The ids of awaited grades that anything may have happened to since they were looked at.

    Whatever can matter to an award raises it; so what was raised since is looked at. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(TO_LOOK_AT, [limit])
        return [pk for (pk,) in cursor.fetchall()]


def anything_raised(most_tries: int) -> bool:
    """Whether an award is due or a grade that the board owes was never looked at. One query.

    An award tried so many times is given up until it is raised again, and counts as nothing. Costs
    next to nothing where there is neither, however many grades the board ever gave.
    """
    due = AwardDue.objects.filter(done__lt=F("due"), attempts__lt=most_tries).order_by()
    never = AwaitedGrade.objects.filter(stage=AwaitedGrade.Stage.GRANTED, looked_at=None)
    asked = due.values("entry").union(never.order_by().values("id"), all=True)
    return asked.exists()


def raised(awaited: Sequence[AwaitedGrade]) -> dict[int, int]:
    """How often awards of the person of each were raised so far, by the awaited grade's id."""
    found = AwaitedGrade.objects.filter(pk__in=[one.pk for one in awaited])
    return dict(found.annotate(raised=_raised()).values_list("pk", "raised"))


def _raised():
    due = AwardDue.objects.filter(entry__candidate__person=OuterRef("candidate__person"))
    summed = due.order_by().values("entry__candidate__person").annotate(times=Sum("due"))
    return Coalesce(Subquery(summed.values("times")[:1]), Value(0))
