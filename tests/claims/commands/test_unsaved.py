"""What is typed and not saved: kept as its typist's own, never part of the claim."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries, rules
from claims.models import UnsavedCell
from entries.models import Candidate
from interchange.workflow import MoveRefused
from tests.factories import claims, entries


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and nothing on it."""
    return claims.a_draft(centre, by=tutor)


def typed(claim, by):
    """What the person typed on the claim: grades in the order of the names."""
    return [one.grade for one in queries.unsaved(claim, by).values()]


@pytest.mark.slow
def test_what_is_typed_is_kept_and_is_no_part_of_the_claim(claim, tutor, at, events):
    commands.remember(claim=claim, cells=claims.cells(claim, grades="MD"), by=tutor, at=at)

    assert typed(claim, tutor) == ["M", "D", "M", "D"]
    assert not claim.lines.exists()
    assert events(claim) == ["claim.start"]


@pytest.mark.slow
def test_nobody_else_sees_it(claim, tutor, centre_administrator, at):
    commands.remember(claim=claim, cells=claims.cells(claim), by=tutor, at=at)

    assert queries.unsaved(claim, centre_administrator) == {}


@pytest.mark.slow
def test_what_is_typed_again_takes_the_place_of_what_was_typed(claim, tutor, at):
    first, *_ = claims.cells(claim)
    commands.remember(claim=claim, cells=[first], by=tutor, at=at)

    commands.remember(claim=claim, cells=[replace(first, grade="D")], by=tutor, at=at)

    assert typed(claim, tutor) == ["D"]


@pytest.mark.slow
def test_what_the_claim_says_already_is_not_kept(claim, tutor, at):
    cells = claims.cells(claim)
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)

    assert commands.remember(claim=claim, cells=cells, by=tutor, at=at) == 0
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_saving_a_cell_forgets_what_its_typist_had_typed_there(claim, tutor, at):
    one, two, *_ = claims.cells(claim)
    commands.remember(claim=claim, cells=[one, two], by=tutor, at=at)

    commands.save_grades(claim=claim, cells=[one], by=tutor, at=at)

    assert list(queries.unsaved(claim, tutor)) == [two.place]


@pytest.mark.slow
def test_cancel_discards_what_was_typed(claim, tutor, at, events):
    one, *rest = claims.cells(claim)
    commands.remember(claim=claim, cells=[one, *rest], by=tutor, at=at)

    assert commands.discard(claim=claim, places=[one.place], by=tutor, at=at) == 1
    assert commands.discard(claim=claim, by=tutor, at=at) == 3
    assert not UnsavedCell.objects.exists()
    assert events(claim) == ["claim.start", "claim.discard_unsaved", "claim.discard_unsaved"]


@pytest.mark.slow
def test_without_an_assessor_a_grade_is_kept_though_it_cannot_be_saved(claim, tutor, at):
    one = replace(claims.cells(claim)[0], assessor_id=None)

    saved = commands.save_what_can_be(claim=claim, cells=[one], by=tutor, at=at)

    assert saved.changed == 0
    assert "choose the centre assessor" in saved.problems[one.place].sentence
    assert typed(claim, tutor) == ["P"]


@pytest.mark.slow
def test_good_cells_go_in_and_the_others_are_kept(claim, tutor, at):
    good, bad, *_ = claims.cells(claim)
    bad = replace(bad, assessor_id=None)

    saved = commands.save_what_can_be(claim=claim, cells=[good, bad], by=tutor, at=at)

    assert saved.changed == 1
    assert set(saved.problems) == {bad.place}
    assert claim.lines.get().unit_id == good.unit_id


@pytest.mark.slow
def test_what_cannot_have_been_typed_is_not_kept(claim, other_centre, tutor, at):
    stranger = entries.an_entry(other_centre).candidate
    one, *_ = claims.cells(claim)
    impossible = [replace(one, candidate_id=stranger.pk), replace(one, grade="U")]

    assert commands.remember(claim=claim, cells=impossible, by=tutor, at=at) == 0


@pytest.mark.slow
def test_after_submission_what_was_typed_is_there_to_copy(centre, tutor, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    one = replace(claims.cells(claim)[0], grade="D")

    with pytest.raises(MoveRefused, match="Toni Tutor submitted this claim"):
        commands.save_what_can_be(claim=claim, cells=[one], by=tutor, at=at)

    assert typed(claim, tutor) == ["D"]


@pytest.mark.slow
def test_whom_a_grade_was_typed_for_may_be_merged_meanwhile(claim, centre, tutor, at):
    one, *_, last = claims.cells(claim)
    commands.remember(claim=claim, cells=[one, last], by=tutor, at=at)
    people = Candidate.objects.in_bulk([one.candidate_id, last.candidate_id])
    entries.merged(people[one.candidate_id], into=people[last.candidate_id])

    saved = commands.save_what_can_be(claim=claim, cells=[one, last], by=tutor, at=at)

    assert saved.changed == 2


@pytest.mark.slow
def test_who_may_not_claim_types_nothing(claim, exams_officer, at):
    with pytest.raises(PermissionDenied):
        commands.remember(claim=claim, cells=claims.cells(claim), by=exams_officer, at=at)


@pytest.mark.slow
def test_of_a_cell_changed_meanwhile_both_values_are_told(claim, tutor, centre_administrator, at):
    one, *_ = claims.cells(claim)
    commands.save_grades(claim=claim, cells=[one], by=centre_administrator, at=at)
    mine = replace(one, grade="D", seen="")

    saved = commands.save_what_can_be(claim=claim, cells=[mine], by=tutor, at=at)

    problem = saved.problems[one.place]
    assert problem.overtaken
    assert problem.now.remembered == rules.remembered("P", one.assessor_id)
    assert "Chris Admin saved P meanwhile at 10:00 on 20 November; yours is D" in problem.sentence
    assert claim.lines.get().claimed == "P"
    assert typed(claim, tutor) == ["D"]


@pytest.mark.slow
def test_two_who_type_the_same_agree(claim, tutor, centre_administrator, at):
    one, *_ = claims.cells(claim)
    commands.save_grades(claim=claim, cells=[one], by=centre_administrator, at=at)

    saved = commands.save_what_can_be(claim=claim, cells=[replace(one, seen="")], by=tutor, at=at)

    assert (saved.changed, saved.problems) == (0, {})
