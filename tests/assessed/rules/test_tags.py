"""A TAG is given only for what was planned from 1 August 2020 to 31 August 2021."""

from datetime import date

import pytest

from assessed.rules.tags import check_can_give, planned_days
from interchange.catalogue.specification import load
from results.rules import ResultRefused

EXAMINED, MODERATED = "1", "4"
UNITS = {unit.number: unit for unit in load("05842").units}


def give(
    number=MODERATED, grade="M", planned_on=date(2021, 5, 12), held=None, reason="Mid-flight."
):
    """Ask whether the TAG may be given."""
    told = {"planned_on": planned_on, "summer": 2021, "held": held or {}}
    check_can_give(UNITS[number], grade, reason, **told)


def test_the_year_of_tags_runs_from_august_to_the_end_of_the_next():
    assert planned_days(2021) == (date(2020, 8, 1), date(2021, 8, 31))


@pytest.mark.parametrize("day", [date(2020, 8, 1), date(2021, 8, 31)])
@pytest.mark.parametrize("number", [EXAMINED, MODERATED])
def test_of_its_first_and_last_day_a_tag_may_be_given(number, day):
    give(number, planned_on=day)


@pytest.mark.parametrize("day", [date(2020, 7, 31), date(2021, 9, 1)])
def test_of_a_day_before_or_after_it_may_not(day):
    with pytest.raises(ResultRefused, match="from 1 August 2020 to 31 August 2021"):
        give(planned_on=day)


def test_near_pass_is_a_grade_of_exams_alone():
    give(EXAMINED, "R")
    with pytest.raises(ResultRefused, match="cannot be R"):
        give(MODERATED, "R")


def test_a_moderated_unit_that_is_held_is_corrected_instead():
    with pytest.raises(ResultRefused, match="has the result P already"):
        give(held={"Claim 7": "P"})


def test_an_exam_gets_a_better_tag_and_no_worse_one():
    give(EXAMINED, "M", held={"Exam, June 2022": "P", "Exam, January 2022": "absent"})
    with pytest.raises(ResultRefused, match="has the result D already"):
        give(EXAMINED, "M", held={"Exam, June 2022": "D"})


def test_a_reason_is_needed():
    with pytest.raises(ResultRefused, match="Say why"):
        give(reason="  ")
