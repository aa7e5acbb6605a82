"""What Test Results list of assessed grades that gave way: each unit as it stands, once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessed import commands
from entries.models import QualificationEntry
from results import commands as results_commands
from results import queries as results_queries
from results.models import AwaitedGrade, UnitResult
from tests.factories import assessed as make_assessed
from tests.factories import results as make_results

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue", "kept_papers", "service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}
LATER = make_results.NOW + timedelta(days=3)


def work():
    while commands.assess(at=LATER):
        pass


@pytest.fixture
def absence(centre):
    """An exam that was missed, of somebody who has everything else."""
    missed = make_assessed.an_absence(centre)
    make_results.hold([QualificationEntry.objects.get(candidate=missed.candidate)], ALL_BUT_ONE)
    return missed


@pytest.fixture
def accepted(absence, exams_officer, processor):
    """Its application, accepted and with its grade made."""
    made = make_assessed.consideration_at("accepted", absence, exams_officer, processor)
    work()
    return made


def listed(absence, **filters):
    """What is listed of the unit of the absence: the grades, and where each comes from."""
    found = results_queries.unit_results(absence.centre, unit=absence.unit_id, **filters)
    return sorted((one.grade, one.source) for one in found)


def found_in_the_exam(absence, processor, grade="P"):
    of_exam = UnitResult.objects.standing().get(
        candidate=absence.candidate, unit=absence.unit, series__isnull=False
    )
    told = {"cause": "The script was found", "by": processor, "at": LATER}
    results_commands.correct(result=of_exam, grade=grade, **told)
    work()


def take_back(accepted, processor):
    commands.take_back_acceptance(consideration=accepted, words="In error.", by=processor, at=LATER)
    work()


def test_an_exam_that_is_graded_after_all_is_listed_alone(absence, accepted, processor):
    found_in_the_exam(absence, processor)

    assert listed(absence) == [("P", "Exam, June 2026. Grade corrected by the board")]


def test_who_sat_after_all_is_not_listed_as_absent(absence, accepted, processor):
    found_in_the_exam(absence, processor)

    assert listed(absence, grade="absent") == []


def test_after_a_take_back_the_absence_is_listed_once(absence, accepted, processor):
    take_back(accepted, processor)

    assert listed(absence) == [("absent", "Exam, June 2026")]


def test_a_second_acceptance_leaves_nothing_of_the_first(
    absence, accepted, exams_officer, processor
):
    take_back(accepted, processor)
    make_assessed.consideration_at("accepted", absence, exams_officer, processor)
    work()

    assert listed(absence) == [("M", "Assessed grade"), ("absent", "Exam, June 2026")]


def test_one_of_whom_nothing_else_is_known_is_listed(entry, processor):
    missing = make_assessed.awaited(entry, "1", by=processor)
    make_results.hold([entry], ALL_BUT_ONE)
    work()

    AwaitedGrade.objects.update(stage="off", looked_at=None)
    work()

    assert listed(missing) == [("absent", "Assessed grade")]


def test_as_many_are_counted_as_are_listed(absence, accepted, processor):
    found_in_the_exam(absence, processor)

    listing = results_queries.unit_results(absence.centre)

    assert results_queries.unit_results_counted(absence.centre) == listing.count()


def test_the_file_tells_the_unit_once(absence, accepted, processor, exams_officer, sign_in):
    found_in_the_exam(absence, processor)

    answer = sign_in(exams_officer).get(
        reverse("results:export", args=[absence.centre.number]), secure=True
    )
    lines = b"".join(answer.streaming_content).decode().splitlines()

    assert len([line for line in lines if f",1,{absence.unit.title}," in line]) == 1
