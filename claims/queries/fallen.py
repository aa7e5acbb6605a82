"""What the moderator withdrew from a claim and the centre has not claimed again."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims import rules
from claims.models import Line
from claims.states import STANDING, Outcome, Status


def to_claim_again(claim) -> QuerySet[Line]:
    """The claim's withdrawn lines whose units the candidates have not been claimed for since.

    None while the moderator still reviews the claim: until then the centre sees no decision.
    """
    if claim.status == Status.SAMPLED:
        return claim.lines.none()
    again = Line.objects.filter(
        Q(live=True) | Q(saved_at__gt=OuterRef("saved_at")),
        candidate=OuterRef("candidate"),
        unit=OuterRef("unit"),
        outcome__in=STANDING,
    )
    return claim.lines.filter(~Exists(again), outcome=Outcome.WITHDRAWN)


def as_claimed(line) -> rules.Cell:
    """A withdrawn line as a cell to save on another claim, where nothing is claimed there yet."""
    return rules.Cell(
        line.candidate_id,
        line.unit_id,
        line.claimed,
        line.assessor_id,
        seen="",
        other_awarding_body=line.other_awarding_body,
    )
