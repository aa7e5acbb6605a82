"""What happens to what somebody typed and has not saved? It is kept as theirs, and no part of the
claim, until they save it or cancel."""

from dataclasses import replace

from django.db import transaction

from claims import queries, rules
from claims.models import UnsavedCell
from entries.commands import hold_people
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail

PLACE = ("candidate", "unit")
KEPT = ("grade", "assessor", "other_awarding_body", "seen", "file", "typed_at")


@transaction.atomic
def remember(*, claim, cells, by, at) -> int:
    """Keep cells as typed by the person and not saved, over what they typed there before.

    Whatever the claim's status: after a submission they are there to copy. Only cells of its
    candidates and units are kept, since nothing else can have been typed. Gives how many are kept.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    return keep(claim, cells, by, at)


@transaction.atomic
def remember_file(*, claim, cells, file, by, at) -> int:
    """Keep the cells of a file (its name) as typed by the person and not saved.

    What they had from an earlier file and not saved goes, since a file is sent again to put the
    first one right; what they typed by hand stays. Gives how many cells of earlier files went.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    earlier = UnsavedCell.objects.filter(claim=claim, typed_by=by).exclude(file="")
    places = set(earlier.values_list(*PLACE))
    forget(claim, places, by)
    keep(claim, cells, by, at, file)
    gone = len(places - {cell.place for cell in cells})
    if gone:
        trail.record("claim.discard_unsaved", about=claim, by=by, at=at, detail={"cells": gone})
    return gone


@transaction.atomic
def discard(*, claim, by, at, places=None) -> int:
    """Throw away what the person typed and has not saved: all of it, or of some places.

    Gives how many cells that were.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    gone = forget(claim, places, by)
    if gone:
        trail.record("claim.discard_unsaved", about=claim, by=by, at=at, detail={"cells": gone})
    return gone


def keep(claim, cells, by, at, file="") -> int:
    """Write cells as the person's unsaved ones; one that says what the claim says is forgotten."""
    if not cells:
        return 0
    hold_people({cell.candidate_id for cell in cells})
    facts = queries.cell_facts(claim, cells)
    cells = _with_bodies(claim, cells, facts, by)
    kept = [one for one in cells if one.place in facts.names and _typed(one, facts)]
    forget(claim, {one.place for one in cells} - {one.place for one in kept}, by)
    UnsavedCell.objects.bulk_create(
        [
            UnsavedCell(
                claim=claim,
                candidate_id=cell.candidate_id,
                unit_id=cell.unit_id,
                grade=cell.grade or "",
                assessor_id=cell.assessor_id if cell.assessor_id in facts.assessors else None,
                other_awarding_body=cell.other_awarding_body,
                seen=facts.says(cell.place) if cell.seen is None else cell.seen,
                file=file,
                typed_at=at,
                typed_by=by,
            )
            for cell in kept
        ],
        update_conflicts=True,
        unique_fields=["claim", "typed_by", "candidate", "unit"],
        update_fields=KEPT,
        batch_size=2000,
    )
    return len(kept)


def _with_bodies(claim, cells, facts, by):
    """The cells with the awarding body that was added or saved there, where they name none.

    Pages of grades do not send it, and typing a grade must not make the unit the centre's own.
    """
    if not facts.other_bodies:
        return cells
    added = UnsavedCell.objects.filter(claim=claim, typed_by=by).exclude(other_awarding_body="")
    bodies = {place: one.other_awarding_body for place, one in facts.held.items()}
    bodies |= {tuple(at): body for *at, body in added.values_list(*PLACE, "other_awarding_body")}
    return [
        replace(one, other_awarding_body=one.other_awarding_body or bodies.get(one.place, ""))
        for one in cells
    ]


def _typed(cell, facts):
    """Whether the cell is anything a centre could have typed that the claim does not say.

    A unit of another awarding body is, before it has a grade.
    """
    possible = cell.grade is None or cell.grade in rules.CLAIMED_BY_CENTRES
    added = bool(cell.other_awarding_body) and cell.place not in facts.held
    return possible and (facts.changes(cell) or added)


def forget(claim, places, by) -> int:
    """Delete the person's unsaved cells: all on the claim, or of some places. Gives how many."""
    mine = UnsavedCell.objects.filter(claim=claim, typed_by=by)
    if places is None:
        return mine.delete()[0]
    wanted = set(places)
    found = mine.filter(candidate__in={candidate for candidate, _ in wanted})
    gone = [pk for pk, *at in found.values_list("pk", "candidate", "unit") if tuple(at) in wanted]
    return UnsavedCell.objects.filter(pk__in=gone).delete()[0] if gone else 0
