"""What is charged for an entry, and what may be paid back."""

import pytest

from entries.rules import charging
from entries.rules.charging import (
    LATE,
    RESIT,
    UNIT,
    VERY_LATE,
    Item,
)
from entries.rules.exams import Stage

THREE_LATE = Item(LATE, "Late", 3, 1500, 7)


@pytest.mark.parametrize(
    ("entry", "fees"),
    [
        ({"exam": True, "resit": False, "stage": Stage.IN_TIME}, []),
        ({"exam": True, "resit": True, "stage": Stage.IN_TIME}, [RESIT]),
        ({"exam": True, "resit": False, "stage": Stage.LATE}, [LATE]),
        ({"exam": True, "resit": True, "stage": Stage.LATE}, [RESIT, LATE]),
        ({"exam": True, "resit": False, "stage": Stage.VERY_LATE}, [VERY_LATE]),
        ({"exam": False, "resit": False, "stage": Stage.IN_TIME}, [UNIT]),
    ],
)
def test_a_registration_covers_the_first_attempt_made_in_time(entry, fees):
    assert charging.fees_of_unit(**entry) == fees


@pytest.mark.parametrize(
    ("items", "due"),
    [
        ([], False),
        ([Item(LATE, "Late", 3, 0)], False),
        ([Item(LATE, "Late", 3, 1)], True),
        ([Item(LATE, "Late", 3, None)], True),
    ],
)
def test_an_invoice_is_due_for_a_sum_or_for_a_fee_still_to_be_set(items, due):
    assert charging.is_due(items) == due


def test_the_total_leaves_out_what_has_no_price_yet():
    assert charging.total([THREE_LATE, Item(RESIT, "Resit", 2, None)]) == 4500


@pytest.mark.parametrize("exam", [True, False])
@pytest.mark.parametrize("resit", [True, False])
@pytest.mark.parametrize("stage", list(Stage))
def test_the_database_charges_by_the_same_rule(exam, resit, stage):
    by_table = [
        fee for *case, fee in charging.cases_of_units() if case == [exam, resit, stage.value]
    ]

    assert by_table == charging.fees_of_unit(exam=exam, resit=resit, stage=stage)


@pytest.mark.parametrize(
    ("pence", "asked_about", "why"),
    [
        (1500, False, ""),
        (1500, True, "your query about its invoice is still open"),
        (None, False, "its fee was not set when it was charged"),
    ],
)
def test_what_the_board_pays_back_by_hand_and_why(pence, asked_about, why):
    assert charging.by_hand_because(pence=pence, asked_about=asked_about) == why
