"""Claims in progress, written down in a tenth of the statements that the commands take.

Most stories about claims begin with one. What is written is row for row what the commands leave:
`tests/claims/test_drafts_written_down.py` compares them.
"""

from claims.models import CentreAssessor, Claim, Line
from claims.states import Status
from entries.commands import raise_award_due_of
from interchange.audit.models import Event
from interchange.audit.trail import reference


def assessor(centre, qualification, name, initials, by, at):
    """An assessor whom the centre did not have, set up for the qualification."""
    made = CentreAssessor.objects.create(centre=centre, name=name, initials=initials)
    through = CentreAssessor.qualifications.through
    through.objects.create(centreassessor=made, qualification=qualification)
    _note("centreassessor.set_up", made, by, at, {"for": qualification.code})
    return made


def claim(centre, qualification, by, at):
    """The centre's claim in progress, begun now unless there is one; nothing is graded in it."""
    begun, is_new = Claim.objects.get_or_create(
        centre=centre,
        qualification=qualification,
        status=Status.DRAFT,
        defaults={"created_at": at, "created_by": by},
    )
    if is_new:
        _note("claim.start", begun, by, at)
    return begun


def grades(claim, cells, by, at):
    """Grades on a claim that has none yet."""
    Line.objects.bulk_create(
        Line(
            claim=claim,
            candidate_id=cell.candidate_id,
            unit_id=cell.unit_id,
            assessor_id=cell.assessor_id,
            claimed=cell.grade,
            grade=cell.grade,
            saved_at=at,
            saved_by=by,
        )
        for cell in cells
    )
    told = [[one.candidate_id, one.unit_id, None, one.grade, one.assessor_id] for one in cells]
    _note("claim.save_grades", claim, by, at, {"cells": told})
    raise_award_due_of({one.candidate_id for one in cells}, at=at)


def _note(name, about, by, at, detail=None):
    Event.objects.create(
        name=name,
        at=at,
        by=by,
        centre=about.centre.number,
        about=reference(about),
        label=str(about)[:200],
        detail=detail or {},
    )
