"""What is there: a centre's requests, with their papers and their story."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from interchange.audit import trail
from mir.models import Attachment, Draft, Request
from mir.request_types import BY_SLUG
from mir.states import ACTS_OF_CENTRE, FINISHED, WITH_THE_BOARD, WITH_THE_CENTRE, Status
from tracker.queries import story as story_of_candidates

WITH_NAMES = ("centre", "qualification__subject", "candidate", "unit", "series", "raised_by")


@dataclass(frozen=True)
class Step:
    """One thing that happened to a request, as the centre reads it."""

    title: str
    at: datetime
    by: str
    words: str


def requests(centre) -> QuerySet[Request]:
    """The centre's requests, as pages show one."""
    return Request.objects.filter(centre=centre).select_related(*WITH_NAMES)


def history(centre, *, status="", kind="", numbers=()) -> QuerySet[Request]:
    """The centre's requests; filters that are empty do not filter."""
    found = requests(centre)
    if numbers:
        found = found.filter(number__in=numbers)
    if status:
        found = found.filter(status=status)
    return found.filter(kind=kind) if kind else found


def waiting(centre) -> QuerySet[Request]:
    """The requests that wait for an answer of the centre, the oldest first."""
    return requests(centre).filter(status__in=WITH_THE_CENTRE).order_by("raised_at", "id")


def queue(requests, whose) -> QuerySet[Request]:
    """Those of the requests on which the `board`, the `centre` or `nobody` must act; else all."""
    turns = {"board": WITH_THE_BOARD, "centre": WITH_THE_CENTRE, "nobody": FINISHED}
    return requests.filter(status__in=turns[whose]) if whose in turns else requests


def papers(request) -> list[Attachment]:
    """The papers of a request, each with the title its kind gives it."""
    kind = BY_SLUG[request.kind]
    found = list(request.attachments.select_related("added_by"))
    for paper in found:
        paper.title = kind.document(paper.document).title
    return found


def rows_sent(request) -> list[dict[str, str]]:
    """What the rows of the request's filled template say, by the words of its columns."""
    found = request.attachments.exclude(rows=[]).order_by("pk")
    return [row for rows in found.values_list("rows", flat=True) for row in rows]


def attachments(request) -> QuerySet[Attachment]:
    """The papers of a request, as they are kept."""
    return Attachment.objects.filter(request=request)


def story(request) -> list[Step]:
    """What happened to a request, newest first; the board's people are not named to centres."""
    return [_step(event) for event in trail.of(request)]


def _step(event):
    """An event of the trail in the centre's words."""
    by = str(event.by) if event.name in ACTS_OF_CENTRE else "the board"
    return Step(event.title, event.at, by, event.detail.get("words", ""))


def chosen(token, by) -> QuerySet[Attachment]:
    """The papers a person has chosen in a form that is not sent yet."""
    return Attachment.objects.filter(token=token, added_by=by, request=None)


def drafts(centre, by) -> QuerySet[Draft]:
    """What a person has begun at the centre and not sent, the last typed first; nobody else's."""
    return Draft.objects.filter(centre=centre, by=by).select_related("centre", "qualification")


def steps(centre, records) -> list[story_of_candidates.Step]:
    """What the centre asked about a person's records and what came of it, for their story."""
    found = Request.objects.filter(centre=centre, candidate__in=records).select_related("centre")
    withdrawn = [one for one in found if one.status == Status.WITHDRAWN]
    withdrawn_at = trail.when("request.withdraw", withdrawn) if withdrawn else {}
    return [
        story_of_candidates.Step(at, title, f"Request {one.number}: {what}", href)
        for one in found
        for what, href in [(BY_SLUG[one.kind].title, one.get_absolute_url())]
        for at, title in (
            (one.raised_at, "Missing-results request raised"),
            (one.decided_at, f"Missing-results request {one.get_status_display().lower()}"),
            (withdrawn_at.get(one.pk), "Missing-results request withdrawn"),
        )
        if at
    ]
