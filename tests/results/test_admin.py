"""The board's side of results: the correction, the working of an award."""

import pytest
from django.urls import reverse

from entries.models import AwardDue
from results import commands
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

LIST = "admin:results_unitresult_changelist"


@pytest.fixture
def entry(centre, catalogue):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


@pytest.fixture
def board(sign_in, processor):
    return sign_in(processor)


@pytest.mark.slow
def test_a_unit_result_is_corrected_with_its_cause(entry, board):
    (wrong,) = held.hold([entry], {"4": "M"})
    asked = {"action": "correct", "_selected_action": wrong.pk}

    page = board.post(reverse(LIST), asked).content.decode()
    assert "The grade it should have been" in page
    answers = {"asked": "1", "ask-grade": "D", "ask-cause": "Swapped with another candidate"}
    board.post(reverse(LIST), {**asked, **answers})

    right = UnitResult.objects.get(supersedes=wrong)
    assert (right.grade, right.because) == ("D", "Swapped with another candidate")


@pytest.mark.slow
@pytest.mark.parametrize(("part", "becomes"), [({}, "D#"), ({"ask-partly_absent": "no"}, "D")])
def test_a_correction_leaves_or_takes_off_the_sign_of_a_missed_part(entry, board, part, becomes):
    (wrong,) = held.hold([entry], {"1": "M#"})
    asked = {"action": "correct", "_selected_action": wrong.pk, "asked": "1"}

    board.post(reverse(LIST), {**asked, "ask-grade": "D", "ask-cause": "Read again", **part})

    assert UnitResult.objects.get(supersedes=wrong).shown == becomes


@pytest.mark.slow
def test_an_impossible_correction_is_told_and_not_made(entry, board):
    (wrong,) = held.hold([entry], {"4": "M"})
    data = {"action": "correct", "_selected_action": wrong.pk, "asked": "1"}

    answer = board.post(reverse(LIST), {**data, "ask-grade": "R", "ask-cause": "So"}, follow=True)

    assert "Unit 4 cannot be R" in answer.content.decode()
    assert UnitResult.objects.count() == 1


@pytest.mark.slow
def test_an_award_shows_its_working(entry, board, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    result = QualificationResult.objects.get()

    page = board.get(reverse("admin:results_qualificationresult_change", args=[result.pk]))

    assert "<td>17</td><td>D</td><td>60</td><td>60</td><td>18</td>" in page.content.decode()


def test_a_result_issued_before_units_could_count_in_part_counts_them_whole():
    issued = QualificationResult(counted=[{"unit": "1", "grade": "M", "size": 60, "points": 16}])

    assert [one["size_counted"] for one in issued.working] == [60]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["unitresult", "qualificationresult"])
def test_lists_open_and_search(entry, board, name, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    address = reverse(f"admin:results_{name}_changelist")

    assert board.get(address, {"q": "Okafor", "standing": "yes"}).status_code == 200
    assert board.get(address, {"standing": "no"}).status_code == 200


@pytest.mark.slow
def test_an_award_that_was_given_up_is_tried_again_from_its_list(entry, board):
    held.hold([entry], OFFICIAL_EXAMPLE)
    AwardDue.objects.update(attempts=4, problem="ValueError: no such grade")
    given_up = AwardDue.objects.get()
    address = reverse("admin:entries_awarddue_changelist")

    board.post(address, {"action": "try_again", "_selected_action": given_up.pk})

    given_up.refresh_from_db()
    assert (given_up.attempts, given_up.problem) == (0, "")
