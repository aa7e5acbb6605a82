"""Are the results of a series opened, or out? Said here alone, of a series and as a condition.

*Opened* they are the board's alone no more: from their results day and hour, in London, or from an
earlier act of release. *Out* they are told to all who may read them: opened, and under no embargo
any more (docs/adr/0061, 0068). Whatever asks of rows puts the way to their series before it, such
as `series__`; a row without a series has no results to be out, so they are to come.

What is of days, not of instants, stands here as well: the day on which results come out, the day by
which they are told without a release, and until when a series is live.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, F, Func, Q
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate
from django.utils.timezone import localtime, make_aware


class Opening:
    """What a series says of its results from its dates; a part of the model Series."""

    results_on: date | None
    results_time: time
    others_on: date | None
    others_time: time
    candidates_on: date | None
    candidates_time: time
    released_at: datetime | None

    @property
    def opens_at(self) -> datetime | None:
        """The instant from which its results are the board's alone no more; None for no day.

        That is its results day and hour, or an earlier release; an embargo begins with it.
        """
        return self.released_at or instant(self.results_on, self.results_time)

    @property
    def others_at(self) -> datetime | None:
        """The instant at which its embargo ends for everybody at centres; None without one."""
        return instant(self.others_on, self.others_time)

    @property
    def candidates_at(self) -> datetime | None:
        """The instant before which no candidate is to be told; None where nothing is said of it."""
        said = instant(self.candidates_on, self.candidates_time)
        return max(filter(None, [said, self.others_at]), default=None)

    @property
    def results_at(self) -> datetime | None:
        """The instant at which its results are told to all who may read them; None for no day."""
        if self.opens_at is None:
            return None
        return max(filter(None, [self.opens_at, self.others_at]))

    @property
    def out_on(self) -> date | None:
        """The day on which its results come out, or came by a release; None while none is known.

        Where there is an embargo, not before it is over.
        """
        released = localtime(self.released_at).date() if self.released_at else None
        opened = min(filter(None, [released, self.results_on]), default=None)
        return opened and max(filter(None, [opened, self.others_on]))

    @property
    def is_released_to_all(self) -> bool:
        """Whether an act of the board has told its results, so that no day is waited for."""
        return self.released_at is not None and self.others_on is None

    @property
    def is_dated(self) -> bool:
        """Whether it is known when its results come out, or they are out by an act of the board."""
        return self.released_at is not None or self.results_on is not None

    def is_opened(self, at: datetime) -> bool:
        """Whether its exam results are the board's alone no more at the instant `at`.

        By their day and hour, or by an earlier release. An embargo may keep them from some yet.
        """
        if self.released_at is not None:
            return True
        return self.opens_at is not None and self.opens_at <= at

    def is_out(self, at: datetime) -> bool:
        """Whether its exam results are told at the instant `at`, to all who may read them.

        They are opened, and no embargo keeps them any more.
        """
        return self.is_opened(at) and (self.others_at is None or self.others_at <= at)

    def keeps_from_candidates(self, at: datetime) -> bool:
        """Whether no candidate is to be told of its results yet at the instant `at`."""
        return self.candidates_at is not None and self.candidates_at > at


def opened_by(at: datetime, of: str = "") -> Q:
    """The condition that the results are the board's alone no more, as `is_opened` has it."""
    return Q(**{f"{of}released_at__isnull": False}) | _past(f"{of}results", at)


def out_by(at: datetime, of: str = "") -> Q:
    """The condition that the results are out, as `is_out` has it."""
    return opened_by(at, of) & (Q(**{f"{of}others_on": None}) | _past(f"{of}others", at))


def may_keep_from_candidates(on: date, of: str = "") -> Q:
    """The condition of the series that may have `keeps_from_candidates` true on the day."""
    return Q(**{f"{of}candidates_on__gte": on}) | Q(**{f"{of}others_on__gte": on})


def live_on(on: date, begins: str, undated: timedelta, of: str = "") -> Q:
    """The condition that a series is live on the day, by dates: until its results come.

    Until its results day ends, or the last day of its embargo; a release ends it at once. Where no
    day is set, for so long (`undated`) after its exams began (`begins`, of the row).
    """
    to_come = Q(**{f"{of}results_on__gte": on})
    to_come |= Q(**{f"{of}results_on": None, f"{begins}__gt": on - undated})
    unreleased = Q(to_come, **{f"{of}released_at": None})
    return Q(unreleased | Q(**{f"{of}others_on__gte": on}), **{f"{begins}__lte": on})


def told_on(of: str = "") -> Func:
    """The day by which results are told at the latest, whatever was released before: a column."""
    return Greatest(f"{of}results_on", f"{of}others_on")


def day_out(of: str = "") -> Func:
    """The day that `out_on` gives, as a column."""
    opened = Least(TruncDate(f"{of}released_at"), f"{of}results_on")
    return Greatest(opened, f"{of}others_on")


def instant_out(of: str = "") -> Func:
    """The instant that `results_at` gives, as a column."""
    opens = Coalesce(F(f"{of}released_at"), _InLondon(f"{of}results_on", f"{of}results_time"))
    return Greatest(opens, _InLondon(f"{of}others_on", f"{of}others_time"))


class _InLondon(Func):
    """The instant of an hour of a day in London."""

    template = "((%(expressions)s) AT TIME ZONE 'Europe/London')"
    arg_joiner = " + "
    output_field: Any = DateTimeField()


def instant(on: date | None, hour: time) -> datetime | None:
    """The instant of an hour of a day in London; None for no day."""
    return make_aware(datetime.combine(on, hour)) if on else None


def end_of(on: date) -> datetime:
    """The last instant of a day, for who asks by the day alone: what comes on it has come."""
    return make_aware(datetime.combine(on, time.max))


def _past(name: str, at: datetime) -> Q:
    """The condition that the hour of that name has come at the instant."""
    here = localtime(at)
    on_its_day = Q(**{f"{name}_on": here.date(), f"{name}_time__lte": here.time()})
    return Q(**{f"{name}_on__lt": here.date()}) | on_its_day
