"""When may a course be checked, a declaration submitted, a centre reminded?"""

from dataclasses import replace
from datetime import date

import pytest

from checkpoints import rules
from checkpoints.rules import CheckpointRefused, Course, Window
from checkpoints.states import Status

WINDOW = Window(2027, date(2027, 3, 1), date(2027, 4, 30))
IT = Course("IT", "IT", 3, registered=10, expecting=6, fingerprint=7)
CHECKED = replace(IT, seen=7, checked_by="Toni Tutor")
CHANGED = replace(IT, seen=8)
IN, LAST = date(2027, 3, 10), date(2027, 4, 30)


@pytest.mark.parametrize(
    "on, says",
    [
        (date(2027, 2, 28), "opens on 1 March 2027"),
        (date(2027, 3, 1), ""),
        (LAST, ""),
        (date(2027, 5, 1), "closed on 30 April 2027"),
    ],
)
def test_the_window_holds_its_first_and_its_last_day(on, says):
    why = WINDOW.closed_because(on)

    assert says in why and WINDOW.is_open(on) == (says == "")


def test_a_window_that_is_not_published_is_open_on_no_day():
    assert "not published yet" in Window(2027, date(2027, 3, 1)).closed_because(IN)


@pytest.mark.parametrize(
    "courses, declared, expected",
    [
        ([], False, Status.NOTHING),
        ([IT, IT], False, Status.NOT_STARTED),
        ([IT, CHECKED], False, Status.IN_PROGRESS),
        ([CHANGED], False, Status.IN_PROGRESS),
        ([CHECKED, CHECKED], False, Status.READY),
        ([IT], True, Status.SUBMITTED),
    ],
)
def test_how_far_a_centre_is_follows_from_its_courses(courses, declared, expected):
    assert rules.status_of(courses, declared=declared) == expected


def test_a_list_that_changed_since_is_no_longer_checked():
    assert [one.state for one in (IT, CHECKED, CHANGED)] == [
        "Not checked",
        "Checked",
        "Changed since it was checked",
    ]


@pytest.mark.parametrize(
    "courses, sure, declared, on, says",
    [
        ([CHECKED, CHANGED], True, False, IN, "Still to be checked: IT, Level 3"),
        ([CHECKED], False, False, IN, "Tick the declaration"),
        ([CHECKED], True, True, IN, "has been submitted"),
        ([], True, False, IN, "nothing to declare"),
        ([CHECKED], True, False, date(2027, 5, 1), "ask the board"),
    ],
)
def test_a_declaration_is_refused_in_a_sentence_that_says_why(courses, sure, declared, on, says):
    with pytest.raises(CheckpointRefused, match=says):
        rules.check_can_declare(WINDOW, courses, sure=sure, declared=declared, on=on)


def test_a_declaration_may_be_submitted_on_the_last_day():
    rules.check_can_declare(WINDOW, [CHECKED], sure=True, declared=False, on=LAST)


@pytest.mark.parametrize(
    "facts, says",
    [
        ({"declared": True}, "declared already"),
        ({"registered": False}, "nothing to declare"),
        ({"reminded_today": True}, "reminded today"),
        ({"on": date(2027, 5, 1)}, "closed on 30 April 2027"),
    ],
)
def test_a_centre_is_not_reminded_in_vain(facts, says):
    usual = {"declared": False, "registered": True, "reminded_today": False, "on": IN}
    rules.check_can_remind(WINDOW, **usual)

    with pytest.raises(CheckpointRefused, match=says):
        rules.check_can_remind(WINDOW, **{**usual, **facts})


@pytest.mark.parametrize(
    "number, as_seen, says",
    [(0, False, "Every centre has declared"), (3, False, "there are 3 now")],
)
def test_all_are_reminded_only_if_they_are_those_that_the_page_counted(number, as_seen, says):
    rules.check_can_remind_all(WINDOW, number=3, as_seen=True, on=IN)

    with pytest.raises(CheckpointRefused, match=says):
        rules.check_can_remind_all(WINDOW, number=number, as_seen=as_seen, on=IN)
