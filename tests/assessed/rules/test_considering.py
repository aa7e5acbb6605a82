"""Which absences the board may consider, and when an application is late."""

from dataclasses import replace
from datetime import date

import pytest

from assessed.rules import considering as rules

ABSENCE = rules.Absence(
    who="Rhys Reid",
    unit="1",
    series="June 2026",
    begins_on=date(2026, 6, 1),
    is_absent=True,
    is_entered=True,
)
TODAY = date(2026, 6, 20)


def refusal(**changes):
    with pytest.raises(rules.ConsiderationRefused) as refused:
        rules.check_can_be_considered(replace(ABSENCE, **changes), TODAY)
    return refused.value


def test_an_absence_may_be_considered():
    rules.check_can_be_considered(ABSENCE, TODAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": 2001}, "applied for this absence already: see application 2001"),
        ({"is_entered": False}, "was withdrawn from unit 1 in June 2026"),
        ({"grade": "P"}, "has the result P for unit 1 in June 2026"),
        ({"begins_on": date(2026, 7, 1)}, "The exams of June 2026 begin on 1 July 2026"),
        ({"is_absent": False}, "Nothing says that Rhys Reid was absent"),
    ],
)
def test_what_is_no_absence_is_refused_with_a_sentence(changes, said):
    assert said in str(refusal(**changes))


def test_who_sat_the_wrong_paper_counts_as_absent():
    rules.check_can_be_considered(replace(ABSENCE, is_absent=False, wrong_paper=True), TODAY)


def test_an_absence_nobody_knows_of_is_a_matter_of_the_reason():
    assert refusal(is_absent=False).field == "ground"


def test_the_last_day_in_time_is_the_series_own():
    assert rules.in_time_until(2026, 6, date(2026, 7, 3), 7) == date(2026, 7, 3)


def test_where_a_series_has_none_it_is_some_days_after_its_month():
    assert rules.in_time_until(2026, 6, None, 7) == date(2026, 7, 7)


def test_where_the_board_has_set_neither_that_is_said_and_nothing_guessed():
    with pytest.raises(rules.ConsiderationRefused, match="has set no last day"):
        rules.in_time_until(2026, 6, None, None)


def test_the_centre_stands_for_what_it_says():
    with pytest.raises(rules.ConsiderationRefused) as refused:
        rules.check_declared(False)

    assert refused.value.field == "declared"


@pytest.mark.parametrize(
    ("leader", "letter", "field"), [("", True, "leader"), ("A", False, "letter")]
)
def test_a_late_one_needs_a_senior_leader_and_the_letter(leader, letter, field):
    with pytest.raises(rules.ConsiderationRefused) as refused:
        rules.check_late(leader, letter)

    assert refused.value.field == field
