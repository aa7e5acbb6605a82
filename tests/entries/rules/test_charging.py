"""What is charged for an entry, and what may be paid back."""

import pytest

from entries.rules import charging
from entries.rules.charging import (
    LATE,
    REGISTRATION,
    RESIT,
    UNIT,
    VERY_LATE,
    CreditRefused,
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


@pytest.mark.parametrize(
    ("asked", "credited"),
    [
        ([Item(LATE, "Late", 4, 1500, 7)], []),
        ([Item(LATE, "Late", 2, 1500, 7)], [Item(LATE, "Late", 2, 1500, 7)]),
        ([Item(LATE, "Late", 1, 1600, 7)], []),
        ([Item(REGISTRATION, "Registration", 1, 1500, 7)], []),
        ([Item(LATE, "Late", 1, 1500, 8)], []),
        ([], []),
        ([Item(LATE, "Late", 1, None, 7)], []),
    ],
)
def test_no_more_is_paid_back_than_was_charged(asked, credited):
    with pytest.raises(CreditRefused):
        charging.check_credit(asked, [THREE_LATE], credited)


def test_what_was_charged_may_be_paid_back_bit_by_bit():
    charging.check_credit([Item(LATE, "Late", 1, 1500, 7)], [THREE_LATE], [])
    charging.check_credit(
        [Item(LATE, "Late", 1, 1500, 7)], [THREE_LATE], [Item(LATE, "Late", 2, 1500, 7)]
    )
