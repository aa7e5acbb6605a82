"""What needs this person today, and what is new? A query an area, whatever the centre's size."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from claims import states as claim_states
from claims.models import Claim
from claims.queries import moderated_by
from entries.models import QualificationEntry
from entries.queries import to_answer
from interchange.accounts import permissions
from interchange.accounts.models import Membership
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.audit.models import Event

RECENT = timedelta(days=14)
ENTRY = "qualificationentry:"
MOST_NEWS = 12


@dataclass(frozen=True)
class Need:
    """Something to be done: what, why, and where to click."""

    title: str
    why: str
    href: str
    colour: str = "action"


@dataclass(frozen=True)
class News:
    """Something that happened, in words, by whom, and the page to see it on."""

    title: str
    label: str
    href: str
    at: datetime
    by: str


NEWS = {
    "claim.submit": "Claim submitted",
    "claim.recall": "Claim recalled",
    "claim.sample": "Sample ready to view",
    "claim.agree": "Claim agreed and sent to the board",
    "claim.process": "Claim processed: unit results are available",
    "claim.withdraw": "Claim withdrawn by the moderator",
    "claim.send_report": "Feedback report from the moderator",
    "visit.ask": "Visit asked for",
    "visit.book": "Visit booked",
    "visit.rebook": "Visit moved to another date or type",
    "visit.call_off": "Visit called off by the moderator",
    "visit.cancel": "Visit cancelled",
    "visit.hold": "Visit took place",
    "qualificationresult.issue": "Qualification results issued",
    "qualificationresult.correct": "Qualification results corrected",
    "request.raise": "Missing-results request raised",
    "request.ask": "The board asks about a missing-results request",
    "request.resolve": "Missing-results request resolved",
    "request.reject": "Missing-results request rejected",
    "approval.approve": "Approved for a subject",
    "approval.decline": "Approval declined by the board",
    "approval.end": "Approval ended by the board",
    "entryfile.load": "File of entries loaded",
    "qualificationentry.withdraw": "Entry marked Withdrawn",
    "qualificationentry.process_withdrawal": "Withdrawal processed",
    "qualificationentry.ask_back": "The board was asked to reinstate a registration",
    "qualificationentry.decline_back": "The board does not reinstate a registration",
    "qualificationentry.reinstate": "Registration reinstated by the board",
}


def claims_in_hand(user, centre) -> list[Need]:
    """What the person must do about the centre's claims."""
    may_claim = permissions.can(user, Permission.MAKE_CLAIMS, centre=centre)
    waiting = Claim.objects.filter(
        centre=centre, status__in=(claim_states.Status.DRAFT, claim_states.Status.SAMPLED)
    ).select_related("centre", "qualification")
    return [_about_claim(claim) for claim in waiting if may_claim]


def _about_claim(claim):
    """The need of a draft or sampled claim."""
    href = reverse("claims:view", args=[claim.centre.number, claim.pk])
    if claim.status == claim_states.Status.DRAFT:
        return Need(
            f"Finish and submit the claim for {claim.qualification.code}",
            f"{claim.qualification.title}: no moderator sees it until it is submitted.",
            href,
            "waiting",
        )
    return Need(
        f"Have the sampled work ready: claim {claim.number}",
        f"{claim.qualification.title}: the moderator will look at the ticked work at the visit.",
        href,
    )


def transfers_to_answer(user, centre) -> list[Need]:
    """The transfers that wait for the centre's word."""
    if not permissions.can(user, Permission.MAKE_ENTRIES, centre=centre):
        return []
    return [
        Need(
            f"Answer centre {one.new_centre.number}: a transfer",
            f"{one.new_centre.name} asks for {one.name}, {one.qualification}. Agree or decline.",
            one.page_at(centre),
        )
        for one in to_answer(centre)
    ]


def moderation(user) -> list[Need]:
    """What a moderator must do: claims to sample and to review, of each allocated centre."""
    allocated = moderated_by(user, "qualification__subject")
    statuses = (claim_states.Status.READY, claim_states.Status.SAMPLED)
    found = Claim.objects.filter(allocated, status__in=statuses).order_by("submitted_at")
    return [_about_moderation(claim) for claim in found.select_related("centre", "qualification")]


def _about_moderation(claim):
    """The need of a claim that is ready for sampling or sampled."""
    what = f"{claim.centre.name}: {claim.qualification.title}, claim {claim.number}"
    if claim.status == claim_states.Status.READY:
        return Need("Select a sample", what, reverse("claims:to_sample"))
    return Need("Review after the visit", what, reverse("claims:to_review"), "waiting")


def news(user, centre, at) -> list[News]:
    """What the person may see of what happened within RECENT of the instant, newest first.

    Centres know each other's people and their moderators by name; the board's staff are the board.
    """
    recent = Event.objects.filter(centre=centre.number, at__gte=at - RECENT, name__in=NEWS)
    if not permissions.can(user, Permission.VIEW_REQUESTS, centre=centre):
        recent = recent.exclude(name__startswith="request.")
    events = list(recent.select_related("by")[:MOST_NEWS])
    staff = Membership.objects.filter(centre=None, user__in={event.by_id for event in events})
    of_the_board = set(staff.values_list("user_id", flat=True))
    registrations = _registrations_of(events)
    return [
        News(
            NEWS[event.name],
            event.label,
            _page_of(event, centre, registrations),
            event.at,
            "the board" if event.by_id in of_the_board else event.by.name,
        )
        for event in events
        if event.by
    ]


def _registrations_of(events):
    """The registrations that the events are about, by how the trail names them."""
    ids = [event.about.partition(":")[2] for event in events if event.about.startswith(ENTRY)]
    found = QualificationEntry.objects.filter(pk__in=ids).select_related("candidate", "centre")
    return {trail.reference(entry): entry for entry in found}


def _page_of(event, centre, registrations):
    """Where the record of an event can be seen; registrations on their candidate's page."""
    if event.about in registrations:
        return registrations[event.about].get_absolute_url()
    kind, _, key = event.about.partition(":")
    if kind == "claim":
        return reverse("claims:view", args=[centre.number, key])
    if kind == "entryfile":
        return reverse("entries:file", args=[centre.number, key])
    if kind == "visit":
        return reverse("claims:visit", args=[centre.number, key])
    if kind == "approval":
        return reverse("entries:approvals", args=[centre.number])
    if kind == "request":
        return reverse("mir:requests", args=[centre.number])
    if kind == "qualificationresult":
        return reverse("results:test_results", args=[centre.number])
    return reverse("tracker:progress", args=[centre.number])
