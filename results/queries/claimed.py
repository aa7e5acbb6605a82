"""Where do units stand that are claimed and no results yet? By their claim, and by its visit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import NamedTuple

from django.utils.timezone import localdate

from claims.models import Line, Visit
from claims.states import Status
from claims.visit_states import Status as Visited
from interchange.bulk import among
from interchange.catalogue.models import KeyDate
from interchange.catalogue.queries import SHARED_UNIT, figures
from interchange.catalogue.years import key_dates_year

BEFORE_THE_VISIT = {Status.READY: "ready", Status.SAMPLED: "sampled"}  # and the stage of each
LAST_DAY = "visits"  # the key date
PROCESSED_WITHIN = "processing-hours"  # the figure
HOURS_OF_A_DAY = 24


class ClaimedUnit(NamedTuple):
    """A person's (shared) unit on a claim: whose it is, at which stage, where, and by which day.

    After the day `late_after` it is late at that stage; `sampled` says whether a sample of the
    claim, which is not agreed yet, has been chosen.
    """

    person: int
    unit: int
    centre: int
    subject: int
    at: datetime
    stage: str
    where: str
    by: date | None
    late_after: date | None
    sampled: bool = False


class _Row(NamedTuple):
    """A live line as it is read, with its claim."""

    person: int
    unit: int
    centre: int
    subject: int
    at: datetime
    status: str
    number: int | None
    submitted_at: datetime | None
    agreed_at: datetime | None


@dataclass(frozen=True)
class _Visits:
    """The visits of centres and subjects, and the last day of each academic year for them."""

    of: dict[tuple[int, int], list[tuple[date, str]]]
    last_days: dict[str, date]

    def stage(self, row: _Row) -> tuple[str, date | None]:
        """How a submitted claim stands to its visits, and the day of the one that counts.

        Those before it was submitted are of other claims.
        """
        since = localdate(row.submitted_at)
        found = [one for one in self.of.get((row.centre, row.subject), ()) if one[0] >= since]
        for status in (Visited.HELD, Visited.BOOKED, Visited.REQUESTED):
            days = [on for on, stands in found if stands == status]
            if days:
                return self._stage(row, status, days[0]), days[0]
        return "unbooked", None

    def _stage(self, row: _Row, status: str, on: date) -> str:
        last_on = self.last_days.get(key_dates_year(on))
        if status == Visited.REQUESTED:
            return "unconfirmed"
        if status == Visited.BOOKED and last_on and on > last_on:
            return "too_late"
        return BEFORE_THE_VISIT[Status(row.status)]


def claimed_units(persons: Iterable[int]) -> Iterator[ClaimedUnit]:
    """The persons' units on claims, in the order in which they were typed.

    One query; three more where any is submitted.
    """
    rows = list(map(_Row._make, _live_lines(persons)))
    if not any(row.submitted_at for row in rows):
        yield from (_drafted(row) for row in rows)
        return
    visits = _visits({(row.centre, row.subject) for row in rows if row.status in BEFORE_THE_VISIT})
    days = ceil(figures().get(PROCESSED_WITHIN, 0) / HOURS_OF_A_DAY)
    for row in rows:
        where = f"claim {row.number}"
        if row.status in BEFORE_THE_VISIT:
            stage, on = visits.stage(row)
            is_told = stage in ("unconfirmed", "too_late")
            where = f"{where}, with the visit on {on:%-d %B %Y}" if is_told else where
            sampled = row.status == Status.SAMPLED
            yield ClaimedUnit(*row[:5], stage, where, on, None, sampled)
        elif row.status == Status.PENDING:
            late = localdate(row.agreed_at) + timedelta(days=days) if days else None
            yield ClaimedUnit(*row[:5], "pending", where, late, late)
        else:
            yield _drafted(row)


def _drafted(row: _Row) -> ClaimedUnit:
    where = f"claim {row.number}" if row.number else "the claim in progress"
    return ClaimedUnit(*row[:5], "drafted", where, None, None)


def _live_lines(persons):
    return (
        Line.objects.filter(live=True, candidate__person__in=among(persons))
        .order_by("pk")
        .values_list(
            *("candidate__person", SHARED_UNIT, "claim__centre_id"),
            *("claim__qualification__subject_id", "saved_at", "claim__status", "claim__number"),
            *("claim__submitted_at", "claim__agreed_at"),
        )
    )


def _visits(places) -> _Visits:
    """The visits of these (centre id, subject id), the earliest first."""
    centres, subjects = {centre for centre, _ in places}, {subject for _, subject in places}
    found = Visit.objects.filter(centre__in=centres, about__in=subjects)
    found = found.exclude(status=Visited.CANCELLED).order_by("on", "pk")
    of = defaultdict(list)
    for centre, subject, on, status in found.values_list("centre_id", "about_id", "on", "status"):
        of[centre, subject].append((on, status))
    last = KeyDate.objects.filter(slug=LAST_DAY).values_list("academic_year", "on")
    return _Visits(dict(of), dict(last))
