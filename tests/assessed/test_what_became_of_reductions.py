"""What a report says became of a unit that was reported as reduced."""

import pytest

from assessed.models import Reduction
from results.models import AwaitedGrade, UnitResult

Said = AwaitedGrade.CameTo


def said_of(**fields):
    """What is said of a reduction whose awaited grade is so."""
    return Reduction(awaited=AwaitedGrade(**fields)).stands_as


def a_result(grade, in_place_of=None):
    made = UnitResult(grade=grade)
    if in_place_of:
        in_place_of.superseded_by = made
    return made


def test_the_grade_that_was_made():
    assert said_of(result=a_result("M"), outcome=Said.MADE) == "M"


def test_the_last_of_several_corrections():
    first = a_result("M")
    a_result("D", in_place_of=a_result("P", in_place_of=first))

    assert said_of(result=first, outcome=Said.MADE) == "D"


@pytest.mark.parametrize("outcome", [Said.OTHER, Said.SAT])
def test_one_that_gave_way_says_to_what_and_not_that_anybody_was_absent(outcome):
    assert said_of(result=a_result("absent"), outcome=outcome) == outcome.label


def test_one_that_waits():
    assert said_of(outcome=Said.WAITS) == Said.WAITS.label


def test_one_that_nobody_has_looked_at_yet():
    assert said_of() == "To be worked out"
