"""What the tracker says, and when an entry may be withdrawn."""

from datetime import date

import pytest

from tracker import rules
from tracker.rules import Eligibility, UnitFacts, UnitState

NOVEMBER = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (UnitFacts(), UnitState.TO_DO),
        (UnitFacts(needed=False), UnitState.NOT_TAKEN),
        (UnitFacts(grade="U", needed=False), UnitState.NOT_ACHIEVED),
        (UnitFacts(grade="P", achieved=True), UnitState.ACHIEVED),
        (UnitFacts(grade="P", achieved=True, absent=True), UnitState.ACHIEVED),
        (UnitFacts(grade="P", achieved=True, stage="pending"), UnitState.ACHIEVED),
        (UnitFacts(grade="U", stage="pending"), UnitState.PENDING),
        (UnitFacts(stage="drafted"), UnitState.CLAIMED),
        (UnitFacts(absent=True), UnitState.ABSENT),
        (UnitFacts(absent=True, stage="entered"), UnitState.ENTERED),
        (UnitFacts(grade="U"), UnitState.NOT_ACHIEVED),
        (UnitFacts(grade="U", stage="entered"), UnitState.ENTERED),
    ],
)
def test_a_unit_stands_where_its_facts_say(facts, state):
    assert rules.unit_state(facts) == state


@pytest.mark.parametrize(
    ("day", "summer"),
    [
        (date(2026, 8, 31), 2026),
        (date(2026, 9, 1), 2027),
        (date(2027, 1, 15), 2027),
        (date(2027, 6, 30), 2027),
    ],
)
def test_a_day_works_towards_the_next_summer_from_september_on(day, summer):
    assert rules.summer_of(day) == summer


@pytest.mark.parametrize(
    ("withdrawn", "issued", "kind", "state"),
    [
        (True, False, "not_yet", Eligibility.WITHDRAWN),
        (False, True, "award", Eligibility.ISSUED),
        (False, False, "award", Eligibility.ELIGIBLE),
        (False, False, "unclassified", Eligibility.UNCLASSIFIED),
        (False, False, "not_yet", Eligibility.NOT_ELIGIBLE),
    ],
)
def test_an_entry_is_eligible_when_the_engine_would_award_it(withdrawn, issued, kind, state):
    assert rules.eligibility(withdrawn=withdrawn, issued=issued, kind=kind) == state


@pytest.mark.parametrize(
    ("completes_in", "state", "at_risk"),
    [
        (2027, Eligibility.NOT_ELIGIBLE, True),
        (2026, Eligibility.NOT_ELIGIBLE, True),
        (2028, Eligibility.NOT_ELIGIBLE, False),
        (2027, Eligibility.UNCLASSIFIED, True),
        (2027, Eligibility.ISSUED, False),
        (2027, Eligibility.WITHDRAWN, False),
    ],
)
def test_at_risk_is_who_expects_a_result_this_summer_and_would_get_none(
    completes_in, state, at_risk
):
    assert rules.at_risk(completes_in=completes_in, state=state, on=NOVEMBER) is at_risk


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
