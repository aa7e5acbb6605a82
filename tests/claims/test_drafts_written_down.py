"""A draft that the factories write down at once is what the commands leave, row for row."""

import pytest
from django.apps import apps
from django.db import transaction

from claims import commands
from tests.factories import catalogue, claims, drafts, entries
from tests.factories.audit import events


def by_commands(centre, qualification, by, at):
    common = {"centre": centre, "qualification": qualification, "by": by, "at": at}
    commands.set_up_assessor(name="Ann Lee", initials="AL", **common)
    claim = commands.start(**common)
    commands.save_grades(claim=claim, cells=claims.cells(claim), by=by, at=at)
    return claim


def at_once(centre, qualification, by, at):
    drafts.assessor(centre, qualification, "Ann Lee", "AL", by, at)
    claim = drafts.claim(centre, qualification, by, at)
    drafts.grades(claim, claims.cells(claim), by, at)
    return claim


def sizes():
    return {one.__name__: one.objects.count() for one in apps.get_models(include_auto_created=True)}


def said(record, claim, assessor):
    """What a row says, with words for the numbers of what was made."""
    row = {name: value for name, value in vars(record).items() if not name.startswith("_")}
    numbers = {"id", "claim_id", "assessor_id"}
    about = {f"claim:{claim.pk}": "the claim", f"centreassessor:{assessor.pk}": "the assessor"}
    if "about" in row:
        cells = [[*cell[:-1], cell[-1] == assessor.pk] for cell in row["detail"].get("cells", ())]
        row |= {"about": about[row["about"]], "detail": {**row["detail"], "cells": cells}}
    return {name: value for name, value in row.items() if name not in numbers}


def left(build, *given):
    """How many rows of each kind building leaves, and what they say; afterwards they are gone."""
    before = sizes()
    with transaction.atomic():
        claim = build(*given)
        assessor = claim.centre.assessors.get()
        claim.refresh_from_db()
        lines = claim.lines.all()
        assert {(one.claim_id, one.assessor_id) for one in lines} == {(claim.pk, assessor.pk)}
        made = [claim, assessor, *lines, *events().order_by("id")]
        told = [said(one, claim, assessor) for one in made]
        more = {name: count - before[name] for name, count in sizes().items()}
        transaction.set_rollback(True)
    return more, told


@pytest.mark.slow
def test_a_draft_written_down_at_once_is_what_the_commands_leave(centre, tutor, at):
    qualification = catalogue.qualification()
    entries.entries(centre, 2, qualification)
    given = (centre, qualification, tutor, at)

    expected = left(by_commands, *given)

    assert expected[0]["Line"] == 4
    assert left(at_once, *given) == expected
