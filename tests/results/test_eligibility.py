"""What the picture says of a unit and of an entry."""

from datetime import date

import pytest

from entries.rules.registering import summer_of
from results import eligibility
from results.eligibility import Eligibility, UnitFacts, UnitState

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
        (UnitFacts(stage="ready"), UnitState.READY),
        (UnitFacts(stage="unbooked"), UnitState.READY),
        (UnitFacts(stage="unbooked", sampled=True), UnitState.SAMPLED),
        (UnitFacts(stage="sampled", sampled=True), UnitState.SAMPLED),
        (UnitFacts(stage="entered", sampled=True), UnitState.ENTERED),
        (UnitFacts(absent=True), UnitState.ABSENT),
        (UnitFacts(no_result=True), UnitState.NO_RESULT),
        (UnitFacts(grade="P", achieved=True, no_result=True), UnitState.ACHIEVED),
        (UnitFacts(no_result=True, stage="entered"), UnitState.ENTERED),
        (UnitFacts(stage="unsettled"), UnitState.PENDING),
        (UnitFacts(absent=True, stage="entered"), UnitState.ENTERED),
        (UnitFacts(grade="U"), UnitState.NOT_ACHIEVED),
        (UnitFacts(grade="U", stage="entered"), UnitState.ENTERED),
    ],
)
def test_a_unit_stands_where_its_facts_say(facts, state):
    assert eligibility.unit_state(facts) == state


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
    assert summer_of(day) == summer


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
    assert eligibility.eligibility(withdrawn=withdrawn, issued=issued, kind=kind) == state
