"""What happened to a claim: the events of its trail, and which cells each saving changed."""

from dataclasses import dataclass

from claims.models import CentreAssessor
from entries.models import Candidate
from interchange.audit import trail
from interchange.catalogue.models import Unit

HAPPENED = {  # the events a person of the centre is shown, in words
    "claim.start": "Claim started",
    "claim.save_grades": "Grades saved",
    "claim.add_evidence": "Evidence attached",
    "claim.remove_evidence": "Evidence taken away",
    "claim.submit": "Submitted to the moderator",
    "claim.recall": "Recalled by the centre",
    "claim.sample": "Sample sent to the centre",
    "claim.amend_sample": "Sample amended",
    "claim.send_report": "Feedback report sent to the centre",
    "claim.agree": "Agreed and sent to the board",
    "claim.process": "Processed: the unit results are banked",
    "claim.withdraw": "Withdrawn by the moderator",
}
UNSEEN = {  # those only its moderators are shown besides
    "claim.save_sample": "Sample saved, not sent yet",
    "claim.review": "Review saved",
    "claim.save_report": "Feedback report saved, not sent yet",
}
SAVES = "claim.save_grades"  # the events whose detail says which cells became what


@dataclass(frozen=True)
class Changed:
    """A cell that was saved: whose, which unit, from what grade to what; "" for Not claiming."""

    candidate: Candidate | None
    unit: Unit | None
    before: str
    now: str
    assessor: CentreAssessor | None


def happened(claim, *, moderator=False):
    """The events of the claim's trail that the centre, or its moderator, may read; newest first.

    What is not named here nobody is shown: a new event is hidden until somebody thinks of it.
    """
    return trail.of(claim).filter(name__in=HAPPENED | (UNSEEN if moderator else {}))


def changed(cells):
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
