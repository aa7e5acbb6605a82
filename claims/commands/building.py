"""How is a claim built? One draft a qualification, its grades saved in sets by several people."""

from dataclasses import dataclass, field, replace

from django.db import connection, transaction
from django.utils.timezone import localdate

from claims import queries, rules
from claims.commands.locking import lock
from claims.commands.unsaved import forget, keep
from claims.models import Claim, Line
from claims.states import EDITABLE, STANDING, Outcome, Status
from entries.commands import hold_people, raise_award_due_of
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.workflow import MoveRefused

WRITE = """
    INSERT INTO claims_line
        (claim_id, candidate_id, unit_id, assessor_id, claimed, grade, other_awarding_body,
         outcome, reason, again, held_before, live, saved_at, saved_by_id)
    SELECT %(claim)s, cell.candidate, cell.unit, cell.assessor, cell.grade, cell.grade, cell.body,
           %(outcome)s, '', '', '', true, %(at)s, %(by)s
    FROM unnest(%(candidates)s::bigint[], %(units)s::bigint[], %(assessors)s::bigint[],
                %(grades)s::text[], %(bodies)s::text[])
         AS cell (candidate, unit, assessor, grade, body)
    ON CONFLICT (claim_id, candidate_id, unit_id) DO UPDATE
    SET claimed = excluded.claimed, grade = excluded.grade, assessor_id = excluded.assessor_id,
        other_awarding_body = excluded.other_awarding_body, outcome = excluded.outcome,
        reason = excluded.reason, live = excluded.live, saved_at = excluded.saved_at,
        saved_by_id = excluded.saved_by_id
"""


@dataclass(frozen=True)
class Saved:
    """What came of cells that were saved where they could be: how many changed, and the others."""

    changed: int
    problems: dict[tuple[int, int], rules.Problem] = field(default_factory=dict)


@transaction.atomic
def start(*, centre, qualification, by, at) -> Claim:
    """Give the centre's claim in progress for the qualification, begun now if there is none.

    Two people who start at once get the same one. Raises ClaimNotReady where nobody is registered
    or no assessor is set up: the guide asks for assessors before the claim; and after the last
    certification.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=centre, subject=qualification.subject.code)
    rules.check_certificated(qualification.life.certification_refusal(localdate(at)))
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
def save_grades(*, claim, cells, by, at) -> int:
    """Save a set of cells on the claim in progress; give how many changed.

    A cell without a grade takes the line off (Not claiming). All are saved or none. Raises
    CellsRefused with a sentence for each cell that cannot be saved, or that somebody else changed
    since it was typed; MoveRefused where the claim was submitted meanwhile.
    """
    claim, facts = _made_ready(claim, cells, by)
    rules.check_cells(cells, facts)
    return _put(claim, cells, facts, by, at)


def save_what_can_be(*, claim, cells, by, at) -> Saved:
    """Save the cells that can be saved and keep the others as the typist's own; give Saved.

    Raises MoveRefused where the claim is no longer in progress: then all are kept as unsaved.
    """
    try:
        return _save_the_good(claim, cells, by, at)
    except MoveRefused:
        with transaction.atomic():
            keep(claim, cells, by, at)
        raise


@transaction.atomic
def _save_the_good(claim, cells, by, at):
    """Save the cells without a problem, and keep the others."""
    claim, facts = _made_ready(claim, cells, by)
    problems = rules.problems(cells, facts)
    changed = _put(claim, [one for one in cells if one.place not in problems], facts, by, at)
    keep(claim, [one for one in cells if one.place in problems], by, at)
    return Saved(changed, problems)


def _made_ready(claim, cells, by):
    """Hold the claim in progress and the people of the cells; give it, and what to judge by."""
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    claim = lock(claim, *EDITABLE)
    hold_people({cell.candidate_id for cell in cells})
    return claim, queries.cell_facts(claim, cells)


def _put(claim, cells, facts, by, at):
    """Write the cells that change the claim, with their trail; give how many they are."""
    cells = [_with_body(cell, facts) for cell in cells]
    changed = [cell for cell in cells if facts.changes(cell)]
    _remove(claim, [cell for cell in changed if cell.grade is None])
    _write(claim, [cell for cell in changed if cell.grade], by, at)
    forget(claim, [cell.place for cell in cells], by)
    if changed:
        detail = {"cells": [_for_trail(cell, facts) for cell in changed]}
        trail.record("claim.save_grades", about=claim, by=by, at=at, detail=detail)
        raise_award_due_of({cell.candidate_id for cell in changed}, at=at)
    return len(changed)


def _with_body(cell, facts):
    """The cell with the awarding body its line names, where it says nothing of one."""
    held = facts.held.get(cell.place)
    if cell.grade and held and held.other_awarding_body and not cell.other_awarding_body:
        return replace(cell, other_awarding_body=held.other_awarding_body)
    return cell


def _remove(claim, cells):
    """Take the cells' lines off the claim."""
    if not cells:
        return
    places = {cell.place for cell in cells}
    found = Line.objects.filter(
        claim=claim,
        outcome__in=STANDING,
        candidate__in={place[0] for place in places},
        unit__in={place[1] for place in places},
    )
    gone = [pk for pk, *at in found.values_list("pk", "candidate", "unit") if tuple(at) in places]
    Line.objects.filter(pk__in=gone).delete()


def _write(claim, cells, by, at):
    """Put the cells on the claim, over what their lines said; in one statement, for thousands."""
    if not cells:
        return
    columns = {
        "candidates": [cell.candidate_id for cell in cells],
        "units": [cell.unit_id for cell in cells],
        "assessors": [cell.assessor_id for cell in cells],
        "grades": [cell.grade for cell in cells],
        "bodies": [cell.other_awarding_body for cell in cells],
    }
    values = {"claim": claim.pk, "outcome": Outcome.CLAIMED.value, "at": at, "by": by.pk}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {**columns, **values})


def _for_trail(cell, facts):
    """A changed cell as the trail keeps it: whose, which unit, from what, to what, who marked."""
    before = facts.held.get(cell.place)
    now = (cell.grade, cell.assessor_id if cell.grade else None)
    return [cell.candidate_id, cell.unit_id, before.grade if before else None, *now]
