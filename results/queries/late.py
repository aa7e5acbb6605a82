"""Who has no result to come, why, and how urgent: the board's figures, of what is kept.

Asked of those whose candidates complete by the summer of a day. Of those that are due it is told
what they were; how many these are is counted apart.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)

from claims.models import MalpracticeConcern
from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from entries.states import LISTED
from interchange.accounts.roles import Role
from results.diagnosis import CAUSES, MEANINGS, Code, Owner
from results.eligibility import WAITING
from results.models import KeptStanding
from results.queries.deadlines import deadlines
from results.queries.kept import STILL_DUE
from results.queries.urgent import cause_on, with_urgency
from results.urgency import AT_RISK, ORDER, Urgency

STATES = [one.name for one in WAITING]
GROUPED = """
    SELECT {what}, late.cause, late.is_suspected, late.how_urgent, count(*)
    FROM ({without_result}) late
    JOIN entries_qualificationentry entry ON entry.id = late.entry_id
    JOIN accounts_centre centre ON centre.id = entry.centre_id
    JOIN catalogue_qualification qualification ON qualification.id = entry.qualification_id
    JOIN catalogue_subject subject ON subject.id = qualification.subject_id
    {joined}
    GROUP BY 1, 2, 3, 4
"""
HELD_BACK = ("pending", "claim_held_up")  # of a claim that a concern keeps from being processed
ALLOCATED = f"""
    LEFT JOIN accounts_membership allocated
        ON allocated.centre_id = centre.id AND allocated.subject_id = subject.id
           AND allocated.role = '{Role.MODERATOR.value}'
    LEFT JOIN accounts_user person ON person.id = allocated.user_id
"""
NAMES = {
    "centre": ("centre.number || ' ' || centre.name", ""),
    "subject": ("subject.title", ""),
    "moderator": ("coalesce(person.name, 'Nobody allocated')", ALLOCATED),
}


@dataclass(frozen=True)
class Late:
    """So many have no result to come for one reason, or in one place; how urgent, and who acts.

    `code` is the regulator's, of a cause or a code; of places it is empty. Who is moderated by
    several counts with each.
    """

    name: str
    count: int
    urgent: Counter
    acting: Counter
    code: str = ""
    cause: str = ""

    @property
    def by_owner(self) -> list[int]:
        """How many of them each Owner acts on, in the order of owners; nobody last."""
        return [self.acting[one] for one in OWNERS]

    @property
    def by_urgency(self) -> list[int]:
        """How many of them are of each Urgency that there may be, the most urgent first."""
        return [self.urgent[one] for one in URGENCIES]

    @property
    def at_risk(self) -> int:
        """How many of them are late or due soon."""
        return sum(self.urgent[one] for one in AT_RISK)


OWNERS = (Owner.CENTRE, Owner.MODERATOR, Owner.BOARD, Owner.NOBODY)
URGENCIES = (Urgency.LATE, Urgency.DUE_SOON, Urgency.PAST, Urgency.ON_COURSE)
Counted = tuple[str, str, Code, Urgency, int]  # name, cause, code, how urgent, how many


def late(by: str, on: date) -> list[Late]:
    """How many there are by `cause`, `code`, `centre`, `subject` or `moderator`.

    First those with the most at risk, then with the most.

    A claim that a concern about malpractice keeps from being processed counts under the code of
    that; its cause is told as centres read it. Four queries.
    """
    counted = _counted(NAMES.get(by, ("''", "")), on)
    if by == "code":
        named = [(MEANINGS[code], code, "", cause, *how) for _, cause, code, *how in counted]
    elif by == "cause":
        named = [
            (CAUSES[cause].headline, code, cause, cause, *how) for _, cause, code, *how in counted
        ]
    else:
        named = [(name, "", "", cause, *how) for name, cause, _, *how in counted]
    acting: dict[tuple[str, str, str], Counter] = defaultdict(Counter)
    urgent: dict[tuple[str, str, str], Counter] = defaultdict(Counter)
    for name, code, about, cause, urgency, count in named:
        acting[name, code, about][CAUSES[cause].owner] += count
        urgent[name, code, about][urgency] += count
    found = [
        Late(name, found.total(), urgent[name, code, about], found, code, about)
        for (name, code, about), found in acting.items()
    ]
    return sorted(found, key=lambda one: (-one.at_risk, -one.count, one.name, one.code))


def without_result(on: date) -> QuerySet[KeptStanding]:
    """What is kept of those who have no result to come, each with its `cause` on the day.

    And whether it `is_suspected`: a concern about malpractice keeps a claim of the person's from
    being processed, and the cause is that it waits for that. Of before an upgrade there may be
    other causes, until it is worked out: these are left out.
    """
    listed = {"entry__status__in": LISTED, "entry__completes_in__lte": summer_of(on)}
    found = KeptStanding.objects.filter(state__in=STATES, **listed)
    found = found.annotate(cause=cause_on(on)).filter(cause__in=[*CAUSES])
    concerned = MalpracticeConcern.objects.filter(
        answered_at=None,
        claim__lines__live=True,
        claim__lines__candidate__person=OuterRef("entry__candidate__person"),
    )
    suspected = Q(cause__in=HELD_BACK) & Exists(concerned)
    return found.annotate(is_suspected=ExpressionWrapper(suspected, BooleanField()))


def regulators_code(cause: str, is_suspected: bool) -> Code:
    """The code under which the regulator counts a cause; of malpractice where that is suspected."""
    return Code.MALPRACTICE if is_suspected else CAUSES[cause].counts_as


def of_cause(entries: QuerySet[QualificationEntry], cause: str, on: date) -> QuerySet:
    """Those of the entries that are kept with the cause on the day."""
    return with_cause(entries, on).filter(cause=cause)


def with_cause(entries: QuerySet[QualificationEntry], on: date) -> QuerySet:
    """The entries, to be narrowed by the `cause` that each is kept with on the day."""
    return entries.alias(cause=cause_on(on, "kept__"))


def counted_by_cause(entries: QuerySet[QualificationEntry], on: date) -> dict[str, int]:
    """How many of the entries are kept with each cause on the day; one query."""
    told = entries.order_by().filter(kept__isnull=False).annotate(why=cause_on(on, "kept__"))
    return dict(told.values_list("why").annotate(Count("pk")))


def late_and_due(on: date) -> int:
    """How many of them are being worked out anew."""
    listed = {"status__in": LISTED, "completes_in__lte": summer_of(on), "kept__state__in": STATES}
    return QualificationEntry.objects.filter(STILL_DUE, **listed).count()


def _counted(named, on: date) -> list[Counted]:
    what, joined = named
    urgent = with_urgency(without_result(on), deadlines(on), kept="", entry="entry__")
    columns = ("entry_id", "cause", "is_suspected", "how_urgent")
    rows = urgent.annotate(how_urgent=F("urgency")).values(*columns)
    found, known = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(GROUPED.format(what=what, joined=joined, without_result=found), known)
        counted = cursor.fetchall()
    return [
        (name, cause, regulators_code(cause, is_suspected), ORDER[rank], count)
        for name, cause, is_suspected, rank, count in counted
    ]
