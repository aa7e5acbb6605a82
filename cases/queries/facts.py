"""What is true now of each kind of case? One statement a kind, for all centres."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, QuerySet, Value
from django.db.models.fields import BigIntegerField

from checkpoints.queries import expecting, summer_now
from claims.models import Claim
from claims.states import Status
from entries.models import QualificationEntry
from entries.states import OPEN
from interchange.catalogue import years
from interchange.catalogue.models import Series
from interchange.catalogue.queries import figures, key_dates
from results.queries import with_cause
from tracker.queries.progress import WAITS

CLAIMS = "claims"  # the key date: claims for the final visit submitted by
BEFORE_CLAIMS, BEFORE_FILES = "case-claim-days", "case-uci-days"  # figures: days before a date
UNSAMPLED = "case-sample-days"  # … and after a claim was submitted
NONE = Value(None, output_field=BigIntegerField())

Key = tuple[int, int | None, int | None]  # the centre, the subject, the claim


@dataclass(frozen=True)
class Now:
    """What the kinds go by: the day, its summer, the board's last day for claims, figures.

    `claims_on` is None while the board has set none: then nobody knows what is after it.
    """

    at: datetime
    on: date
    summer: int
    claims_on: date | None
    figures: dict[str, int]

    def is_after_claims(self, before: int = 0) -> bool:
        """Whether the last day for claims is past, or so many days before it have begun."""
        return self.claims_on is not None and self.on > self.claims_on - timedelta(days=before)


def facts(kind: str, at: datetime, on: date) -> dict[Key, int] | None:
    """How many candidates the kind concerns now, by what a case of it would be about.

    None where the board has not set the date or the figure that the kind goes by.
    """
    summer = summer_now(on)
    last = key_dates(years.in_words(summer - 1)).get(CLAIMS)
    now = Now(at, on, summer, last.on if last else None, figures())
    found = FACTS[kind](now)
    if found is None:
        return None
    return {(centre, subject, claim): number for centre, subject, claim, number in found}


def _expecting(now: Now) -> QuerySet:
    """The registrations of all centres that expect a result this summer and would get none."""
    found = QualificationEntry.objects.filter(WAITS, expecting(now.summer), status__in=OPEN)
    return with_cause(found, now.on)


def _by_subject(entries: QuerySet) -> QuerySet:
    """The registrations, counted by centre and subject."""
    rows = entries.order_by().values("centre", about=F("qualification__subject"))
    return rows.annotate(claim=NONE, number=Count("candidate", distinct=True)).values_list(
        "centre", "about", "claim", "number"
    )


def _by_claim(claims: QuerySet) -> QuerySet:
    """The claims, each with how many candidates are on it."""
    rows = claims.order_by().annotate(many=Count("lines__candidate", distinct=True))
    rows = rows.filter(many__gt=0)
    return rows.values_list("centre", "qualification__subject", "pk", "many")


def _not_eligible(now):
    if now.claims_on is None:
        return None
    return _by_subject(_expecting(now)) if now.is_after_claims() else ()


def _unsubmitted(now):
    if now.claims_on is None:
        return None
    if not now.is_after_claims(now.figures.get(BEFORE_CLAIMS, 0)):
        return ()
    return _by_claim(Claim.objects.filter(status=Status.DRAFT))


def _unsampled(now):
    if UNSAMPLED not in now.figures:
        return None
    long_ago = now.at - timedelta(days=now.figures[UNSAMPLED])
    return _by_claim(Claim.objects.filter(status=Status.READY, submitted_at__lt=long_ago))


def _of_cause(cause):
    return lambda now: _by_subject(_expecting(now).filter(cause=cause))


def _uci_missing(now):
    results = Series.objects.filter(year=now.summer, month=Series.Month.JUNE)
    day = results.values_list("results_on", flat=True).first()
    before = timedelta(days=now.figures.get(BEFORE_FILES, 0))
    if day is None:
        return None
    if now.on < day - before:
        return ()
    found = QualificationEntry.objects.filter(
        expecting(now.summer), status__in=OPEN, candidate__uci=""
    )
    rows = found.order_by().values("centre").annotate(about=NONE, claim=NONE)
    return rows.annotate(number=Count("candidate", distinct=True)).values_list(
        "centre", "about", "claim", "number"
    )


FACTS: dict[str, Callable[[Now], Iterable[tuple] | None]] = {
    "not-eligible": _not_eligible,
    "unsubmitted": _unsubmitted,
    "unsampled": _unsampled,
    "visit-late": _of_cause("visit_too_late"),
    "absence": _of_cause("absent"),
    "uci-missing": _uci_missing,
}
