"""Which registrations does the tracker list, and how many are at risk? Read as they were kept."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

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

AT_RISK = Q(kept__state__in=[one.name for one in WAITING])


@dataclass(frozen=True)
class ListedEntry:
    """A registration and where it stands on the day, as the tracker lists it."""

    entry: QualificationEntry
    kept: KeptStanding
    step: results_queries.NextStep
    on: date

    @property
    def at_risk(self) -> bool:
        """Whether a result is expected by this summer that would not come as things stand."""
        return self.kept.is_at_risk_on(self.on)

    @property
    def reason(self) -> Reason:
        """Why there is no result, and who acts next."""
        return self.kept.reason_on(self.on)


@dataclass(frozen=True)
class Counts:
    """How many registrations there are, are at risk, and wait to be worked out anew."""

    total: int
    at_risk: int
    being_worked_out: int


def listed(centre: Centre) -> QuerySet[QualificationEntry]:
    """The centre's entries that the tracker lists."""
    return QualificationEntry.objects.filter(centre=centre, status__in=LISTED).select_related(
        "candidate", "centre", "qualification__subject"
    )


def expected(centre: Centre, on: date) -> QuerySet[QualificationEntry]:
    """Those of the listed entries whose candidates expect a result by the summer of the day."""
    return listed(centre).filter(completes_in__lte=summer_of(on))


def rows(entries, acting: results_queries.Acting, on: date) -> list[ListedEntry]:
    """Where each of the entries stands, read by `matching`; those due are worked out now."""
    entries = list(entries)
    found = results_queries.kept_of(entries, on)
    return [
        ListedEntry(entry, kept, acting.on(entry, kept.reason_on(on)), on)
        for entry in entries
        if (kept := found.get(entry.pk))
    ]


def counts(entries: QuerySet[QualificationEntry], on: date) -> Counts:
    """The Counts of the entries on the day; who waits to be worked out is not counted as at risk.

    Each is counted by the index that holds those few, and not by going through all.
    """
    entries = entries.order_by()
    at_risk = entries.filter(AT_RISK, completes_in__lte=summer_of(on))
    due = entries.filter(results_queries.STILL_DUE)
    return Counts(
        total=entries.count(),
        at_risk=at_risk.count() - at_risk.filter(results_queries.STILL_DUE).count(),
        being_worked_out=due.count(),
    )


def matching(centre: Centre, chosen: dict) -> QuerySet[QualificationEntry]:
    """The centre's listed entries of a chosen `qualification` and with the `text` typed."""
    found = results_queries.with_kept(listed(centre))
    if code := chosen.get("qualification"):
        found = found.filter(qualification__code=code)
    text = chosen.get("text", "")
    if text:
        found = found.prefetch_related(*people.found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(people.found_by(centre, word))
    return found


def asked_for(entries: QuerySet[QualificationEntry], chosen: dict, on: date) -> QuerySet:
    """Those of the entries of a chosen `state` and `cause`; only `at_risk` where that is asked.

    By what was kept last: of those that wait to be worked out, what they were.
    """
    if state := chosen.get("state"):
        entries = entries.filter(kept__state=state)
    if cause := chosen.get("cause"):
        entries = results_queries.of_cause(entries, cause, on)
    if chosen.get("at_risk"):
        entries = entries.filter(AT_RISK, completes_in__lte=summer_of(on))
    return entries
