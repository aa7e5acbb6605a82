"""What happened to a claim: the events of its trail, and which cells each saving changed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.models import CentreAssessor
from entries.models import Candidate
from interchange.audit import trail
from interchange.audit.models import Event
from interchange.catalogue.models import Unit

HAPPENED = {  # the events a person of the centre is shown
    "claim.start",
    "claim.save_grades",
    "claim.say_why",
    "claim.add_evidence",
    "claim.remove_evidence",
    "claim.submit",
    "claim.recall",
    "claim.sample",
    "claim.amend_sample",
    "claim.send_report",
    "claim.agree",
    "claim.process",
    "claim.withdraw",
}
UNSEEN = {
    "claim.save_sample",
    "claim.review",
    "claim.save_report",
}  # besides, for its moderators
SAVES = "claim.save_grades"  # the events whose detail says which cells became what


@dataclass(frozen=True)
class Changed:
    """A cell that was saved: whose, which unit, from what grade to what; "" for Not claiming."""

    candidate: Candidate | None
    unit: Unit | None
    before: str
    now: str
    assessor: CentreAssessor | None


def happened(claim, *, moderator=False) -> QuerySet[Event]:
    """The events of the claim's trail that the centre, or its moderator, may read; newest first.

    What is not named here nobody is shown: a new event is hidden until somebody thinks of it.
    """
    return trail.of(claim).filter(name__in=HAPPENED | (UNSEEN if moderator else set()))


def changed(cells) -> list[Changed]:
    """The cells of the details of events, with what their ids mean; three queries for any number.

    A cell is [candidate id, unit id, grade before, grade now, assessor id].
    """
    people, units, assessors = (
        kind.objects.in_bulk({cell[at] for cell in cells if cell[at]})
        for kind, at in ((Candidate, 0), (Unit, 1), (CentreAssessor, 4))
    )
    return [
        Changed(people.get(who), units.get(unit), before or "", now or "", assessors.get(marked))
        for who, unit, before, now, marked in cells
    ]
