"""What a moderator may agree and withdraw."""

from collections.abc import Collection
from datetime import date
from typing import Any

from claims.rules.submission import ClaimNotReady
from interchange.refusals import RuleBroken

SAY_WHY_WITHDRAWN = "Say why you withdraw the claim: the centre is told."


class NotIndependent(RuleBroken):
    """Whoever wants to moderate the claim is too near it."""


class VisitedBefore(ClaimNotReady):
    """The visit named was before the claim was submitted."""


class VisitUnknown(ClaimNotReady):
    """On the day named no visit for the subject is in the portal."""


def check_can_agree(
    standing: int, visited_on: date, today: date, *, submitted_on: date, seen_then: bool
) -> None:
    """Raise ClaimNotReady unless something is left to agree and the visit has been.

    A visit before the claim was submitted counts where its work was `seen_then`: what is withdrawn
    during a visit may be claimed again and agreed without a second one. Else VisitedBefore.
    """
    if not standing:
        raise ClaimNotReady("Every unit has been withdrawn. Withdraw the whole claim instead.")
    if visited_on > today:
        raise ClaimNotReady("The date of the visit is in the future. Submit after the visit.")
    if visited_on < submitted_on and not seen_then:
        raise VisitedBefore(
            f"This claim was submitted on {submitted_on:%-d %B %Y}, after that visit. Correct the"
            " date, or tick that the work was seen then."
        )


def check_visited(
    visited_on: date, days: Collection[date], subject: object, *, unbooked: bool
) -> None:
    """Raise VisitUnknown where none of the subject's visits was on that day.

    `days` are those of its visits that were not cancelled. Visits are also arranged outside the
    portal, so the moderator may say that there was one, `unbooked` here.
    """
    if visited_on in days or unbooked:
        return
    known = ", ".join(f"{day:%-d %B %Y}" for day in sorted(days, reverse=True)[:3])
    raise VisitUnknown(
        f"No visit for {subject} on {visited_on:%-d %B %Y} is in the portal"
        f"{f'; there is one on {known}' if known else ''}. Correct the date, or tick that the visit"
        " took place that day."
    )


def check_independent(claim: Any, *, belongs: bool, marked: bool) -> None:
    """Raise NotIndependent where a moderator would judge the own work.

    That is a claim of a centre to which they belong, or `belongs` in this academic year, and one
    on which they `marked` or typed grades. Ours: the board publishes only that moderators are not
    the centre's own staff.
    """
    if belongs:
        raise NotIndependent(
            f"You belong to {claim.centre}, or have belonged to it in this academic year, so"
            " another moderator samples and agrees its claims. Tell the board if none is allocated."
        )
    if marked:
        raise NotIndependent(
            "You are named as assessor on this claim, or typed grades on it, so another moderator"
            " samples and agrees it. Tell the board if none is allocated."
        )


def check_because(because: str) -> None:
    """Raise ClaimNotReady where the moderator does not say why the claim is withdrawn."""
    if not because.strip():
        raise ClaimNotReady(SAY_WHY_WITHDRAWN)
