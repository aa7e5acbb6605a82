"""What the grid's script sends: cells saved, refused, overtaken and discarded."""

import pytest

from claims import commands
from claims.models import Line, UnsavedCell
from claims.rules import Cell
from interchange.accounts.roles import Role
from tests.claims.views.cells import row
from tests.factories import accounts, claims
from tests.factories.claims import at_page


@pytest.fixture
def colleague(centre):
    """Somebody else who builds the same claim."""
    return accounts.with_role(Role.TUTOR, centre, name="Kim Colleague")


@pytest.fixture
def send(browser, claim, tutor):
    """A function that sends what the script sends: send(cells=[…])."""

    def send(**told):
        body = {"typist": tutor.pk, **told}
        return browser.post(at_page("grid_cells", claim), body, content_type="application/json")

    return send


@pytest.fixture
def cells(claim):
    """The two candidates' cells of the first unit: P and M."""
    return claims.cells(claim, 1)


@pytest.mark.slow
def test_cells_are_saved(send, claim, cells):
    answer = send(cells=[row(one) for one in cells])

    assert answer.status_code == 200
    assert answer.json()["problems"] == []
    assert sorted(claim.lines.values_list("claimed", flat=True)) == ["M", "P"]


@pytest.mark.slow
def test_an_empty_cell_takes_the_grade_off(send, claim, tutor, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    one = cells[0]

    send(cells=[row(Cell(*one.place), seen=f"P:{one.assessor_id}")])

    assert claim.lines.get().claimed == "M"


@pytest.mark.slow
def test_the_good_cells_are_saved_and_each_other_says_why_not(send, claim, tutor, cells):
    good, bad = cells[0], Cell(*cells[1].place, grade="D")

    answer = send(cells=[row(good), row(bad)]).json()

    [[candidate, unit, sentence, overtaken, grade, assessor]] = answer["problems"]
    assert (candidate, unit) == bad.place
    assert "choose the centre assessor who marked the work" in sentence
    assert (overtaken, grade, assessor) == (False, None, None)
    assert claim.lines.get().claimed == "P"
    assert UnsavedCell.objects.get(typed_by=tutor).grade == "D"


@pytest.mark.slow
def test_of_an_overtaken_cell_both_values_are_told(send, claim, colleague, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=at)
    mine = Cell(*cells[0].place, grade="D", assessor_id=cells[0].assessor_id)

    [found] = send(cells=[row(mine)]).json()["problems"]

    assert "Kim Colleague saved P meanwhile at 10:00" in found[2]
    assert "yours is D" in found[2]
    assert found[3:] == [True, "P", cells[0].assessor_id]
    assert claim.lines.get(candidate=cells[0].candidate_id).claimed == "P"


@pytest.mark.slow
def test_keeping_theirs_forgets_what_was_typed(send, claim, colleague, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=at)
    send(cells=[row(Cell(*cells[0].place, grade="D", assessor_id=cells[0].assessor_id))])

    answer = send(cells=[row(cells[0], seen=f"P:{cells[0].assessor_id}")])

    assert answer.json()["problems"] == []
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_using_mine_takes_the_place_of_theirs(send, claim, colleague, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=at)
    mine = Cell(*cells[0].place, grade="D", assessor_id=cells[0].assessor_id)

    send(cells=[row(mine, seen=f"P:{cells[0].assessor_id}")])

    assert claim.lines.get(candidate=cells[0].candidate_id).claimed == "D"


@pytest.mark.slow
def test_after_submission_the_cells_are_kept_and_it_is_told_who_submitted(
    send, browser, claim, tutor, colleague, cells, at
):
    commands.save_grades(claim=claim, cells=cells[:1], by=tutor, at=at)
    commands.submit(claim=claim, declared=True, by=colleague, at=at)

    answer = send(cells=[row(cells[1])])
    looked = browser.get(at_page("grid_cells", claim))

    assert (answer.status_code, looked.status_code) == (409, 409)
    assert "Kim Colleague submitted this claim" in answer.json()["sentence"]
    assert "Kim Colleague submitted this claim" in looked.json()["sentence"]
    assert UnsavedCell.objects.get(typed_by=tutor).grade == "M"
    assert Line.objects.count() == 1


@pytest.mark.slow
def test_the_unsaved_cells_of_the_page_are_discarded_and_no_others(send, claim, tutor, cells, at):
    commands.remember(claim=claim, cells=cells, by=tutor, at=at)

    first, second = (list(one.place) for one in cells)

    assert send(discard=[first]).json() == {"discarded": 1}
    assert [UnsavedCell.objects.get().candidate_id] == second[:1]


@pytest.mark.slow
def test_what_one_person_typed_is_not_saved_as_anothers(browser, claim, colleague, cells):
    body = {"typist": colleague.pk, "cells": [row(one) for one in cells]}

    answer = browser.post(at_page("grid_cells", claim), body, content_type="application/json")

    assert answer.status_code == 403
    assert "Toni Tutor is logged in now" in answer.json()["sentence"]
    assert not Line.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "cells",
    [
        [[1, 2, "P"]],
        [[1, 2, "U", 3, "", ""]],
        [["1", 2, "P", 3, "", ""]],
        [[1, -2, "P", 3, "", ""]],
        [[1, 2**70, "P", 3, "", ""]],
        [[1, 2, "P", 3, "x" * 25, ""]],
        [[1, 2, "P", 3, "", "\x00"]],
        [[1, 2, "P", 3, [], []]],
        [[True, 2, "P", 3, "", ""]],
        [None],
        "P",
        7,
    ],
)
def test_what_the_grid_cannot_have_sent_is_refused(send, cells):
    answer = send(cells=cells)

    assert answer.status_code == 400
    assert "could not read" in answer.json()["sentence"]


@pytest.mark.slow
@pytest.mark.parametrize("body", ["", "[]", "{}", "[" * 100_000, "\xff", '{"typist": null}'])
def test_what_is_no_message_at_all_is_refused(browser, claim, body):
    answer = browser.post(at_page("grid_cells", claim), body, content_type="application/json")

    assert answer.status_code in (400, 403)


@pytest.mark.slow
def test_candidates_of_no_claim_are_refused_with_a_sentence(send, cells):
    [found] = send(cells=[[999_999, cells[0].unit_id, "P", cells[0].assessor_id, "", ""]]).json()[
        "problems"
    ]

    assert "not part of this claim" in found[2]


@pytest.mark.slow
def test_a_cell_sent_twice_is_saved_as_it_was_left(send, claim, cells):
    later = Cell(*cells[0].place, grade="D", assessor_id=cells[0].assessor_id)

    assert send(cells=[row(cells[0]), row(later)]).status_code == 200
    assert claim.lines.get().claimed == "D"
