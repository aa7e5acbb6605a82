"""How high a case has risen."""

from datetime import date, timedelta

import pytest

from cases.queries.facts import FACTS
from cases.rules import KINDS, LEVELS, level

OPENED = date(2027, 6, 16)


@pytest.mark.parametrize("days, risen", [(0, 1), (6, 1), (7, 2), (20, 2), (21, 3), (300, 3)])
def test_a_case_rises_with_the_days_it_is_open(days, risen):
    assert level(OPENED, OPENED + timedelta(days=days), (7, 21)) == risen


def test_without_figures_no_case_rises():
    assert level(OPENED, OPENED + timedelta(days=300), ()) == 1


def test_every_kind_has_its_facts_and_every_level_its_word():
    assert KINDS.keys() == FACTS.keys()
    assert set(LEVELS) == {1, 2, 3}
