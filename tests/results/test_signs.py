"""Each state of a unit has a sign of its own, words, and a meaning."""

import pytest

from results.eligibility import UnitState
from results.signs import BY_CODE, SIGNS


def test_every_state_has_a_sign_that_no_other_has():
    assert SIGNS.keys() == set(UnitState)
    for name in ("code", "short", "words", "means"):
        assert len({getattr(one, name) for one in SIGNS.values()}) == len(UnitState)


def test_a_state_is_found_by_its_code():
    assert {BY_CODE[sign.code]: sign for sign in SIGNS.values()} == SIGNS


@pytest.mark.parametrize(
    "state, grade, cell, words",
    [
        (UnitState.ACHIEVED, "M", "M ✓", "Result achieved: M"),
        (UnitState.NOT_ACHIEVED, "U", "U ↓", "Not achieved: U"),
        (UnitState.SAMPLED, "", "Sa", "Sampled"),
        (UnitState.ABSENT, "M", "Ab", "Absent"),
        (UnitState.ACHIEVED, "", "✓", "Result achieved"),
    ],
)
def test_a_grade_is_told_where_it_says_something(state, grade, cell, words):
    assert SIGNS[state].in_a_cell(grade) == cell
    assert SIGNS[state].in_words(grade) == words
