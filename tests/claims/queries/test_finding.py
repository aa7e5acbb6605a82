"""Whom does the search on the pages of a claim find? As every list of the centre does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims import commands, queries
from entries.commands import correct_details
from entries.rules import details as rules
from tests.factories import claims
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def entry(centre):
    """A registration of somebody with every number."""
    candidate = make.a_candidate("O'Brien", "Ada", uci="681990012058G")
    return make.an_entry(centre, candidate=candidate, candidate_number="4711")


@pytest.fixture
def claim(entry, centre, tutor, at):
    """A claim in progress with a grade of theirs."""
    claim = claims.a_draft(centre, candidates=1, by=tutor)
    cells = claims.cells(claim, 1, candidates=[entry.candidate_id])
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    return claim


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("O’Brien, Ada", 1),
        ("brie", 1),
        ("681990012058g", 1),
        ("4711", 1),
        ("471", 0),
        ("Smith", 0),
    ],
)
def test_a_candidate_is_found_by_name_and_numbers(typed, found, claim):
    assert queries.may_stand(claim, typed).count() == found


def test_who_has_left_is_found_by_the_name_of_then(
    claim, entry, centre, other_centre, processor, at
):
    candidate = entry.candidate
    entry.status = "removed"
    entry.save()
    make.an_entry(other_centre, candidate=candidate)
    seen = rules.of(candidate)
    said = {"reason": "Deed poll.", "by": processor, "at": at + timedelta(days=2)}
    correct_details(candidate=candidate, seen=seen, new=replace(seen, surname="Smith"), **said)

    assert queries.may_stand(claim, "O'Brien").count() == 1
    assert not queries.may_stand(claim, "Smith").exists()
    assert queries.may_stand_for(claim, queries.units(claim.qualification)[0], "Smith").count() == 0
