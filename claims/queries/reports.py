"""What moderators wrote: reports for centres, concerns for the board; who changed a review last."""

from django.db.models import Count, QuerySet
from django.utils import timezone

from claims import rules
from claims.models import Claim, FeedbackReport, MalpracticeConcern
from claims.states import PROCESS
from interchange.audit.models import Event
from interchange.audit.trail import reference
from interchange.catalogue.models import Qualification

REVIEWS = "claim.review"  # the events whose detail says which lines became what
AMENDED = "claim.amend_sample"


def reports(centre) -> QuerySet[FeedbackReport]:
    """The feedback reports the centre has been sent, of withdrawn claims as of others."""
    return FeedbackReport.objects.filter(
        claim__centre=centre, sent_at__isnull=False
    ).select_related("claim__centre", "claim__qualification", "saved_by")


def reported_on(centre) -> QuerySet[Qualification]:
    """The qualifications the centre has reports on."""
    return Qualification.objects.filter(
        claims__centre=centre, claims__reports__sent_at__isnull=False
    ).distinct()


def reports_on(claim) -> QuerySet[FeedbackReport]:
    """The reports on the claim that were sent, newest first."""
    sent = FeedbackReport.objects.filter(claim=claim, sent_at__isnull=False)
    return sent.select_related("saved_by").order_by("-sent_at", "-pk")


def report_being_written(claim) -> FeedbackReport | None:
    """The report on the claim that is not sent yet; None if there is none."""
    return (
        FeedbackReport.objects.filter(claim=claim, sent_at=None).select_related("saved_by").first()
    )


def saved_when(report) -> str:
    """When a report was saved, as pages remember it; "" for none."""
    return report.saved_at.isoformat() if report else ""


def concerns(claim) -> QuerySet[MalpracticeConcern]:
    """What moderators suspect about the claim, oldest first: for them and for the board alone."""
    found = MalpracticeConcern.objects.filter(claim=claim)
    return found.select_related("raised_by", "taken_by")


def open_concerns(claims) -> dict[int, int]:
    """How many concerns about each of the claims are not answered: {claim id: number}."""
    found = MalpracticeConcern.objects.filter(claim__in=claims, answered_at=None).order_by()
    return dict(found.values_list("claim").annotate(Count("pk")))


def kept_from_processing(claims) -> dict[Claim, str]:
    """Which of the claims cannot be processed, and why: {claim: sentence}; one query."""
    concerns, found = open_concerns(claims), {}
    for claim in claims:
        try:
            rules.reports.check_no_concern_open(concerns.get(claim.pk, 0))
        except rules.ClaimNotReady as refusal:
            found[claim] = str(refusal)
        if claim.status not in PROCESS.sources:
            found[claim] = f"Its status is {claim.get_status_display()}."
    return found


def last_review(claim) -> tuple[int, str]:
    """The number of the last change of the claim's review, and who made it; (0, "") if none.

    A sample amended is one: there is more to look at, or less, than whoever agrees has seen.
    """
    last = _events(claim, REVIEWS, AMENDED).order_by("-pk").first()
    return (last.pk, last.by.name) if last else (0, "")


def reviewers(claim, line_ids) -> dict[int, rules.Reviewer]:
    """Who changed each of the lines last, by line id, as the trail has it."""
    wanted, found = set(line_ids), {}
    for event in _events(claim, REVIEWS).order_by("pk") if wanted else ():
        who = rules.Reviewer(event.by.name, timezone.localtime(event.at))
        found |= {line[0]: who for line in event.detail["lines"] if line[0] in wanted}
    return found


def _events(claim, *names):
    """The events of those names in the claim's trail."""
    return Event.objects.filter(about=reference(claim), name__in=names).select_related("by")
