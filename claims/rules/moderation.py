"""What a moderator may ask to see, agree and withdraw."""

from collections.abc import Collection, Iterable

from claims.rules.submission import ClaimNotReady


class VisitedBefore(ClaimNotReady):
    """The visit named was before the claim was submitted."""


def check_sample(lines: Collection, claimed: Collection):
    """Raise ClaimNotReady unless the sample names lines of the claim."""
    if not set(lines) <= set(claimed):
        raise ClaimNotReady(
            "Part of the sample is no longer on the claim. Look at the claim again and choose."
        )


def check_can_send_sample(lines: Collection):
    """Raise ClaimNotReady where nothing was chosen."""
    if not lines:
        raise ClaimNotReady("Choose at least one unit of one candidate, and save the sample.")


def uncovered(lines: Iterable, chosen: Collection):
    """What a sample leaves unseen: {kind: names} of units, assessors and grades claimed.

    Published is only that the moderator chooses; this advises and refuses nothing.
    """
    kinds = {
        "Units": lambda line: f"Unit {line.unit.number}",
        "Centre assessors": lambda line: str(line.assessor),
        "Grades": lambda line: line.claimed,
    }
    lines = list(lines)
    missing = {}
    for kind, name in kinds.items():
        seen = {name(line) for line in lines if line.pk in chosen}
        unseen = dict.fromkeys(name(line) for line in lines if name(line) not in seen)
        if unseen:
            missing[kind] = list(unseen)
    return missing


def check_can_agree(standing: int, visited_on, today, *, submitted_on, seen_then: bool):
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


def check_because(because: str):
    """Raise ClaimNotReady where the moderator does not say why the claim is withdrawn."""
    if not because.strip():
        raise ClaimNotReady("Say why you withdraw the claim: the centre is told.")
