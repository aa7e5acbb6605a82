"""What the portal knows of what a request names: of the centre's own alone."""

from datetime import date, timedelta

import pytest

from claims.states import Status as ClaimStatus
from entries.models import UnitEntry
from mir import queries
from mir.request_types import (
    ENTRY_CHANGE,
    MISSED_FROM_CLAIM,
    MISSING_EXAM_RESULT,
    MISSING_TAG,
    REDUCTION,
)
from results.models import UnitResult
from tests.factories import catalogue as real
from tests.factories import claims, entries, mir, reductions, results

pytestmark = [pytest.mark.slow]


def facts_of(entry, kind, **named):
    return queries.facts(mir.unsent(entry, kind, **named), at=mir.NOW)


@pytest.fixture
def unit(entry):
    """A moderated unit of the qualification."""
    return entry.qualification.units.filter(examined=False).first()


def test_a_unit_held_through_the_centre_is_known(entry, unit):
    results.hold([entry], {unit.number: "M"})

    [held] = facts_of(entry, MISSED_FROM_CLAIM, unit=unit).held

    assert held.grade == "M"


def test_what_is_held_elsewhere_is_not_told(entry, unit, other_centre):
    there = entries.an_entry(other_centre, entry.qualification, entry.candidate)
    results.hold([there], {unit.number: "M"})

    assert facts_of(entry, MISSED_FROM_CLAIM, unit=unit).held == ()


def test_a_unit_that_was_not_achieved_may_have_been_missed_since(entry, unit):
    results.hold([entry], {unit.number: "U"})

    assert facts_of(entry, MISSED_FROM_CLAIM, unit=unit).held == ()


@pytest.mark.parametrize("status", [ClaimStatus.DRAFT, ClaimStatus.READY, ClaimStatus.PENDING])
def test_a_claim_on_which_the_unit_stands_is_named(entry, status):
    claim = claims.claim_at(status, centre=entry.centre, candidates=0, units=1)
    line = claim.lines.get(candidate=entry.candidate)

    said = facts_of(entry, MISSED_FROM_CLAIM, unit=line.unit).claimed_on

    assert said == f"{claim} ({claim.get_status_display()})"


def test_a_processed_claim_is_no_claim_in_progress(entry):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)
    facts = facts_of(entry, MISSED_FROM_CLAIM, unit=claim.lines.first().unit)

    assert facts.claimed_on == ""
    assert facts.seen_by_moderator == (claim.number,)


def test_an_exam_is_entered_for_until_the_entry_is_taken_back(entry, exam, series):
    known = facts_of(entry, MISSING_EXAM_RESULT, unit=exam, series=series)
    assert known.exam.entered

    UnitEntry.objects.update(status="withdrawn")

    assert not facts_of(entry, MISSING_EXAM_RESULT, unit=exam, series=series).exam.entered


def test_an_exam_of_which_results_are_to_come_says_when(entry, exam):
    to_come = real.a_series(2027, 1)

    known = facts_of(entry, MISSING_EXAM_RESULT, unit=exam, series=to_come)

    assert known.exam.comes == f"{to_come.results_on:%-d %B %Y}"


def test_on_results_day_they_are_to_come_until_their_hour(entry, exam):
    series = real.a_series(2027, 1)
    asked = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)
    hour = series.results_at

    before = queries.facts(asked, at=hour - timedelta(minutes=1))
    after = queries.facts(asked, at=hour)

    assert before.exam.comes == f"{series.results_on:%-d %B %Y}"
    assert after.exam.comes == ""


@pytest.mark.parametrize(
    ("grade", "told", "pending"), [("M", "M", False), ("absent", "", False), ("Q", "", True)]
)
def test_the_grade_of_the_very_exam_is_known(
    entry, exam, series, processor, at, grade, told, pending
):
    UnitResult.objects.create(
        candidate=entry.candidate,
        unit=exam,
        centre=entry.centre,
        qualification=entry.qualification,
        grade=grade,
        series=series,
        banked_at=at,
        banked_by=processor,
    )

    known = facts_of(entry, MISSING_EXAM_RESULT, unit=exam, series=series).exam

    assert (known.grade, known.pending) == (told, pending)


def test_a_registration_alone_is_no_change_of_size(entry):
    assert not facts_of(entry, ENTRY_CHANGE).moved


def test_a_change_that_is_made_or_asked_for_is_one(entry, exams_officer):
    change = entries.a_size_change(entry, exams_officer)
    asked = mir.unsent(entry, ENTRY_CHANGE)
    asked.qualification = change.to

    assert queries.facts(asked, at=mir.NOW).moved


def test_a_further_entry_by_file_is_one(entry):
    entries.an_entry(entry.centre, real.qualification("05842"), entry.candidate)
    asked = mir.unsent(entry, ENTRY_CHANGE)
    asked.qualification = real.qualification("05842")

    assert queries.facts(asked, at=mir.NOW).moved


def test_reductions_count_once_they_are_reported(centre, centre_administrator, catalogue):
    reductions.a_window()
    student = reductions.a_student(centre)
    assert not facts_of(student, REDUCTION).reported

    reductions.report(student, centre_administrator, reductions.OPTIONAL)

    assert facts_of(student, REDUCTION).reported


def test_the_days_that_had_tags_come_from_the_figure(entry):
    known = facts_of(entry, MISSING_TAG)

    assert known.tag_days == (date(2020, 8, 1), date(2021, 8, 31))
    assert known.planned_on == date(2021, 5, 12)


def test_another_qualification_is_not_the_candidates(entry):
    asked = mir.unsent(entry, MISSED_FROM_CLAIM)
    assert queries.facts(asked, at=mir.NOW).registered

    asked.qualification = real.qualification("05842")

    assert not queries.facts(asked, at=mir.NOW).registered
