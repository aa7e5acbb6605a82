"""When an entry may be withdrawn."""

from datetime import date

import pytest

from tracker import rules

NOVEMBER = date(2026, 11, 20)


def test_an_entry_of_a_candidate_who_has_left_may_be_withdrawn():
    rules.check_can_withdraw(left=True, pending=[], completes_in=2027, on=NOVEMBER)


def test_pending_results_forbid_a_withdrawal_and_are_named():
    with pytest.raises(rules.WithdrawalRefused, match="unit 3, 8"):
        rules.check_can_withdraw(left=True, pending=["3", "8"], completes_in=2027, on=NOVEMBER)


@pytest.mark.slow
def test_completing_in_a_later_year_forbids_a_withdrawal():
    with pytest.raises(rules.WithdrawalRefused, match="summer 2028") as refusal:
        rules.check_can_withdraw(left=True, pending=[], completes_in=2028, on=NOVEMBER)

    assert not refusal.value.field


@pytest.mark.slow
def test_a_withdrawal_needs_the_tick_that_the_candidate_has_left():
    with pytest.raises(rules.WithdrawalRefused, match="Tick") as refusal:
        rules.check_can_withdraw(left=False, pending=[], completes_in=2027, on=NOVEMBER)

    assert refusal.value.field == "left"
