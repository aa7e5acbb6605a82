"""What becomes of assessed grades when a registration ends, and of two of one unit."""

from datetime import timedelta

import pytest

from assessed.commands import assess
from entries.models import QualificationEntry
from results import commands as results_commands
from results.models import AwaitedGrade, QualificationResult, UnitResult
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.factories.assessed import awaited
from tracker import commands as tracker_commands

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}
LATER = make_results.NOW + timedelta(days=3)


@pytest.fixture
def missing(entry, processor):
    """The board owes the grade of the exam of unit 1."""
    return awaited(entry, "1", by=processor, series=make_catalogue.a_series(2026, 6))


def work(*those):
    while assess(at=LATER):
        pass
    make_results.settle_what_is_due(at=LATER)
    for one in those:
        one.refresh_from_db()


def grades(person, number="1"):
    found = UnitResult.objects.standing().filter(candidate__person=person, unit__number=number)
    return sorted(found.values_list("grade", flat=True))


def end(entry, by, staff):
    """The centre withdraws the registration, and the board processes that."""
    tracker_commands.withdraw(entry=entry, left=True, by=by, at=LATER)
    ended = QualificationEntry.objects.get(pk=entry.pk)
    tracker_commands.process_withdrawal(entry=ended, by=staff, at=LATER)


def lower(entry, by, *numbers):
    for number in numbers:
        held = UnitResult.objects.standing().get(candidate=entry.candidate, unit__number=number)
        results_commands.correct(result=held, grade="P", cause="Marked anew", by=by, at=LATER)


def test_it_is_made_again_as_long_as_the_award_that_it_counts_for_is_worked_out(
    entry, missing, exams_officer, processor
):
    make_results.hold([entry], ALL_BUT_ONE)
    work(missing)
    end(entry, exams_officer, processor)

    lower(entry, processor, "2", "3")
    work(missing)

    assert (missing.outcome, grades(entry.candidate.person)) == ("made", ["P"])
    assert QualificationResult.objects.standing().get(entry=entry).grade == "DM"


def test_what_was_made_for_a_registration_that_ended_without_a_result_stands_with_its_working(
    entry, missing, exams_officer, processor
):
    make_results.hold([entry], ALL_BUT_ONE)
    assess(at=LATER)
    missing.refresh_from_db()
    working = missing.working
    end(entry, exams_officer, processor)

    work(missing)

    assert (missing.outcome, missing.working) == ("stands", working)
    assert missing.is_made and missing.is_final and grades(entry.candidate.person) == ["M"]


def test_nothing_is_worked_out_for_a_registration_that_ended_without_a_result(entry, missing):
    QualificationEntry.objects.filter(pk=entry.pk).update(status="removed")

    work(missing)

    assert (missing.outcome, missing.is_idle) == ("none", True)


@pytest.fixture
def other(entry, processor, missing):
    """The board owes a grade of the same unit for an exam of another series, too."""
    return awaited(entry, "1", by=processor, series=make_catalogue.a_series(2026, 1))


def test_of_two_of_one_unit_one_is_made_and_the_other_says_so(entry, missing, other):
    make_results.hold([entry], ALL_BUT_ONE)

    work(missing, other)

    assert (missing.outcome, other.outcome) == ("made", "other")
    assert grades(entry.candidate.person) == ["M"]


def test_the_other_one_is_made_once_the_first_is_taken_back(entry, missing, other):
    make_results.hold([entry], ALL_BUT_ONE)
    work(missing, other)

    AwaitedGrade.objects.filter(pk=missing.pk).update(stage="off", looked_at=None)
    work(missing, other)

    assert (missing.outcome, other.outcome, other.result.grade) == ("none", "made", "M")


def test_two_that_wait_say_what_is_lacking(entry, missing, other):
    make_results.hold([entry], {n: g for n, g in ALL_BUT_ONE.items() if n != "2"})

    work(missing, other)

    assert (missing.outcome, missing.lacking) == (other.outcome, other.lacking) == ("waits", ["2"])


def test_two_that_were_made_are_one_once_their_records_are_merged(
    entry, missing, centre, processor
):
    twin = make.an_entry(centre, entry.qualification)
    of_twin = awaited(twin, "1", by=processor, series=missing.series)
    make_results.hold([entry, twin], ALL_BUT_ONE)
    work(missing, of_twin)

    make.merged(twin.candidate, entry.candidate)
    AwaitedGrade.objects.update(looked_at=None)
    work(missing, of_twin)

    assert (missing.outcome, of_twin.outcome) == ("made", "other")
    assert grades(entry.candidate.person) == ["M", "absent"]


def test_an_exam_that_has_its_grade_after_all_is_told_from_one_that_is_as_good(
    entry, missing, processor
):
    make_results.hold([entry], ALL_BUT_ONE)
    make_results.hold([entry], {"1": "P"}, series=missing.series)

    work(missing)

    assert missing.is_sat and missing.is_of_the_very_exam


def test_one_as_good_sat_in_another_series_is_told_with_the_working(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)
    make_results.hold([entry], {"1": "D"}, series=make_catalogue.a_series(2027, 1))

    work(missing)

    assert missing.is_sat and not missing.is_of_the_very_exam and missing.working
