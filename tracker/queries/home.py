"""What needs this person today? A query an area, whatever the centre's size."""

from dataclasses import dataclass

from django.urls import reverse

from claims import states as claim_states
from claims.models import Claim
from claims.queries import moderated_by
from entries.queries import to_answer
from interchange.accounts import permissions
from interchange.accounts.roles import Permission


@dataclass(frozen=True)
class Need:
    """Something to be done: what, why, and where to click."""

    title: str
    why: str
    href: str
    colour: str = "action"


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
