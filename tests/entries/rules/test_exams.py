"""What must be true for a candidate to be entered for a unit."""

from datetime import date
from types import SimpleNamespace

import pytest

from entries.rules import exams
from entries.rules.exams import Sitting, Stage
from interchange.catalogue.models import Series

JUNE = Series(
    year=2027,
    month=6,
    entries_open_on=date(2026, 9, 1),
    entries_close_on=date(2027, 2, 21),
    late_until_on=date(2027, 3, 21),
    very_late_until_on=date(2027, 4, 10),
)


@pytest.mark.parametrize(
    ("on", "says", "stage"),
    [
        (date(2026, 8, 31), "open on 1 September 2026", Stage.IN_TIME),
        (date(2026, 9, 1), "", Stage.IN_TIME),
        (date(2027, 2, 21), "", Stage.IN_TIME),
        (date(2027, 2, 22), "", Stage.LATE),
        (date(2027, 3, 21), "", Stage.LATE),
        (date(2027, 3, 22), "", Stage.VERY_LATE),
        (date(2027, 4, 10), "", Stage.VERY_LATE),
        (date(2027, 4, 11), "closed on 10 April 2027", Stage.VERY_LATE),
    ],
)
def test_a_series_takes_entries_until_very_late_entries_end(on, says, stage):
    refusal = exams.series_refusal(JUNE, on)

    assert says in refusal and bool(refusal) == bool(says)
    assert exams.stage(JUNE, on) == stage


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2027, 2, 21), ""),
        (date(2027, 3, 1), "Entries are late until 21 March 2027"),
        (date(2027, 4, 1), "Entries are very late until 10 April 2027"),
    ],
)
def test_late_entries_are_told_their_stage_and_its_last_day(on, says):
    assert says in exams.lateness(JUNE, on)
    assert bool(exams.lateness(JUNE, on)) == bool(says)


def test_september_has_no_exams():
    september = Series(year=2026, month=9, entries_open_on=date(2026, 9, 1))

    assert "no exams" in exams.series_refusal(september, date(2026, 10, 1))


def test_a_series_without_a_closing_date_takes_no_entries_yet():
    january = Series(year=2028, month=1, entries_open_on=date(2026, 9, 1))

    assert "not set yet" in exams.series_refusal(january, date(2026, 10, 1))


def test_without_a_date_for_late_entries_there_are_none():
    strict = Series(
        year=2027,
        month=6,
        entries_open_on=date(2026, 9, 1),
        entries_close_on=date(2027, 2, 21),
    )

    assert exams.series_refusal(strict, date(2027, 2, 21)) == ""
    assert "closed" in exams.series_refusal(strict, date(2027, 2, 22))


@pytest.mark.parametrize(
    ("sitting", "says"),
    [
        (Sitting(registered=False), "not registered"),
        (Sitting(registered=True, in_size=False), "this size"),
        (Sitting(registered=True, examined=False), "moderated"),
        (Sitting(registered=True, entered=True), "already entered"),
        (Sitting(registered=True, elsewhere=True), "the board knows of an entry already"),
        (Sitting(registered=True, attempts=3, allowed=3), "All 3 attempts"),
        (Sitting(registered=True, attempts=2, allowed=2), "All 2 attempts"),
    ],
)
def test_each_refusal_says_which_rule_and_what_to_do(sitting, says):
    assert says in exams.refusal(sitting)


def test_a_box_says_in_a_word_or_two_what_the_review_says_in_a_sentence():
    young = Sitting(registered=True, too_soon=date(2027, 1, 4))

    words, sentence = exams.barrier(young)

    assert words == "From 4 January 2027" and sentence == exams.refusal(young)
    assert exams.barrier(Sitting(registered=True)) == ("", "")


def test_attempts_up_to_the_registration_before_do_not_count():
    months = [date(2025, 6, 1), date(2026, 1, 1), date(2026, 6, 1)]

    assert [exams.times(months, after) for after in (None, *months)] == [3, 2, 1, 0]


@pytest.mark.parametrize(("attempts", "allowed"), [(0, 3), (2, 3), (1, 2), (9, None)])
def test_a_further_attempt_is_possible_while_any_is_left(attempts, allowed):
    assert exams.refusal(Sitting(registered=True, attempts=attempts, allowed=allowed)) == ""


def test_only_the_2016_suite_has_exam_entries():
    assert exams.suite_refusal(SimpleNamespace(code="05842", suite="2016")) == ""
    assert "2012 suite" in exams.suite_refusal(SimpleNamespace(code="05347", suite="2012"))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"registered": True}, "either the whole qualification or units only"),
        ({"in_size": False}, "this size"),
        ({"entered": True}, "already entered"),
        ({"elsewhere": True}, "the board knows of an entry already"),
    ],
)
def test_units_alone_are_for_candidates_without_the_full_award(facts, says):
    facts = {"registered": False, "in_size": True, "entered": False, **facts}

    assert says in exams.units_only_refusal(**facts)
