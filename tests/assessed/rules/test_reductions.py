"""Only moderated units of the year are reduced, in time, of units without a grade."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from assessed.rules.reductions import (
    REDUCED,
    TAKEN_BACK,
    Area,
    Box,
    ReductionRefused,
    area_on,
    check_can_send,
    mandatory_units,
    registered_before,
)
from interchange.catalogue.specification import load


@dataclass(frozen=True)
class Window:
    """A time in which the area is open."""

    opens_on: date
    closes_on: date


FIRST = Window(date(2022, 4, 4), date(2022, 5, 27))
LAST = Window(date(2023, 3, 20), date(2023, 4, 28))
OPEN = Area(open_until=date(2023, 4, 28))


@pytest.mark.parametrize(
    "day, sentence",
    [
        (date(2022, 4, 3), "Not open yet: it opens on 4 April 2022."),
        (date(2022, 4, 4), "Open until 27 May 2022."),
        (date(2022, 6, 1), "Not open yet: it opens on 20 March 2023."),
        (date(2023, 4, 28), "Open until 28 April 2023."),
        (date(2023, 4, 29), "Closed since 28 April 2023, the last day on which it was open."),
    ],
)
def test_the_area_says_how_it_stands_on_a_day(day, sentence):
    assert area_on([LAST, FIRST], day).sentence == sentence


def test_without_a_window_the_area_was_never_open():
    area = area_on([], date(2023, 4, 1))

    assert not area.is_open and not area.was_open
    assert area.sentence == "The board has not said when it is open."


def test_students_registered_from_september_on_cannot_have_been_reduced():
    assert registered_before(2022) == date(2022, 9, 1)


@pytest.mark.parametrize(
    "box, ticked, becomes",
    [
        (Box(), True, REDUCED),
        (Box(), False, ""),
        (Box(reported=True), True, ""),
        (Box(reported=True), False, TAKEN_BACK),
        (Box(reported=True, grade="M"), False, ""),
        (Box(grade="M"), True, REDUCED),
    ],
)
def test_what_differs_from_what_was_sent_is_sent(box, ticked, becomes):
    assert box.becomes(ticked) == becomes


def test_a_unit_with_a_grade_or_on_a_claim_is_not_reduced():
    assert "has the grade U" in Box(grade="U").bar
    assert "is on claim 7" in Box(claim="claim 7").bar
    assert Box().bar == ""


def test_mandatory_are_the_units_that_must_count():
    assert mandatory_units(load("05839")) == {"1", "2", "3"}


def test_the_mandatory_units_of_a_pathway_are_those_of_its_students():
    rule = load("05845")
    way = "Digital Content for Interactive Media"

    assert "4" not in mandatory_units(rule)
    assert mandatory_units(rule, way) >= {"4"} | mandatory_units(rule)


SENT = {"changes": 1, "bars": [], "mandatory": [], "reason": "", "declared": True}


def send(area=OPEN, **other):
    """Ask whether it may be sent."""
    check_can_send(area, **{**SENT, **other})


def test_what_differs_is_sent_while_the_area_is_open():
    send()


@pytest.mark.parametrize(
    "other, sentence, field",
    [
        ({"area": replace(OPEN, open_until=None)}, "Nothing was sent", ""),
        ({"bars": ["Ada: the unit has the grade M."]}, "Ada: the unit has the grade M", ""),
        ({"changes": 0}, "Nothing differs", ""),
        ({"mandatory": ["1"]}, "the last resort", "reason"),
        ({"reason": "x" * 301}, "may have 300 signs and has 301", "reason"),
        ({"declared": False}, "Tick the declaration", "declared"),
    ],
)
def test_what_stands_in_the_way_is_a_sentence_and_names_its_field(other, sentence, field):
    with pytest.raises(ReductionRefused, match=sentence) as refusal:
        send(**other)

    assert refusal.value.field == field


def test_a_mandatory_unit_is_sent_with_a_reason():
    send(mandatory=["1"], reason="No workshop until June.")
