"""Which other size may be taken, what it costs, and what waits for the board."""

from dataclasses import replace
from datetime import date

import pytest

from entries.rules import resizing as rules
from entries.rules.resizing import AFTER_CLAIMS, AFTER_RESULT, Direction, ResizeFacts

FINE = ResizeFacts(open=True, same_bank=True, same_size=False, offered=True)


def test_another_size_of_the_same_subject_and_level_may_be_taken():
    assert rules.refusal(FINE) == ""


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"open": False}, "not open"),
        ({"asked": True}, "with the board already"),
        ({"same_size": True}, "Choose another one"),
        ({"same_bank": False}, "one subject, level and suite"),
        ({"offered": False}, "not offered"),
        ({"elsewhere": True}, "as well"),
        ({"pathway_fits": False}, "pathways"),
    ],
)
def test_anything_else_is_refused_with_the_rule(change, because):
    assert because in rules.refusal(replace(FINE, **change))


@pytest.mark.parametrize(
    ("now", "to", "direction"), [(180, 360, Direction.UP), (720, 540, Direction.DOWN)]
)
def test_the_larger_size_is_a_top_up(now, to, direction):
    assert rules.direction(now, to) == direction


@pytest.mark.parametrize(
    ("direction", "now", "to", "pence"),
    [
        (Direction.UP, 9500, 17500, 8000),
        (Direction.UP, 9500, 9500, 0),
        (Direction.UP, 17500, 9500, 0),
        (Direction.UP, None, 9500, None),
        (Direction.DOWN, 17500, 9500, 0),
        (Direction.DOWN, None, None, 0),
    ],
)
def test_a_top_up_costs_the_difference_and_a_move_down_nothing(direction, now, to, pence):
    assert rules.difference(direction, now, to) == pence


DATES = {"claims_on": date(2027, 6, 15), "results_on": date(2027, 8, 12)}
BOTH = {AFTER_RESULT: 1, AFTER_CLAIMS: 1}


@pytest.mark.parametrize(
    ("figures", "issued", "on", "words"),
    [
        (BOTH, True, date(2027, 1, 1), "was issued"),
        (BOTH, False, date(2027, 6, 15), ""),
        (BOTH, False, date(2027, 6, 16), "has passed"),
        (BOTH, False, date(2027, 8, 12), ""),
        ({AFTER_RESULT: 0, AFTER_CLAIMS: 0}, True, date(2027, 7, 1), ""),
    ],
)
def test_the_boards_figures_say_what_waits_for_it(figures, issued, on, words):
    found = rules.waits_because(figures, issued=issued, on=on, **DATES)

    assert words in found and bool(found) == bool(words)


def test_dates_that_are_not_set_let_nothing_wait():
    dates = {"claims_on": None, "results_on": None}
    assert rules.waits_because(BOTH, issued=False, on=date(2027, 7, 1), **dates) == ""
