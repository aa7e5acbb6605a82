"""Who has no result to come, and why: the figures of the board, from what is kept of registrations.

Asked of those whose candidates complete by the summer of a day. Of those that are due it is told
what they were; how many these are is counted apart.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Greatest

from claims.models import MalpracticeConcern
from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from entries.states import LISTED
from interchange.accounts.roles import Role
from results.diagnosis import CAUSES, MEANINGS, Code, Owner
from results.eligibility import WAITING
from results.models import KeptStanding
from results.queries.kept import STILL_DUE

STATES = [one.name for one in WAITING]
GROUPED = """
    SELECT {what}, risk.cause, risk.is_suspected, count(*)
    FROM ({at_risk}) risk
    JOIN entries_qualificationentry entry ON entry.id = risk.entry_id
    JOIN accounts_centre centre ON centre.id = entry.centre_id
    JOIN catalogue_qualification qualification ON qualification.id = entry.qualification_id
    JOIN catalogue_subject subject ON subject.id = qualification.subject_id
    {joined}
    GROUP BY 1, 2, 3
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


class Subscript(Func):
    """One of an array of texts, by its place from 1."""

    template = "(%(expressions)s]"
    arg_joiner = ")["
    output_field = CharField()


@dataclass(frozen=True)
class Late:
    """So many have no result to come for one reason, or in one place; and who acts on them.

    `code` is the regulator's, of a cause or a code; of places it is empty. Who is moderated by
    several counts with each.
    """

    name: str
    count: int
    acting: Counter
    code: str = ""
    cause: str = ""

    @property
    def by_owner(self) -> list[int]:
        """How many of them each Owner acts on, in the order of owners; nobody last."""
        return [self.acting[one] for one in OWNERS]


OWNERS = (Owner.CENTRE, Owner.MODERATOR, Owner.BOARD, Owner.NOBODY)
Counted = tuple[str, str, Code, int]  # name, cause, code, how many


def late(by: str, on: date) -> list[Late]:
    """How many there are by `cause`, `code`, `centre`, `subject` or `moderator`, most first.

    A claim that a concern about malpractice keeps from being processed counts under the code of
    that; its cause is told as centres read it. One query.
    """
    counted = _counted(NAMES.get(by, ("''", "")), on)
    if by == "code":
        named = [(MEANINGS[code], code, "", cause, count) for _, cause, code, count in counted]
    elif by == "cause":
        named = [
            (CAUSES[cause].headline, code, cause, cause, count) for _, cause, code, count in counted
        ]
    else:
        named = [(name, "", "", cause, count) for name, cause, _, count in counted]
    acting: dict[tuple[str, str, str], Counter] = defaultdict(Counter)
    for *key, cause, count in named:
        acting[tuple(key)][CAUSES[cause].owner] += count
    found = [
        Late(name, found.total(), found, code, cause)
        for (name, code, cause), found in acting.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.name, one.code))


def at_risk(on: date) -> QuerySet[KeptStanding]:
    """What is kept of those who have no result to come, each with its `cause` on the day.

    And whether it `is_suspected`: a concern about malpractice keeps a claim of the person's from
    being processed, and the cause is that it waits for that. Of before an upgrade there may be
    other causes, until it is worked out: these are left out.
    """
    listed = {"entry__status__in": LISTED, "entry__completes_in__lte": summer_of(on)}
    found = KeptStanding.objects.filter(state__in=STATES, **listed)
    found = found.annotate(cause=_cause_on(on)).filter(cause__in=[*CAUSES])
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
    return entries.alias(cause=_cause_on(on, "kept__"))


def counted_by_cause(entries: QuerySet[QualificationEntry], on: date) -> dict[str, int]:
    """How many of the entries are kept with each cause on the day; one query."""
    told = entries.order_by().filter(kept__isnull=False).annotate(why=_cause_on(on, "kept__"))
    return dict(told.values_list("why").annotate(Count("pk")))


def _cause_on(on, kept="") -> Subscript:
    """The cause on the day, of what `kept` leads to."""
    days, day = F(f"{kept}days"), Value(on, output_field=DateField())
    place = Func(day, days, function="width_bucket", output_field=IntegerField())
    return Subscript(F(f"{kept}causes"), Greatest(place, 1))


def late_and_due(on: date) -> int:
    """How many of them are being worked out anew."""
    listed = {"status__in": LISTED, "completes_in__lte": summer_of(on), "kept__state__in": STATES}
    return QualificationEntry.objects.filter(STILL_DUE, **listed).count()


def _counted(named, on: date) -> list[Counted]:
    what, joined = named
    risk, known = at_risk(on).values("entry_id", "cause", "is_suspected").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(GROUPED.format(what=what, joined=joined, at_risk=risk), known)
        rows = cursor.fetchall()
    return [
        (name, cause, regulators_code(cause, is_suspected), count)
        for name, cause, is_suspected, count in rows
    ]
