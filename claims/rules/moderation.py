"""What a moderator may agree and withdraw."""

from claims.rules.submission import ClaimNotReady


class VisitedBefore(ClaimNotReady):
    """The visit named was before the claim was submitted."""


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
