"""Saving the cells of a claim with their trail, beside an `update_or_create` and an event a cell.

Both save the same grades in turn, first on an empty claim and then over other grades, and must
leave equal lines. `PEOPLE=` chooses how many candidates, with 20 units each.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime

from benchmarks._database import database, empty
from benchmarks._figures import report, times

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
PEOPLE, UNITS = int(os.environ.get("PEOPLE", "500")), 20
ROUNDS, GOAL = int(os.environ.get("ROUNDS", "3")), 50
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TOLD = ("candidate", "unit", "assessor", "claimed", "grade", "outcome", "live", "saved_by")


def main():
    """Print how long each takes and the ratio. Gives 1 if their lines differ."""
    with database():
        return compare()


def compare():
    """Run both in turn on the same claim."""
    claim, first, second = prepare()
    ways = {"a claim at a time": at_once, "a cell at a time": one_by_one}
    seconds, answers = {name: [] for name in ways}, {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start_over()
            for cells in (first, second):
                began = time.perf_counter()
                way(claim, cells)
                seconds[name].append(time.perf_counter() - began)
                answers[name].append(lines(claim))
    ours, theirs = (statistics.median(measured) for measured in seconds.values())
    what = f"{PEOPLE * UNITS:,} cells, beside a cell at a time"
    report("saving", [times(what, ours, theirs, at_least=GOAL)])
    same = len({str(answer) for answer in answers.values()}) == 1 and bool(answers)
    print("The lines are the same." if same else "The lines DIFFER.")
    return int(not same)


def prepare():
    """A claim in progress, and its cells with two sets of grades."""
    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands as catalogue_commands
    from tests.factories import accounts, catalogue, claims

    catalogue_commands.load_catalogue(by=service_account(), at=AT)
    qualification = catalogue.qualification("05329")
    claim = claims.a_draft(accounts.a_centre(), qualification, PEOPLE)
    return claim, claims.cells(claim, UNITS, "PMD"), claims.cells(claim, UNITS, "MDP")


def start_over():
    """Take everything off the claim."""
    empty("claims_line", "audit_event")


def lines(claim):
    """What the claim says, whenever it was saved."""
    return list(claim.lines.order_by("candidate", "unit").values_list(*TOLD))


def at_once(claim, cells):
    """Ours, by which every way of typing saves."""
    from claims import commands

    saved = commands.save_what_can_be(claim=claim, cells=cells, by=claim.created_by, at=AT)
    assert (saved.changed, saved.problems) == (len(cells), {})


def one_by_one(claim, cells):
    """The obvious way: for each cell its own queries, its own event, its own transaction."""
    from django.db import transaction

    from claims.models import Line
    from interchange.audit import trail

    for cell in cells:
        with transaction.atomic():
            Line.objects.update_or_create(
                claim=claim,
                candidate_id=cell.candidate_id,
                unit_id=cell.unit_id,
                defaults={
                    "claimed": cell.grade,
                    "grade": cell.grade,
                    "assessor_id": cell.assessor_id,
                    "saved_at": AT,
                    "saved_by": claim.created_by,
                },
            )
            detail = {"cell": [cell.candidate_id, cell.unit_id, cell.grade, cell.assessor_id]}
            trail.record("claim.save_grade", about=claim, by=claim.created_by, at=AT, detail=detail)


if __name__ == "__main__":
    sys.exit(main())
