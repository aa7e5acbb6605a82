"""How high a case has risen."""

from datetime import date, timedelta

import pytest

from cases.queries.facts import FACTS
from cases.rules import KINDS, LEVELS, is_the_boards, level

OPENED = date(2027, 6, 16)


@pytest.mark.parametrize("days, risen", [(0, 1), (6, 1), (7, 2), (20, 2), (21, 3), (300, 3)])
def test_a_case_rises_with_the_days_it_is_open(days, risen):
    assert level(OPENED, OPENED + timedelta(days=days), (7, 21)) == risen


def test_without_figures_no_case_rises():
    assert level(OPENED, OPENED + timedelta(days=300), ()) == 1


def test_every_kind_has_its_facts_and_every_level_its_word():
    assert KINDS.keys() == FACTS.keys()
    assert set(LEVELS) == {1, 2, 3}


@pytest.mark.parametrize(
    "day, reminded, theirs",
    [(20, None, False), (21, None, True), (21, 20, False), (26, 20, False), (27, 20, True)],
)
def test_the_board_must_act_once_a_case_stands_highest_and_a_reminder_moved_nobody(
    day, reminded, theirs
):
    on = OPENED + timedelta(days=day)
    reminded_on = None if reminded is None else OPENED + timedelta(days=reminded)
    assert is_the_boards(OPENED, reminded_on, on, (7, 21)) == theirs


def test_without_figures_no_case_is_the_boards():
    assert not is_the_boards(OPENED, None, OPENED + timedelta(days=300), ())
