"""How urgent is each of a list? The rule of results/urgency.py in SQL, over what is kept.

What follows of a cause alone on the day is asked of that rule; here stands only what depends on the
row: the state, the summer, and the day of what was seen. A test holds the two together.
"""

from collections import defaultdict
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from entries.rules.registering import summers_from
from results.diagnosis import CAUSES, Due, OwnDay
from results.eligibility import Eligibility
from results.urgency import (
    CAUSES_WITH_A_PROMISE,
    HELD,
    SETTLED_STATES,
    Deadlines,
    Urgency,
    this_summer,
)

DAYS = ("own_day", "boards_day")
CAUSES_BY_DUE = {due: [code for code, one in CAUSES.items() if one.due is due] for due in Due}
CAUSES_BY_OWN_DAY = {
    which: [code for code, one in CAUSES.items() if one.own_day is which] for which in OwnDay
}


class Subscript(Func):
    """One of an array of texts, by its place from 1."""

    template = "(%(expressions)s]"
    arg_joiner = ")["
    output_field = CharField()


class OwnDayTold(Func):
    """The day of what was seen, of what is told, by the place of the cause from 1; often none."""

    template = "(%(expressions)s) - 1) ->> 2)::date"
    arg_joiner = " -> (("
    output_field = DateField()


def cause_on(on: date, kept: str = "") -> Subscript:
    """The cause on the day, of what `kept` leads to."""
    return Subscript(F(f"{kept}causes"), _place(on, kept))


def with_urgency(
    rows: QuerySet, dates: Deadlines, kept: str = "kept__", entry: str = ""
) -> QuerySet:
    """The rows, to be narrowed and sorted by their `urgency` (a rank) and the day `urgent_by`.

    `kept` leads to what is kept of each, and `entry` to its registration. What is due is told as it
    was; a row of which nothing is kept comes last.
    """
    state, summer = f"{kept}state", f"{entry}completes_in"
    return (
        rows.alias(why=cause_on(dates.on, kept), own_day=_own_day(dates.on, kept))
        .alias(boards_day=_boards_day(dates, summer), urgency=_urgency(dates, state, summer))
        .alias(urgent_by=_by(dates))
    )


def of_urgency(*several: Urgency) -> Q:
    """Those of one of the urgencies, of rows `with_urgency`."""
    return Q(urgency__in=[one.rank for one in several])


def _place(on: date, kept: str) -> Greatest:
    days, day = F(f"{kept}days"), Value(on, output_field=DateField())
    return Greatest(Func(day, days, function="width_bucket", output_field=IntegerField()), 1)


def _own_day(on: date, kept: str) -> OwnDayTold:
    return OwnDayTold(F(f"{kept}told"), _place(on, kept))


def _urgency(dates: Deadlines, state: str, summer: str) -> Case:
    """The rank of the urgency, as `urgency.urgent` gives it."""
    settled = [one.name for one in SETTLED_STATES]
    promised = Q(why__in=CAUSES_WITH_A_PROMISE, own_day__isnull=False)
    cases = (
        (Q(**{f"{state}__in": settled}) | Q(why=HELD), Urgency.SETTLED),
        (Q(**{state: Eligibility.ELIGIBLE.name}), Urgency.ON_COURSE),
        (Q(why__isnull=True), Urgency.SETTLED),
        (Q(**{f"{summer}__lt": dates.summer}), Urgency.PAST),
        (Q(**{f"{summer}__gt": dates.summer}), Urgency.NO_HURRY),
        (promised & Q(own_day__lt=dates.on), Urgency.LATE),
        (promised, Urgency.ON_COURSE),
        *((Q(why__in=codes), found) for found, codes in _of_this_summer(dates).items()),
    )
    return Case(
        *(When(asked, then=Value(found.rank)) for asked, found in cases),
        default=Value(Urgency.SETTLED.rank),
        output_field=IntegerField(),
    )


def _of_this_summer(dates: Deadlines) -> dict[Urgency, list[str]]:
    """The causes of each urgency, for who completes this summer."""
    found = defaultdict(list)
    for code, cause in CAUSES.items():
        found[this_summer(cause, dates)].append(code)
    return found


def _boards_day(dates: Deadlines, summer: str) -> Case:
    """The board's date for the cause and the summer, as `Deadlines.boards` gives it."""
    known = (
        (_is_of(summer, year, dates) & Q(why__in=codes), dates.boards(due, year))
        for due, codes in CAUSES_BY_DUE.items()
        for year in summers_from(dates.on)
    )
    return Case(
        *(When(asked, then=_day(found)) for asked, found in known if found),
        default=None,
        output_field=DateField(),
    )


def _is_of(summer: str, year: int, dates: Deadlines) -> Q:
    """Whether it is of that summer; one that is over counts as this one."""
    return Q(**{f"{summer}__lte" if year == dates.summer else summer: year})


def _by(dates: Deadlines) -> Case:
    """The day by which somebody acts, as `urgency.urgent` gives it."""
    as_seen = Q(own_day__isnull=True) | Q(why__in=CAUSES_BY_OWN_DAY[OwnDay.SEEN])
    still = (Case(When(**{f"{day}__gte": dates.on}, then=F(day))) for day in DAYS)
    return Case(
        When(urgency=Urgency.SETTLED.rank, then=None),
        When(urgency=Urgency.PAST.rank, then=_day(dates.declared())),
        When(as_seen, then="boards_day"),
        When(why__in=CAUSES_BY_OWN_DAY[OwnDay.ALWAYS], then="own_day"),
        default=Coalesce(Least(*still), "boards_day", "own_day"),
        output_field=DateField(),
    )


def _day(day: date | None) -> Value:
    return Value(day, output_field=DateField())
