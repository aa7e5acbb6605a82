"""When somebody is reminded of a day."""

from datetime import date, timedelta

import pytest

from reminders.rules import (
    CHECKPOINT,
    CLAIMS,
    EXAMS,
    LastReader,
    check_can_do_without,
    concerned_in_words,
    stage,
)

DAY = date(2027, 2, 21)
BEFORES = (10, 3, 0)


@pytest.mark.parametrize(
    "left, begun",
    [(11, None), (10, 10), (9, 10), (4, 10), (3, 3), (1, 3), (0, 0), (-1, None)],
)
def test_the_nearest_number_of_days_that_has_begun_counts_however_late(left, begun):
    assert stage(DAY, DAY - timedelta(days=left), BEFORES) == begun


def test_without_numbers_nobody_is_reminded():
    assert stage(DAY, DAY, ()) is None


@pytest.mark.parametrize("what", [EXAMS, CLAIMS, CHECKPOINT])
def test_one_candidate_is_told_as_one(what):
    assert concerned_in_words(what, 1).startswith("1 candidate ")
    assert concerned_in_words(what, 2).startswith("2 candidates ")


def test_the_last_reader_is_told_where_and_what_to_do():
    check_can_do_without([])

    with pytest.raises(LastReader, match="at 12345 A School, 12346 B School. .* ask a colleague"):
        check_can_do_without(["12345 A School", "12346 B School"])
