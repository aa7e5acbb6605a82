"""When a claim may be started, submitted and recalled."""

from collections.abc import Collection
from typing import Any

from interchange.refusals import RuleBroken

DECLARATION = (
    "I declare that the work of every candidate on this claim is their own, and that the centre "
    "holds a declaration signed by each of them."
)


class ClaimNotReady(RuleBroken):
    """The claim is not complete enough for the next step."""


def check_can_start(assessors: int, candidates: int, qualification: object) -> None:
    """Raise ClaimNotReady unless somebody can mark and somebody can be claimed for."""
    if not candidates:
        raise ClaimNotReady(
            f"Your centre has no candidates to claim for in {qualification}: nobody is registered,"
            " or all its units are examined."
        )
    if not assessors:
        raise ClaimNotReady(
            f"Set up at least one centre assessor for {qualification} before you build the claim."
        )


def check_certificated(refusal: str) -> None:
    """Raise ClaimNotReady with the sentence that says why nothing is claimed any more, if any."""
    if refusal:
        raise ClaimNotReady(refusal)


def check_can_submit(lines: Collection[Any], *, declared: bool) -> None:
    """Raise ClaimNotReady unless the claim may go to the moderator.

    Centres submit what somebody has marked, and only with the centre's declaration.
    """
    if not lines:
        raise ClaimNotReady(
            "There is nothing to submit: no grade is claimed for a candidate who is registered."
        )
    if not all(line.assessor_id for line in lines):
        raise ClaimNotReady("Choose a centre assessor for every grade before you submit.")
    if not declared:
        raise ClaimNotReady(
            "Tick the centre declaration before you submit: it says that you hold a signed"
            " declaration from every candidate on the claim.",
            field="declared",
        )


def check_said_why(unsaid: int) -> None:
    """Raise ClaimNotReady while so many units held already are claimed without a reason."""
    if unsaid:
        grades = "1 grade is for a unit" if unsaid == 1 else f"{unsaid} grades are for units"
        raise ClaimNotReady(
            f"{grades} that the candidate holds already. Say why, by the link"
            f"{'' if unsaid == 1 else 's'} under “Held already”, or take"
            f" {'it' if unsaid == 1 else 'them'} off the claim; then submit."
        )


def check_registered_long(names: Collection[str], days: int) -> None:
    """Raise ClaimNotReady where candidates, by name, were registered less than `days` ago."""
    if names:
        raise ClaimNotReady(
            f"{'; '.join(names)}: registered less than {days} days ago. Take these candidates off"
            " the claim, or submit it once that time is over."
        )


def check_can_recall(claim: Any, other: object) -> None:
    """Raise ClaimNotReady while the centre has another claim in progress for the qualification."""
    if other:
        raise ClaimNotReady(
            f"Another claim for {claim.qualification} is in progress. Submit it before you recall"
            f" claim {claim.number}."
        )
