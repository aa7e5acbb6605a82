"""Which registrations does the tracker list, and how many are at risk? Read as they were kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from entries.models import QualificationEntry
from entries.queries import people
from entries.rules.registering import summer_of
from entries.states import LISTED
from interchange.accounts.models import Centre
from interchange.words import words_typed
from results import queries as results_queries
from results.diagnosis import Reason
from results.eligibility import WAITING
from results.models import KeptStanding
from results.urgency import AT_RISK, ORDER, Deadlines, Urgency, Urgent, urgent
from tracker.queries.teaching import in_group, taught_by
from tracker.queries.unit_states import UnitShown

WAITS = Q(kept__state__in=[one.name for one in WAITING])  # without a result to come
MOST_URGENT = ("urgency", "urgent_by", "candidate__sorts_as")


@dataclass(frozen=True)
class ListedEntry:
    """A registration and where it stands on the day, as the tracker lists it.

    `unit` is how it stands with the unit that was asked for, None without one.
    """

    entry: QualificationEntry
    kept: KeptStanding
    step: results_queries.NextStep
    urgent: Urgent
    unit: UnitShown | None = None

    @property
    def reason(self) -> Reason:
        """Why there is no result, and who acts next."""
        return self.kept.reason_on(self.urgent.on)


@dataclass(frozen=True)
class Counts:
    """How many registrations there are, of each urgency, and that wait to be worked out anew.

    Counted by urgency are those without a result to come, until this summer.
    """

    total: int
    by_urgency: Counter
    being_worked_out: int

    @property
    def late(self) -> int:
        """How many are late."""
        return self.by_urgency[Urgency.LATE]

    @property
    def due_soon(self) -> int:
        """How many are due soon."""
        return self.by_urgency[Urgency.DUE_SOON]

    @property
    def past(self) -> int:
        """How many are past their summer, and not said to be expected in another."""
        return self.by_urgency[Urgency.PAST]

    @property
    def at_risk(self) -> int:
        """How many are late or due soon."""
        return self.late + self.due_soon


def listed(centre: Centre) -> QuerySet[QualificationEntry]:
    """The centre's entries that the tracker lists."""
    return QualificationEntry.objects.filter(centre=centre, status__in=LISTED).select_related(
        "candidate", "centre", "qualification__subject"
    )


def expected(centre: Centre, on: date) -> QuerySet[QualificationEntry]:
    """Those of the listed entries whose candidates expect a result by the summer of the day."""
    return listed(centre).filter(completes_in__lte=summer_of(on))


def rows(entries, acting: results_queries.Acting) -> list[ListedEntry]:
    """Where each of the entries stands, read by `matching`; those due are worked out now."""
    entries, dates = list(entries), acting.dates
    found = results_queries.kept_of(entries, dates.on)
    return [
        ListedEntry(entry, kept, acting.on(entry, kept.reason_on(dates.on)), kept.urgent_on(dates))
        for entry in entries
        if (kept := found.get(entry.pk))
    ]


def urgent_of(progress: results_queries.Progress, dates: Deadlines) -> Urgent:
    """How urgent the result of a registration is, worked out now."""
    completes_in = progress.entry.completes_in
    return urgent(progress.reason, state=progress.state, completes_in=completes_in, dates=dates)


def counts(entries: QuerySet[QualificationEntry], dates: Deadlines) -> Counts:
    """The Counts of the entries on a day; who waits to be worked out is of no urgency.

    Each is counted by the index that holds those few, and not by going through all.
    """
    entries = entries.order_by()
    waiting = entries.filter(WAITS, completes_in__lte=dates.summer)
    return Counts(
        total=entries.count(),
        by_urgency=_by_urgency(waiting, dates)
        - _by_urgency(waiting.filter(results_queries.STILL_DUE), dates),
        being_worked_out=being_worked_out(entries),
    )


def being_worked_out(entries: QuerySet[QualificationEntry]) -> int:
    """How many of the entries wait to be worked out anew."""
    return entries.order_by().filter(results_queries.STILL_DUE).count()


def _by_urgency(entries, dates) -> Counter:
    found = results_queries.with_urgency(entries, dates).annotate(rank=F("urgency"))
    counted = found.values_list("rank").annotate(Count("pk"))
    return Counter({ORDER[rank]: count for rank, count in counted})


def at_risk_by_centre(dates: Deadlines) -> dict[tuple[int, Urgency], int]:
    """How many listed entries are at risk on the day, by centre (key) and urgency; one query.

    As Home counts them: who waits to be worked out is of no urgency.
    """
    found = results_queries.at_risk(dates).annotate(rank=F("urgency"))
    counted = found.values_list("centre", "rank").annotate(Count("pk"))
    return {(centre, ORDER[rank]): number for centre, rank, number in counted}


def matching(centre: Centre, chosen: dict) -> QuerySet[QualificationEntry]:
    """The centre's listed entries of a chosen `qualification`, `group` and `teacher`, by a `text`.

    These say where to look, whatever else is asked for there.
    """
    found = results_queries.with_kept(listed(centre))
    if code := chosen.get("qualification"):
        found = found.filter(qualification__code=code)
    if group := chosen.get("group"):
        found = in_group(found, group)
    if teacher := chosen.get("teacher"):
        found = taught_by(found, centre, teacher)
    text = chosen.get("text", "")
    if text:
        found = found.prefetch_related(*people.found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(people.found_by(centre, word))
    return found


def asked_for(entries: QuerySet[QualificationEntry], chosen: dict, dates: Deadlines) -> QuerySet:
    """Those of the entries of a chosen `state`, `cause` and `urgency`; or only those `at_risk`.

    By what was kept last: of those that wait to be worked out, what they were. They can be sorted
    by MOST_URGENT.
    """
    entries = results_queries.with_urgency(entries, dates)
    if state := chosen.get("state"):
        entries = entries.filter(kept__state=state)
    if cause := chosen.get("cause"):
        entries = results_queries.of_cause(entries, cause, dates.on)
    if urgency := chosen.get("urgency"):
        entries = entries.filter(results_queries.of_urgency(Urgency[urgency]))
    if chosen.get("at_risk"):
        at_risk = results_queries.of_urgency(*AT_RISK)
        entries = entries.filter(at_risk, WAITS, completes_in=dates.summer)
    return entries
