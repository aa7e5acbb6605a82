"""The board works out a grade of each unit reported as reduced, and the report shows it."""

import pytest

from assessed import commands, queries
from assessed.models import ReductionReport
from results import commands as results
from results.models import UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import reductions
from tests.factories import results as held
from tests.factories.reductions import OPTIONAL

TWO = (OPTIONAL, "8")


@pytest.fixture
def student(centre, catalogue):
    """Who was registered in October 2021, while the area is open."""
    reductions.a_window()
    return reductions.a_student(centre, offers.qualification(held.DIPLOMA))


@pytest.fixture
def send(student, centre_administrator):
    """A function that reports units of the student."""

    def sent(*numbers):
        return reductions.report(student, centre_administrator, *numbers)

    return sent


@pytest.mark.slow
def test_the_board_works_out_the_grade_once_the_rest_is_there(send, student, service):
    send(*TWO)
    rest = {n: g for n, g in held.OFFICIAL_EXAMPLE.items() if n not in TWO}
    commands.assess(at=make.NOW)
    assert not UnitResult.objects.filter(unit__number__in=TWO).exists()

    held.hold([student], rest)
    commands.assess(at=make.NOW)

    made = UnitResult.objects.filter(unit__number__in=TWO)
    assert {(one.unit.number, one.source) for one in made} == {
        (number, "Assessed grade") for number in TWO
    }
    lines = queries.lines_of(ReductionReport.objects.get())
    assert {one.stands_as for one, _ in lines} == {one.grade for one in made}


@pytest.mark.slow
def test_a_report_shows_the_grade_as_it_was_corrected_since(send, student, service, processor):
    send(OPTIONAL)
    held.hold([student], {n: g for n, g in held.OFFICIAL_EXAMPLE.items() if n != OPTIONAL})
    commands.assess(at=make.NOW)
    made = UnitResult.objects.get(unit__number=OPTIONAL)
    results.correct(result=made, grade="P", cause="Looked at again.", by=processor, at=make.NOW)

    [(line, _)] = queries.lines_of(ReductionReport.objects.get())
    assert (made.grade, line.stands_as) == ("D", "P")
