"""How far each candidate is: live, in as many queries for one as for a hundred."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import commands as claim_commands
from claims.states import Status
from entries import commands as entry_commands
from interchange.accounts.roles import Role
from results import commands as results
from results.eligibility import Eligibility, UnitState
from results.queries import Acting, deadlines, pending_units, progress
from results.urgency import AT_RISK, Urgency
from tests.factories import accounts, claims, entries
from tests.factories import catalogue as offered
from tests.factories import results as held
from tracker.queries import progress as queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ON = date(2026, 11, 20)


def of(centre, code="05839"):
    """The progress of the centre's entries for the qualification."""
    return progress(queries.listed(centre).filter(qualification__code=code), ON)


def states(progress):
    """The state of each unit, by its number."""
    return {unit.number: unit.state for unit in progress.units}


def land(centre, processor, at, *grades):
    """Import (series, OCR number, unit, grade) as exam results of 05839."""
    lines = [f"{series},{number},05839,{unit},{grade}" for series, number, unit, grade in grades]
    text = "\n".join(["series,ocr_candidate_number,entry_code,unit,grade", *lines])
    report = results.import_exam_results(text, by=processor, at=at)
    assert not report.refused


@pytest.fixture
def entered(centre):
    """A registration, entered for the exams of units 1 and 2 in June 2026."""
    entry = entries.an_entry(centre, offered.qualification("05839"))
    june = offered.a_series(2026, 6)
    for number in (1, 2):
        entries.a_unit_entry(entry, offered.unit(number), june)
    return entry


def test_a_new_registration_has_everything_still_to_do(centre):
    entries.an_entry(centre)

    (found,) = of(centre)

    assert found.state is Eligibility.NOT_ELIGIBLE
    assert found.hours == 0
    assert set(states(found).values()) == {UnitState.TO_DO}


@pytest.mark.slow
def test_units_follow_their_claim_and_their_exam(centre, entered, processor, at):
    number = entered.candidate.ocr_number
    land(centre, processor, at, ("2026-06", number, "1", "M"), ("2026-06", number, "2", "absent"))
    claims.an_assessor(centre)
    by = accounts.with_role(Role.TUTOR, centre)
    claim = claim_commands.start(centre=centre, qualification=entered.qualification, by=by, at=at)
    claim_commands.save_grades(claim=claim, cells=claims.cells(claim, units=1), by=by, at=at)

    (found,) = of(centre)

    assert states(found)["1"] is UnitState.ACHIEVED
    assert states(found)["2"] is UnitState.ABSENT
    assert states(found)["4"] is UnitState.CLAIMED
    assert found.hours == 90


@pytest.mark.slow
@pytest.mark.parametrize(
    "status, state",
    [
        (Status.READY, UnitState.READY),
        (Status.SAMPLED, UnitState.SAMPLED),
        (Status.PENDING, UnitState.PENDING),
    ],
)
def test_a_submitted_claim_says_how_far_it_is_and_where(centre, status, state):
    claim = claims.claim_at(status, centre=centre, candidates=1, units=1)

    (found,) = of(centre)

    unit = next(unit for unit in found.units if unit.number == "4")
    assert unit.state is state
    assert str(claim.number) in unit.detail


@pytest.mark.slow
def test_what_is_not_needed_is_not_told_as_still_to_do(centre, processor, at):
    claims.claim_at(Status.PROCESSED, centre=centre, candidates=1, units=2, grades="P")

    (found,) = of(centre)

    assert states(found)["1"] is UnitState.TO_DO
    assert states(found)["10"] is UnitState.NOT_TAKEN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("on", "urgency"),
    [
        (ON, Urgency.ON_COURSE),
        (date(2027, 4, 1), Urgency.DUE_SOON),  # very late entries end on 21 April
        (date(2027, 6, 1), Urgency.LATE),
        (date(2027, 7, 1), Urgency.LATE),
        (date(2027, 9, 1), Urgency.PAST),
    ],
)
def test_a_candidate_expected_this_summer_without_everything_is_at_risk_as_time_passes(
    on, urgency, centre, tutor
):
    expected = entries.an_entry(centre, completes_in=2027)
    later = entries.an_entry(centre, completes_in=2029)
    dates = deadlines(on)

    live = {one.entry: queries.urgent_of(one, dates) for one in progress([expected, later], on)}
    assert {one: found.urgency for one, found in live.items()} == {
        expected: urgency,
        later: Urgency.NO_HURRY,
    }
    held.settle()
    counts = queries.counts(queries.listed(centre), dates)
    assert counts == queries.Counts(2, Counter({urgency: 1}), 0)
    assert counts.at_risk == (urgency in AT_RISK)
    found = queries.asked_for(queries.matching(centre, {}), {}, dates)
    rows = queries.rows(found.order_by(*queries.MOST_URGENT), Acting(tutor, centre, on))
    assert [(row.entry, row.urgent) for row in rows] == list(live.items())
    narrowed = queries.asked_for(queries.matching(centre, {}), {"urgency": urgency.name}, dates)
    assert list(narrowed) == [expected]
    at_risk = queries.asked_for(queries.matching(centre, {}), {"at_risk": True}, dates)
    assert list(at_risk) == ([expected] if urgency in AT_RISK else [])


@pytest.mark.slow
def test_the_list_is_narrowed_to_those_with_a_cause(centre):
    soon = entries.an_entry(centre, completes_in=2027)
    later = entries.an_entry(centre, completes_in=2028)
    held.settle()

    def narrowed(cause, on=ON):
        return list(
            queries.asked_for(queries.matching(centre, {}), {"cause": cause}, deadlines(on))
        )

    assert narrowed("exams_and_units_missing") == [soon]
    assert narrowed("not_expected_yet") == [later]
    assert narrowed("absent") == []
    assert set(narrowed("exams_and_units_missing", date(2027, 9, 1))) == {soon, later}


@pytest.mark.slow
def test_units_with_a_result_on_its_way_are_pending(centre, entered):
    claims.claim_at(Status.READY, centre=centre, candidates=0, units=1)

    assert pending_units(entered) == ["1", "2", "4"]


@pytest.mark.slow
def test_the_tracker_asks_as_often_for_a_hundred_as_for_one(centre):
    entries.entries(centre, 1)
    of(centre)  # the rules, once read, are kept
    counts = []
    for more in (1, 99):
        entries.entries(centre, more)
        with CaptureQueriesContext(connection) as captured:
            assert of(centre)
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.slow
def test_a_removed_entry_is_no_longer_listed(centre, exams_officer, processor, at):
    entry = entries.an_entry(centre)
    entry_commands.withdraw(entry=entry, by=exams_officer, at=at)
    assert [found.state for found in of(centre)] == [Eligibility.WITHDRAWN]

    entry_commands.process_withdrawal(entry=entry, by=processor, at=at + timedelta(days=1))

    assert of(centre) == []
