"""The review as a grid: what its page tells the script, and what the script saves."""

import json

import pytest

from claims import commands, queries
from claims.models import Line
from claims.rules import Change
from claims.states import Outcome
from entries.models import Candidate
from tests.factories import claims
from tests.factories.claims import at_page

pytestmark = pytest.mark.slow


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


def shown(browser, claim, **asked):
    """What the script is told, filtered as asked."""
    return browser.get(at_page("review_grid", claim), asked).context["data"]


def lines_of(data):
    """The ids of the lines that the script was told of."""
    return {line[1] for _, _, _, lines in data["people"] for line in lines}


def row(line, grade, reason="", seen=None):
    """A cell as the script sends it."""
    seen = f"{line.grade}:{line.reason}" if seen is None else seen
    return [line.candidate_id, line.unit_id, line.pk, grade, reason, seen]


def sent(browser, claim, typist, *rows):
    """The answer to cells that the script sent."""
    body = json.dumps({"typist": typist.pk, "cells": rows})
    return browser.post(at_page("review_cells", claim), body, content_type="application/json")


def test_what_may_be_saved_is_saved_and_the_rest_is_told_why_not(browser, sampled, moderator):
    one, two, *_ = sampled.lines.all()

    answer = sent(browser, sampled, moderator, row(one, "U", "No evidence."), row(two, "U"))

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.outcome, one.reason, two.outcome) == ("changed", "No evidence.", "claimed")
    [[candidate, unit, sentence, overtaken, *_]] = answer.json()["problems"]
    assert (candidate, unit, overtaken) == (two.candidate_id, two.unit_id, False)
    assert "give the reason for the change" in sentence
    assert "stand as claimed" in answer.json()["told"]


def test_candidates_stand_in_the_order_of_every_list_by_name(browser, sampled):
    people = Candidate.objects.filter(claim_lines__claim=sampled).distinct().order_by("pk")
    for one, surname in zip(people, ("Zola", "Écuyer"), strict=True):
        Candidate.objects.filter(pk=one.pk).update(surname=surname)
    Line.objects.filter(claim=sampled).update(outcome=Outcome.CHANGED, reason="Otherwise.")

    assert [name[:4] for _, _, name, _ in shown(browser, sampled)["people"]] == ["Écuy", "Zola"]
    assert [one.candidate.surname for one in queries.touched(sampled)][0] == "Écuyer"


def test_of_two_moderators_on_one_cell_the_second_is_asked(browser, sampled, moderator, at):
    line = sampled.lines.first()
    changes = [Change(line.pk, None, "Copied.")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    answer = sent(browser, sampled, moderator, row(line, "D", "Better.", seen=f"{line.grade}:"))

    [[_, _, sentence, overtaken, grade, reason]] = answer.json()["problems"]
    assert (overtaken, grade, reason) == (True, "", "Copied.")
    assert "yours is D" in sentence


def test_what_another_moderator_saved_reaches_an_open_grid(browser, sampled, moderator, at):
    after = shown(browser, sampled)["after"]
    line = sampled.lines.first()
    commands.review(claim=sampled, changes=[Change(line.pk, "U", "Copied.")], by=moderator, at=at)

    answer = browser.get(at_page("review_cells", sampled), {"after": after}).json()

    [row] = answer["saved"]
    assert row[:5] == [line.candidate_id, line.unit_id, "U", "Copied.", moderator.name]
    assert answer["after"] > after


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"typist": 1, "cells": [[1, 2, 3, "U"]]}'])
def test_what_no_grid_sends_is_not_read(browser, sampled, body):
    answer = browser.post(at_page("review_cells", sampled), body, content_type="application/json")

    assert answer.status_code == 400


def test_what_somebody_else_typed_is_not_saved_as_ones_own(browser, sampled, tutor):
    assert sent(browser, sampled, tutor).status_code == 403


def test_an_agreed_claim_is_no_longer_saved(browser, sampled, moderator, at):
    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    answer = sent(browser, sampled, moderator, row(sampled.lines.first(), "U", "x"))

    assert answer.status_code == 409
    assert browser.get(at_page("review_cells", sampled)).status_code == 409


def test_the_grid_and_the_list_are_filtered_alike(browser, sampled):
    line = sampled.lines.first()
    for asked in (
        {"unit": line.unit.number},
        {"assessor": line.assessor_id},
        {"grade": line.claimed},
        {"show": "sample"},
        {"q": line.candidate.ocr_number},
    ):
        listed = browser.get(at_page("review", sampled), asked).context["listing"]
        assert lines_of(shown(browser, sampled, **asked)) == {one.pk for one in listed}


def test_a_grid_of_800_grades_costs_as_many_queries_as_a_small_one(
    browser, centre, moderator, django_assert_max_num_queries
):
    claim = claims.claim_at("sampled", centre=centre, candidates=80, units=10, moderator=moderator)

    with django_assert_max_num_queries(27):
        data = shown(browser, claim)

    assert len(lines_of(data)) == 800


def test_agreeing_shows_first_every_grade_that_was_changed(browser, sampled, moderator, at):
    one, two, *_ = sampled.lines.all()
    changes = [Change(one.pk, "U", "No evidence."), Change(two.pk, None, "Incomplete.")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    page = browser.get(at_page("agree", sampled))

    assert {line.outcome for line in page.context["touched"]} == {
        Outcome.CHANGED,
        Outcome.WITHDRAWN,
    }
    assert "No evidence." in page.content.decode()
    assert "Incomplete." in page.content.decode()
