"""The whole of a claim as a grid, and what others saved on it since."""

import pytest

from claims import commands, queries
from claims.models import UnsavedCell
from claims.rules import Cell
from interchange.accounts.roles import Role
from tests.factories import accounts, claims, entries

LATER_BY = "Kim Colleague"


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and no grade."""
    return claims.a_draft(centre, by=tutor)


@pytest.fixture
def colleague(centre):
    """Somebody else who builds the same claim."""
    return accounts.with_role(Role.TUTOR, centre, name=LATER_BY)


def saved(claim, cells, by, at):
    """Save the cells and give them."""
    commands.save_grades(claim=claim, cells=cells, by=by, at=at)
    return cells


@pytest.mark.slow
def test_the_grid_has_every_candidate_unit_and_assessor(claim, tutor):
    grid = queries.grid(claim, tutor)

    assert [one.candidate for one in grid.people] == [
        one.candidate for one in queries.claimants(claim)
    ]
    assert grid.units == queries.units(claim.qualification)
    assert grid.assessors == list(claim.centre.assessors.all())


@pytest.mark.slow
def test_cells_stand_as_one_short_text_a_candidate(claim, tutor, at):
    cells = saved(claim, claims.cells(claim, 2), tutor, at)

    told = queries.grid(claim, tutor).cells

    assert {(pk, word) for pk, words in told.items() for word in words.split()} == {
        (one.candidate_id, f"{one.unit_id}{one.grade}{one.assessor_id}") for one in cells
    }


@pytest.mark.slow
def test_lines_that_the_moderator_withdrew_are_no_cells(claim, tutor, at):
    saved(claim, claims.cells(claim, 1), tutor, at)
    claim.lines.update(outcome="withdrawn", live=False)

    assert queries.grid(claim, tutor).cells == {}


@pytest.mark.slow
def test_what_stands_on_another_claim_is_told(claim, tutor, centre, at):
    cells = saved(claim, claims.cells(claim, 1), tutor, at)
    commands.submit(claim=claim, declared=True, by=tutor, at=at)
    again = commands.start(centre=centre, qualification=claim.qualification, by=tutor, at=at)

    claim.refresh_from_db()
    assert queries.grid(again, tutor).taken == {one.place: str(claim) for one in cells}


@pytest.mark.slow
def test_units_of_another_awarding_body_are_told(claim, tutor, at):
    [one, _] = saved(claim, claims.cells(claim, 1), tutor, at)
    claim.lines.filter(candidate=one.candidate_id).update(other_awarding_body="Other Board")

    assert queries.grid(claim, tutor).bodies == {one.place: "Other Board"}


@pytest.mark.slow
def test_only_the_typists_own_unsaved_cells_are_there(claim, tutor, colleague, at):
    mine, theirs = claims.cells(claim, 1)
    commands.remember(claim=claim, cells=[mine], by=tutor, at=at)
    commands.remember(claim=claim, cells=[theirs], by=colleague, at=at)

    assert queries.grid(claim, tutor).unsaved == list(UnsavedCell.objects.filter(typed_by=tutor))


@pytest.mark.slow
def test_a_hundred_candidates_cost_as_many_queries_as_one(
    claim, tutor, at, django_assert_num_queries
):
    claim.centre.entries.last().delete()
    saved(claim, claims.cells(claim, 2), tutor, at)
    with django_assert_num_queries(11):
        queries.grid(claim, tutor)
    entries.entries(claim.centre, 99, claim.qualification)
    saved(claim, claims.cells(claim, 4), tutor, at)

    with django_assert_num_queries(11):
        assert len(queries.grid(claim, tutor).people) == 100


@pytest.mark.slow
def test_nothing_is_new_to_who_opens_the_grid(claim, tutor, at):
    saved(claim, claims.cells(claim, 1), tutor, at)

    grid = queries.grid(claim, tutor)

    assert grid.after > 0
    assert queries.saved_since(claim, grid.after) == ([], grid.after)


@pytest.mark.slow
def test_what_others_saved_since_is_told_with_who_and_when(claim, tutor, colleague, at):
    after = queries.grid(claim, tutor).after
    [one, _] = saved(claim, claims.cells(claim, 1), colleague, at)

    told, last = queries.saved_since(claim, after)

    assert last > after
    assert [(each.place, each.grade, each.by, each.at) for each in told] == [
        (one.place, "P", LATER_BY, "10:00"),
        (told[1].place, "M", LATER_BY, "10:00"),
    ]


@pytest.mark.slow
def test_a_cell_saved_twice_is_told_once_as_it_was_left(claim, tutor, colleague, at):
    [one, _] = saved(claim, claims.cells(claim, 1), colleague, at)
    saved(claim, [Cell(*one.place)], tutor, at)

    told, _ = queries.saved_since(claim, 0)

    found = {each.place: (each.grade, each.assessor_id, each.by) for each in told}
    assert found[one.place] == (None, None, "Toni Tutor")


@pytest.mark.slow
def test_what_was_saved_on_another_claim_is_not_told(claim, tutor, other_centre, at):
    claims.claim_at("draft", centre=other_centre)

    assert queries.saved_since(claim, 0) == ([], 0)
