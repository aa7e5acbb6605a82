"""A sampled claim as a grid to review: candidates by units, and how far the moderator agrees."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from claims import rules
from claims.models import CentreAssessor, Line
from claims.queries.moderating import sampled_ids, taken_again
from claims.queries.reports import REVIEWS
from claims.states import TOUCHED, Outcome
from interchange.audit.models import Event
from interchange.audit.trail import reference
from interchange.database.sorting import SortsAs


@dataclass(frozen=True)
class Judged:
    """What a line says since a moderator saved it; no grade where it is withdrawn."""

    candidate_id: int
    unit_id: int
    grade: str | None
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class ReviewGrid:
    """The lines of some candidates: {candidate id: lines}; what is in the sample, what is shut.

    `shut` are withdrawn lines whose unit the person claims elsewhere; `after` is the last event of
    the trail that all this knows of.
    """

    lines: dict[int, list[Line]]
    sampled: set[int]
    shut: set[int]
    after: int


def review_grid(claim, lines, candidate_ids) -> ReviewGrid:
    """Those of the `lines` that are the candidates'; as many queries however many there are."""
    after = _last_judged(claim)  # first, so that nothing saved between the two is missed
    of_each = {}
    found = lines.filter(candidate__in=candidate_ids)
    found = list(found.order_by().prefetch_related("candidate", "unit", "assessor"))
    for line in found:
        of_each.setdefault(line.candidate_id, []).append(line)
    shut = taken_again(claim, [line for line in found if not line.live])
    return ReviewGrid(of_each, sampled_ids(claim), shut, after)


def agreement(claim) -> list[rules.Agreement]:
    """How often the grades of the sample stand, by assessor, by their initials."""
    lines = claim.lines.exclude(outcome=Outcome.LEFT_OUT).filter(pk__in=sampled_ids(claim))
    counted = lines.order_by().values_list("assessor__initials")
    stand = Count("pk", filter=~Q(outcome__in=TOUCHED))
    rows = counted.annotate(looked_at=Count("pk"), stand=stand).order_by(
        "assessor__initials", "assessor"
    )
    return [rules.Agreement(*row) for row in rows]


def assessors_on(claim) -> list[CentreAssessor]:
    """Who marked something on the claim, by name."""
    marked = claim.lines.order_by().values("assessor")
    return list(CentreAssessor.objects.filter(pk__in=marked).order_by(SortsAs("name"), "pk"))


def touched(claim) -> list[Line]:
    """What the moderator changed or withdrew, candidate by candidate, in the units' order."""
    lines = claim.lines.filter(outcome__in=TOUCHED).select_related("candidate", "unit", "assessor")
    return list(lines.order_by("candidate__sorts_as", "candidate", "unit__in_order"))


def _last_judged(claim) -> int:
    """The number of the last event that changed the review; 0 before any."""
    return _reviews(claim).order_by("-pk").values_list("pk", flat=True).first() or 0


def judged_since(claim, after) -> tuple[list[Judged], int]:
    """What moderators saved after an event of the trail, each line once, and the last event."""
    events = list(_reviews(claim).filter(pk__gt=after).select_related("by").order_by("pk"))
    told = {line[0]: (line, one) for one in events for line in one.detail["lines"]}
    places = claim.lines.in_bulk(told)
    found = [
        Judged(
            places[pk].candidate_id,
            places[pk].unit_id,
            None if outcome == Outcome.WITHDRAWN else grade,
            reason,
            event.by.name,
            f"{timezone.localtime(event.at):%H:%M}",
        )
        for (pk, outcome, grade, reason), event in told.values()
        if pk in places
    ]
    return found, events[-1].pk if events else after


def _reviews(claim):
    """The events that changed grades in the claim's review."""
    return Event.objects.filter(about=reference(claim), name=REVIEWS)
