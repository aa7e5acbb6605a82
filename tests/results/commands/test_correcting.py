"""A wrong unit result is superseded, never edited."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction

from entries.models import AwardDue
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands
from results.models import UnitResult
from results.rules import ResultRefused
from tests import ownership
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA


@pytest.fixture
def entry(centre, catalogue):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "P", "4": "M"}, due=False)
    return entry


def result_of(entry, number):
    return UnitResult.objects.get(candidate=entry.candidate, unit__number=number)


@pytest.mark.slow
def test_a_correction_is_a_new_row_that_says_why(entry, processor, at):
    wrong = result_of(entry, "4")

    right = commands.correct(result=wrong, grade="D", cause=" Swapped ", by=processor, at=at)

    assert (right.grade, right.supersedes, right.because) == ("D", wrong, "Swapped")
    assert (right.line, right.centre) == (wrong.line, wrong.centre)
    assert AwardDue.objects.get(entry=entry).due == 1


def test_a_correction_is_in_the_trail_and_the_centre_is_told(entry, processor, at):
    commands.correct(
        result=result_of(entry, "1"), grade="absent", cause="Not there", by=processor, at=at
    )

    event = Event.objects.get(name="unitresult.correct")
    assert event.detail == {"was": "P", "is": "absent", "cause": "Not there"}
    letter = Message.objects.get(template="results/decided")
    assert "Result: Absent (before: P)" in letter.body


@pytest.mark.slow
def test_a_result_is_corrected_once_and_then_its_correction(entry, processor, at):
    wrong = result_of(entry, "4")
    right = commands.correct(result=wrong, grade="D", cause="Swapped", by=processor, at=at)

    with pytest.raises(ResultRefused, match="corrected already"):
        commands.correct(result=wrong, grade="P", cause="Again", by=processor, at=at)

    assert commands.correct(result=right, grade="P", cause="Again", by=processor, at=at)


@pytest.mark.slow
@pytest.mark.parametrize(("grade", "says"), [("R", "cannot be R"), ("M", "is M already")])
def test_a_grade_the_unit_cannot_have_is_refused(entry, processor, grade, says, at):
    with pytest.raises(ResultRefused, match=says):
        commands.correct(
            result=result_of(entry, "4"), grade=grade, cause="Why", by=processor, at=at
        )


@pytest.mark.parametrize(
    ("grade", "part", "becomes"),
    [
        ("D", None, "D#"),
        ("absent", None, "Absent"),
        ("M", False, "M"),
        ("D", False, "D"),
        ("D", True, "D#"),
    ],
)
def test_the_sign_of_a_missed_part_goes_along_until_somebody_says_otherwise(
    centre, catalogue, processor, grade, part, becomes, at
):
    [wrong] = held.hold([factory.an_entry(centre, offers.qualification(DIPLOMA))], {"1": "M#"})
    told = {"cause": "Read again", "by": processor, "at": at}

    right = commands.correct(result=wrong, grade=grade, partly_absent=part, **told)

    assert right.shown == becomes
    detail = Event.objects.get(name="unitresult.correct").detail
    assert (detail["was"], detail["is"]) == ("M#", becomes.replace("Absent", "absent"))


def test_centres_do_not_correct_results(entry, exams_officer, at):
    with pytest.raises(PermissionDenied):
        commands.correct(
            result=result_of(entry, "4"), grade="D", cause="Why", by=exams_officer, at=at
        )


@pytest.mark.slow
def test_the_database_itself_lets_nobody_edit_a_result(entry):
    with (
        ownership.owning(),
        pytest.raises(InternalError, match="Cannot update or delete"),
        transaction.atomic(),
    ):
        UnitResult.objects.filter(pk=result_of(entry, "4").pk).update(grade="D")
