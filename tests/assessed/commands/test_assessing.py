"""Grades that the board works out: made once everything else is there, and made again."""

from datetime import UTC, date, datetime

import pytest

from assessed.commands import assess
from interchange.catalogue.models import GradeNumbers
from results.models import AwaitedGrade, Decision, QualificationResult
from tests.assessed.commands.owed import (
    ALL_BUT_ONE,
    LATER,
    correct,
    grades,
    worked_out,
)
from tests.factories import catalogue as make_catalogue
from tests.factories import results as make_results
from tests.factories.assessed import awaited

pytestmark = pytest.mark.slow


def test_it_is_made_when_everything_else_is_there(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)

    worked_out(missing)

    assert (missing.outcome, grades(entry)) == ("made", ["M"])
    assert missing.result.source == "Assessed grade"
    assert missing.result.decision.kind == Decision.Kind.CONSIDERED


def test_the_exams_alone_support_an_exam(entry, missing):
    make_results.hold([entry], {**ALL_BUT_ONE, "2": "D", "3": "D"})

    examined = {one.number for one in entry.qualification.units.filter(examined=True)}
    worked_out(missing)

    assert examined - {"1"} >= {"2", "3"}
    assert missing.result.grade == "D" and "examined units 2 D = 3, 3 D = 3" in missing.working


def test_the_numbers_are_those_of_londons_day(entry, june, processor):
    night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # in London it is 1 July
    GradeNumbers.objects.update(from_on=date(2026, 7, 1))
    make_results.hold([entry], ALL_BUT_ONE)

    asked = awaited(entry, "1", by=processor, series=june, at=night)

    assert worked_out(asked).outcome == "made"


def test_the_qualification_is_awarded_by_it(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)

    worked_out(missing)
    make_results.settle_what_is_due()

    assert QualificationResult.objects.get(entry=entry).grade == "DD"


def test_nothing_is_made_of_who_is_not_complete_but_it_is_said_what_is_lacking(entry, missing):
    held = {number: grade for number, grade in ALL_BUT_ONE.items() if number != "2"}
    make_results.hold([entry], held)

    worked_out(missing)

    assert (missing.outcome, missing.lacking, grades(entry)) == ("waits", ["2"], [])


def test_it_follows_once_the_last_unit_is_there(entry, missing, june):
    held = {number: grade for number, grade in ALL_BUT_ONE.items() if number != "2"}
    make_results.hold([entry], held)
    worked_out(missing)

    make_results.hold([entry], {"2": "M"})
    worked_out(missing)

    assert (missing.outcome, grades(entry)) == ("made", ["M"])


def test_it_is_made_once_however_often_it_is_looked_at(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)

    AwaitedGrade.objects.update(looked_at=None)
    worked_out(missing)

    assert grades(entry) == ["M"]
    assert assess(at=LATER) == 0


def test_it_is_made_again_when_a_supporting_grade_changes(entry, missing, processor):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)

    correct(entry, "2", "D", processor)
    correct(entry, "3", "D", processor)
    worked_out(missing)

    assert grades(entry) == ["M", "D"]
    assert missing.result.supersedes.grade == "M" and missing.result.grade == "D"


def test_a_grade_that_supports_it_no_more_lowers_the_award(entry, missing, processor):
    make_results.hold([entry], {**ALL_BUT_ONE, "2": "D", "3": "D"})
    worked_out(missing)
    make_results.settle_what_is_due()

    correct(entry, "2", "P", processor)
    correct(entry, "3", "P", processor)
    worked_out(missing)

    assert grades(entry) == ["D", "P"]


def test_a_better_grade_sat_in_another_series_counts_and_nothing_is_made(entry, missing):
    make_results.hold([entry], {**ALL_BUT_ONE})
    make_results.hold([entry], {"1": "D"}, series=make_catalogue.a_series(2027, 1))

    worked_out(missing)

    assert (missing.outcome, grades(entry)) == ("sat", ["D"])


def test_a_failed_exam_of_before_gives_way_to_it(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)
    make_results.hold([entry], {"1": "U"}, series=make_catalogue.a_series(2026, 1))

    worked_out(missing)

    assert grades(entry) == ["U", "M"]


def test_a_grade_of_the_very_exam_takes_the_place_of_the_assessed_one(entry, missing, june):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)

    make_results.hold([entry], {"1": "P"}, series=june)
    worked_out(missing)
    make_results.settle_what_is_due()

    assert (missing.outcome, missing.result.grade) == ("sat", "absent")
    assert grades(entry) == ["M", "P", "absent"]


def test_what_was_taken_back_gives_way_to_the_absence(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)

    AwaitedGrade.objects.update(stage="off", looked_at=None)
    worked_out(missing)

    assert (missing.outcome, grades(entry)) == ("none", ["M", "absent"])


def test_what_the_board_corrected_by_hand_stays(entry, missing, processor):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)

    correct(entry, "1", "P", processor)
    correct(entry, "2", "D", processor)
    correct(entry, "3", "D", processor)
    worked_out(missing)

    assert grades(entry) == ["M", "P"]
