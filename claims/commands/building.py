"""How is a claim built? One draft a qualification, its grades saved in sets by several people."""

from django.db import transaction

from claims import queries, rules
from claims.commands.locking import lock
from claims.models import Claim, Line
from claims.states import EDITABLE, STANDING, Outcome, Status
from entries.commands import hold_people
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail

SAVED = ("claimed", "grade", "assessor", "outcome", "reason", "live", "saved_at", "saved_by")


@transaction.atomic
def start(*, centre, qualification, by, at):
    """Give the centre's claim in progress for the qualification, begun now if there is none.

    Two people who start at once get the same one. Raises ClaimNotReady where nobody is registered
    or no assessor is set up: the guide asks for assessors before the claim.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=centre, subject=qualification.subject.code)
    unsaved = Claim(centre=centre, qualification=qualification)
    rules.check_can_start(
        queries.assessors(centre, qualification).count(),
        sum(bool(one.units) for one in queries.claimants(unsaved)),
        qualification,
    )
    claim, begun = Claim.objects.get_or_create(
        centre=centre,
        qualification=qualification,
        status=Status.DRAFT,
        defaults={"created_at": at, "created_by": by},
    )
    if begun:
        trail.record("claim.start", about=claim, by=by, at=at)
    return claim


@transaction.atomic
def save_grades(*, claim, cells, by, at):
    """Save a set of cells on the claim in progress; give how many changed.

    A cell without a grade takes the line off (Not claiming). All are saved or none. Raises
    CellsRefused with a sentence for each cell that cannot be saved, MoveRefused where the claim
    was submitted meanwhile.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    claim = lock(claim, *EDITABLE)
    hold_people({cell.candidate_id for cell in cells})
    ground = queries.ground(claim, cells)
    rules.check_cells(cells, ground)
    changed = [cell for cell in cells if ground.held.get(cell.place) != wanted(cell)]
    remove(claim, [cell for cell in changed if cell.grade is None])
    write(claim, [cell for cell in changed if cell.grade], by, at)
    if changed:
        detail = {"cells": [told(cell, ground) for cell in changed]}
        trail.record("claim.save_grades", about=claim, by=by, at=at, detail=detail)
    return len(changed)


def wanted(cell):
    """What a cell makes of the claim: grade and assessor, or nothing."""
    return (cell.grade, cell.assessor_id) if cell.grade else None


def remove(claim, cells):
    """Take the cells' lines off the claim."""
    places = {cell.place for cell in cells}
    found = Line.objects.filter(
        claim=claim,
        outcome__in=STANDING,
        candidate__in={place[0] for place in places},
        unit__in={place[1] for place in places},
    )
    gone = [pk for pk, *at in found.values_list("pk", "candidate", "unit") if tuple(at) in places]
    Line.objects.filter(pk__in=gone).delete()


def write(claim, cells, by, at):
    """Put the cells on the claim, over what their lines said."""
    Line.objects.bulk_create(
        [
            Line(
                claim=claim,
                candidate_id=cell.candidate_id,
                unit_id=cell.unit_id,
                assessor_id=cell.assessor_id,
                claimed=cell.grade,
                grade=cell.grade,
                outcome=Outcome.CLAIMED,
                live=True,
                saved_at=at,
                saved_by=by,
            )
            for cell in cells
        ],
        update_conflicts=True,
        unique_fields=["claim", "candidate", "unit"],
        update_fields=SAVED,
        batch_size=2000,
    )


def told(cell, ground):
    """A changed cell as the trail keeps it: who, which unit, from what, to what."""
    before = ground.held.get(cell.place)
    return [cell.candidate_id, cell.unit_id, before[0] if before else None, cell.grade]
