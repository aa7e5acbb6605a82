"""The facts behind a missing result: claims, exams to come, exams without a result."""

import pytest

from claims.states import Status
from entries.states import Status as EntryStatus
from results import queries
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.claims import claim_at
from tests.factories.results import DIPLOMA


def reason(entry, at):
    [found] = queries.progress([entry], at.date())
    return found.reason


@pytest.fixture
def entry(centre, catalogue):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


def test_a_candidate_without_anything_lacks_units(entry, at):
    found = reason(entry, at)

    assert found.code == "exams_and_units_missing"
    assert found.units[:3] == ("1", "2", "3")


def test_a_candidate_of_a_later_summer_is_not_late(entry, at):
    entry.completes_in = 2028

    assert reason(entry, at).code == "not_expected_yet"


@pytest.mark.slow
def test_a_withdrawn_entry_is_not_expected(entry, at):
    entry.status = EntryStatus.WITHDRAWN

    assert reason(entry, at).code == "withdrawn"


@pytest.mark.slow
def test_an_absence_is_told_first(entry, at):
    held.hold([entry], {"1": "absent"})

    assert (reason(entry, at).code, reason(entry, at).units) == ("absent", ("1",))


@pytest.mark.slow
def test_an_exam_without_a_result_after_results_day_is_missing(entry, at):
    past = offers.a_series(2026, 6)
    past.results_on = at.date().replace(month=8)
    past.save()
    held.enter([entry], ["2"], past)

    found = reason(entry, at)
    assert (found.code, found.units, found.details) == (
        "exam_result_missing",
        ("2",),
        ("June 2026",),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (Status.DRAFT, "claim_not_submitted"),
        (Status.READY, "visit_not_booked"),
        (Status.SAMPLED, "visit_not_booked"),
        (Status.PENDING, "pending"),
    ],
)
def test_the_last_unit_stands_where_its_claim_stands(centre, catalogue, status, code, at):
    certificate = offers.qualification("05839")
    claim = claim_at(status, centre=centre, qualification=certificate, candidates=1, units=2)
    entry = centre.entries.get(qualification=certificate)
    held.hold([entry], {"1": "M", "2": "M", "3": "M"})

    found = reason(entry, at)

    assert found.code == code
    named = f"claim {claim.number}" if claim.number else "the claim in progress"
    assert found.details == (named,)
