"""What a centre knows of a candidate who left, and of what another centre gave."""

import pytest

from claims import commands
from entries.models import QualificationEntry
from entries.states import Status as Entry
from interchange.accounts.roles import Role
from results import queries
from tests.factories import accounts, claims, entries
from tests.factories import catalogue as offers
from tests.factories import results as made
from tests.results.queries.learner import prospect


@pytest.fixture
def moved(again, who, other_centre):
    """The learner's registration at another centre, with a D in the first three units there.

    In a fourth unit they are on a claim in progress there, and they are entered for an exam there.
    """
    there = entries.an_entry(other_centre, again.qualification, who)
    made.hold([there], {unit.number: "D" for unit in _marked(again)[:3]}, due=False)
    by = accounts.with_role(Role.TUTOR, other_centre)
    theirs = claims.a_draft(other_centre, again.qualification, candidates=0, by=by)
    of_four = claims.cells(theirs, units=4, grades="P", candidates=[who.pk])
    commands.save_grades(claim=theirs, cells=of_four[3:], by=by, at=there.made_at)
    exam = again.qualification.units.filter(examined=True).first()
    made.enter([there], [exam.number], offers.a_series(2027, 1))
    return there


def _marked(claim):
    marked = claim.qualification.units.filter(examined=False)
    return list(marked.order_by("qualificationunit__position"))


def _left(claim, who):
    claim.centre.entries.filter(candidate=who).update(status=Entry.TRANSFERRED)


@pytest.mark.slow
def test_of_who_left_only_what_was_gained_here_is_told(again, who, moved, at):
    _left(again, who)

    found = prospect(again, who, at)

    first, second, *_ = _marked(again)
    assert set(found.achieved) == {first.number, second.number}
    assert {one.grade for one in found.achieved.values()} == {"M"}
    assert found.under_way == {}


@pytest.mark.slow
def test_of_who_left_what_is_under_way_here_is_told(again, who, moved, at):
    exam = again.qualification.units.filter(examined=True).first()
    here = QualificationEntry.objects.get(centre=again.centre, candidate=who)
    made.enter([here], [exam.number], offers.a_series(2027, 6))
    _left(again, who)

    assert prospect(again, who, at).under_way[exam.number].where == "June 2027"


@pytest.mark.slow
def test_of_what_was_gained_elsewhere_only_how_much_counts_is_told(again, who, moved, at):
    found = prospect(again, who, at)

    assert len(found.achieved) == 2
    assert found.elsewhere == 60
    assert found.under_way == {}


@pytest.mark.slow
def test_a_registration_here_under_another_record_of_the_person_is_one(again, who, moved, at):
    _left(again, who)
    same = entries.a_candidate(merged_into=who)
    entries.an_entry(again.centre, again.qualification, same)

    assert len(prospect(again, who, at).achieved) == 2


@pytest.mark.slow
def test_what_another_centre_gave_needs_no_reason(again, who, moved, at, tutor):
    third = claims.cells(again, units=3, candidates=[who.pk])[2:]
    commands.save_grades(claim=again, cells=third, by=tutor, at=at)

    assert queries.held_already(again, at.date()) == []


@pytest.mark.slow
def test_no_grade_is_told_that_rests_on_what_is_held_elsewhere(again, who, other_centre, at):
    there = entries.an_entry(other_centre, again.qualification, who)
    best = {unit.number: "D" for unit in again.qualification.units.all()}
    made.hold([there], best, due=False)

    found = prospect(again, who, at)

    assert (found.grade, found.shortfalls) == ("", ())
    assert "held elsewhere" in found.sentence
