"""Which reviews are there, what happened to each, and what followed from its outcome?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from entries.queries.people import matches
from interchange.audit import trail
from interchange.catalogue.models import KeyDate
from interchange.catalogue.queries import bank_holidays, figures
from interchange.words import words_typed
from results.models import QualificationResult, UnitResult
from reviews.models import Review
from reviews.rules import appeal_until, due_on, kept_until
from reviews.states import ACTS_OF_CENTRE, Status
from tracker.queries.story import Step

WITH_NAMES = (
    "centre",
    "candidate",
    "qualification__subject",
    "unit",
    "series",
    "result",
    "corrected",
    "paper",
    "charge__line__invoice",
    "asked_by",
)
PRIORITY_BY = "priority-reviews"


@dataclass(frozen=True)
class Event:
    """One thing that happened to a review, as the centre reads it."""

    title: str
    at: datetime
    by: str
    words: str


@dataclass(frozen=True)
class Days:
    """Until when a centre can appeal, and its consent is kept; None before there is an outcome."""

    appeal_until: date | None
    kept_until: date | None


def reviews(centre) -> QuerySet[Review]:
    """The centre's reviews, as pages show one."""
    return Review.objects.filter(centre=centre).select_related(*WITH_NAMES)


def history(centre, *, status="", service="", text="") -> QuerySet[Review]:
    """The centre's reviews; filters that are empty do not filter."""
    found = reviews(centre)
    if status:
        found = found.filter(status=status)
    if service:
        found = found.filter(service=service)
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found


def asked_with(token) -> list[Review]:
    """What was asked for by the form of that name, by number."""
    found = Review.objects.filter(token=token).select_related(*WITH_NAMES)
    return list(found.order_by("number"))


def story(review) -> list[Event]:
    """What happened to a review, newest first; the board's people are not named to centres."""
    return [
        Event(
            event.title,
            event.at,
            str(event.by) if event.name in ACTS_OF_CENTRE else "the board",
            event.detail.get("words", ""),
        )
        for event in trail.of(review)
    ]


def standing_of(review) -> UnitResult:
    """The result that stands of the review's exam: what was asked about, or its correction."""
    found = UnitResult.objects.standing().filter(
        candidate__person=review.candidate.person_id, unit=review.unit, series=review.series
    )
    return found.select_related("candidate", "unit", "centre", "qualification").latest("pk")


def awards_since(review) -> list[QualificationResult]:
    """The candidate's qualification results at the centre since the outcome corrected the unit."""
    if not review.corrected:
        return []
    found = QualificationResult.objects.filter(
        entry__centre=review.centre,
        entry__candidate__person=review.candidate.person_id,
        issued_at__gt=review.corrected.banked_at,
    )
    return list(found.select_related("entry__qualification", "supersedes").order_by("issued_at"))


def promised(service, asked_on) -> date | None:
    """The day by which the board means to have the outcome of what is asked for on the day."""
    later = KeyDate.objects.filter(slug=PRIORITY_BY, on__gte=asked_on).order_by("on")
    priority_by = later.values_list("on", flat=True).first()
    return due_on(service, asked_on, figures(), priority_by, bank_holidays())


def review_days(review) -> Days:
    """The days of a review that pages and letters say."""
    if review.decided_at is None:
        return Days(None, None)
    known = figures()
    decided_on = localdate(review.decided_at)
    consent = kept_until(decided_on, known) if review.signed_on else None
    return Days(appeal_until(decided_on, known), consent)


def steps(centre, records, *, linked) -> list[Step]:
    """What was asked for and came of it for a person's records, for the story of the candidate.

    Told is what the centre asked for itself; `linked` says whether to lead to its pages.
    """
    found = Review.objects.filter(centre=centre, candidate__in=records)
    withdrawn = found.filter(status=Status.WITHDRAWN)
    withdrawn_at = trail.when("review.withdraw", withdrawn)
    return [
        Step(at, title, f"{review.exam}{f'. {words}' if words else ''}", href)
        for review in found.select_related("centre", "unit", "series")
        for href in [review.get_absolute_url() if linked else ""]
        for at, title, words in (
            (review.asked_at, f"{review.get_service_display()} asked for", ""),
            (
                review.decided_at,
                f"{review.get_service_display()}: {review.get_status_display().lower()}",
                review.decision,
            ),
            (
                withdrawn_at.get(review.pk),
                f"{review.get_service_display()}: {review.get_status_display().lower()}",
                "",
            ),
        )
        if at
    ]
